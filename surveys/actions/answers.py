"""Keeping what somebody answers, and sending it once."""

from typing import NamedTuple

from django.db import transaction

from members import todo, touchpoints
from members.models import BandSubject, TouchpointKind
from portal.refused import Refused
from surveys import rules
from surveys.actions import anonymous
from surveys.actions.files import discard_files
from surveys.models import Invitation, InvitationState, PopulationUnit, Response, Survey


@transaction.atomic
def save_draft(invitation, codes, given, *, page, today):
    """Keep what somebody gave to these questions so far, so that they can go on later, on any device.

    What is not a possible answer is left out. Nothing changes once the answers were sent.
    """
    invitation = Invitation.objects.hold(invitation.pk)
    if rules.is_in(invitation):
        return invitation
    if reasons := rules.answer_refusals(invitation.survey, invitation, today=today):
        raise Refused(reasons)

    document = invitation.survey.version.document
    draft = {code: value for code, value in invitation.draft.items() if code not in codes}
    draft |= rules.possible(document, {code: given[code] for code in codes if code in given})
    invitation.draft, invitation.draft_page, invitation.state = draft, page, invitation.state_once_started
    invitation.save(update_fields=["draft", "draft_page", "state"])
    return invitation


def submit(invitation, *, today, language, answers=None):
    """Send the answers of an invitation (its draft, unless others are given): one response, whatever is sent twice.

    Returns the response, or of an anonymous survey the answer that waits sealed; None when an anonymous one had come
    in before, for nobody knows which one it is.
    """
    if not invitation.survey.is_anonymous:
        return _submit_by_name(invitation, today=today, language=language, answers=answers)
    waiting = anonymous.receive(invitation, today=today, language=language, answers=answers)
    anonymous.mark_answered(invitation)
    anonymous.settle(invitation.survey)
    return waiting


@transaction.atomic
def _submit_by_name(invitation, *, today, language, answers):
    survey = Survey.objects.hold(invitation.survey_id)
    invitation = Invitation.objects.hold(invitation.pk)
    if invitation.is_submitted:
        return Response.objects.filter(invitation=invitation).first()
    if reasons := rules.answer_refusals(survey, invitation, today=today):
        raise Refused(reasons)
    version = survey.version
    checked = rules.checked_for(invitation, version, answers)
    if checked.faults:
        raise Refused(checked.faults.values())

    response = Response.objects.create(
        survey=survey,
        confidentiality=survey.confidentiality,
        version=version,
        answers=checked.answers,
        asked=checked.asked,
        language=language,
        unit=invitation.unit,
        invitation=invitation,
        submitted_on=today,
        **rules.snapshot_of(invitation, today=today),
    )
    touchpoints.record(
        TouchpointKind.SURVEY_ANSWERED,
        person=invitation.person,
        municipality=invitation.unit and invitation.unit.municipality,
        source=invitation,
        on=today,
    )
    discard_files(invitation.files.exclude(pk__in=rules.file_ids(version.document, checked.answers)))
    invitation.state, invitation.draft, invitation.draft_page = InvitationState.SUBMITTED, {}, 0
    invitation.save(update_fields=["state", "draft", "draft_page"])
    todo.done_all(sources=rules.speaking_for_the_same(invitation))
    return response


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
    todo.done_all(sources=survey.invitations.filter(unit__in=[response.unit_id for response in made]))
    return made
