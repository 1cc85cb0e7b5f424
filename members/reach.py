"""What reached each municipality: network moments within reach, and the support of its youth regions.

A municipality answers for those that merged into it: what they got, it got.
"""

from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from members.lineage import Lineage
from members.models import NetworkAreaMembership, RegionSupport, SupportLevel, YouthRegionMembership
from members.rules.balance import WEIGHT, moments_of

DAYS_A_YEAR = 365


class Reached(NamedTuple):
    """What a municipality got between two days."""

    moments: int  # network moments held in its area, or to which its people came
    came: int  # those of them to which its people came
    support_share: float  # the part of a whole year in which its region had structural support; light counts half
    is_supported: bool

    def units(self, max_moments):
        """Support units: a network moment is one, a year of structural support as many as an area gets without."""
        return self.moments + self.support_share * max_moments

    @property
    def has_nothing(self):
        return not self.moments and not self.is_supported


NOTHING = Reached(0, 0, 0.0, False)


def a_year_before(day):
    """The same day a year earlier; 28 February for the 29th."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def window_of(year, *, today):
    """The first and the last day of a year so far."""
    return date(year, 1, 1), min(date(year, 12, 31), today)


class Reach:
    """What reached municipalities from `first` up to and including `last`: read once, asked for any part of it.

    Who answers for whom is as it was on the day `as_of`; `moments` are those of all these years, when at hand.
    """

    def __init__(self, first, last, *, as_of, moments=None):
        end = last + timedelta(days=1)
        self.lineage = Lineage(as_of)
        self.moments = moments_of(*range(first.year, last.year + 1)) if moments is None else moments
        self.in_areas, self.supports = defaultdict(list), defaultdict(list)
        for place in NetworkAreaMembership.objects.touching(first, end):
            self.in_areas[place.area_id].append(place)
        for support in RegionSupport.objects.touching(first, end).exclude(level=SupportLevel.NONE):
            self.supports[support.region_id].append(support)
        self.in_regions = list(YouthRegionMembership.objects.touching(first, end))

    def between(self, first, last):
        """{municipality pk: Reached} for what happened from `first` up to and including `last`."""
        moments, came = self._moments(first, last)
        support = self._support(first, last + timedelta(days=1))
        return {
            municipality: Reached(
                len(moments[municipality]),
                len(came[municipality]),
                support.get(municipality, 0.0),
                municipality in support,
            )
            for municipality in {*moments, *support}
        }

    def without_help(self, municipalities, *, today):
        """Those of `municipalities` (pks) that got neither region support nor a network moment in twelve months."""
        reached = self.between(a_year_before(today) + timedelta(days=1), today)
        return {municipality for municipality in municipalities if reached.get(municipality, NOTHING).has_nothing}

    def _moments(self, first, last):
        """Which network moments were within reach, and to which of them people came: two dicts of sets."""
        within_reach, came = defaultdict(set), defaultdict(set)
        for number, moment in enumerate(self.moments):
            if not (first <= moment.day <= last and moment.is_sure):
                continue
            for place in self.in_areas[moment.area_id]:
                if place.is_active_on(moment.day):
                    within_reach[self.lineage.heir_of(place.municipality_id)].add(number)
            for municipality in moment.municipalities:
                within_reach[self.lineage.heir_of(municipality)].add(number)
                came[self.lineage.heir_of(municipality)].add(number)
        return within_reach, came

    def _support(self, first, end):
        """{municipality pk: part of a whole year with structural support}; of several regions the best one counts."""
        stretches = defaultdict(set)  # a set: what two predecessors got side by side, their heir got once
        for place in self.in_regions:
            for support in self.supports[place.region_id]:
                starts_on = max(first, place.starts_on, support.starts_on)
                ends_on = min(end, place.ends_on or end, support.ends_on or end)
                if starts_on < ends_on:
                    heir = self.lineage.heir_of(place.municipality_id)
                    stretches[heir, place.region_id].add((starts_on, ends_on, support.level))
        shares = defaultdict(float)
        for (municipality, _region), pieces in stretches.items():
            days = sum((ends_on - starts_on).days * float(WEIGHT[level]) for starts_on, ends_on, level in pieces)
            shares[municipality] = max(shares[municipality], min(1.0, days / DAYS_A_YEAR))
        return dict(shares)


def of_twelve_months(today, *, moments=None):
    """The Reach of the twelve months up to and including today."""
    return Reach(a_year_before(today) + timedelta(days=1), today, as_of=today, moments=moments)


def of_year_and_twelve_months(year, *, today):
    """The Reach of a year so far and of the last twelve months together, for the municipalities of today."""
    first, last = window_of(year, today=today)
    return Reach(min(first, a_year_before(today)), max(last, today), as_of=today)
