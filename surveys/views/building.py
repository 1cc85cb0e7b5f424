"""Building a survey: the outline of its questions, moving them about, publishing what was edited in the field."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.refused import Refused
from surveys import actions, blueprints, documents, drafting, phrases, rules
from surveys.models import SurveyState
from surveys.views.fieldwork import found, say, staff_only

UNDO = "survey_question_removed"  # in the session: what was removed last


def builder(survey, anchor="", query=""):
    address = reverse("surveys:survey_build", args=[survey.pk])
    return f"{address}{query}{f'#{anchor}' if anchor else ''}"


def document_of(survey):
    """The questions as they are being made, which an empty survey has as well."""
    version = survey.versions.last()
    return version.document if version else drafting.blank()


@staff_only
@require_safe
def survey_build(request, survey_id):
    survey = found(request, survey_id)
    version, document = survey.versions.last(), document_of(survey)
    removed = request.session.get(UNDO, {})
    kinds = [(kind, *phrases.TYPE_NAMES[kind]) for kind in documents.TYPES]
    is_edited = version is not None and survey.state == SurveyState.OPEN and version.published_at is None
    context = {
        "survey": survey,
        "blueprint": blueprints.blueprint(document, confidentiality=survey.confidentiality),
        "seen": drafting.part_hash(document),
        "in_sight": [each for each in kinds if each[0] in drafting.IN_SIGHT],
        "more": [each for each in kinds if each[0] in drafting.MORE],
        "minutes": documents.minutes(document),
        "can_change": survey.state != SurveyState.CLOSED,
        "is_edited": is_edited,
        "removed": removed if "weg" in request.GET and removed.get("survey") == survey.pk else None,
    }
    return render(request, "surveys/survey_build.html", context)


@staff_only
@require_http_methods(["GET", "HEAD", "POST"])
def survey_publish(request, survey_id):
    """What an edit changes for who answers from now on; the button asks it."""
    survey = found(request, survey_id)
    if request.method == "POST":
        try:
            actions.publish_version(survey, by=request.user, seen=request.POST.get("seen", ""))
        except Refused as refused:
            say(request, refused)
            return redirect("surveys:survey_publish", survey.pk)
        messages.success(request, _("From now on the new words are asked. Earlier answers stay as they are."))
        return redirect(survey)

    asked, version = survey.version, survey.versions.last()
    is_edited = asked is not None and version.pk != asked.pk
    context = {
        "survey": survey,
        "version": version,
        "changes": list(blueprints.changes(asked.document, version.document)) if is_edited else [],
        "refusals": rules.publish_refusals(survey),
        "is_edited": is_edited,
        "seen": rules.seen_of(survey),
    }
    return render(request, "surveys/survey_publish.html", context)


@staff_only
@require_POST
def survey_revert(request, survey_id):
    """Throw the edit away: what is in the field stays."""
    survey = found(request, survey_id)
    try:
        actions.discard_version(survey, by=request.user, seen=request.POST.get("seen", ""))
    except Refused as refused:
        say(request, refused)
        return redirect("surveys:survey_publish", survey.pk)
    messages.success(request, _("The edit is thrown away. The survey asks what it asked."))
    return redirect("surveys:survey_build", survey.pk)


# --- Questions --------------------------------------------------------------------------------------


@staff_only
@require_POST
def question_move(request, survey_id, question):
    """One up, one down, to another section, or to where it was dropped."""
    survey = found(request, survey_id)
    section, place = destination(document_of(survey), question, request.POST)
    try:
        actions.move_question(survey, question, section, place, seen=request.POST.get("seen", ""), by=request.user)
    except Refused as refused:
        say(request, refused)
    return redirect(builder(survey, question))


def destination(document, code, asked):
    """Where a question is to go, as (section, place); the action refuses what is not there."""
    to = asked.get("to", "")
    try:
        if to == "up":
            return drafting.place_above(document, code)
        if to == "down":
            return drafting.place_below(document, code)
    except KeyError:
        return "", 0
    place = asked.get("place", "")
    return asked.get("section", ""), int(place) if place.isdecimal() and len(place) < 5 else 10_000


@staff_only
@require_POST
def question_copy(request, survey_id, question):
    survey = found(request, survey_id)
    try:
        copy = actions.copy_question(survey, question, seen=request.POST.get("seen", ""), by=request.user)
    except Refused as refused:
        say(request, refused)
        return redirect(builder(survey, question))
    messages.success(request, _("The copy stands right below."))
    return redirect(builder(survey, copy))


@staff_only
@require_POST
def question_remove(request, survey_id, question):
    survey = found(request, survey_id)
    try:
        removed = actions.remove_question(survey, question, seen=request.POST.get("seen", ""), by=request.user)
    except Refused as refused:
        say(request, refused)
        return redirect(builder(survey, question))
    text = documents.words(removed["question"].get("text", {}))
    request.session[UNDO] = {"survey": survey.pk, "text": text, **removed}
    return redirect(builder(survey, query="?weg=1"))


@staff_only
@require_POST
def question_restore(request, survey_id):
    """Put back what was removed last."""
    survey = found(request, survey_id)
    removed = request.session.get(UNDO, {})
    if removed.get("survey") != survey.pk:
        messages.error(request, _("There is nothing to put back."))
        return redirect(builder(survey))
    try:
        actions.restore_question(survey, removed, by=request.user)
    except Refused as refused:
        say(request, refused)
    else:
        messages.success(request, _("The question is back."))
    del request.session[UNDO]
    return redirect(builder(survey, removed["question"]["code"]))
