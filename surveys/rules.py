"""What is allowed and decided about surveys, invitations and answers; reads, never writes."""

import re
from collections import Counter
from decimal import Decimal
from typing import NamedTuple

from django.db import models
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from members.models import Band, BandSubject, Municipality, Province, Role, RoleAssignment, YouthRegion
from surveys import documents
from surveys.models import SurveyState, UnitOfAnalysis

LONGEST_TEXT = 4000
WRITTEN_NUMBER = re.compile(r"-?[0-9]{1,12}([.,][0-9]{1,6})?")


class Refusal(models.TextChoices):
    """Why a deed is not possible, as a sentence for the person who tried."""

    NOT_DRAFT = "not-draft", gettext_lazy("This survey has been opened before.")
    NOT_OPEN = "not-open", gettext_lazy("This survey is not in the field.")
    CLOSED = "closed", gettext_lazy("This survey is closed.")
    NOT_READY = "not-ready", gettext_lazy("The questions are not ready: have them looked at first.")
    CLOSES_IN_THE_PAST = "closes-in-the-past", gettext_lazy("The last day to answer is over. Choose a later one.")
    NO_TITLE = "no-title", gettext_lazy("Give the survey a title in Dutch first.")
    ANSWERED_FOR = "answered-for", gettext_lazy("A colleague has answered for your municipality already. Thank you!")
    ANONYMOUS = "anonymous", gettext_lazy("This survey is anonymous: it takes no answers by municipality.")


# --- Going into the field and out of it ------------------------------------------------------------


def open_refusals(survey, *, today):
    """Every reason why a survey cannot go into the field today."""
    version = survey.versions.last()
    rules = (
        (Refusal.NOT_DRAFT, survey.state != SurveyState.DRAFT),
        (Refusal.NO_TITLE, not survey.title_nl),
        (Refusal.CLOSES_IN_THE_PAST, survey.closes_on is not None and survey.closes_on < today),
        (Refusal.NOT_READY, version is None or any(documents.faults(version.document))),
    )
    return [refusal for refusal, applies in rules if applies]


def invitees(survey, *, today):
    """Whom to ask: for each municipality of the population that nobody was asked for, its officer or else its head.

    Where people are asked for themselves, every officer is.
    """
    units = {unit.municipality_id: unit for unit in survey.snapshot.units.filter(invitations__isnull=True)}
    asked = set(survey.invitations.values_list("person", flat=True))
    assignments = (
        RoleAssignment.objects.active_on(today)
        .granting(Role.OFFICER, Role.MANAGER)
        .filter(municipality__in=units)
        .select_related("person__user", "role_type")
        .order_by("starts_on", "pk")
    )
    officers_first = sorted(assignments, key=lambda assignment: assignment.role_type.grants != Role.OFFICER)
    chosen, taken = [], set()
    for assignment in officers_first:
        place = assignment.municipality_id
        each_person = survey.unit_of_analysis == UnitOfAnalysis.PERSON
        is_wanted = assignment.role_type.grants == Role.OFFICER if each_person else place not in taken
        if is_wanted and assignment.person_id not in asked:
            chosen.append((assignment.person, units[place]))
            asked.add(assignment.person_id)
            taken.add(place)
    return chosen


def answer_refusals(survey, invitation, *, today):
    """Every reason why no answer comes in today; whether this invitation was answered is not among them."""
    speaks_for_a_place = survey.unit_of_analysis == UnitOfAnalysis.MUNICIPALITY and invitation.unit_id is not None
    rules = (
        (Refusal.NOT_OPEN, survey.state == SurveyState.DRAFT),
        (Refusal.CLOSED, survey.state != SurveyState.DRAFT and not survey.takes_answers_on(today)),
        (Refusal.ANSWERED_FOR, speaks_for_a_place and survey.responses.filter(unit=invitation.unit_id).exists()),
    )
    return [refusal for refusal, applies in rules if applies]


# --- What somebody answered ------------------------------------------------------------------------


