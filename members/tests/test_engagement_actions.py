from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members import actions, audit
from members.actions import engagement
from members.models import (
    CorePlayer,
    EngagementBand,
    EngagementContribution,
    EngagementDisclosure,
    EngagementSnapshot,
    EngagementWeight,
    Role,
    Todo,
    TouchpointKind,
)
from members.tasks import take_engagement_snapshot
from members.tests import factories as members
from portal.refused import Refused
from portal.trail.models import Line, LineKind

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
MERGED_ON = date(2025, 1, 1)


def member(name="", **fields):
    municipality = members.municipality(name, **fields)
    actions.join(municipality, on=max(members.LONG_AGO, municipality.valid_from or members.LONG_AGO))
    return municipality


def snapshot_of(municipality, day=TODAY):
    return EngagementSnapshot.objects.get(municipality=municipality, day=day)


def stored():
    """Every score and contribution as plain values."""
    fields = ("municipality", "day", "score", "score_a_year_before", "band", "last_heard", "last_seen", "silent_since")
    parts = ("snapshot__municipality", "kind", "month", "number", "worth", "points")
    return (
        list(EngagementSnapshot.objects.order_by("day", "municipality").values_list(*fields)),
        list(EngagementContribution.objects.order_by(*parts).values_list(*parts)),
    )


def live(municipality):
    """A busy year or two: contact, gatherings, mailings and a no-show."""
    for number, kind in enumerate(list(TouchpointKind) * 3):
        members.touchpoint(kind, municipality, on=TODAY - timedelta(days=23 * number))


# --- The snapshot ----------------------------------------------------------------------------------


def test_the_night_of_a_portal_without_municipalities_has_nothing_to_say():
    report = engagement.take_snapshot(TODAY)

    assert (report.municipalities, report.turned) == (0, {})


def test_the_score_is_the_sum_of_the_stored_contributions_to_the_last_digit():
    lier = member()
    live(lier)

    engagement.take_snapshot(TODAY)

    snapshot = snapshot_of(lier)
    assert snapshot.score == sum(each.points for each in snapshot.contributions.all())
    assert snapshot.score > 20
    assert list(audit.contributions()) == []


def test_a_rebuild_from_scratch_gives_the_same_to_the_last_digit():
    live(member())
    live(member())
    for day in (TODAY - timedelta(days=1), TODAY):
        engagement.take_snapshot(day)
    before = stored()

    assert engagement.rebuild() == 2

    assert stored() == before


def test_a_night_that_runs_twice_says_the_same_and_writes_no_second_trail_line():
    lier = member()
    members.touchpoint(TouchpointKind.CALL, lier, on=TODAY - timedelta(days=731))
    engagement.take_snapshot(TODAY - timedelta(days=3))

    first, again = engagement.take_snapshot(TODAY), engagement.take_snapshot(TODAY)

    assert first == again
    assert first.turned == {lier.pk: ["fading", "silent"]}
    assert Line.objects.count() == 1


def test_the_report_counts_the_bands():
    lier = member()
    live(lier)
    member()

    report = engagement.take_snapshot(TODAY)

    assert (report.municipalities, sum(report.bands.values()), report.bands["silent"]) == (2, 2, 1)


def test_what_predecessors_did_counts_for_the_heir():
    galmaarden, herne = (member(name, valid_to=MERGED_ON) for name in ("Galmaarden", "Herne"))
    pajottegem = member("Pajottegem", valid_from=MERGED_ON)
    actions.record_merger(pajottegem, [galmaarden, herne], on=MERGED_ON)
    members.touchpoint(TouchpointKind.CALL, galmaarden, on=date(2024, 11, 1))
    members.touchpoint(TouchpointKind.VISIT, herne, on=date(2024, 12, 1))

    engagement.take_snapshot(TODAY)

    (snapshot,) = EngagementSnapshot.objects.all()
    assert (snapshot.municipality, snapshot.last_heard) == (pajottegem, date(2024, 12, 1))
    assert {each.kind for each in snapshot.contributions.all()} == {"call", "visit"}


def test_what_happens_after_the_day_does_not_count_yet():
    lier = member()
    members.touchpoint(TouchpointKind.CALL, lier, on=TODAY + timedelta(days=1))

    engagement.take_snapshot(TODAY)

    assert (snapshot_of(lier).score, snapshot_of(lier).last_heard) == (0, None)


