"""Who is silent, fading or on one leg, and what we know of why."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Max

from members.lineage import Lineage
from members.models import EngagementSnapshot, Municipality, Touchpoint, TouchpointKind
from members.rules import engagement as rules

READING = (TouchpointKind.OPENED, TouchpointKind.CLICKED)
STAYED_AWAY = (TouchpointKind.NO_SHOW,)
SIGNS = (TouchpointKind.TRAINING_REGISTERED, TouchpointKind.PORTAL_ACTION)  # they acted, but nobody spoke


class Sign(NamedTuple):
    """The last thing that somebody there did in the portal: no conversation, so it does not end the silence."""

    on: date
    kind: TouchpointKind


@dataclass(frozen=True)
class Row:
    """A line of the list: the municipality, its engagement of last night, the triangle and the reasons."""

    municipality: Municipality
    snapshot: EngagementSnapshot
    corners: list
    reasons: list
    last_sign: Sign | None = None


def rows(municipalities, *, today):
    """The lines for the municipalities of one page, which know `holders`, their number of officers."""
    snapshots = EngagementSnapshot.objects.of_last_night().by_municipality(municipalities)
    numbers, signs = numbers_by_heir(municipalities, today=today)
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
                signs=sum(numbers[each.pk, kind] for kind in SIGNS),
                officers=each.holders,
            ),
            signs.get(each.pk),
        )
        for each in municipalities
    ]


def last_sign(municipality, *, today):
    """The last sign of life of one municipality or of what came before it, in 24 months."""
    _numbers, signs = numbers_by_heir([municipality], today=today)
    return signs.get(municipality.pk)


def numbers_by_heir(municipalities, *, today):
    """How often each acted, opened, clicked or stayed away in 24 months, with its predecessors, and its last sign.

    Returns ({(pk, kind): number}, {pk: Sign}).
    """
    lineage = Lineage(today)
    families = frozenset().union(*(lineage.family_of(each.pk) for each in municipalities))
    lines = Touchpoint.objects.filter(
        municipality__in=families,
        kind__in=(*SIGNS, *READING, *STAYED_AWAY),
        occurred_on__gte=rules.months_before(today, rules.WINDOW),
        occurred_on__lte=today,
    )
    numbers, signs = Counter(), {}
    grouped = lines.order_by().values_list("municipality", "kind").annotate(number=Count("pk"), last=Max("occurred_on"))
    for pk, kind, number, last in grouped:
        heir = lineage.heir_of(pk)
        numbers[heir, kind] += number
        if kind in SIGNS:
            signs[heir] = max(filter(None, (signs.get(heir), Sign(last, TouchpointKind(kind)))))
    return numbers, signs
