"""Whom a locked fee year has no assessment for yet: who joined later, or was recorded later."""

from datetime import date

from members.models import FeeAssessment, Membership, TerritorialParty


def latecomers_of(year):
    """The memberships of a year whose municipality has no assessment for it, a list with the first of each; who goes
    on after a merger is left out when the fee of a predecessor covers the year."""
    assessed = set(FeeAssessment.objects.of_year(year).standing().values_list("municipality", flat=True))
    first = {}
    for membership in Membership.objects.held_in(year).exclude(municipality__in=assessed).by_name():
        first.setdefault(membership.municipality_id, membership)
    covered = covered_by_predecessors(year, first, assessed)
    return [each for each in first.values() if (each.municipality_id, each.starts_on) not in covered]


def covered_by_predecessors(year, municipality_ids, assessed):
    """{(municipality id, first day)} of the memberships that continue one that pays for `year` itself: it ended on
    that day in an executed event, and held in the year already or is among the `assessed`."""
    before = list(TerritorialParty.objects.before(list(municipality_ids)))
    ended = set(
        Membership.objects.filter(municipality__in={party.municipality_id for party in before}, ends_on__year=year)
        .order_by()
        .values_list("municipality", "ends_on")
    )
    return {
        (party.of, party.event.effective_on)
        for party in before
        if (party.municipality_id, party.event.effective_on) in ended
        and (party.event.effective_on > date(year, 1, 1) or party.municipality_id in assessed)
    }
