from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members import timebands
from members.models import ContactKind, Role, SupportLevel, YouthRegionMembership
from members.tests import factories as members

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client):
    def shown(user, region):
        client.force_login(user)
        return client.get(reverse("members:youth_region_detail", args=[region.code]))

    return shown


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


def test_members_through_the_years_are_bands_and_a_table_of_the_same(shown, staff):
    stayed, left = members.municipality("Lier"), members.municipality("Boom")
    region = members.youth_region("a", stayed, on=date(2021, 1, 1))
    members.youth_region("a", left, on=date(2021, 1, 1), until=date(2024, 1, 1))

    response = shown(staff, region)

    rows = response.context["rows"]
    assert [(row["municipality"].name, row["is_in"]) for row in rows] == [("Lier", True), ("Boom", False)]
    assert float(rows[0]["bands"][0].width) == 1000
    assert "<td>1-1-2021</td>" in response.text
    assert "<td>31-12-2023</td>" in response.text


def test_who_came_back_has_two_bands_on_one_row(shown, staff):
    place = members.municipality()
    region = members.youth_region("a", place, on=date(2021, 1, 1), until=date(2022, 1, 1))
    members.youth_region("a", place, on=date(2023, 1, 1))

    (row,) = shown(staff, region).context["rows"]

    assert len(row["bands"]) == 2


def test_a_band_lies_where_its_period_does():
    years = timebands.Years(2020, 2024)
    period = YouthRegionMembership(starts_on=date(2021, 1, 1), ends_on=date(2023, 1, 1))

    stretch = years.stretch(period, "member")

    assert (round(float(stretch.x)), round(float(stretch.width))) == (250, 500)


def test_support_supporter_hours_coordinator_and_board_stand_there(shown, staff):
    region = members.youth_region("a", members.municipality())
    supporter, coordinator, board = (members.person(role=Role.STAFF, last_name=name) for name in ("S", "C", "B"))
    members.support(region, SupportLevel.STRUCTURAL, supporter=supporter, hours_a_year=120)
    region.contacts.create(person=board, kind=ContactKind.BOARD, starts_on=members.LONG_AGO)
    region.contacts.create(person=coordinator, kind=ContactKind.COORDINATOR, starts_on=members.LONG_AGO)
    region.contacts.create(
        person=members.person(), kind=ContactKind.BOARD, starts_on=members.LONG_AGO, ends_on=date(2021, 1, 1)
    )

    context = shown(staff, region).context

    assert (context["support"].supporter, context["support"].hours_a_year) == (supporter, 120)
    assert [(contact.kind, contact.person) for contact in context["contacts"]] == [
        ("coordinator", coordinator),
        ("board", board),
    ]


def test_an_officer_reads_their_own_region_and_another_does_not_exist_for_them(shown):
    own = members.municipality()
    officer = members.user_with(Role.OFFICER, own)
    region, other = members.youth_region("own", own), members.youth_region("other", members.municipality())

    assert shown(officer, region).status_code == 200
    assert shown(officer, region).context["may_edit"] is False
    assert shown(officer, other).status_code == 404


def test_an_officer_sees_no_name_of_somebody_elsewhere_who_is_not_listed(shown):
    own = members.municipality()
    region = members.youth_region("a", own)
    for is_listed in (True, False):
        person = members.person(last_name="Listed" if is_listed else "Hidden", is_listed=is_listed)
        region.contacts.create(person=person, kind=ContactKind.BOARD, starts_on=members.LONG_AGO)

    response = shown(members.user_with(Role.OFFICER, own), region)

    assert [contact.person.last_name for contact in response.context["contacts"]] == ["Listed"]
    assert response.context["hidden_contacts"] == 1
    assert "Hidden" not in response.text


def test_a_region_that_is_over_says_since_when(shown, staff):
    region = members.youth_region("a")
    region.ended_on = date(2025, 1, 1)
    region.save()

    assert "This region ended on 1 January 2025" in shown(staff, region).text


def test_the_page_needs_as_many_queries_for_three_members_as_for_one(client, staff):
    client.force_login(staff)
    region = members.youth_region("a", members.municipality())

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(region.get_absolute_url())
        return len(captured)

    queries()
    for_one = queries()
    members.youth_region("a", members.municipality(), members.municipality(), on=timezone.localdate())

    assert queries() == for_one <= 9
