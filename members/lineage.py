"""Who came from whom: facts stay with the municipality of the moment, lineage finds them for today's borders."""

from collections import defaultdict

from members.models import Side, TerritorialParty


class Lineage:
    """The municipalities before and after each other, by the events in effect on a day; one query."""

    def __init__(self, day):
        sides = defaultdict(lambda: {side: [] for side in Side})
        parties = TerritorialParty.objects.filter(event__effective_on__lte=day).order_by("event__effective_on", "pk")
        for event, side, municipality in parties.values_list("event", "side", "municipality"):
            sides[event][side].append(municipality)
        self._heir, self._parents = {}, defaultdict(set)
        for event in sides.values():
            heir = event[Side.SUCCESSOR][0]
            for gone in event[Side.PREDECESSOR]:
                if gone != heir:
                    self._heir[gone] = heir
                    self._parents[heir].add(gone)

    def heir_of(self, municipality_id):
        """The municipality that answers for this one now: itself while it exists."""
        while municipality_id in self._heir:
            municipality_id = self._heir[municipality_id]
        return municipality_id

    def family_of(self, municipality_id):
        """The municipality with all that came before it."""
        family, found = set(), [municipality_id]
        while found:
            family.add(current := found.pop())
            found.extend(self._parents[current] - family if current in self._parents else ())
        return frozenset(family)
