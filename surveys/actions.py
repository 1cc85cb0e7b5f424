"""The deeds of a survey: writing it, going into the field, asking people, taking their answers, closing."""

import secrets
from typing import NamedTuple

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from communications import planner
from communications.models import PlannedKind
from members import todo, touchpoints
from members.models import BandSubject, Municipality, TouchpointKind
from portal.post import actions as post
from portal.refused import Refused
from surveys import documents, rules, tokens
from surveys.models import (
    Invitation,
    InvitationState,
    PopulationSnapshot,
    PopulationUnit,
    Response,
    Survey,
    SurveyState,
    SurveyVersion,
)

# --- Into the field and out of it ------------------------------------------------------------------


@transaction.atomic
def create_survey(template, **fields):
    """Write a survey from a template of the catalogue: its titles, introduction and questions."""
    survey = Survey.objects.create(**{**template.fields, **fields})
    SurveyVersion.objects.create(survey=survey, number=1, document=template.document)
    return survey


@transaction.atomic
def open_survey(survey, *, today, now=None):
    """Bring a survey into the field: from now on its questions and its population stand."""
    survey = Survey.objects.hold(survey.pk)
    if reasons := rules.open_refusals(survey, today=today):
        raise Refused(reasons)

    version = survey.versions.last()
    version.content_hash = documents.hash_of(version.document)
    version.published_at = now or timezone.now()
    version.save()
    take_snapshot(survey, today=today)
    survey.state, survey.opens_on = SurveyState.OPEN, today
    survey.save(update_fields=["state", "opens_on"])
    planner.announce(
        title=format_lazy(_("Last day to answer: {survey}"), survey=survey) if survey.closes_on else survey,
        on=survey.closes_on or today,
        url=survey.get_absolute_url(),
        source=survey,
        kind=PlannedKind.SURVEY,
    )
    return survey


def take_snapshot(survey, *, today):
    """Freeze the population: every municipality that exists today, with what the register knows of it."""
    snapshot = PopulationSnapshot.objects.create(survey=survey, taken_on=today)
    bands = rules.Bands()
    places = Municipality.objects.existing_on(today).as_known_on(today).with_youth_region(today)
    PopulationUnit.objects.bulk_create(
        PopulationUnit(
            snapshot=snapshot,
            municipality=place,
            nis_code=place.nis_code,
            name=place.name,
            **rules.attributes_of(place, bands),
        )
        for place in places
    )
    return snapshot


@transaction.atomic
def close_survey(survey, *, today):
    """Take a survey out of the field; answers that were never sent are thrown away."""
    survey = Survey.objects.hold(survey.pk)
    if survey.state != SurveyState.OPEN:
        raise Refused([rules.Refusal.NOT_OPEN])

    survey.state = SurveyState.CLOSED
    survey.closes_on = min(survey.closes_on or today, max(today, survey.opens_on))
    survey.results_visible_from = survey.results_visible_from or today
    survey.save(update_fields=["state", "closes_on", "results_visible_from"])
    for invitation in survey.invitations.unanswered():
        todo.done(source=invitation)
    survey.invitations.update(draft={}, draft_page=0)
    return survey


# --- Asking ----------------------------------------------------------------------------------------


@transaction.atomic
def invite(survey, people, *, today):
    """Ask each (person, municipality of the population or None) by mail and on their home page; once each.

    The invitations come back with their `token`, which nobody can look up afterwards.
    """
    survey = Survey.objects.hold(survey.pk)
    if not survey.takes_answers_on(today):
        raise Refused([rules.Refusal.NOT_OPEN])

    asked = set(survey.invitations.values_list("person", flat=True))
    made = []
    for person, unit in people:
        if person.pk not in asked:
            asked.add(person.pk)
            token = tokens.new()
            invitation = Invitation(survey=survey, person=person, unit=unit, token_hash=tokens.hash_of(token))
            invitation.token = token
            made.append(invitation)
    Invitation.objects.bulk_create(made)
    minutes = documents.minutes(survey.version.document)
    for invitation in made:
        tell(invitation, minutes=minutes)
    reached = [invitation.pk for invitation in made if invitation.person.email]
    Invitation.objects.filter(pk__in=reached).update(state=InvitationState.SENT)
    return made


@transaction.atomic
def invite_everybody(survey, *, today):
    """Ask everybody whom this survey is for and who was not asked yet."""
    survey = Survey.objects.hold(survey.pk)
    if not survey.takes_answers_on(today):
        raise Refused([rules.Refusal.NOT_OPEN])
    return invite(survey, rules.invitees(survey, today=today), today=today)


def tell(invitation, *, minutes):
    """Put the mail with the link in the outbox, and the question on the person's list."""
    survey, person = invitation.survey, invitation.person
    context = {
        "survey": survey,
        "unit": invitation.unit,
        "minutes": minutes,
        "path": reverse("surveys:response_enter", args=[invitation.token]),
    }
    post.send(person, "surveys/mail/invited", context, holds_secret=True)
    todo.ask(
        person,
        title=format_lazy(_("Fill in the survey: {survey}"), survey=survey),
        url=reverse("surveys:response_start", args=[survey.pk]),
        source=invitation,
        due=survey.closes_on,
    )


