"""A fee year as a whole: whose fee it is, what it brings against last year, and why it cannot be locked yet.

Reads the database, a fixed number of queries for any number of members.
"""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.models import (
    AssessmentKind,
    AssessmentState,
    FeeAssessment,
    FeeRule,
    FeeTransition,
    FeeYearState,
    Membership,
    PopulationFigure,
    TerritorialEvent,
    TerritorialParty,
)
from members.models.mergers import Side
from members.rules import fees
from portal.bilingual import Words

REMEMBERED_YEARS = 5  # how long after a merger the old fees are still shown beside the new rule
LARGEST = 10


class Refusal(models.TextChoices):
    """Why a deed about fees is not possible, as a sentence for who tried."""

    YEAR_EXISTS = "year-exists", _("There is a schedule for this year already.")
    NOT_A_DRAFT = "not-a-draft", _("This fee year is no draft any more. Take the request to lock it back first.")
    LOCKED = "locked", _("This fee year is locked. Correct an assessment instead.")
    NOT_ASKED = "not-asked", _("Nobody asked to lock this fee year yet.")
    SAME_PERSON = "same-person", _("You asked for this lock yourself. Somebody else has to confirm it.")
    CHANGED = "changed", _("Something changed since the lock was asked. Take the request back and look again.")
    NO_MEMBERS = "no-members", _("Nobody is a member on 1 January of this year.")
    NO_AMOUNT = "no-amount", _("Give the amount that the rule needs.")
    NOT_LOCKED_YET = "not-locked-yet", _("This fee year is not locked yet. Change its schedule instead.")
    NOT_STANDING = "not-standing", _("This one was credited already, or is a credit note. Correct the one that holds.")
    SAME_RESULT = (
        "same-result",
        _("That gives the same assessment. Give another number of inhabitants or a correction."),
    )
    NO_REASON = "no-reason", _("Say why: the municipality reads it, and so does whoever looks at this later.")
    WRONG_ORDER = "wrong-order", _("First comes the invoice, then the payment.")
    NOBODY_LEFT = "nobody-left", _("Every member of this year has an assessment.")


class Line(NamedTuple):
    """A member in a fee year: its fee, or the sentence that says why there is none; `before` is last year's."""

    membership: Membership
    fee: fees.Fee | None
    problem: Words
    population: int | None
    population_on: date | None
    before: Decimal | None = None

    @property
    def amount(self):
        return self.fee and self.fee.amount

    @property
    def change(self):
        """In euro against last year; None for who paid nothing then."""
        return None if self.before is None or self.fee is None else self.fee.amount - self.before


class Preview(NamedTuple):
    """What a schedule would bring, against what holds for the year before."""

    lines: list
    total: Decimal
    total_before: Decimal | None  # None when no fees of the year before are known
    up: int
    down: int
    equal: int
    newcomers: int  # paid nothing last year
    largest: list  # the Lines that change most, up or down
    problems: list  # Lines without a fee

    @property
    def counts(self):
        """The figures of the page, as (Changed, its label, how many); a problem only when there is one."""
        numbers = (self.up, self.down, self.equal, self.newcomers, len(self.problems))
        named = [(each.value, each.label, how_many) for each, how_many in zip(Changed, numbers, strict=True)]
        return named if self.problems else named[:-1]

    @property
    def effect(self):
        return None if self.total_before is None else self.total - self.total_before


def members_of(year):
    """The memberships that pay for a year: those that hold on 1 January."""
    return Membership.objects.active_on(date(year, 1, 1)).by_name()


def populations_on(day, municipality_ids):
    """{municipality id: (inhabitants, reference date, whether it was known on `day`)}: the last figure on `day` or
    before, else the first one after it; nothing for a municipality without figures."""
    figures = PopulationFigure.objects.filter(municipality__in=municipality_ids).order_by("reference_date")
    found = {}
    for place, on, inhabitants in figures.values_list("municipality", "reference_date", "inhabitants"):
        if on <= day or place not in found:
            found[place] = (inhabitants, on, on <= day)
    return found


def pasts_of(year, municipality_ids):
    """{municipality id: fees.Past} for those that a merger of the last years made; the latest one counts."""
    came_out = TerritorialParty.objects.executed().filter(
        side=Side.SUCCESSOR,
        municipality__in=municipality_ids,
        event__effective_on__gt=date(year - REMEMBERED_YEARS, 1, 1),
        event__effective_on__lte=date(year, 1, 1),
    )
    events = {  # the latest event of each municipality
        party.municipality_id: party.event
        for party in came_out.select_related("event").order_by("event__effective_on", "pk")
    }
    went_in = defaultdict(list)
    parties = TerritorialParty.objects.filter(event__in=events.values(), side=Side.PREDECESSOR)
    for party in parties.select_related("municipality").order_by("municipality__sort_name"):
        went_in[party.event_id].append(party.municipality)
    places = {place.pk for group in went_in.values() for place in group}
    rows = FeeAssessment.objects.standing().filter(municipality__in=places, schedule__year__gte=year - REMEMBERED_YEARS)
    old_fees = {(row[0], row[1]): row[2] for row in rows.values_list("municipality", "schedule__year", "amount")}
    chosen = {each.event_id: each for each in FeeTransition.objects.filter(event__in=events.values())}

    pasts = {}
    for municipality, event in events.items():
        first_year = first_year_after(event)
        paid = [place for place in went_in[event.pk] if (place.pk, first_year - 1) in old_fees]
        if paid:
            transition = chosen.get(event.pk) or FeeTransition(event=event)
            pasts[municipality] = fees.Past(
                old_sum=sum(old_fees[place.pk, first_year - 1] for place in paid),
                names=", ".join(place.name for place in paid),
                first_year=first_year,
                kind=transition.kind,
                percent=Decimal(transition.percent),
                years=transition.years,
            )
    return pasts


