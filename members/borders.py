"""One vocabulary for every report that counts by municipality or province: borders of then, or borders of today.

"Of then" counts a fact for the municipality and the province in which it happened. "Of today" counts it for the heir
of that municipality. No fact is copied or divided, so both add up to the same total.
"""

from collections import Counter, defaultdict
from datetime import date

from django.db import models
from django.db.models import Case, Count, IntegerField, Value, When
from django.utils.translation import gettext_lazy as _

from members.lineage import Lineage
from members.models import Municipality, MunicipalityProvince


class Border(models.TextChoices):
    THEN = "then", _("Borders of then")
    TODAY = "today", _("Borders of today")


class Borders:
    """Where facts count, seen through the borders of then or of today; three queries, however many facts there are."""

    def __init__(self, border, *, today):
        self.border, self.today = Border(border), today
        self._lineage = Lineage(today)
        self._municipalities = Municipality.objects.in_bulk()
        self._provinces = defaultdict(list)
        for period in MunicipalityProvince.objects.order_by("starts_on"):
            self._provinces[period.municipality_id].append(period)

    def place_of(self, municipality_id):
        """The id of the municipality for which a fact counts; None stays None."""
        if municipality_id is None or self.border == Border.THEN:
            return municipality_id
        return self._lineage.heir_of(municipality_id)

    def municipality(self, municipality_id):
        """The municipality for which a fact counts, or None."""
        return self._municipalities.get(self.place_of(municipality_id))

    def province_of(self, municipality_id, on):
        """The code of the province for which a fact of day `on` counts; empty where it is not known."""
        day = on if self.border == Border.THEN else self.today
        before = [period for period in self._provinces[self.place_of(municipality_id)] if period.starts_on <= day]
        return before[-1].province if before else ""

    def by_municipality(self, facts):
        """{municipality id: number}; `facts` are (municipality id, day, number)."""
        counted = Counter()
        for municipality_id, _day, number in facts:
            counted[self.place_of(municipality_id)] += number
        return counted

    def by_province(self, facts):
        """{province code: number}; `facts` are (municipality id, day, number)."""
        counted = Counter()
        for municipality_id, day, number in facts:
            counted[self.province_of(municipality_id, day)] += number
        return counted

    @staticmethod
    def cuts(years):
        """The days on which a count must begin anew: each New Year, and each day on which a province changed."""
        first, last = date(min(years), 1, 1), date(max(years) + 1, 1, 1)
        changes = MunicipalityProvince.objects.filter(starts_on__gt=first, starts_on__lt=last)
        new_years = {date(year, 1, 1) for year in range(first.year, last.year + 1)}
        return sorted(new_years | set(changes.values_list("starts_on", flat=True)))

    @classmethod
    def facts_of(cls, rows, *, years, day="occurred_on"):
        """The rows of a QuerySet with a municipality and a `day`, counted: (municipality id, first day, number).

        One query; rows of a municipality between two cuts count together, so a quarter of a million of them is no
        more than some thousands of facts. `years` is a range of years; rows outside it are left out.
        """
        cuts = cls.cuts(years)
        rows = rows.filter(**{f"{day}__gte": cuts[0], f"{day}__lt": cuts[-1]}).order_by()
        span = Case(
            *(When(**{f"{day}__lt": until}, then=Value(place)) for place, until in enumerate(cuts[1:])),
            output_field=IntegerField(),
        )
        counted = rows.annotate(span=span).values_list("municipality", "span").annotate(number=Count("pk"))
        return [(municipality_id, cuts[place], number) for municipality_id, place, number in counted]
