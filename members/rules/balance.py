"""How much a network area gets: less where its youth regions get our support, more where they do not."""

from collections import defaultdict
from datetime import date
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import AreaPlan, BalanceRule, NetworkAreaMembership, RegionSupport, SupportLevel
from members.models.regions import YouthRegionMembership
from portal.doors import NETWORK_MOMENT

LEAST_MOMENTS = 1
WEIGHT = {SupportLevel.NONE: Fraction(0), SupportLevel.LIGHT: Fraction(1, 2), SupportLevel.STRUCTURAL: Fraction(1)}


class Target(NamedTuple):
    """How many network moments an area ought to get, with every number that it was made of."""

    moments: int
    max_moments: int
    members: int
    structural: int
    light: int

    @property
    def supported(self):
        """How many member municipalities count as supported; light support counts half."""
        return self.structural * WEIGHT[SupportLevel.STRUCTURAL] + self.light * WEIGHT[SupportLevel.LIGHT]

    @property
    def supported_share(self):
        """From 0 to 1, exactly; an area without municipalities has nobody who needs more."""
        return Fraction(self.supported, self.members) if self.members else Fraction(1)

    @property
    def percentage(self):
        return round(self.supported_share * 100)

    @property
    def supported_count(self):
        return float(self.supported)


def target(levels, *, max_moments):
    """The Target of an area: `levels` holds the support level of each of its member municipalities.

    moments = max_moments × (1 − supported share), rounded up, and at least 1.
    """
    levels = list(levels)
    structural, light = levels.count(SupportLevel.STRUCTURAL), levels.count(SupportLevel.LIGHT)
    numbers = Target(LEAST_MOMENTS, max_moments, len(levels), structural, light)
    return numbers._replace(moments=max(LEAST_MOMENTS, ceil(max_moments * (1 - numbers.supported_share))))


class Moment(NamedTuple):
    """A network moment, as the door supplies it."""

    area_id: int
    day: date
    title: str
    url: str
    is_sure: bool  # False for a draft: it may come, and on a day that is over it never was
    people: int  # who came, or who has a seat
    municipalities: frozenset  # their municipalities of that day, by pk

    def is_held_on(self, day):
        return self.is_sure and self.day <= day


def moments_of(*years):
    """All network moments of these years that have an area, by day."""
    supplies = [supply for _key, supply in NETWORK_MOMENT.items()]
    return sorted(
        (moment for year in sorted({*years}) for supply in supplies for moment in supply(year)), key=lambda m: m.day
    )


def day_for(year, *, today):
    """The day whose members and support count for a year: today, or the day of that year that is nearest."""
    return min(max(today, date(year, 1, 1)), date(year, 12, 31))


def levels_on(day):
    """{municipality pk: its strongest level of support on `day`}; who is in no supported region is not in it."""
    by_region = dict(RegionSupport.objects.active_on(day).values_list("region", "level"))
    levels = {}
    for municipality, region in YouthRegionMembership.objects.active_on(day).values_list("municipality", "region"):
        level = SupportLevel(by_region.get(region, SupportLevel.NONE))
        levels[municipality] = max(levels.get(municipality, SupportLevel.NONE), level, key=WEIGHT.get)
    return levels


class Service(models.TextChoices):
    """Whether an area gets what the rule says."""

    UNDER = "under", _("too little")
    RIGHT = "right", _("in balance")
    OVER = "over", _("more than the rule asks")


class AreaBalance(NamedTuple):
    """What an area ought to get in a year, and what it gets."""

    area: object
    target: Target
    plan: AreaPlan | None
    held: list
    coming: list
    service: Service
    day: date  # whose members and support counted

    @property
    def planned(self):
        return self.plan.planned if self.plan else None

    @property
    def people(self):
        """Who came to what was held; somebody who came twice counts twice."""
        return sum(moment.people for moment in self.held)

    @property
    def municipalities(self):
        """How many different municipalities came to what was held."""
        return len(frozenset().union(*(moment.municipalities for moment in self.held)))

    @property
    def to_schedule(self):
        """How many are still to be put on the calendar: the plan, or the target where there is none."""
        wanted = self.target.moments if self.plan is None else self.planned
        return max(0, wanted - len(self.held) - len(self.coming))


def service(wanted, *, held, coming, planned, is_future):
    """What counts is on the calendar; for a year that has yet to begin, a plan is enough."""
    expected = held + coming
    if is_future:
        expected = max(expected, planned or 0)
    return Service.UNDER if expected < wanted else Service.OVER if expected > wanted else Service.RIGHT


def balance_of(areas, year, *, today, moments=None):
    """An AreaBalance for each of these areas in a year; as many queries for one as for many.

    `moments` are those of that year and perhaps of others, when they are at hand.
    """
    day = day_for(year, today=today)
    rule = BalanceRule.objects.for_year(year)
    levels = levels_on(day)
    members, its_moments = defaultdict(list), defaultdict(list)
    for area, municipality in NetworkAreaMembership.objects.active_on(day).values_list("area", "municipality"):
        members[area].append(levels.get(municipality, SupportLevel.NONE))
    for moment in moments_of(year) if moments is None else moments:
        if moment.day.year == year:
            its_moments[moment.area_id].append(moment)
    plans = {plan.area_id: plan for plan in AreaPlan.objects.filter(year=year)}

    balances = []
    for area in areas:
        wanted, plan = target(members[area.pk], max_moments=rule.max_moments), plans.get(area.pk)
        held = [moment for moment in its_moments[area.pk] if moment.is_held_on(today)]
        coming = [moment for moment in its_moments[area.pk] if moment.day > today]
        verdict = service(
            wanted.moments,
            held=len(held),
            coming=len(coming),
            planned=plan and plan.planned,
            is_future=year > today.year,
        )
        balances.append(AreaBalance(area, wanted, plan, held, coming, verdict, day))
    return balances
