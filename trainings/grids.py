"""The grids of the calendar: what a month, a week and a year show of half-days; they read, and never write."""

from calendar import Calendar
from collections import defaultdict
from datetime import date, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date

from trainings import rules
from trainings.conflicts import names_off, why_off
from trainings.models import Edition, HalfDay, HalfDayState, PartOfDay

FRIDAY = 4
WEEK = timedelta(days=7)
EARLIEST, LATEST = 8, 18  # the hours that a week always shows
SPOKEN = (rules.Availability.FULL, rules.Availability.DRAFT, rules.Availability.CANCELLED)


# --- Which part of time -----------------------------------------------------------------------------


def month_of(text, today):
    """The first day of the month in an address such as 2026-11; of this month when that makes no sense."""
    month = day_of(f"{text}-01", today)
    return month.replace(day=1)


def week_of(text, today):
    """The Monday of the week of a day in an address; of this week when that makes no sense."""
    day = day_of(text, today)
    return day - timedelta(days=day.weekday())


def year_of(text, today):
    return (
        int(text)
        if text.isascii() and text.isdecimal() and date.min.year < int(text[:5]) < date.max.year
        else today.year
    )


def day_of(text, today):
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    has_neighbours = day and date.min.year < day.year < date.max.year
    return day if has_neighbours else today


def neighbour(month, step):
    """The first day of the month before (-1) or after (+1)."""
    number = month.year * 12 + month.month - 1 + step
    return date(number // 12, number % 12 + 1, 1)


# --- What stands there ------------------------------------------------------------------------------


def half_days_between(first, last, *, module="", today):
    """The half-days of a period, called off or not, in order, with what the calendar shows of them."""
    return present(HalfDay.with_cancelled.between(first, last).of_module(module), today=today)


def present(half_days, *, today):
    """The half-days in order, each with the numbers of its edition and the lines that the calendar shows."""
    half_days = list(half_days.select_related("edition__module"))
    editions = Edition.objects.with_seats_taken().select_related("module")
    editions = editions.in_bulk({half_day.edition_id for half_day in half_days})
    for edition in editions.values():
        edition.availability = rules.availability(edition, today=today)
        edition.line = f"{edition.module.title}, {edition.short_place}"
    for half_day in half_days:
        half_day.edition = edition = editions[half_day.edition_id]
        half_day.is_off = half_day.is_cancelled or edition.availability == rules.Availability.CANCELLED
        half_day.can_move = half_day.date >= today and not half_day.is_off
        half_day.short_line = f"{half_day.starts_at:%H:%M} · {edition.short_place}"
        half_day.long_line = f"{half_day.starts_at:%H:%M} – {half_day.ends_at:%H:%M} · {edition.short_place}"
        half_day.count_line = (
            HalfDayState.CANCELLED.label
            if half_day.is_off
            else edition.availability.label
            if edition.availability in SPOKEN
            else f"{edition.seats_taken}/{edition.seats}"
        )
    return half_days


def by_day(half_days):
    days = defaultdict(list)
    for half_day in half_days:
        days[half_day.date].append(half_day)
    return days


def days_with_half_days(days):
    return [(day, days[day]) for day in sorted(days) if days[day]]


class Day(NamedTuple):
    """A square of a grid; `off` is the name of a holiday, `parts` is filled in a week alone."""

    day: date
    off: str | None
    half_days: list


def month_grid(month, days):
    """The weeks of a month as rows of days; weekends only when something happens in them."""
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    has_weekends = any(day.weekday() > FRIDAY for day in days if days[day])
    names = names_off(weeks[0][0], weeks[-1][-1])
    return [
        [Day(day, holiday(day, names), days.get(day, [])) for day in week if has_weekends or day.weekday() <= FRIDAY]
        for week in weeks
    ]


def week_grid(monday, days):
    """The days of a week, and for each part of the day one list of half-days a day."""
    has_weekend = any(day.weekday() > FRIDAY for day in days if days[day])
    shown = [monday + timedelta(days=number) for number in range(7 if has_weekend else 5)]
    names = names_off(shown[0], shown[-1])
    columns = [Day(day, holiday(day, names), days.get(day, [])) for day in shown]
    rows = [
        (part, [(column, [each for each in column.half_days if each.part == part]) for column in columns])
        for part in PartOfDay
    ]
    return columns, rows


class Line(NamedTuple):
    """One edition on one day of the year: its half-days that day are one line."""

    day: date
    half_day: HalfDay
    hours: str


def lines_of(days):
    """The half-days of these days as lines; what was called off stands by itself."""
    lines = []
    for day in sorted(days):
        together = defaultdict(list)
        for each in days[day]:
            together[each.edition_id, each.is_off].append(each)
        lines += [
            Line(day, found[0], f"{found[0].starts_at:%H:%M} – {found[-1].ends_at:%H:%M}")
            for found in together.values()
        ]
    return lines


class Month(NamedTuple):
    first: date
    weeks: list
    lines: list


def year_grid(year, days):
    """Twelve months, each with its weeks, and its days on which something happens."""
    months, names = [], names_off(date(year, 1, 1), date(year, 12, 31))
    for number in range(1, 13):
        first = date(year, number, 1)
        here = {day: found for day, found in days.items() if day.month == number and found}
        weeks = [
            [Day(day, why_off(day, names), days.get(day, [])) if day.month == number else None for day in week]
            for week in Calendar().monthdatescalendar(year, number)
        ]
        months.append(Month(first, weeks, lines_of(here)))
    return months


def holiday(day, names):
    """The name of the holiday on a day; a weekend has a name of its own in the head of the column."""
    why = why_off(day, names)
    return None if why is None or day.weekday() > FRIDAY else why


# --- For the script ---------------------------------------------------------------------------------


def as_data(half_days, days, **view):
    """What the calendar script needs to draw these half-days and to move them."""
    hours = [
        hour for each in half_days for hour in (each.starts_at.hour, each.ends_at.hour + bool(each.ends_at.minute))
    ]
    names = names_off(min(days), max(days))
    return {
        "weekends": any(each.date.weekday() > FRIDAY for each in half_days),
        "holidays": {day.isoformat(): str(holiday(day, names)) for day in days if holiday(day, names)},
        "from": f"{min([EARLIEST, *hours]):02}:00",
        "to": f"{max([LATEST, *hours]):02}:00",
        "today": timezone.localdate().isoformat(),
        "events": [as_event(half_day) for half_day in half_days],
        **view,
    }


def as_event(half_day):
    """What the calendar script needs to draw and move a half-day."""
    return {
        "id": str(half_day.pk),
        "title": half_day.edition.module.title,
        "start": f"{half_day.date}T{half_day.starts_at:%H:%M}",
        "end": f"{half_day.date}T{half_day.ends_at:%H:%M}",
        "when": str(half_day.short_line),
        "hours": str(half_day.long_line),
        "count": str(half_day.count_line),
        "editable": half_day.can_move,
        "off": half_day.is_off,
        "full": half_day.edition.availability == rules.Availability.FULL,
        "category": half_day.edition.module.category,
        "url": half_day.edition.get_absolute_url(),
        "moveUrl": reverse("trainings:half_day_move", args=[half_day.pk]),
    }
