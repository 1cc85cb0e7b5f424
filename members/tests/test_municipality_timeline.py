from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members.models import CorePlayer, Role, TouchpointKind
from members.tests import factories as members

pytestmark = pytest.mark.django_db


@pytest.fixture
def lier():
    return members.municipality("Lier")


@pytest.fixture
def shown(client):
    client.force_login(members.user_with(Role.STAFF))

    def shown(municipality, **chosen):
        return client.get(reverse("members:municipality_timeline", args=[municipality.nis_code]), chosen)

    return shown


def titles(response):
    return [entry.title for block in response.context["blocks"] for entry in block.entries]


def test_months_without_anything_stand_there_as_a_gap(shown, lier):
    for day in (date(2025, 4, 1), date(2025, 8, 1)):
        members.touchpoint(TouchpointKind.CALL, lier, on=day)

    page = " ".join(shown(lier).text.split())

    assert "<strong>May–July 2025:</strong> nothing" in page


def test_the_filters_stand_in_the_address(shown, lier):
    members.touchpoint(TouchpointKind.CALL, lier, on=date(2025, 4, 1), core_player=CorePlayer.POLITICIAN)
    members.touchpoint(TouchpointKind.PORTAL_ACTION, lier, on=date(2025, 4, 2))

    assert titles(shown(lier)) == ["did something in the portal", "phone call"]
    assert titles(shown(lier, soort="contact")) == ["phone call"]
    assert titles(shown(lier, tweezijdig="on")) == ["phone call"]
    assert titles(shown(lier, kernspeler="politician")) == ["phone call"]
    assert titles(shown(lier, raakpunt="call", maand="2025-04")) == ["phone call"]
    assert titles(shown(lier, raakpunt="call", van="2025-04-02")) == []
    assert titles(shown(lier, raakpunt="call", van="2025-04-01", tot="2025-04-01")) == ["phone call"]


def test_what_makes_no_sense_in_the_address_is_left_out(shown, lier):
    members.touchpoint(TouchpointKind.CALL, lier, on=date(2025, 4, 1))

    nonsense = {"soort": "x", "thema": "x", "kernspeler": "x", "raakpunt": "x", "maand": "0000-01", "van": "x"}

    assert titles(shown(lier, **nonsense)) == ["phone call"]


def test_an_empty_timeline_says_so(shown, lier):
    assert "Nothing was recorded yet" in shown(lier).text
    assert "Nothing fits" in shown(lier, tweezijdig="on").text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.COACH, Role.DIRECTOR])
def test_nobody_outside_the_team_sees_it(client, lier, role):
    client.force_login(members.user_with(role, lier if role in (Role.OFFICER, Role.MANAGER) else None))

    assert client.get(reverse("members:municipality_timeline", args=[lier.nis_code])).status_code == 403


def test_the_page_needs_as_many_queries_for_three_entries_as_for_one(shown, lier):
    def add_one():
        members.touchpoint(TouchpointKind.CALL, lier, on=date(2025, 4, 1), person=members.person(municipality=lier))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            response = shown(lier)
        return titles(response).count("phone call"), len(captured)

    add_one()
    queries()  # the first request asks whether this is demo data, and remembers it
    (one, for_one) = queries()
    add_one()
    add_one()

    assert (one, queries()) == (1, (3, for_one))
