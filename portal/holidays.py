"""Days on which a training is better not planned: public holidays, school holidays, and a feast worth knowing.

Public holidays of Belgium: law of 4 January 1974 and its royal decree. School holidays of Flanders: decree of the
Flemish Government of 17 April 1991; the rows in the database say it for the years that were published, the rule below
for all others. The 11th of July: decree of 6 July 1973, a feast on which many local governments are closed.
"""

from collections import defaultdict
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from dateutil.easter import easter
from django.utils.translation import gettext_lazy as _

from portal.bilingual import Words
from portal.models import SchoolHoliday, SchoolHolidayKind

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
FIRST_YEAR, LAST_YEAR = 2000, 2100
A_DAY, A_WEEK = timedelta(days=1), timedelta(weeks=1)


class Off(Enum):
    """What kind of day off it is; a note keeps nobody away."""

    PUBLIC = "public"
    SCHOOL = "school"
    NOTE = "note"


class DayOff(NamedTuple):
    kind: Off
    name: Words


class Period(NamedTuple):
    """A school holiday; `source` is empty for what the rule says."""

    kind: SchoolHolidayKind
    starts_on: date
    ends_on: date
    source: str = ""


def off_on(day):
    """Why `day` is a day off, as DayOffs, the weightiest first; an empty list for an ordinary day."""
    return days_off(day, day).get(day, [])


def is_off(day):
    """True on a public or a school holiday; a weekend is another matter."""
    return any(off.kind is not Off.NOTE for off in off_on(day))


def days_off(first, last):
    """Every day off from `first` to `last`, as {day: [DayOff, …]}; one query, however long the period."""
    found = defaultdict(list)
    for year in range(first.year, last.year + 1):
        for day, name in public_holidays(year).items():
            found[day].append(DayOff(Off.PUBLIC, name))
    for period in school_holidays(first, last):
        for number in range((period.ends_on - period.starts_on).days + 1):
            found[period.starts_on + number * A_DAY].append(DayOff(Off.SCHOOL, period.kind.label))
    for year in range(first.year, last.year + 1):
        found[date(year, 7, 11)].append(DayOff(Off.NOTE, _("Feast of the Flemish Community")))
    return {day: found[day] for day in sorted(found) if first <= day <= last}


def public_holidays(year):
    """The ten public holidays of a year, as a dict of date -> name."""
    sunday = easter(year)
    return {
        date(year, 1, 1): _("New Year’s Day"),
        sunday + timedelta(days=1): _("Easter Monday"),
        date(year, 5, 1): _("Labour Day"),
        sunday + timedelta(days=39): _("Ascension Day"),
        sunday + timedelta(days=50): _("Whit Monday"),
        date(year, 7, 21): _("Belgian National Day"),
        date(year, 8, 15): _("Assumption Day"),
        date(year, 11, 1): _("All Saints’ Day"),
        date(year, 11, 11): _("Armistice Day"),
        date(year, 12, 25): _("Christmas Day"),
    }


def holiday_on(day):
    """The name of the public holiday on a day, or None."""
    return public_holidays(day.year).get(day)


# --- School holidays ------------------------------------------------------------------------------


def school_holidays(first, last):
    """The school holidays that touch `first` to `last`, in order: as published, else as the rule says."""
    by_year = holidays_of(range(school_year_of(first), school_year_of(last) + 1))
    periods = [period for periods in by_year.values() for period in periods]
    return [period for period in periods if period.starts_on <= last and period.ends_on >= first]


def holidays_of(school_years):
    """{school year: its holidays in order}; what was published goes before the rule, holiday by holiday."""
    found = {year: {period.kind: period for period in school_holidays_by_rule(year)} for year in school_years}
    for row in SchoolHoliday.objects.filter(school_year__in=found):
        kind = SchoolHolidayKind(row.kind)
        found[row.school_year][kind] = Period(kind, row.starts_on, row.ends_on, row.source)
    return {year: sorted(periods.values(), key=lambda period: period.starts_on) for year, periods in found.items()}


def school_year_of(day):
    """The year in which the school year of this day started; it runs from September to August."""
    return day.year if day.month >= 9 else day.year - 1


def is_thinkable(school_year):
    """True for a school year that somebody may mean: a slip of the pen lies further away."""
    return FIRST_YEAR <= school_year <= LAST_YEAR


def school_holidays_by_rule(year):
    """What the decree makes of the school year that starts in September of `year`."""
    all_saints, christmas, sunday = date(year, 11, 1), date(year, 12, 25), easter(year + 1)
    autumn = next_monday(all_saints) if all_saints.weekday() == SUNDAY else monday_of(all_saints)
    winter = next_monday(christmas) if christmas.weekday() >= SATURDAY else monday_of(christmas)
    carnival = sunday - timedelta(days=48)  # the seventh Monday before
    spring = start_of_the_easter_holiday(sunday)
    after_ascension = sunday + timedelta(days=40)
    return [
        Period(SchoolHolidayKind.AUTUMN, autumn, autumn + A_WEEK - A_DAY),
        Period(SchoolHolidayKind.CHRISTMAS, winter, winter + 2 * A_WEEK - A_DAY),
        Period(SchoolHolidayKind.CARNIVAL, carnival, carnival + A_WEEK - A_DAY),
        Period(SchoolHolidayKind.EASTER, spring, spring + 2 * A_WEEK - A_DAY),
        Period(SchoolHolidayKind.ASCENSION, after_ascension, after_ascension),
        Period(SchoolHolidayKind.SUMMER, date(year + 1, 7, 1), date(year + 1, 8, 31)),
    ]


def start_of_the_easter_holiday(sunday):
    """The first Monday of April; the day after Easter in March; two Mondays before an Easter after 15 April."""
    if sunday.month == 3:
        return sunday + A_DAY
    if sunday > date(sunday.year, 4, 15):
        return sunday - timedelta(days=13)
    first_of_april = date(sunday.year, 4, 1)
    return first_of_april if first_of_april.weekday() == MONDAY else next_monday(first_of_april)


def monday_of(day):
    return day - timedelta(days=day.weekday())


def next_monday(day):
    return monday_of(day) + A_WEEK
