"""Going into the field, and whom to ask there."""

from surveys import documents
from surveys.models import SurveyState
from surveys.rules.audience import candidates, contacts
from surveys.rules.refusals import Refusal


def open_refusals(survey, *, today, population=None):
    """Every reason why a survey cannot go into the field today; `population` is for who knows whom it is for."""
    version, is_draft = survey.versions.last(), survey.state == SurveyState.DRAFT
    if population is None and is_draft:
        population = candidates(survey, today=today)
    rules = (
        (Refusal.NOT_DRAFT, not is_draft),
        (Refusal.NO_TITLE, not survey.title_nl),
        (Refusal.CLOSES_IN_THE_PAST, survey.closes_on is not None and survey.closes_on < today),
        (Refusal.NOT_READY, version is None or is_faulty(version, survey)),
        (
            Refusal.NOBODY_IN_IT,
            is_draft and not population,
        ),
    )
    return [refusal for refusal, applies in rules if applies]


def is_faulty(version, survey):
    return any(documents.faults(version.document, confidentiality=survey.confidentiality))


def edit_refusals(survey, document):
    """Every reason why the questions of a survey cannot become these: sentences, with the question they are about.

    Each question is held against the last published version that had it, so none comes back as something else.
    """
    if survey.state == SurveyState.CLOSED:
        return [Refusal.CLOSED]
    asked = {}
    for version in survey.versions.published():
        asked |= {question["code"]: question for question in documents.questions(version.document)}
    before = {"sections": [{"code": "", "questions": list(asked.values())}]}
    return list(documents.semantic_edits(before, document))


STANDS_ONCE_OPEN = ("title_nl", "title_en", "intro_nl", "intro_en", "confidentiality", "min_cell", "unit_of_analysis")


def seen_of(survey):
    """What tells what somebody saw before opening, publishing or discarding: all that people would be asked by it."""
    parts = [each and each.document for each in (survey.version, survey.versions.last())]
    settings = [*(getattr(survey, name) for name in STANDS_ONCE_OPEN), str(survey.closes_on), survey.audience]
    return documents.hash_of({"parts": parts, "settings": settings})[:16]


def publish_refusals(survey):
    """Every reason why an edited version cannot be asked from now on."""
    version = survey.versions.last()
    rules = (
        (Refusal.NOT_OPEN, survey.state != SurveyState.OPEN),
        (Refusal.NO_CHANGE, version is None or version.published_at is not None),
        (Refusal.NOT_READY, version is not None and is_faulty(version, survey)),
    )
    reasons = [refusal for refusal, applies in rules if applies]
    return reasons or edit_refusals(survey, version.document)


def invitees(survey, *, today):
    """Whom to ask, as (person, unit): for each unit that nobody was asked for its person, or else its contact."""
    units = list(survey.snapshot.units.filter(invitations__isnull=True).select_related("person__user"))
    asked = set(survey.invitations.values_list("person", flat=True))
    contact = contacts([unit.municipality_id for unit in units if unit.person_id is None], today=today)
    chosen = []
    for unit in units:
        person = unit.person or contact.get(unit.municipality_id)
        if person and person.pk not in asked:
            chosen.append((person, unit))
            asked.add(person.pk)
    return chosen
