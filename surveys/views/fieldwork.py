"""A survey in the field: for whom it is, who is missing, reminders and letters."""

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.methods import with_form
from portal.refused import Refused
from surveys import actions, rules
from surveys.forms import AudienceForm, ExtendForm, LettersForm
from surveys.models import Survey, SurveyState

staff_only = permission_required("surveys.manage", raise_exception=True)


def found(request, survey_id):
    return get_object_or_404(Survey.objects.visible_to(request.user), pk=survey_id)


def say(request, refused):
    refused.say(request)


@staff_only
@with_form
def survey_audience(request, survey_id):
    survey, today = found(request, survey_id), timezone.localdate()
    is_draft = survey.state == SurveyState.DRAFT
    form = AudienceForm(survey, rules.audience_of(survey), request.POST if request.method == "POST" else None)
    if form.is_valid():
        if "keep" in request.POST:
            try:
                actions.choose_audience(survey, form.audience, by=request.user)
            except Refused as refused:
                refused.say(request)
            else:
                messages.success(request, _("Kept: this is who the survey is for."))
            return redirect("surveys:survey_audience", survey_id)
        survey.audience = form.audience  # to look at; nothing is saved
    context = {
        "survey": survey,
        "form": form,
        "is_draft": is_draft,
        "preview": rules.preview(survey, today=today) if is_draft else None,
        "fieldwork": None if is_draft else rules.fieldwork(survey),
    }
    return render(request, "surveys/survey_audience.html", context)


@staff_only
@require_safe
def survey_fieldwork(request, survey_id):
    survey, today = found(request, survey_id), timezone.localdate()
    if survey.state == SurveyState.DRAFT:
        return redirect("surveys:survey_audience", survey_id)
    context = {
        "survey": survey,
        "fieldwork": rules.fieldwork(survey),
        "states": survey.invitations.by_state(),
        "mails": rules.mails_waiting(survey),
        "takes_answers": survey.takes_answers_on(today),
        "to_remind": len(rules.to_remind(survey, today=today)) if survey.takes_answers_on(today) else 0,
        "form": ExtendForm(),
    }
    return render(request, "surveys/survey_fieldwork.html", context)


@staff_only
@with_form
def survey_remind(request, survey_id):
    """First who would get a reminder, then, when asked, the reminders."""
    survey, today = found(request, survey_id), timezone.localdate()
    if request.method == "POST":
        try:
            number = len(actions.remind(survey, request.user, today))
        except Refused as refused:
            refused.say(request)
        else:
            messages.success(
                request,
                ngettext("%(n)s reminder is on its way.", "%(n)s reminders are on their way.", number) % {"n": number},
            )
        return redirect("surveys:survey_fieldwork", survey_id)
    takes_answers = survey.takes_answers_on(today)
    reminded = rules.to_remind(survey, today=today) if takes_answers else []
    context = {
        "survey": survey,
        "reminded": reminded,
        "takes_answers": takes_answers,
        "provinces": rules.by_province(reminded),
        "left_out": rules.not_reminded(survey, reminded),
    }
    return render(request, "surveys/survey_remind.html", context)


@staff_only
@require_POST
def survey_extend(request, survey_id):
    survey, form = found(request, survey_id), ExtendForm(request.POST)
    if form.is_valid():
        try:
            actions.extend_survey(survey, form.cleaned_data["until"], by=request.user, today=timezone.localdate())
        except Refused as refused:
            refused.say(request)
        else:
            messages.success(request, _("There is more time to answer now."))
    else:
        messages.error(request, _("Fill in a day, such as 31/12/2026."))
    return redirect("surveys:survey_fieldwork", survey_id)


@staff_only
@require_POST
def invitation_bounced(request, survey_id, invitation_id):
    survey = found(request, survey_id)
    invitation = get_object_or_404(survey.invitations.all(), pk=invitation_id)
    try:
        actions.mark_bounced(invitation, by=request.user)
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(
            request, _("Noted: mail does not arrive there. Correct the address and ask again, or send a letter.")
        )
    return redirect("surveys:survey_fieldwork", survey_id)


@staff_only
@require_POST
def invitation_again(request, survey_id, invitation_id):
    survey = found(request, survey_id)
    invitation = get_object_or_404(survey.invitations.all(), pk=invitation_id)
    try:
        actions.ask_again(invitation, by=request.user, today=timezone.localdate())
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("The invitation is on its way once more."))
    return redirect("surveys:survey_fieldwork", survey_id)


@staff_only
@with_form
def survey_letters(request, survey_id):
    """Letters to print, each with the link of one invitation; making them is written down."""
    survey, today = found(request, survey_id), timezone.localdate()
    form = LettersForm(request.POST if request.method == "POST" else None, initial={"whom": "unreached"})
    if form.is_valid():
        try:
            invitations = actions.make_letters(survey, form.cleaned_data["whom"], by=request.user, today=today)
        except Refused as refused:
            refused.say(request)
        else:
            letters = [letter_of(invitation) for invitation in invitations]
            return render(request, "surveys/survey_letters_print.html", {"survey": survey, "letters": letters})
    context = {
        "survey": survey,
        "form": form,
        "takes_answers": survey.takes_answers_on(today),
        "unreached": survey.invitations.unreached().count(),
        "unbegun": survey.invitations.unbegun().count(),
    }
    return render(request, "surveys/survey_letters.html", context)


def letter_of(invitation):
    """What stands in a letter: the link as a picture, and a short one to type."""
    link = settings.SITE_URL + reverse("surveys:response_enter", args=[invitation.token])
    short = settings.SITE_URL + reverse("surveys:response_enter", args=[invitation.code])
    picture = segno.make(link, error="m").svg_inline(scale=4, border=2, dark="#000", light="#fff")
    return {"invitation": invitation, "short": short, "picture": mark_safe(picture)}  # noqa: S308 - made by segno of our own link
