"""Network moments as the balance of regions counts them."""

from collections import defaultdict

from members.rules.balance import Moment
from trainings.models import Edition, EditionState, Registration


def network_moments(year):
    """The network moments of an area in a year, with who came or has a seat; two queries."""
    editions = list(Edition.objects.network_moments_in(year))
    people, municipalities = defaultdict(int), defaultdict(set)
    registrations = Registration.objects.holding_a_seat().filter(edition__in=editions)
    for edition, municipality in registrations.values_list("edition", "municipality"):
        people[edition] += 1
        if municipality:
            municipalities[edition].add(municipality)
    return [
        Moment(
            area_id=edition.network_area_id,
            day=edition.first_day,
            title=edition.module.title,
            url=edition.get_absolute_url(),
            is_sure=edition.state != EditionState.DRAFT,
            people=people[edition.pk],
            municipalities=frozenset(municipalities[edition.pk]),
        )
        for edition in editions
    ]