class Checked(NamedTuple):
    """Answers against a document: those that count, what was asked, and what is wrong by question code."""

    answers: dict
    asked: list
    faults: dict


def checked(document, given):
    """Hold everything that was given against the document: unknown codes are faults, routing is done again."""
    known = {question["code"]: question for question in documents.questions(document)}
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
        try:
            value = answer_to({**question, "required": False}, given.get(question["code"]))
        except ValueError:
            continue
        if value is not None:
            kept[question["code"]] = value
    return kept


def answer_to(question, given):
    """What was given to one question, in the one shape in which we keep it; None for nothing.

    A ValueError carries a sentence for the person who answers.
    """
    if given is None or given in ("", [], {}):
        return None
    return READERS[question["type"]](question, given)


def one_option(question, given):
    if given not in documents.option_codes(question):
        raise ValueError(_("Choose one of the answers that stand here."))
    return given


def several_options(question, given):
    codes = documents.option_codes(question)
    if not isinstance(given, list) or not all(code in codes for code in given):
        raise ValueError(_("Choose one of the answers that stand here."))
    for alone in documents.options(question, "none", "dont_know"):
        if alone["code"] in given and len(set(given)) > 1:
            raise ValueError(
                _("“%(answer)s” does not go with another answer.") % {"answer": documents.words(alone["label"])}
            )
    return [code for code in codes if code in given]


def an_option_a_row(question, given):
    items = documents.item_codes(question)
    if not isinstance(given, dict) or not all(item in items for item in given):
        raise ValueError(_("Choose one of the answers that stand here."))
    rows = {item: one_option(question, given[item]) for item in items if given.get(item)}
    if question.get("required") and len(rows) < len(items):
        raise ValueError(_("Please give an answer on every row."))
    return rows or None


def zero_to_ten(question, given):
    return int(a_number({"min": 0, "max": 10}, given))


def a_number(question, given):
    text = str(given).strip().replace(" ", "")
    if isinstance(given, bool) or not WRITTEN_NUMBER.fullmatch(text):
        raise ValueError(_("Write a number, with figures only."))
    number, decimals = Decimal(text.replace(",", ".")), question.get("decimals", 0)
    if number != round(number, decimals):
        raise ValueError(
            _("Write a whole number.")
            if not decimals
            else ngettext(
                "Write at most %(number)s figure after the comma.",
                "Write at most %(number)s figures after the comma.",
                decimals,
            )
            % {"number": decimals}
        )
    low, high = question.get("min"), question.get("max")
    if (low is not None and number < Decimal(str(low))) or (high is not None and number > Decimal(str(high))):
        raise ValueError(_bounds(low, high))
    return float(number) if decimals else int(number)


def _bounds(low, high):
    if low is None:
        return _("Write a number of at most %(high)s.") % {"high": high}
    if high is None:
        return _("Write a number of at least %(low)s.") % {"low": low}
    return _("Write a number from %(low)s to %(high)s.") % {"low": low, "high": high}


def own_words(question, given):
    text = str(given).replace("\x00", "").replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        raise ValueError(_("Keep it under %(number)s characters.") % {"number": LONGEST_TEXT})
    return text or None


READERS = {
    "single": one_option,
    "likert": one_option,
    "multiple": several_options,
    "matrix": an_option_a_row,
    "nps": zero_to_ten,
    "number": a_number,
    "open": own_words,
}


def pages(document, given):
    """The numbers, from 1 on, of the sections that have something to ask of who gave these answers."""
    asked, _answers = documents.routed(document, possible(document, given))
    return [
        number
        for number, section in enumerate(document["sections"], start=1)
        if any(question["code"] in asked for question in section["questions"])
    ]


def progress(shown, page):
    """How far somebody on this page is, of a hundred: half of the page counts, so it is full once all is sent."""
    return round(100 * (shown.index(page) + 0.5) / len(shown))


def page_to_go_on(document, invitation):
    """Where somebody left off, or the nearest page that is still asked."""
    shown = pages(document, invitation.draft)
    return max((page for page in shown if page <= invitation.draft_page), default=shown[0])


