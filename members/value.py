"""What a member received in a year beside what it paid; every app says its part through the VALUE door.

Facts alone: how often and how much. Nothing here rates a member.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from members.models import FeeAssessment, Touchpoint, TouchpointKind
from portal.bilingual import Words
from portal.doors import VALUE

FROM_THE_LEDGER = (
    (_("Questions answered"), (TouchpointKind.QUESTION,)),
    (_("Visits and guidance sessions"), (TouchpointKind.VISIT, TouchpointKind.GUIDANCE)),
    (_("Surveys taken part in"), (TouchpointKind.SURVEY_ANSWERED,)),
)


class Benefit(NamedTuple):
    """Something that a member got in a year; `rows` are what it was counted from, as (day, title)."""

    what: Words
    number: int | Decimal
    is_money: bool = False
    rows: tuple = ()


class Sheet(NamedTuple):
    """The value received by a municipality in a year, next to its fee; the fee is None for who may not see it."""

    year: int
    benefits: list
    assessment: FeeAssessment | None

    @property
    def received(self):
        """What there was something of: a row of noughts tells nothing."""
        return [benefit for benefit in self.benefits if benefit.number]


def sheet(municipality, year, *, user):
    """Everything that the apps supply for this municipality and year, and the fee as far as `user` may see it."""
    benefits = [Benefit(*line) for _key, supply in VALUE.items() for line in supply(municipality, year)]
    fees = FeeAssessment.objects.visible_to(user).of(municipality).of_year(year).standing()
    return Sheet(year, benefits, fees.first())


def from_the_ledger(municipality, year):
    """What the ledger knows, as the VALUE door asks; a visit with three people counts once."""
    kinds = [kind for _what, kinds in FROM_THE_LEDGER for kind in kinds]
    rows = Touchpoint.objects.filter(
        municipality=municipality, kind__in=kinds, occurred_on__range=(date(year, 1, 1), date(year, 12, 31))
    ).order_by("occurred_on", "pk")
    seen = {}
    for touchpoint in rows:
        seen.setdefault((touchpoint.kind, touchpoint.source), touchpoint)
    return [
        Benefit(
            what,
            sum(kind in kinds for kind, _source in seen),
            rows=tuple(
                (touchpoint.occurred_on, touchpoint.get_kind_display())
                for (kind, _source), touchpoint in seen.items()
                if kind in kinds
            ),
        )
        for what, kinds in FROM_THE_LEDGER
    ]
