"""The spread rule: until a day, one municipality gets so many seats at most, so that others have a chance."""

from collections import Counter

from members.lineage import Lineage
from trainings.models import Registration, ReservedSeat


def spread_holds(edition, *, on):
    """True while the edition keeps seats for other municipalities."""
    return edition.seats_per_municipality is not None and on < edition.spread_until


class Spread:
    """Which municipalities have all the seats that they may have, in editions where the rule holds on a day.

    A merged municipality counts the seats of those that it came from. Who comes for no municipality is not counted.
    """

    def __init__(self, editions, *, on):
        self._limits = {each.pk: each.seats_per_municipality for each in editions if spread_holds(each, on=on)}
        self._taken = Counter()
        if self._limits:
            self._lineage = Lineage(on)
            taken = Registration.objects.holding_a_seat().filter(edition__in=self._limits, municipality__isnull=False)
            for edition_id, municipality_id in taken.values_list("edition", "municipality"):
                self.take(edition_id, municipality_id)
            kept = ReservedSeat.objects.kept().filter(group__edition__in=self._limits)
            for edition_id, municipality_id in kept.values_list("group__edition", "group__municipality"):
                self.take(edition_id, municipality_id)

    def is_used_up(self, edition_id, municipality_id):
        if edition_id not in self._limits or municipality_id is None:
            return False
        return self._taken[edition_id, self._lineage.heir_of(municipality_id)] >= self._limits[edition_id]

    def take(self, edition_id, municipality_id):
        """Count a seat more for a municipality."""
        if edition_id in self._limits and municipality_id is not None:
            self._taken[edition_id, self._lineage.heir_of(municipality_id)] += 1
