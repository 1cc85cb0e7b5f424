"""Who came from whom: facts stay with the municipality of the moment, lineage finds them for today's borders.

Only what was carried out counts. A municipality that split has one heir, the first that came out of it, so that the
facts from before count once and whole; one that is still there after it is its own heir.
"""

from collections import defaultdict
from typing import NamedTuple

from members.models import EventStatus, Side, TerritorialEvent, TerritorialParty


class Lineage:
    """The municipalities before and after each other, by the events in effect on a day; one query."""

    def __init__(self, day):
        sides = defaultdict(lambda: {side: [] for side in Side})
        parties = TerritorialParty.objects.executed().filter(event__effective_on__lte=day)
        parties = parties.order_by("event__effective_on", "event", "pk")
        for event, side, municipality in parties.values_list("event", "side", "municipality"):
            sides[event][side].append(municipality)
        self._heir, self._parents = {}, defaultdict(set)
        for event in sides.values():
            for gone in event[Side.PREDECESSOR]:
                if event[Side.SUCCESSOR] and gone not in event[Side.SUCCESSOR]:
                    heir = event[Side.SUCCESSOR][0]
                    self._heir[gone] = heir
                    self._parents[heir].add(gone)

    def heir_of(self, municipality_id):
        """The municipality that answers for this one now: itself while it exists."""
        seen = set()
        while municipality_id in self._heir and municipality_id not in seen:
            seen.add(municipality_id)
            municipality_id = self._heir[municipality_id]
        return municipality_id

    def family_of(self, municipality_id):
        """The municipality with all that came before it."""
        family, found = set(), [municipality_id]
        while found:
            family.add(current := found.pop())
            found.extend(self._parents[current] - family if current in self._parents else ())
        return frozenset(family)


class Change(NamedTuple):
    """One event in the life of a municipality, as its page tells it: each list holds municipalities."""

    event: TerritorialEvent
    came_in: list  # what became part of it, or what it came from
    went_to: list  # what it became part of
    old_name: str = ""  # before a renaming
    province: str = ""  # into which it moved


class History(NamedTuple):
    """Where a municipality came from and what became of it, the latest first; its other names; plans about it."""

    changes: list
    aliases: list
    plans: list

    def __bool__(self):
        return bool(self.changes or self.aliases or self.plans)


def history_of(municipality, user):
    """The History of a municipality, with the plans that `user` may see."""
    events = TerritorialEvent.objects.visible_to(user).concerning(municipality).with_parties()
    changes, plans = [], []
    for event in events.exclude(status=EventStatus.REVERTED).order_by("-effective_on", "-pk"):
        if event.is_planned:
            plans.append(event)
        else:
            changes.append(_change(event, municipality))
    return History(changes, list(municipality.aliases.all()), plans)


def _change(event, municipality):
    before = {party.municipality_id: party for party in event.going_in}
    after = {party.municipality_id: party for party in event.coming_out}
    here = after.get(municipality.pk)
    others_before = [party.municipality for pk, party in before.items() if pk != municipality.pk]
    others_after = [party.municipality for pk, party in after.items() if pk != municipality.pk]
    return Change(
        event,
        came_in=others_before if here else [],
        went_to=[] if here and municipality.pk not in before else others_after,
        old_name=before[municipality.pk].new_name if here and municipality.pk in before else "",
        province=here.get_new_province_display() if here and municipality.pk in before else "",
    )