def page_with_a_fault(document, given):
    """The first page where something is missing or wrong; None when all can be sent."""
    faults = checked(document, given).faults
    for number, section in enumerate(document["sections"], start=1):
        if any(question["code"] in faults for question in section["questions"]):
            return number
    return None


# --- What the register knows of who answers --------------------------------------------------------

IN_THE_REGISTER = ("province", "youth_region", "population", "population_band", "fte", "fte_band")
FOR_ANONYMOUS = ("population_band", "province", "fte_band", "youth_region")  # the most wanted first


class Bands:
    """The bands that pages use, read once for many people and places."""

    def __init__(self):
        self._of = {subject: Band.objects.used_for(subject) for subject in BandSubject.values}

    def code(self, subject, quantity):
        band = self._of[subject].holding(quantity)
        return band.code if band else ""


def attributes_of(municipality, bands):
    """What the register knows of a municipality; it comes from `as_known_on(day).with_youth_region(day)`."""
    return {
        "province": municipality.province or "",
        "youth_region": municipality.youth_region or "",
        "population": municipality.population,
        "population_band": bands.code(BandSubject.POPULATION, municipality.population),
        "fte": municipality.youth_service_fte,
        "fte_band": bands.code(BandSubject.FTE, municipality.youth_service_fte),
    }


def years_of_experience(person, *, today):
    """Completed years since somebody first became a youth officer; None for who never was."""
    first = RoleAssignment.objects.granting(Role.OFFICER).filter(person=person).order_by("starts_on").first()
    if first is None or first.starts_on > today:
        return None
    start = first.starts_on
    return today.year - start.year - ((today.month, today.day) < (start.month, start.day))


def snapshot_of(invitation, *, today):
    """The attributes of who answers, as the register knows them today; they are kept with the response."""
    bands = Bands()
    known = {}
    if invitation.unit:
        places = Municipality.objects.as_known_on(today).with_youth_region(today)
        known = attributes_of(places.get(pk=invitation.unit.municipality_id), bands)
    years = years_of_experience(invitation.person, today=today)
    return {**known, "years": years, "years_band": bands.code(BandSubject.EXPERIENCE, years)}


def kept_with_answers(invitation, *, today):
    """What we keep beside the answers of this invitation, as (term, words): nothing is asked that we know."""
    known = snapshot_of(invitation, today=today)
    if invitation.survey.is_anonymous:
        units = list(invitation.survey.snapshot.units.all())
        known = {name: known.get(name) for name in safe_for_anonymous(units, smallest=invitation.survey.min_cell)}
    else:
        known = {name: value for name, value in known.items() if not name.endswith("_band")}
    bands = {band.code: band.title for band in Band.objects.filter(band_set__is_default=True)}
    regions = dict(YouthRegion.objects.values_list("code", "name"))
    years = known.get("years")
    in_words = {
        "province": (_("Province"), known.get("province") and Province(known["province"]).label),
        "youth_region": (_("Youth region"), regions.get(known.get("youth_region"))),
        "population": (_("Inhabitants"), known.get("population")),
        "population_band": (_("Inhabitants"), bands.get(known.get("population_band"))),
        "fte": (_("FTE for youth"), known.get("fte") and number_format(known["fte"].normalize())),
        "fte_band": (_("FTE for youth"), bands.get(known.get("fte_band"))),
        "years": (
            _("Experience"),
            None if years is None else ngettext("%(n)s year", "%(n)s years", years) % {"n": years},
        ),
    }
    return [in_words[name] for name in in_words if known.get(name) not in (None, "")]


def safe_for_anonymous(units, *, smallest):
    """The attributes that together leave everybody in a group of at least `smallest` of the population."""
    chosen = []
    for name in FOR_ANONYMOUS:
        groups = Counter(tuple(getattr(unit, each) for each in (*chosen, name)) for unit in units)
        if groups and min(groups.values()) >= smallest:
            chosen.append(name)
    return chosen