def first_year_after(event):
    """The first fee year that begins with the new municipality."""
    starts = event.effective_on
    return starts.year if (starts.month, starts.day) == (1, 1) else starts.year + 1


def lines_of(schedule, memberships, *, figures=None):
    """A Line for each membership; `figures` {municipality id: (inhabitants, day)} go before what is known."""
    memberships = list(memberships)
    places = [membership.municipality_id for membership in memberships]
    known = populations_on(schedule.population_on, places)
    for place, (inhabitants, on) in (figures or {}).items():
        known[place] = (inhabitants, on, True)
    bands = list(schedule.bands.all())
    pasts = pasts_of(schedule.year, places)
    return [line_of(schedule, bands, each, known.get(each.municipality_id), pasts) for each in memberships]


def line_of(schedule, bands, membership, figure, pasts):
    """The Line of one membership; a flat fee needs no population figure."""
    inhabitants, on, is_known = figure or (None, None, True)
    if figure is None and schedule.rule != FeeRule.FLAT:
        return Line(membership, None, _("No number of inhabitants is known."), None, None)
    try:
        fee = fees.fee_of(
            schedule,
            bands,
            population=inhabitants or 0,
            population_on=on or schedule.population_on,
            past=pasts.get(membership.municipality_id),
            is_last_known=is_known,
        )
    except LookupError as error:
        return Line(membership, None, error.args[0], inhabitants, on)
    return Line(membership, fee, "", inhabitants, on)


def preview(schedule):
    """What this schedule would bring, member by member, against what holds for the year before."""
    rows = FeeAssessment.objects.of_year(schedule.year - 1).standing().values_list("municipality", "amount")
    before = dict(rows)
    lines = [
        line._replace(before=before.get(line.membership.municipality_id))
        for line in lines_of(schedule, members_of(schedule.year))
    ]
    reckoned = [line for line in lines if line.fee]
    changes = [line for line in reckoned if line.change is not None]
    return Preview(
        lines=lines,
        total=sum((line.fee.amount for line in reckoned), Decimal(0)),
        total_before=sum(before.values(), Decimal(0)) if before else None,
        up=sum(line.change > 0 for line in changes),
        down=sum(line.change < 0 for line in changes),
        equal=sum(line.change == 0 for line in changes),
        newcomers=len(reckoned) - len(changes),
        largest=sorted((line for line in changes if line.change), key=lambda line: -abs(line.change))[:LARGEST],
        problems=[line for line in lines if not line.fee],
    )


class Changed(models.TextChoices):
    """How a fee goes against last year; the value stands in addresses."""

    UP = "meer", _("pay more")
    DOWN = "minder", _("pay less")
    EQUAL = "gelijk", _("pay the same")
    NEW = "nieuw", _("paid nothing last year")
    PROBLEM = "probleem", _("cannot be reckoned")


def changed(line):
    """The Changed of a Line."""
    if line.fee is None:
        return Changed.PROBLEM
    if line.change is None:
        return Changed.NEW
    return Changed.UP if line.change > 0 else Changed.DOWN if line.change < 0 else Changed.EQUAL


def mergers_of(day):
    """The mergers whose old fees are still shown beside the new rule in the fee year after `day`, the latest first."""
    since = date(day.year + 1 - REMEMBERED_YEARS, 1, 1)
    events = TerritorialEvent.objects.executed().filter(effective_on__gt=since).with_parties()
    return events.select_related("fee_transition").order_by("-effective_on", "pk")


# --- What may be done --------------------------------------------------------------------------------


def schedule_faults(*, rule, bands, base, per_inhabitant):
    """What is wrong with a schedule before anything is reckoned by it: amounts that lack, gaps in the bands."""
    if rule == FeeRule.BANDS:
        return fees.faults_in(bands)
    lacks = base is None or (rule == FeeRule.BASE and per_inhabitant is None)
    return [Refusal.NO_AMOUNT] if lacks else []


def ask_refusals(schedule, shown):
    """Why a lock cannot be asked yet; `shown` is the Preview."""
    if schedule.state != FeeYearState.DRAFT:
        return [Refusal.NOT_A_DRAFT]
    reasons = schedule_faults(
        rule=schedule.rule,
        bands=schedule.bands.all(),
        base=schedule.base,
        per_inhabitant=schedule.per_inhabitant,
    )
    if not shown.lines:
        reasons.append(Refusal.NO_MEMBERS)
    return reasons + [
        format_lazy("{name}: {problem}", name=line.membership.municipality.name, problem=line.problem)
        for line in shown.problems
    ]


def lock_refusals(schedule, user):
    """Why `user` cannot confirm the lock; that the figures are still the same is looked at under the hold."""
    if schedule.state == FeeYearState.LOCKED:
        return [Refusal.LOCKED]
    if schedule.state != FeeYearState.ASKED:
        return [Refusal.NOT_ASKED]
    return [Refusal.SAME_PERSON] if schedule.asked_by_id == user.pk else []


def reason_of(assessment, correction):
    """Why an assessment was given this correction, in the words of the first one that has it; empty when it is new."""
    reason = ""
    while assessment and correction and assessment.correction == correction:
        reason, assessment = assessment.reason, assessment.replaces
    return reason


def correction_refusals(assessment, *, reason):
    """Why an assessment cannot be corrected; empty when it can."""
    rules = (
        (Refusal.NOT_LOCKED_YET, assessment.state == AssessmentState.DRAFT),
        (
            Refusal.NOT_STANDING,
            assessment.kind == AssessmentKind.CREDIT or assessment.state == AssessmentState.CREDITED,
        ),
        (Refusal.NO_REASON, not reason.strip()),
    )
    return [refusal for refusal, applies in rules if applies]
