"""What the page of a municipality shows, gathered for its reader: all see the facts, the rest follows from rights."""

from django.db.models import Max, Q

from members import silence, timeline, value
from members.lineage import Lineage, history_of
from members.models import (
    Band,
    BandSubject,
    EngagementBand,
    EngagementSnapshot,
    Membership,
    RoleAssignment,
    TerritorialParty,
    Touchpoint,
    Vacancy,
    YouthCouncil,
    YouthService,
)
from members.rules import billing
from members.rules import engagement as rules

RECENT = 8  # entries of the timeline on the page itself
CONTACT_PERSON = "contact-person"


def of_municipality(municipality, user, *, today):
    """The context of the page; `municipality` knows its province, population and whether it is the reader's own."""
    sees_people = user.has_perm("members.see_people") or municipality.is_own
    return {
        "municipality": municipality,
        "today": today,
        "exists": municipality.exists_on(today),
        "sees_people": sees_people,
        "value_sheet": value_sheet(municipality, user, today=today),
        "lineage": history_of(municipality, user),
        **facts(municipality, today=today),
        **people(municipality, user, today=today),
        **engagement(municipality, user, today=today),
    }


def facts(municipality, *, today):
    """What everybody may know."""
    regions = municipality.youth_regions.active_on(today).select_related("region")
    return {
        "band": Band.objects.used_for(BandSubject.POPULATION).holding(municipality.population),
        "provinces": municipality.provinces.all(),
        "population_figures": municipality.population_figures.all(),
        "staffing_figure": municipality.staffing_figures.first(),
        "membership": Membership.objects.active_on(today).of(municipality).first(),
        "regions": [place.region for place in regions],
        "service": YouthService.objects.of(municipality).active_on(today).first(),
        "council": YouthCouncil.objects.of(municipality).first(),
        "successors": TerritorialParty.objects.successors_of(municipality),
    }


def value_sheet(municipality, user, *, today):
    """What the member received this year, for its own people and who sees fees; None for others."""
    if not user.has_perm("members.see_own_fees"):
        return None
    seen = billing.places_seen_by(user, day=today).filter(pk=municipality.pk).exists()
    return value.sheet(municipality, today.year, user=user) if seen else None


def people(municipality, user, *, today):
    """Who holds, will hold and held a role, as far as the reader may see them, and the seats that are empty."""
    roles = RoleAssignment.objects.visible_to(user).at(municipality).with_confirmation_marked(today)
    ours = [role for role in roles if role.role_type.code == CONTACT_PERSON]
    theirs = [role for role in roles if role.role_type.code != CONTACT_PERSON]
    return {
        "current_roles": [role for role in theirs if not role.has_ended_on(today)],
        "former_roles": [role for role in theirs if role.has_ended_on(today)],
        "contact_people": [role.person for role in ours if role.is_active_on(today)],
        "vacancies": Vacancy.objects.visible_to(user).filter(municipality=municipality).open_on(today).with_seat(),
    }


def engagement(municipality, user, *, today):
    """For the team: the band of last night, when we last heard and saw them, the triangle and the newest entries."""
    sees = user.has_perm("members.see_engagement"), user.has_perm("members.see_touchpoints")
    if not any(sees):
        return {"sees_engagement": False, "sees_touchpoints": False}
    family = Lineage(today).family_of(municipality.pk)
    last = last_days(family, today=today)
    blocks = timeline.of_municipality(municipality, today=today, family=family)
    snapshots = EngagementSnapshot.objects.visible_to(user).of_last_night()
    snapshot = snapshots.filter(municipality=municipality).first()
    is_silent = snapshot is not None and snapshot.band == EngagementBand.SILENT
    return {
        "sees_engagement": sees[0],
        "sees_touchpoints": sees[1],
        "snapshot": snapshot,
        "last_sign": silence.last_sign(municipality, today=today) if is_silent else None,
        "last_heard": last["heard"],
        "last_seen": last["seen"],
        "corners": rules.triangle(last.get, day=today),
        "blocks": timeline.pointed(timeline.newest(blocks, RECENT)),
        "has_more": len(blocks) > len(timeline.newest(blocks, RECENT)),
    }


def last_days(family, *, today):
    """{"heard", "seen" and each core player: the last day}, of a municipality with its predecessors, up to today."""
    lines = Touchpoint.objects.two_way().filter(municipality__in=family, occurred_on__lte=today)
    by_player = {player: Max("occurred_on", filter=Q(core_player=player)) for player in rules.TRIANGLE}
    return lines.aggregate(
        heard=Max("occurred_on", filter=Q(heard=True)),
        seen=Max("occurred_on", filter=Q(seen=True)),
        **{player.value: found for player, found in by_player.items()},
    )
