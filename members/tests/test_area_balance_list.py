from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members import actions
from members.models import Role, SupportLevel
from members.rules.balance import Moment
from members.tests import factories as members
from portal.doors import NETWORK_MOMENT

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def moments(monkeypatch):
    supplied = []
    of_year = {"test": lambda year: [each for each in supplied if each.day.year == year]}
    monkeypatch.setattr(NETWORK_MOMENT, "_supplies", of_year)
    return supplied


@pytest.fixture
def shown(client):
    client.force_login(members.user_with(Role.STAFF))

    def shown(page="area_balance_list", *args, **filters):
        return client.get(reverse(f"members:{page}", args=args), filters)

    return shown


def moment(area, day, *municipalities):
    places = frozenset(each.pk for each in municipalities)
    return Moment(area.pk, day, "Meeting in Mol", "/moment/", True, 3 * len(places), places)


# --- By area -----------------------------------------------------------------------------------------


def test_each_area_stands_beside_its_target_plan_and_what_was_held(shown, moments):
    places = [members.municipality() for _number in range(4)]
    area = members.network_area("kempen", *places)
    members.support(members.youth_region("a", *places[:2]), SupportLevel.STRUCTURAL)
    actions.plan_area(area, TODAY.year, planned=3, by=None)
    moments.append(moment(area, TODAY, places[0]))

    (found,) = shown().context["balances"]

    assert (found.target.moments, found.planned, len(found.held), len(found.coming)) == (2, 3, 1, 0)
    assert (found.people, found.municipalities, found.service) == (3, 1, "under")


def test_the_page_names_the_rule_and_its_numbers(shown):
    places = [members.municipality() for _number in range(4)]
    members.network_area("kempen", *places)
    members.support(members.youth_region("a", *places[:1]), SupportLevel.STRUCTURAL)

    text = shown().text

    assert "Target = 4 × (1 − supported share), rounded up, and at least 1." in text
    assert "1 of 4 (25%)" in text


@pytest.mark.parametrize(("flag", "codes"), [("under", ["b"]), ("right", ["a"]), ("over", []), ("odd", ["a", "b"])])
def test_a_flag_narrows_the_list(shown, moments, flag, codes):
    place = members.municipality()
    members.support(members.youth_region("a", place), SupportLevel.STRUCTURAL)
    moments.append(moment(members.network_area("a", place), TODAY))
    members.network_area("b", members.municipality())

    assert [each.area.code for each in shown(vlag=flag).context["balances"]] == codes


@pytest.mark.parametrize("year", ["", "1", "odd", "999999999999999999999"])
def test_a_year_that_makes_no_sense_is_this_year(shown, year):
    assert shown(jaar=year).context["year"] == str(TODAY.year)


def test_the_list_can_be_taken_along(shown):
    members.network_area("kempen", members.municipality())

    lines = shown(formaat="csv").content.decode("utf-8-sig").splitlines()

    assert lines[1] == "Kempen;1;0;0;4;;0;0;0;0;too little"


def test_the_page_needs_as_many_queries_for_three_areas_as_for_one(shown, moments):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            shown()
        return len(captured)

    members.network_area("a", members.municipality())
    queries()
    for_one = queries()
    for code in "bc":
        place = members.municipality()
        members.support(members.youth_region(code, place), SupportLevel.LIGHT)
        moments.append(moment(members.network_area(code, place), TODAY, place))

    assert queries() == for_one <= 17


# --- By municipality ---------------------------------------------------------------------------------


def names(response):
    return [place.name for place in response.context["page"]]


def test_who_got_nothing_in_twelve_months_can_be_listed_alone(shown, moments):
    lier, boom = members.municipality("Lier"), members.municipality("Boom")
    members.support(members.youth_region("a", lier), SupportLevel.LIGHT)

    everybody = shown("municipality_balance_list")

    assert [(place.name, place.is_left_out) for place in everybody.context["page"]] == [("Boom", True), ("Lier", False)]
    assert names(shown("municipality_balance_list", geen="1")) == ["Boom"]
    assert shown().context["left_out"] == 1
    assert boom.name in everybody.text


def test_a_network_moment_within_reach_takes_a_municipality_off_the_list(shown, moments):
    boom = members.municipality("Boom")
    moments.append(moment(members.network_area("kempen", boom), TODAY - timedelta(days=100)))

    assert names(shown("municipality_balance_list", geen="1")) == []
    assert "Every municipality got something" in shown("municipality_balance_list", geen="1").text


def test_support_units_stand_beside_their_parts(shown, moments):
    boom = members.municipality("Boom")
    moments.append(moment(members.network_area("kempen", boom), date(TODAY.year, 1, 1), boom))

    (place,) = shown("municipality_balance_list").context["page"]

    assert (place.network_area_name, place.reached.moments, place.reached.came, place.units) == ("Kempen", 1, 1, 1.0)


def test_the_list_of_municipalities_needs_no_more_queries_for_more_of_them(shown, moments):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            shown("municipality_balance_list")
        return len(captured)

    members.municipality()
    queries()
    for_one = queries()
    for _number in range(2):
        place = members.municipality()
        members.support(members.youth_region("a", place), SupportLevel.LIGHT, on=date(2021, place.pk % 12 + 1, 1))

    assert queries() == for_one <= 19


# --- One area ----------------------------------------------------------------------------------------


def test_an_area_tells_its_rule_its_moments_and_its_municipalities(shown, moments):
    lier, boom = members.municipality("Lier"), members.municipality("Boom")
    area = members.network_area("kempen", lier, boom)
    members.support(members.youth_region("a", lier), SupportLevel.LIGHT)
    moments += [moment(area, TODAY, lier)]

    response = shown("network_area_detail", "kempen")

    assert "Meeting in Mol" in response.text
    assert "Together 0.5 of 2: 25%." in response.text
    assert [(place.municipality.name, place.support) for place in response.context["places"]] == [
        ("Boom", "none"),
        ("Lier", "light"),
    ]


def test_an_officer_reads_their_own_area_alone(client):
    own = members.municipality()
    members.network_area("own", own)
    members.network_area("other", members.municipality())
    client.force_login(members.user_with(Role.OFFICER, own))

    def status(code):
        return client.get(reverse("members:network_area_detail", args=[code])).status_code

    assert (status("own"), status("other")) == (200, 404)
    assert client.get(reverse("members:area_balance_list")).status_code == 403


def test_an_area_without_municipalities_says_so(shown):
    members.network_area("kempen")

    assert "No municipality lies in it yet." in shown("network_area_detail", "kempen").text
