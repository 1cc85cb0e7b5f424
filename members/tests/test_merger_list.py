import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members import actions
from members.models import Province, Role
from members.tests import factories as members

pytestmark = pytest.mark.django_db

ADDRESS = reverse("members:merger_list")
DAY = date(2025, 1, 1)


@pytest.fixture
def shown(client):
    def shown(user):
        client.force_login(user)
        return client.get(ADDRESS)

    return shown


def titles(response):
    return [event.title for event in response.context["page"]]


@pytest.fixture
def past_and_coming():
    old, other = members.municipality("Lokeren"), members.municipality("Moerbeke")
    actions.record_merger(members.municipality("Nieuw"), [old, other], on=DAY)
    return members.merger_plan(members.municipality("Dit"), members.municipality("Dat"), name="Ditendat")


def test_who_plans_sees_what_happened_and_what_is_coming(shown, past_and_coming):
    assert titles(shown(members.user_with(Role.STAFF))) == ["Dit + Dat → Ditendat", "Lokeren + Moerbeke → Nieuw"]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.COMMUNICATIONS, Role.COACH, Role.DIRECTOR])
def test_others_see_what_was_carried_out_alone(shown, past_and_coming, role):
    page = shown(members.user_with(role))

    assert titles(page) == ["Lokeren + Moerbeke → Nieuw"]
    assert "Prepare a plan" not in page.text


def test_a_head_of_service_sees_the_plan_for_their_own_municipality(shown, past_and_coming):
    own = past_and_coming.predecessors[0]

    assert "Dit + Dat → Ditendat" in titles(shown(members.user_with(Role.MANAGER, own)))


def test_a_change_of_province_by_a_merger_is_named(shown):
    old = members.municipality("Zwijndrecht", province=Province.ANTWERP, valid_to=DAY)
    other = members.municipality("Beveren", province=Province.EAST_FLANDERS, valid_to=DAY)
    new = members.municipality("Samen", province=Province.EAST_FLANDERS, valid_from=DAY)
    actions.record_merger(new, [old, other], on=DAY)

    page = shown(members.user_with(Role.STAFF))

    assert [[moved.municipality for moved in event.moves] for event in page.context["page"]] == [[old]]
    assert "Zwijndrecht: from the province of Antwerp to East Flanders" in page.text


def test_an_empty_list_says_what_to_do(shown):
    assert "A new one begins with a plan" in shown(members.user_with(Role.STAFF)).text


def test_the_page_needs_as_many_queries_for_three_events_as_for_one(client):
    client.force_login(members.user_with(Role.STAFF))

    def queries():
        with CaptureQueriesContext(connection) as captured:
            response = client.get(ADDRESS)
        return len(titles(response)), len(captured)

    members.merger_plan(members.municipality(), members.municipality())
    queries()  # the first request asks whether this is demo data, and remembers it
    for_one = queries()
    for _number in range(2):
        members.merger_plan(members.municipality(), members.municipality())

    assert (for_one, queries()) == ((1, 9), (3, 9))


def test_what_is_rarely_needed_lights_up_administration_and_not_members(client):
    client.force_login(members.user_with(Role.ADMIN))
    here = re.compile(r'<a href="([^"]*)" aria-current="page"')

    lit = {
        address: set(here.findall(client.get(address).text)) for address in ("/leden/fusies/", "/leden/", "/beheer/")
    }

    assert lit == {"/leden/fusies/": {"/beheer/"}, "/leden/": {"/leden/"}, "/beheer/": {"/beheer/"}}
