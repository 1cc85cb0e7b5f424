"""Periods as bands along the years, in units that a drawing of any width can use."""

from datetime import date
from typing import NamedTuple

UNITS = 1000  # the width of a row
LEAST_WIDTH = 3  # so that a single day can be seen


class Stretch(NamedTuple):
    """A part of a row: where it begins, how wide it is, and what kind it is."""

    x: str
    width: str
    kind: str
    period: object


class Years(NamedTuple):
    """The years from the first up to, not including, the last."""

    first: int
    last: int

    @property
    def labels(self):
        """At most eight years to write below the bands, as (year, x)."""
        step = max(1, -(-(self.last - self.first) // 8))
        return [(str(year), written(self.x_of(date(year, 1, 1)))) for year in range(self.first, self.last, step)]

    def x_of(self, day):
        start, end = date(self.first, 1, 1), date(self.last, 1, 1)
        return UNITS * min(max((day - start) / (end - start), 0), 1)

    def stretch(self, period, kind=""):
        """The part that a period takes; an open end reaches the edge."""
        x, end = self.x_of(period.starts_on), self.x_of(period.ends_on) if period.ends_on else UNITS
        return Stretch(written(x), written(max(end - x, LEAST_WIDTH)), kind, period)


def years_of(periods, *, today):
    """The Years that hold all these periods and today."""
    first = min((period.starts_on.year for period in periods), default=today.year)
    last = max([today.year, *(period.ends_on.year for period in periods if period.ends_on)])
    return Years(min(first, today.year), last + 1)


def written(number):
    """As a drawing writes it, with a point in every language."""
    return f"{number:.1f}"
