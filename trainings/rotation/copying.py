"""A year of the cycle, copied onto the same weeks of a later one."""

import hashlib
from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from portal.holidays import Off, days_off
from trainings.models import Edition, EditionState, ModuleKind, RotationPlan, Stage

MOST_WEEKS = 8
LAST_WEEK = 52


class Copy(NamedTuple):
    """An edition of the year that is copied, and the days that it would get."""

    edition: Edition
    half_days: list  # (date, starts_at, ends_at); empty when no week near it is free
    weeks_moved: int
    avoided: list  # the names of the holidays for which it moved
    is_there: bool  # the later year has an edition of this module already

    @property
    def is_new(self):
        return bool(self.half_days) and not self.is_there

    @property
    def weeks_earlier(self):
        return max(0, -self.weeks_moved)

    @property
    def days(self):
        """The days before and after, beside each other."""
        before = [half_day.date for half_day in self.edition.half_days.all()]
        after = [day for day, _starts_at, _ends_at in self.half_days]
        return sorted(set(zip(before, after, strict=False)))


def copies(year, *, today):
    """What copying the cycle would do with each edition of `year`, in order: (the later year, copies)."""
    later = year + RotationPlan.current().cycle_years
    editions = going_on_in(year).filter(module__stage=Stage.OFFERED).select_related("module")
    there = defaultdict(int)
    for module in going_on_in(later).values_list("module", flat=True):
        there[module] += 1
    for module in Edition.objects.announced().filter(expected_year=later).values_list("module", flat=True):
        there[module] += 1
    margin = timedelta(weeks=MOST_WEEKS + 2)
    off = days_off(date(later, 1, 1) - margin, date(later, 12, 31) + margin)
    found = []
    for edition in editions.prefetch_related("half_days").order_by("first_day", "pk"):
        there[edition.module_id] -= 1
        found.append(copy(edition, later - year, off, today=today, is_there=there[edition.module_id] >= 0))
    return later, found


def going_on_in(year):
    editions = Edition.objects.exclude(state__in=[EditionState.CANCELLED, EditionState.ANNOUNCED])
    return editions.filter(module__kind__in=ModuleKind.on_the_planner()).starting_in(year)


def copy(edition, years, off, *, today, is_there):
    """The same weekdays of the same weeks; all days together move to the nearest week in which none is a holiday."""
    half_days = [(half_day.date, half_day.starts_at, half_day.ends_at) for half_day in edition.half_days.all()]
    same_week = [(years_on(day, years), starts_at, ends_at) for day, starts_at, ends_at in half_days]
    avoided = sorted({str(why) for day, *_hours in same_week for why in names_of(off, day)})
    for weeks in sorted(range(-MOST_WEEKS, MOST_WEEKS + 1), key=lambda each: (abs(each), -each)):
        moved = [(day + timedelta(weeks=weeks), starts_at, ends_at) for day, starts_at, ends_at in same_week]
        if all(day > today and not names_of(off, day) for day, *_hours in moved):
            return Copy(edition, moved, weeks, avoided, is_there)
    return Copy(edition, [], 0, avoided, is_there)


def years_on(day, years):
    """The same weekday of the same ISO week, some years later; a 53rd week becomes the 52nd where there is none."""
    year, week, weekday = day.isocalendar()
    try:
        return date.fromisocalendar(year + years, week, weekday)
    except ValueError:
        return date.fromisocalendar(year + years, LAST_WEEK, weekday)


def names_of(off, day):
    return [each.name for each in off.get(day, []) if each.kind is not Off.NOTE]


def seal(copied):
    """A fingerprint of what copying would write: what was seen is what is saved."""
    lines = [f"{each.edition.module_id}:{each.edition.pk}:{each.half_days}" for each in copied if each.is_new]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
