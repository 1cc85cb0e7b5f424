"""Answering: public pages, let in by the link in a mail or by one's own account."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.refused import Refused
from surveys import actions, documents, rules, tokens
from surveys.forms import SectionForm
from surveys.models import Invitation

OPENED = "surveys.opened"  # in the session: {survey: invitation}, each let in by its link


@login_not_required
@never_cache
@require_safe
def response_enter(request, token):
    """The link of a mail: remember who came in, and go on at an address that can be seen by anybody.

    It changes nothing, so a mail filter that follows links does no harm.
    """
    invitation = Invitation.objects.with_token_hash(tokens.hash_of(token)).first()
    if invitation is None:
        return render(request, "surveys/response_unknown.html", status=404)
    opened = request.session.get(OPENED, {})
    request.session[OPENED] = {**opened, str(invitation.survey_id): invitation.pk}
    if not request.user.is_authenticated:
        request.session.set_expiry(0)  # until the browser closes: the computer may be somebody else's
    if refusal := refusal_of(request, invitation):
        return refusal
    return redirect("surveys:response_start", invitation.survey_id)


def answering(view):
    """Hands the view the invitation of who answers; without one, or after the end, a page says what is the matter."""

    @login_not_required
    @never_cache
    @wraps(view)
    def guarded(request, survey_id, **kwargs):
        opened = request.session.get(OPENED, {}).get(str(survey_id))
        invitations = Invitation.objects.for_reader(request.user, opened=opened)
        invitation = invitations.filter(survey=survey_id).first()
        if invitation is None:
            return render(request, "surveys/response_unknown.html", status=404)
        if invitation.is_submitted and request.method == "POST":
            return redirect("surveys:response_done", survey_id)  # sent twice: the same answers, the same page
        return refusal_of(request, invitation) or view(request, invitation, **kwargs)

    return guarded


def refusal_of(request, invitation):
    """The page that says why nothing can be answered, or None."""
    context = {"survey": invitation.survey}
    if invitation.is_submitted:
        return render(request, "surveys/response_used.html", context, status=410)
    if reasons := rules.answer_refusals(invitation.survey, invitation, today=timezone.localdate()):
        return render(request, "surveys/response_closed.html", {**context, "reasons": reasons}, status=410)
    return None


@answering
@require_safe
def response_start(request, invitation):
    document, today = invitation.survey.version.document, timezone.localdate()
    context = {
        "survey": invitation.survey,
        "invitation": invitation,
        "minutes": documents.minutes(document),
        "number_of_questions": len(documents.questions(document)),
        "kept": rules.kept_with_answers(invitation, today=today),
        "page": rules.page_to_go_on(document, invitation),
    }
    return render(request, "surveys/response_start.html", context)


@answering
@require_http_methods(["GET", "HEAD", "POST"])
def response_section(request, invitation, page):
    document, today = invitation.survey.version.document, timezone.localdate()
    pages = rules.pages(document, invitation.draft)
    if page not in pages:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = SectionForm(document, page, invitation.draft, data)

    if form.is_bound and data.get("invitation") != str(invitation.pk):
        return redirect("surveys:response_start", invitation.survey_id)  # another link was opened in this browser
    if form.is_bound:
        target = form.target(data.get("go"))
        try:
            actions.save_draft(invitation, form.codes, form.given, page=target or page, today=today)
            if target is None:
                actions.submit(invitation, today=today, language=get_language())
                return redirect("surveys:response_done", invitation.survey_id)
        except Refused as refused:
            context = {"survey": invitation.survey, "reasons": refused.reasons}
            return render(request, "surveys/response_closed.html", context, status=410)
        if target == 0:
            return redirect("surveys:response_start", invitation.survey_id)
        if target != page or not form.mistakes:
            return redirect(address_of(invitation, target) + form.anchor)

    context = {
        "survey": invitation.survey,
        "invitation": invitation,
        "form": form,
        "step": pages.index(page) + 1,
        "steps": len(pages),
        "progress": rules.progress(pages, page),
        "is_last": page == pages[-1],
        "address": address_of(invitation, page),
    }
    return render(request, "surveys/response_section.html", context)


def address_of(invitation, page):
    return reverse("surveys:response_section", args=[invitation.survey_id, page])


@login_not_required
@never_cache
@require_safe
def response_done(request, survey_id):
    opened = request.session.get(OPENED, {}).get(str(survey_id))
    invitation = Invitation.objects.for_reader(request.user, opened=opened).filter(survey=survey_id).first()
    if invitation is None:
        return render(request, "surveys/response_unknown.html", status=404)
    if not invitation.is_submitted:
        return redirect("surveys:response_start", survey_id)
    return render(request, "surveys/response_done.html", {"survey": invitation.survey})
