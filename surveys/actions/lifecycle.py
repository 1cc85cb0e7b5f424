"""Writing a survey, bringing it into the field, closing it."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from communications import planner
from communications.models import PlannedKind
from members import todo
from portal import broker
from portal.refused import Refused
from portal.trail import actions as trail
from surveys import documents, rules
from surveys.actions import anonymous
from surveys.actions.files import discard_drafts
from surveys.actions.invitations import ask
from surveys.models import PopulationSnapshot, PopulationUnit, Survey, SurveyState, SurveyVersion


@transaction.atomic
def create_survey(template, **fields):
    """Write a survey from a template of the catalogue: its titles, introduction and questions."""
    survey = Survey.objects.create(**{**template.fields, **fields})
    SurveyVersion.objects.create(survey=survey, number=1, document=template.document)
    return survey


@transaction.atomic
def open_survey(survey, *, today, now=None, by=None, seen=None, population=None):
    """Bring a survey into the field: from now on its questions and its population stand.

    `seen` is `rules.seen_of(survey)` as somebody looked at it, None where nobody looks. `population` holds candidates
    when somebody else knows whom it is for, such as who took a training.
    """
    survey = Survey.objects.hold(survey.pk)
    if reasons := rules.open_refusals(survey, today=today, population=population):
        raise Refused(reasons)
    if seen is not None and seen != rules.seen_of(survey):
        raise Refused([rules.Refusal.STALE])

    version = survey.versions.last()
    version.content_hash = documents.hash_of(version.document)
    version.published_at = now or timezone.now()
    version.save()
    take_snapshot(survey, today=today, population=population)
    survey.state, survey.opens_on = SurveyState.OPEN, today
    survey.save(update_fields=["state", "opens_on"])
    announce(survey)
    trail.write(
        _("A survey was brought into the field"),
        by=by,
        about=survey,
        change={
            "opens_on": [None, today.isoformat()],
            "closes_on": [None, survey.closes_on and survey.closes_on.isoformat()],
            "population": [None, survey.snapshot.units.count()],
        },
    )
    return survey


def announce(survey):
    """Put a survey that has opened in the planner on its last day, or move it there."""
    planner.announce(
        title=format_lazy(_("Last day to answer: {survey}"), survey=survey) if survey.closes_on else survey,
        on=survey.closes_on or survey.opens_on,
        url=survey.get_absolute_url(),
        source=survey,
        kind=PlannedKind.SURVEY,
    )


def take_snapshot(survey, *, today, population=None):
    """Freeze the population: the audience of today, with what the register knows of it, unless it is given."""
    snapshot = PopulationSnapshot.objects.create(survey=survey, taken_on=today)
    PopulationUnit.objects.bulk_create(
        PopulationUnit(
            snapshot=snapshot,
            municipality=one.municipality,
            person=one.person,
            nis_code=one.municipality.nis_code,
            name=one.municipality.name,
            **one.attributes,
        )
        for one in (rules.candidates(survey, today=today) if population is None else population)
    )
    survey.audience = rules.audience_of(survey)
    survey.save(update_fields=["audience"])
    return snapshot


@transaction.atomic
def close_survey(survey, *, today, by=None):
    """Take a survey out of the field; answers that were never sent are thrown away, and nobody has to answer."""
    survey = Survey.objects.hold(survey.pk)
    if survey.state != SurveyState.OPEN:
        raise Refused([rules.Refusal.NOT_OPEN])

    before, survey.state = survey.closes_on, SurveyState.CLOSED
    survey.closes_on = min(survey.closes_on or today, max(today, survey.opens_on))
    survey.results_visible_from = survey.results_visible_from or today
    survey.save(update_fields=["state", "closes_on", "results_visible_from"])
    if survey.is_anonymous:
        anonymous.heal(survey)
        anonymous.settle(survey, at_least=1)
        anonymous.write_anew(survey)
        survey.invitations.remove_links()
        transaction.on_commit(sweep_soon, robust=True)
    todo.done_all(sources=survey.invitations.all())
    discard_drafts(survey.invitations)
    announce(survey)
    change = {"state": [SurveyState.OPEN.value, SurveyState.CLOSED.value]}
    if before != survey.closes_on:
        change["closes_on"] = [before and before.isoformat(), survey.closes_on.isoformat()]
    trail.write(_("A survey was closed"), by=by, about=survey, change=change)
    return survey


def sweep_soon():
    """Have the tables rewritten on disk now; when the broker is away, the next night does it."""
    broker.wake("surveys.tasks.sweep")


@transaction.atomic
def extend_survey(survey, until, *, by, today):
    """Give more time: `until` becomes the last day to answer. Nobody gets mail about it."""
    survey = Survey.objects.hold(survey.pk)
    if survey.state != SurveyState.OPEN:
        raise Refused([rules.Refusal.NOT_OPEN])
    if until < today or (survey.closes_on and until <= survey.closes_on):
        raise Refused([rules.Refusal.NOT_LATER])

    was_over, before, survey.closes_on = not survey.takes_answers_on(today), survey.closes_on, until
    survey.save(update_fields=["closes_on"])
    announce(survey)
    todo.move_all(sources=survey.invitations.all(), due=until)
    if was_over:
        for invitation in rules.still_to_answer(survey):
            ask(invitation)
    change = {"closes_on": [before and before.isoformat(), until.isoformat()]}
    trail.write(_("A survey got more time"), by=by, about=survey, change=change)
    return survey


@transaction.atomic
def choose_audience(survey, audience, *, by):
    """Say who a survey is for, before it opens: then its population stands."""
    survey = Survey.objects.hold(survey.pk)
    if survey.state != SurveyState.DRAFT:
        raise Refused([rules.Refusal.NOT_DRAFT])
    before, survey.audience = survey.audience, audience
    survey.save(update_fields=["audience"])
    if before != audience:
        trail.write(
            _("The audience of a survey was chosen"), by=by, about=survey, change={"audience": [before, audience]}
        )
    return survey
