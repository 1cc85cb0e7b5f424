"""Answering: public pages, let in by the link in a mail or by one's own account."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.methods import with_form
from portal.refused import Refused
from surveys import actions, documents, rules, tokens
from surveys.forms import RemarkForm, SectionForm, field_of_file, posted
from surveys.models import Invitation
from surveys.views import stale

OPENED = "surveys.opened"  # in the session: {survey: hash of the link that let this browser in}


@login_not_required
@never_cache
@require_safe
def response_enter(request, token):
    """The link of a mail: remember who came in, and go on at an address that can be seen by anybody.

    It changes nothing, so a mail filter that follows links does no harm.
    """
    invitation = invitation_at(token)
    if invitation is None:
        return render(request, "surveys/response_unknown.html", status=404)
    opened = request.session.get(OPENED, {})
    request.session[OPENED] = {**opened, str(invitation.survey_id): invitation.token_hash}
    if not request.user.is_authenticated:
        request.session.set_expiry(0)  # until the browser closes: the computer may be somebody else's
    if refusal := refusal_of(request, invitation):
        return refusal
    return redirect("surveys:response_start", invitation.survey_id)


def invitation_at(token):
    """The invitation that a link or the code of a letter opens, or None."""
    if tokens.is_code(token):
        return Invitation.objects.with_code_hash(tokens.hash_of_code(token.upper())).first()
    return Invitation.objects.with_token_hash(tokens.hash_of(token)).first()


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
            return stale.unknown(request, survey_id)
        if rules.is_in(invitation) and request.method == "POST":
            return stale.sent_again(request, invitation)
        return refusal_of(request, invitation) or view(request, invitation, **kwargs)

    return guarded


def refusal_of(request, invitation):
    """The page that says why nothing can be answered, or None."""
    if rules.is_in(invitation):
        return stale.used(request, invitation.survey)
    if reasons := rules.answer_refusals(invitation.survey, invitation, today=timezone.localdate()):
        return stale.closed(request, invitation.survey, reasons)
    return None


@answering
@require_safe
def response_start(request, invitation):
    document, today = invitation.survey.version.document, timezone.localdate()
    context = {
        "survey": invitation.survey,
        "invitation": invitation,
        "minutes": documents.minutes(document),
        "number_of_questions": len(documents.routed(document, {})[0]),
        "kept": rules.kept_with_answers(invitation, today=today),
        "page": rules.page_to_go_on(document, invitation),
        "may_be_handed_over": rules.may_be_handed_over(invitation.survey, invitation),
    }
    return render(request, "surveys/response_start.html", context)


@answering
@with_form
def response_section(request, invitation, page):
    document, today = invitation.survey.version.document, timezone.localdate()
    data = request.POST if request.method == "POST" else None
    if data is not None and data.get("invitation") != str(invitation.pk):
        return stale.of_another(request, invitation)
    if data is not None and data.get("version", str(invitation.survey.version.number)) != str(
        invitation.survey.version.number
    ):
        return go_on_with_other_questions(request, invitation)
    pages = rules.pages(document, invitation.draft)
    if page not in pages:  # it was asked until another tab, or an edit, made it superfluous
        if data is not None:
            return go_on_with_other_questions(request, invitation)
        return redirect(address_of(invitation, rules.page_to_go_on(document, invitation)))

    faults = keep_files(request, invitation, document["sections"][page - 1]) if data is not None else {}
    form = SectionForm(document, page, invitation.draft, data, files=invitation.files.all(), faults=faults)
    if form.is_bound:
        target = form.target("stay" if data.get("remove") else data.get("go"))
        try:
            actions.save_draft(invitation, form.codes, form.given, page=target or page, today=today)
            if target is None:
                actions.submit(invitation, today=today, language=get_language())
                return redirect("surveys:response_done", invitation.survey_id)
        except Refused as refused:
            return stale.closed(request, invitation.survey, refused.reasons)
        if target == 0:
            return redirect("surveys:response_start", invitation.survey_id)
        if target != page or not form.mistakes:
            return redirect(address_of(invitation, target) + form.anchor)

    context = {
        "survey": invitation.survey,
        "invitation": invitation,
        "version": invitation.survey.version.number,
        "form": form,
        "step": pages.index(page) + 1,
        "steps": len(pages),
        "progress": rules.progress(pages, page),
        "is_last": page == pages[-1],
        "address": address_of(invitation, page),
    }
    return render(request, "surveys/response_section.html", context)


def keep_files(request, invitation, section):
    """Add to the draft what came with the page, and take out what should go; {question code: what is wrong}."""
    faults, today = {}, timezone.localdate()
    try:
        if gone := request.POST.get("remove"):
            invitation.draft = actions.remove_file(invitation, gone, today=today).draft
    except (Refused, ValidationError):
        pass  # it was sent meanwhile, or never was a file
    for question in section["questions"]:
        for upload in request.FILES.getlist(field_of_file(question)):
            try:
                actions.add_file(invitation, question["code"], upload, today=today)
            except Refused as refused:
                faults[question["code"]] = f"{upload.name}: {refused.messages[0]}"
    invitation.refresh_from_db(fields=["draft"])
    return faults


def go_on_with_other_questions(request, invitation):
    """The questions were edited while somebody had them before them: what they answered is kept by its code."""
    document, today = invitation.survey.version.document, timezone.localdate()
    given = {
        question["code"]: answer
        for question in documents.questions(document)
        if question["type"] != "file" and (answer := posted(question, request.POST)) is not None
    }
    try:
        actions.save_draft(invitation, list(given), given, page=invitation.draft_page, today=today)
    except Refused as refused:
        return stale.closed(request, invitation.survey, refused.reasons)
    invitation.refresh_from_db(fields=["draft"])
    go_on = address_of(invitation, rules.page_to_go_on(document, invitation))
    if stale.typed_on(request, invitation.survey, without=invitation.draft, own_words_alone=True):
        return stale.changed(request, invitation, invitation.draft, go_on)
    messages.info(request, _("The questions were changed meanwhile. What you answered is kept."))
    return redirect(go_on)


def address_of(invitation, page):
    return reverse("surveys:response_section", args=[invitation.survey_id, page])


@answering
@with_form
def response_remark(request, invitation):
    """ "Not right?": what the register has wrong goes to the team, apart from any answer."""
    today = timezone.localdate()
    form = RemarkForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        municipality = invitation.unit and invitation.unit.municipality
        actions.remark_on_register(invitation.person, municipality, form.cleaned_data["text"], today=today)
        messages.success(request, _("Thank you. We look at it; you can go on answering."))
        return redirect("surveys:response_start", invitation.survey_id)
    context = {
        "survey": invitation.survey,
        "form": form,
        "kept": rules.kept_with_answers(invitation, today=today),
    }
    return render(request, "surveys/response_remark.html", context)


@login_not_required
@never_cache
@require_safe
def response_done(request, survey_id):
    opened = request.session.get(OPENED, {}).get(str(survey_id))
    invitation = Invitation.objects.for_reader(request.user, opened=opened).filter(survey=survey_id).first()
    if invitation is None:
        return render(request, "surveys/response_unknown.html", status=404)
    if not rules.is_in(invitation):
        return redirect("surveys:response_start", survey_id)
    return render(request, "surveys/response_done.html", {"survey": invitation.survey})