# --- Answers ---------------------------------------------------------------------------------------


@transaction.atomic
def save_draft(invitation, codes, given, *, page, today):
    """Keep what somebody gave to these questions so far, so that they can go on later, on any device.

    What is not a possible answer is left out. Nothing changes once the answers were sent.
    """
    invitation = Invitation.objects.hold(invitation.pk)
    if invitation.is_submitted:
        return invitation
    if reasons := rules.answer_refusals(invitation.survey, invitation, today=today):
        raise Refused(reasons)

    document = invitation.survey.version.document
    draft = {code: value for code, value in invitation.draft.items() if code not in codes}
    draft |= rules.possible(document, {code: given[code] for code in codes if code in given})
    invitation.draft, invitation.draft_page, invitation.state = draft, page, InvitationState.STARTED
    invitation.save(update_fields=["draft", "draft_page", "state"])
    return invitation


@transaction.atomic
def submit(invitation, *, today, language, answers=None):
    """Send the answers of an invitation (its draft, unless others are given): one response, whatever is sent twice.

    Returns the response; None when an anonymous one had come in before, for nobody knows which one it is.
    """
    survey = Survey.objects.hold(invitation.survey_id)
    invitation = Invitation.objects.hold(invitation.pk)
    if invitation.is_submitted:
        return Response.objects.filter(invitation=invitation).first()
    if reasons := rules.answer_refusals(survey, invitation, today=today):
        raise Refused(reasons)
    version = survey.version
    checked = rules.checked(version.document, invitation.draft if answers is None else answers)
    if checked.faults:
        raise Refused(checked.faults.values())

    response = Response(
        survey=survey,
        confidentiality=survey.confidentiality,
        version=version,
        answers=checked.answers,
        asked=checked.asked,
        language=language,
    )
    attributes = rules.snapshot_of(invitation, today=today)
    if survey.is_anonymous:
        units = list(survey.snapshot.units.all())
        safe = rules.safe_for_anonymous(units, smallest=survey.min_cell)
        fill(response, {name: attributes[name] for name in safe if name in attributes})
        save_among_the_others(response)
    else:
        fill(response, attributes | {"unit": invitation.unit, "invitation": invitation, "submitted_on": today})
        response.save()
        touchpoints.record(
            TouchpointKind.SURVEY_ANSWERED,
            person=invitation.person,
            municipality=invitation.unit and invitation.unit.municipality,
            source=invitation,
            on=today,
        )
    invitation.state, invitation.draft, invitation.draft_page = InvitationState.SUBMITTED, {}, 0
    invitation.save(update_fields=["state", "draft", "draft_page"])
    todo.done(source=invitation)
    return response


def fill(response, columns):
    for name, value in columns.items():
        setattr(response, name, value)


def save_among_the_others(response):
    """Write an anonymous response and all others of its survey anew, in an order that means nothing.

    Rows lie on disk, and so in a copy of the database, in the order in which they were written; invitations lie in
    the order in which they were answered. Side by side the two would say who wrote what. The caller holds the survey.
    """
    rows = [*response.survey.responses.all(), response]
    response.survey.responses.all().delete()
    secrets.SystemRandom().shuffle(rows)
    Response.objects.bulk_create(rows)


class Entry(NamedTuple):
    """A response that came in another way: on paper, in a file, in demo data."""

    unit: PopulationUnit
    answers: dict
    years: int | None = None


@transaction.atomic
def record_many(survey, entries, *, on, language="nl"):
    """Record responses for municipalities of the population, all or none; `on` gives each entry its day.

    Each is held against the questions as if it were sent; its attributes are those of the population.
    """
    survey = Survey.objects.hold(survey.pk)
    if survey.is_anonymous:
        raise Refused([rules.Refusal.ANONYMOUS])
    version, bands = survey.version, rules.Bands()
    answered = set(survey.responses.values_list("unit", flat=True))
    made, faults = [], []
    for entry in entries:
        checked = rules.checked(version.document, entry.answers)
        faults += [f"{entry.unit}: {code}: {fault}" for code, fault in checked.faults.items()]
        if entry.unit.pk in answered:
            faults.append(f"{entry.unit}: {rules.Refusal.ANSWERED_FOR.label}")
        answered.add(entry.unit.pk)
        made.append(
            Response(
                survey=survey,
                confidentiality=survey.confidentiality,
                version=version,
                unit=entry.unit,
                answers=checked.answers,
                asked=checked.asked,
                years=entry.years,
                years_band=bands.code(BandSubject.EXPERIENCE, entry.years),
                language=language,
                submitted_on=on(entry),
                **{name: getattr(entry.unit, name) for name in rules.IN_THE_REGISTER},
            )
        )
    if faults:
        raise Refused(faults)

    Response.objects.bulk_create(made)
    for response in made:
        touchpoints.record(
            TouchpointKind.SURVEY_ANSWERED,
            municipality=response.unit.municipality,
            source=response.unit,
            on=response.submitted_on,
        )
    return made
