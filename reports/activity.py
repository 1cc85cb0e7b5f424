"""How often we heard or saw each municipality and province, with the borders of then or of today.

Counts the touchpoints of the ledger in which we heard or saw somebody; both borders add up to the same total.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _

from members.borders import Borders
from members.models import Province, Touchpoint

YEARS_SIDE_BY_SIDE = 2


class Row(NamedTuple):
    """A municipality (or None, for what happened with nobody's municipality) or a province, with its numbers."""

    name: str
    place: object
    number: int
    by_year: list


class Activity(NamedTuple):
    municipalities: list  # of Row, the most active on top
    provinces: list  # of Row, with a number for each of `years`
    years: list
    total: int  # of the year itself
    totals: list  # of each of `years`


def years(today):
    """The years of which the ledger knows something, the latest first; this year when it knows nothing."""
    known = [day.year for day in Touchpoint.objects.two_way().dates("occurred_on", "year", order="DESC")]
    return [year for year in known if year <= today.year] or [today.year]


def of_year(year, border, *, today):
    """The Activity of a year, beside that of the year before for the provinces."""
    side_by_side = list(range(year - YEARS_SIDE_BY_SIDE + 1, year + 1))
    borders = Borders(border, today=today)
    facts = Borders.facts_of(Touchpoint.objects.two_way(), years=side_by_side)
    by_year = {each: [fact for fact in facts if fact[1].year == each] for each in side_by_side}

    counted = borders.by_municipality(by_year[year])
    municipalities = []
    for municipality_id, number in counted.items():
        place = borders.municipality(municipality_id)
        municipalities.append(Row(place.name_in_lists if place else _("No municipality"), place, number, []))
    provinces = {each: borders.by_province(by_year[each]) for each in side_by_side}
    known = [(code, str(label)) for code, label in Province.choices] + [("", _("Unknown"))]
    rows = [Row(name, None, 0, [provinces[each][code] for each in side_by_side]) for code, name in known]
    totals = [provinces[each].total() for each in side_by_side]
    return Activity(
        sorted(municipalities, key=lambda row: (-row.number, row.name)),
        [row for row in rows if any(row.by_year)],
        side_by_side,
        counted.total(),
        totals,
    )
