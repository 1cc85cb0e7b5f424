"""Who is silent, fading or on one leg, and what we know of why."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from members.lineage import Lineage
from members.models import EngagementSnapshot, Municipality, Touchpoint, TouchpointKind
from members.rules import engagement as rules

READING = (TouchpointKind.OPENED, TouchpointKind.CLICKED)
STAYED_AWAY = (TouchpointKind.NO_SHOW,)


@dataclass(frozen=True)
class Row:
    """A line of the list: the municipality, its engagement of last night, the triangle and the reasons."""

    municipality: Municipality
    snapshot: EngagementSnapshot
    corners: list
    reasons: list


def rows(municipalities, *, today):
    """The lines for the municipalities of one page, which know `holders`, their number of officers."""
    snapshots = EngagementSnapshot.objects.of_last_night().by_municipality(municipalities)
    numbers = numbers_by_heir(municipalities, today=today)
    return [
        Row(
            each,
            snapshot := snapshots[each.pk],
            rules.triangle(snapshot.last_of, day=today),
            rules.why_silent(
                last_heard=snapshot.last_heard,
                last_seen=snapshot.last_seen,
                opened=sum(numbers[each.pk, kind] for kind in READING),
                stayed_away=sum(numbers[each.pk, kind] for kind in STAYED_AWAY),
                officers=each.holders,
            ),
        )
        for each in municipalities
    ]


def numbers_by_heir(municipalities, *, today):
    """How often each opened, clicked or stayed away in 24 months, with its predecessors: {(pk, kind): number}."""
    lineage = Lineage(today)
    families = frozenset().union(*(lineage.family_of(each.pk) for each in municipalities))
    lines = Touchpoint.objects.filter(
        municipality__in=families,
        kind__in=(*READING, *STAYED_AWAY),
        occurred_on__gte=rules.months_before(today, rules.WINDOW),
        occurred_on__lte=today,
    )
    numbers = Counter()
    for pk, kind, number in lines.order_by().values_list("municipality", "kind").annotate(number=Count("pk")):
        numbers[lineage.heir_of(pk), kind] += number
    return numbers
