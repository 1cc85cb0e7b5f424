"""What somebody answered: what counts, what is missing or wrong, and on which page."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from surveys import documents, tokens
from surveys.models import Response, SurveyState, UnitOfAnalysis
from surveys.rules.readers import READERS
from surveys.rules.refusals import Refusal


def answer_refusals(survey, invitation, *, today):
    """Every reason why no answer comes in today; whether this invitation was answered is not among them."""
    rules = (
        (Refusal.NOT_OPEN, survey.state == SurveyState.DRAFT),
        (Refusal.CLOSED, survey.state != SurveyState.DRAFT and not survey.takes_answers_on(today)),
        (
            Refusal.ANSWERED_FOR,
            speaks_for_a_place(survey, invitation)
            and survey.responses.counted().filter(unit=invitation.unit_id).exists(),
        ),
        (Refusal.NO_KEY, survey.is_anonymous and has_unknown_receipts(survey)),
    )
    return [refusal for refusal, applies in rules if applies]


def is_in(invitation):
    """Whether its answer came in: also when the portal stopped before it could mark who answered anonymously."""
    if invitation.is_submitted or not invitation.survey.is_anonymous:
        return invitation.is_submitted
    return invitation.survey.receipts.filter(code__in=tokens.receipts_of(invitation.pk)).exists()


def is_what_was_sent(invitation, given):
    """Whether a page sent once more, {question code: as posted}, holds what was sent; not known of an anonymous one."""
    response = Response.objects.filter(invitation=invitation).select_related("version").first()
    if response is None:
        return False
    read = possible(response.version.document, given)
    return set(read) == set(given) and all(response.answers.get(code) == answer for code, answer in read.items())


def has_unknown_receipts(survey):
    """Whether an answer came in of which no secret that we know tells whose it was: any new one may be a second one.

    That takes a stop at the worst moment and a secret that was replaced without keeping it among the fallbacks.
    """
    codes = set(survey.receipts.values_list("code", flat=True))
    if not codes:
        return False
    return bool(codes.difference(*map(tokens.receipts_of, survey.invitations.values_list("pk", flat=True))))


def speaks_for_a_place(survey, invitation):
    """Whether the answer counts for a municipality, which answers once, whoever speaks for it."""
    return survey.unit_of_analysis == UnitOfAnalysis.MUNICIPALITY and invitation.unit_id is not None


def speaking_for_the_same(invitation):
    """This invitation, with those of colleagues who speak for the same municipality: one answer is enough."""
    if not speaks_for_a_place(invitation.survey, invitation):
        return [invitation]
    return list(invitation.survey.invitations.filter(unit=invitation.unit_id))


def checked_for(invitation, version, answers=None):
    """Hold the draft of an invitation, or other answers, against the questions as they are asked now."""
    if answers is None:
        answers = still_asked(version.document, invitation.draft)
    return checked(version.document, with_own_files(version.document, answers, invitation))


class Checked(NamedTuple):
    """Answers against a document: those that count, what was asked, and what is wrong by question code."""

    answers: dict
    asked: list
    faults: dict


def checked(document, given):
    """Hold everything that was given against the document: unknown codes are faults, routing is done again."""
    known = {each["code"]: each for each in documents.questions(document) if each["type"] != "note"}
    read, faults = {}, {}
    for code, question in known.items():
        try:
            value = answer_to(question, given.get(code))
        except ValueError as fault:
            faults[code] = str(fault)
        else:
            if value is not None:
                read[code] = value

    asked, answers = documents.routed(document, read)
    faults = {code: fault for code, fault in faults.items() if code in asked}
    faults |= {code: _("This question is not in the survey.") for code in given if code not in known}
    for code in asked:
        if code not in answers and known[code].get("required"):
            faults.setdefault(code, _("Please answer this question before you go on."))
    return Checked(answers, asked, faults)


def possible(document, given):
    """Of what was given, the possible answers, whether or not routing shows their questions."""
    kept = {}
    for question in documents.questions(document):
        if question["type"] == "note":
            continue
        try:
            value = answer_to({**question, "required": False}, given.get(question["code"]))
        except ValueError:
            continue
        if value is not None:
            kept[question["code"]] = value
    return kept


def still_asked(document, given):
    """Of what was given, the answers to questions that the document has; an edit may have dropped one."""
    known = {question["code"] for question in documents.questions(document)}
    return {code: value for code, value in given.items() if code in known}


def file_ids(document, answers):
    """The ids of all files among these answers."""
    asked = [question["code"] for question in documents.questions(document) if question["type"] == "file"]
    return [each for code in asked for each in answers.get(code) or ()]


def with_own_files(document, given, invitation):
    """What was given, without files that were not added to the same question with this invitation."""
    asked = [question["code"] for question in documents.questions(document) if question["type"] == "file"]
    if not any(code in given for code in asked):
        return given
    own = {(file.question, str(file.pk)) for file in invitation.files.all()}
    mine = {code: [each for each in given.get(code) or () if (code, each) in own] for code in asked}
    return {**given, **mine}


def answer_to(question, given):
    """What was given to one question, in the one shape in which we keep it; None for nothing.

    A ValueError carries a sentence for the person who answers.
    """
    if given is None or given in ("", [], {}):
        return None
    return READERS[question["type"]](question, given)


def pages(document, given):
    """The numbers, from 1 on, of the sections that have something to show to who gave these answers."""
    shown = {question["code"] for question in documents.shown_to(document, possible(document, given))[0]}
    return [
        number
        for number, section in enumerate(document["sections"], start=1)
        if any(question["code"] in shown for question in section["questions"])
    ]


def progress(shown, page):
    """How far somebody on this page is, of a hundred: half of the page counts, so it is full once all is sent."""
    return round(100 * (shown.index(page) + 0.5) / len(shown))


def page_to_go_on(document, invitation):
    """Where somebody left off, or the nearest page that is still asked."""
    shown = pages(document, invitation.draft)
    return max((page for page in shown if page <= invitation.draft_page), default=next(iter(shown), 1))


def page_with_a_fault(document, given):
    """The first page where something is missing or wrong; None when all can be sent."""
    faults = checked(document, given).faults
    for number, section in enumerate(document["sections"], start=1):
        if any(question["code"] in faults for question in section["questions"]):
            return number
    return None
