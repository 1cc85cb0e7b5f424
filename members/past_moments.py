"""Network moments that the ledger knows and the calendar does not: from before the portal, or from elsewhere."""

from collections import defaultdict

from django.utils.translation import gettext as _

from members.models import NetworkArea, NetworkAreaMembership, Touchpoint, TouchpointKind
from members.rules.balance import Moment

OF_THE_CALENDAR = "trainings."  # how the pointer begins of what the calendar supplies itself


def from_the_ledger(year):
    """Those of a year: whoever of one area came on one day, came to one moment; three queries."""
    lines = Touchpoint.objects.filter(kind=TouchpointKind.NETWORK_MOMENT, municipality__isnull=False)
    lines = lines.filter(occurred_on__year=year).exclude(source__startswith=OF_THE_CALENDAR)
    came = defaultdict(list)
    for day, municipality in lines.order_by("occurred_on", "pk").values_list("occurred_on", "municipality"):
        came[municipality].append(day)
    people, places = defaultdict(int), defaultdict(set)
    for membership in NetworkAreaMembership.objects.filter(municipality__in=came):
        for day in came[membership.municipality_id]:
            if membership.is_active_on(day):
                people[membership.area_id, day] += 1
                places[membership.area_id, day].add(membership.municipality_id)
    areas = NetworkArea.objects.in_bulk({area for area, _day in people})
    return [
        Moment(
            area_id=area,
            day=day,
            title=_("network moment, from the ledger"),
            url=f"{areas[area].get_absolute_url()}?jaar={year}#momenten",
            is_sure=True,
            people=number,
            municipalities=frozenset(places[area, day]),
        )
        for (area, day), number in people.items()
    ]
