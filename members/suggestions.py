"""What may help an officer, made to measure: apps above supply it, the best three of different kinds are shown."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models import (
    DismissedSuggestion,
    Municipality,
    RoleAssignment,
    Touchpoint,
    TouchpointKind,
)
from members.rules.engagement import months_before
from portal.bilingual import Words
from portal.doors import SUGGESTION

MOST = 3
GONE_FOR = timedelta(days=90)
SMALL_SERVICE = 1  # FTE

CHOSEN, NEEDED, FITTING, GENERAL = 40, 30, 20, 10  # weights: ticked, asked for, fits the place, for everybody


@dataclass(frozen=True)
class Suggestion:
    """Something that may help somebody: what, where it is, and in a sentence why they see it.

    `kind` says what sort of thing it is: of each kind at most one is shown. `key` says which one it is, to dismiss it.
    """

    kind: str
    key: str
    title: Words
    url: str
    reason: Words
    weight: int
    icon: str = "sparkles"
    on: date | None = None


def for_person(person, *, today, most=MOST):
    """At most `most` suggestions of different kinds, the best first; those dismissed stay away.

    Every supply has suggestions of one kind, the best first.
    """
    if person is None:
        return []
    best, gone = {}, None
    for _key, supply in SUGGESTION.items():
        for each in supply(person, today):  # the best first, and made one by one: what is not looked at costs nothing
            gone = dismissed_by(person, today) if gone is None else gone
            if each.kind not in best and each.key not in gone:
                best[each.kind] = each
                break
    return sorted(best.values(), key=lambda each: (-each.weight, each.on or date.max, each.key))[:most]


def dismissed_by(person, today):
    dismissed = DismissedSuggestion.objects.filter(person=person, until__gt=today)
    return set(dismissed.values_list("key", flat=True))


def dismiss(person, key, *, today):
    """Let a suggestion stay away for ninety days."""
    return DismissedSuggestion.objects.update_or_create(person=person, key=key, defaults={"until": today + GONE_FOR})[0]


def places_of(person, today):
    held = RoleAssignment.objects.active_on(today).filter(person=person, municipality__isnull=False)
    return Municipality.objects.filter(pk__in=held.values("municipality")).with_youth_service_fte(today)


def guidance(person, today):
    """Guidance for a small service that nobody of us visited for a year."""
    small = [
        place
        for place in places_of(person, today)
        if place.youth_service_fte and place.youth_service_fte <= SMALL_SERVICE
    ]
    recently = Touchpoint.objects.filter(
        kind__in=[TouchpointKind.VISIT, TouchpointKind.GUIDANCE],
        municipality__in=small,
        occurred_on__gt=months_before(today, 12),
    )
    visited = set(recently.values_list("municipality", flat=True)) if small else set()
    return [
        Suggestion(
            kind="guidance",
            key=f"guidance:{place.nis_code}",
            title=_("Let us think along with you"),
            url=reverse("members:question_ask") + "?over=begeleiding",
            reason=_(
                "Your youth service is small, and none of us has been with you for a year. Guidance made to "
                "measure begins with a talk, without obligation."
            ),
            weight=FITTING,
            icon="messages-square",
        )
        for place in small
        if place.pk not in visited
    ][:1]
