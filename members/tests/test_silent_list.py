from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members import actions
from members.actions import engagement
from members.models import CorePlayer, Province, Role, TouchpointKind
from members.rules.engagement import Silence
from members.tests import factories as members

pytestmark = pytest.mark.django_db

URL = reverse("members:silent_list")


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def staff(client):
    user = members.user_with(Role.STAFF)
    client.force_login(user)
    return user


def member(name="", **fields):
    municipality = members.municipality(name, **fields)
    actions.join(municipality, on=members.LONG_AGO)
    return municipality


def listed(client, today, **chosen):
    engagement.take_snapshot(today)
    return [row.municipality.name for row in client.get(URL, chosen).context["rows"]]


def test_who_was_neither_heard_nor_seen_is_listed_and_who_was_is_not(client, staff, today):
    member("Stil")
    heard = member("Gehoord")
    members.touchpoint(TouchpointKind.CALL, heard, on=today)

    assert listed(client, today) == ["Stil"]


def test_who_registered_is_silent_still_and_the_list_says_what_they_did(client, staff, today):
    place, elsewhere = member("Schrijft in"), member("Zwijgt")
    old = members.municipality("Vroeger", valid_to=today)
    actions.record_merger(elsewhere, [old], on=today)
    members.touchpoint(TouchpointKind.TRAINING_REGISTERED, place, on=today - timedelta(days=20))
    members.touchpoint(TouchpointKind.PORTAL_ACTION, old, on=today - timedelta(days=90))
    members.touchpoint(TouchpointKind.PORTAL_ACTION, place, on=today - timedelta(days=800))

    assert listed(client, today) == ["Schrijft in", "Zwijgt"]

    rows = client.get(URL).context["rows"]
    assert [(row.last_sign.on, row.last_sign.kind) for row in rows] == [
        (today - timedelta(days=20), TouchpointKind.TRAINING_REGISTERED),
        (today - timedelta(days=90), TouchpointKind.PORTAL_ACTION),
    ]
    assert Silence.SIGN in rows[0].reasons


def test_a_municipality_that_opens_everything_and_says_nothing_is_listed_with_that_reason(client, staff, today):
    reader = member("Lezer")
    for week in range(0, 100, 5):
        members.touchpoint(TouchpointKind.OPENED, reader, on=today - timedelta(weeks=week))

    assert listed(client, today) == ["Lezer"]
    (row,) = client.get(URL).context["rows"]
    assert row.reasons == [Silence.NEVER, Silence.READS, Silence.NOBODY_KNOWN]


def test_last_heard_and_last_seen_stand_apart(client, staff, today):
    lier = member("Lier")
    heard, seen = today - timedelta(days=800), today - timedelta(days=900)
    members.touchpoint(TouchpointKind.CALL, lier, on=heard)
    members.touchpoint(TouchpointKind.TRAINING_ATTENDED, lier, on=seen)

    listed(client, today)

    (row,) = client.get(URL).context["rows"]
    assert (row.snapshot.last_heard, row.snapshot.last_seen) == (heard, seen)
    assert row.reasons == [Silence.NOBODY_KNOWN]


def test_the_filters_narrow_by_province_and_size(client, staff, today):
    member("Klein", population=5_000)
    member("Groot", population=50_000)
    member("Ver", population=5_000, province=Province.LIMBURG)

    assert listed(client, today) == ["Groot", "Klein", "Ver"]
    assert listed(client, today, provincie=Province.ANTWERP, klasse="under-15000") == ["Klein"]


def test_fading_and_one_legged_municipalities_are_a_click_away(client, staff, today):
    fading, alone = member("Dooft"), member("Alleen")
    for player in (CorePlayer.OFFICIAL, CorePlayer.POLITICIAN):
        members.touchpoint(TouchpointKind.VISIT, fading, on=today - timedelta(days=400), core_player=player)
    members.touchpoint(TouchpointKind.CALL, alone, on=today, core_player=CorePlayer.YOUNG_PERSON)

    assert listed(client, today, toon="fading") == ["Dooft"]
    assert listed(client, today, toon="one-legged") == ["Alleen"]


def test_it_is_no_ranking_but_in_order_of_name(client, staff, today):
    for name in ("Wervik", "Aalst", "Mol"):
        member(name)

    assert listed(client, today) == ["Aalst", "Mol", "Wervik"]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.COACH, Role.DIRECTOR])
def test_nobody_outside_the_team_sees_it(client, role):
    client.force_login(members.user_with(role))

    assert client.get(URL).status_code == 403


def test_an_empty_list_says_so(client, staff):
    assert "Nobody here" in client.get(URL).text


def test_the_page_needs_as_many_queries_for_three_rows_as_for_one(client, staff, today):
    def queries():
        engagement.take_snapshot(today)
        with CaptureQueriesContext(connection) as captured:
            response = client.get(URL)
        return len(response.context["rows"]), len(captured)

    member()
    queries()  # the first request asks whether this is demo data, and remembers it
    (one, for_one) = queries()
    member()
    member()

    assert (one, queries()) == (1, (3, for_one))