def test_history_keeps_its_scores_and_the_last_night_alone_its_contributions():
    live(member())

    engagement.take_snapshot(TODAY)
    engagement.take_snapshot(TODAY - timedelta(days=1))

    days = EngagementContribution.objects.order_by().values_list("snapshot__day", flat=True).distinct()
    assert (EngagementSnapshot.objects.count(), list(days)) == (2, [TODAY])


def test_after_a_month_the_first_snapshot_of_each_month_remains():
    member()
    for day in (date(2026, 3, 2), date(2026, 3, 20), date(2026, 4, 1), date(2026, 6, 10), TODAY):
        engagement.take_snapshot(day)

    days = EngagementSnapshot.objects.order_by("day").values_list("day", flat=True)

    assert list(days) == [date(2026, 3, 2), date(2026, 4, 1), date(2026, 6, 10), TODAY]


def test_the_core_players_are_remembered_with_their_last_day_and_one_alone_is_one_leg():
    lier, boom = member(), member()
    for place, player in (
        (lier, CorePlayer.YOUNG_PERSON),
        (boom, CorePlayer.YOUNG_PERSON),
        (boom, CorePlayer.OFFICIAL),
    ):
        members.touchpoint(TouchpointKind.QUESTION, place, on=TODAY, core_player=player)
    members.touchpoint(TouchpointKind.OPENED, lier, on=TODAY, core_player=CorePlayer.OFFICIAL)

    engagement.take_snapshot(TODAY)

    assert (snapshot_of(lier).last_young_person, snapshot_of(lier).last_official) == (TODAY, None)
    assert (snapshot_of(lier).is_one_legged, snapshot_of(boom).is_one_legged) == (True, False)


def test_the_ledger_is_added_up_in_as_many_queries_for_three_municipalities_as_for_one():
    def queries():
        with CaptureQueriesContext(connection) as captured:
            engagement.take_snapshot(TODAY)
        return len(captured)

    live(member())
    engagement.take_snapshot(TODAY)
    for_one = queries()
    live(member())
    live(member())

    assert queries() == for_one


# --- Silence ---------------------------------------------------------------------------------------


def band_of(municipality):
    engagement.take_snapshot(TODAY)
    return snapshot_of(municipality).band


def test_a_member_that_opens_everything_but_is_never_heard_or_seen_is_silent():
    lier = member()
    for week in range(100):
        for kind in (TouchpointKind.DELIVERED, TouchpointKind.OPENED, TouchpointKind.CLICKED):
            members.touchpoint(kind, lier, on=TODAY - timedelta(weeks=week))

    assert band_of(lier) == EngagementBand.SILENT
    assert snapshot_of(lier).score > 0

    members.touchpoint(TouchpointKind.CALL, lier, on=TODAY)

    assert band_of(lier) != EngagementBand.SILENT


def test_who_is_no_member_or_joined_lately_is_not_silent():
    outsider, newcomer, old_hand = members.municipality(), members.municipality(), members.municipality()
    actions.join(newcomer, on=TODAY - timedelta(days=100))
    actions.join(old_hand, on=TODAY - timedelta(days=300))

    engagement.take_snapshot(TODAY)

    assert [snapshot_of(each).band for each in (outsider, newcomer, old_hand)] == ["", "", "silent"]


def test_a_member_heard_through_a_predecessor_is_not_silent():
    old, new = member(valid_to=MERGED_ON), member(valid_from=MERGED_ON)
    actions.record_merger(new, [old], on=MERGED_ON)
    members.touchpoint(TouchpointKind.CALL, old, on=date(2024, 12, 1))

    assert band_of(new) != EngagementBand.SILENT


# --- Weights ---------------------------------------------------------------------------------------


def test_the_weights_that_a_portal_starts_with_cover_every_kind():
    assert set(EngagementWeight.objects.values_list("kind", flat=True)) == set(TouchpointKind.values)


