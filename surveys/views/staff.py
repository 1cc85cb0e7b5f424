"""What the team does with a survey: look how it stands, open it, ask people, close it."""

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.housestyle.paging import page_of
from portal.refused import Refused
from surveys import actions, documents, rules
from surveys.models import Survey, SurveyState

analysts_only = permission_required("surveys.analyse", raise_exception=True)
staff_only = permission_required("surveys.manage", raise_exception=True)


@analysts_only
@require_safe
def survey_list(request):
    surveys = Survey.objects.visible_to(request.user).with_numbers().newest_first()
    return render(request, "surveys/survey_list.html", {"page": page_of(request, surveys, per_page=20)})


@analysts_only
@require_safe
def survey_detail(request, survey_id):
    today = timezone.localdate()
    survey = get_object_or_404(Survey.objects.visible_to(request.user).with_numbers(), pk=survey_id)
    version = survey.versions.last()
    context = {
        "survey": survey,
        "version": version,
        "outline": documents.outline(version.document) if version else [],
        "questions": len(documents.questions(version.document)) if version else 0,
        "minutes": documents.minutes(version.document) if version else 0,
        "states": survey.invitations.by_state(),
        "takes_answers": survey.takes_answers_on(today),
        "seen": rules.seen_of(survey) if survey.state == SurveyState.DRAFT else "",
        "to_invite": rules.number_to_invite(survey, today=today) if survey.state == SurveyState.OPEN else 0,
        "open_refusals": rules.open_refusals(survey, today=today),
    }
    return render(request, "surveys/survey_detail.html", context)


@staff_only
@require_POST
def survey_open(request, survey_id):
    survey = get_object_or_404(Survey.objects.visible_to(request.user), pk=survey_id)
    try:
        seen = request.POST.get("seen", "")
        survey = actions.open_survey(survey, today=timezone.localdate(), by=request.user, seen=seen)
    except Refused as refused:
        refused.say(request)
    else:
        people, members = _("Now invite the people."), _("Now invite the members.")
        next_step = people if survey.asks_people else members
        messages.success(request, _("The survey is in the field.") + " " + next_step)
    return redirect(survey)


@staff_only
@require_POST
def survey_invite(request, survey_id):
    survey = get_object_or_404(Survey.objects.visible_to(request.user), pk=survey_id)
    today = timezone.localdate()
    try:
        invitations = actions.invite_everybody(survey, today=today, by=request.user)
    except Refused as refused:
        refused.say(request)
    else:
        number = len(invitations)
        messages.success(
            request,
            ngettext("%(n)s invitation is on its way.", "%(n)s invitations are on their way.", number) % {"n": number},
        )
    return redirect(survey)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def survey_close(request, survey_id):
    """First what closing does, then, when asked, the closing: nothing brings a closed survey back."""
    survey = get_object_or_404(Survey.objects.visible_to(request.user).with_numbers(), pk=survey_id)
    today = timezone.localdate()
    if request.method == "POST":
        try:
            actions.close_survey(survey, today=today, by=request.user)
        except Refused as refused:
            refused.say(request)
        else:
            messages.success(request, _("The survey is closed."))
        return redirect(survey)
    context = {
        "survey": survey,
        "is_open": survey.state == SurveyState.OPEN,
        "is_early": survey.takes_answers_on(today) and survey.closes_on != today,
        "unanswered": survey.invitations.unanswered().count(),
        "unsent": survey.invitations.unanswered().exclude(draft={}).count(),
    }
    return render(request, "surveys/survey_close.html", context)