def test_a_changed_weight_counts_from_the_next_night_and_stands_in_the_trail():
    lier, admin = member(), members.user_with(Role.ADMIN)
    members.touchpoint(TouchpointKind.VISIT, lier, on=TODAY)
    visit = EngagementWeight.objects.get(kind=TouchpointKind.VISIT)

    engagement.set_weight(visit, points=Decimal(7), cap=Decimal(30), by=admin)
    engagement.take_snapshot(TODAY)

    assert snapshot_of(lier).score == 7
    assert (Line.objects.get().by, Line.objects.get().change) == (admin, {"visit": {"points": ["10.0", "7"]}})


def test_a_cap_that_contradicts_its_points_is_refused():
    visit = EngagementWeight.objects.get(kind=TouchpointKind.VISIT)

    with pytest.raises(Refused):
        engagement.set_weight(visit, points=Decimal(7), cap=Decimal(-1), by=None)

    assert EngagementWeight.objects.get(pk=visit.pk).points == 10


# --- Disclosure ------------------------------------------------------------------------------------


def test_a_member_that_asks_is_on_the_list_of_the_team_once_until_it_is_disclosed():
    lier, staff = member(), members.user_with(Role.STAFF)

    engagement.ask_disclosure(lier, today=TODAY)
    engagement.ask_disclosure(lier, today=TODAY + timedelta(days=1))
    (todo,) = Todo.objects.waiting_for(staff.person, [Role.STAFF])
    disclosure = engagement.disclose(lier, by=staff, today=TODAY + timedelta(days=2))

    assert lier.nis_code in todo.url
    assert not Todo.objects.waiting_for(staff.person, [Role.STAFF]).exists()
    assert (disclosure.asked_on, disclosure.disclosed_on, EngagementDisclosure.objects.count()) == (
        TODAY,
        TODAY + timedelta(days=2),
        1,
    )
    assert [line.kind for line in Line.objects.all()] == [LineKind.PRIVACY] * 2


def test_what_is_disclosed_can_be_read_for_thirty_days():
    lier, staff = member(), members.user_with(Role.STAFF)

    engagement.disclose(lier, by=staff, today=TODAY)

    readable = EngagementDisclosure.objects.of(lier).readable_on
    assert readable(TODAY + timedelta(days=29)).exists()
    assert not readable(TODAY + timedelta(days=30)).exists()


def test_what_can_be_read_already_is_not_disclosed_twice():
    lier, staff = member(), members.user_with(Role.STAFF)
    engagement.disclose(lier, by=staff, today=TODAY)

    with pytest.raises(Refused):
        engagement.disclose(lier, by=staff, today=TODAY + timedelta(days=29))
    engagement.disclose(lier, by=staff, today=TODAY + timedelta(days=30))

    assert EngagementDisclosure.objects.count() == 2


# --- The audit -------------------------------------------------------------------------------------


def test_the_audit_finds_a_score_that_is_not_the_sum_of_its_contributions():
    lier = member()
    live(lier)
    engagement.take_snapshot(TODAY)
    snapshot = snapshot_of(lier)

    EngagementSnapshot.objects.filter(pk=snapshot.pk).update(score=snapshot.score - Decimal("0.01"))

    (sentence,) = audit.contributions()
    assert f"snapshot {snapshot.pk}:" in sentence


# --- The ways in -----------------------------------------------------------------------------------


def test_the_nightly_task_and_the_command_do_the_same(capsys):
    lier = member()
    live(lier)

    take_engagement_snapshot()
    by_night = list(EngagementSnapshot.objects.values_list("municipality", "day", "score"))
    call_command("engagement")

    assert list(EngagementSnapshot.objects.values_list("municipality", "day", "score")) == by_night
    assert by_night[0][1] == timezone.localdate()
    assert capsys.readouterr().out.startswith("1 municipalities: ")


@pytest.mark.parametrize(("cap", "points"), [("20", Decimal(12)), ("-20", Decimal(10))])
def test_an_administrator_changes_a_weight_in_the_technical_admin_unless_cap_and_points_contradict(client, cap, points):
    admin = members.user_with(Role.ADMIN)
    type(admin).objects.filter(pk=admin.pk).update(is_staff=True, is_superuser=True)
    client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    visit = EngagementWeight.objects.get(kind=TouchpointKind.VISIT)

    client.post(reverse("admin:members_engagementweight_change", args=[visit.pk]), {"points": "12", "cap": cap})

    assert EngagementWeight.objects.get(pk=visit.pk).points == points
    assert Line.objects.count() == (points == 12)
