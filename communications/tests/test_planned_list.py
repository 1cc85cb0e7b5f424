from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from communications import planner
from members.models import Role
from members.tests import factories as members
from portal.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db

ADDRESS = reverse("communications:planned_list")


def announced(days, title="Network moment"):
    on = timezone.localdate() + timedelta(days=days)
    return planner.announce(title=title, on=on, url="/", source=members.municipality())


def page_for(role=Role.STAFF, address=ADDRESS):
    return visit_as(members.user_with(role)).get(address)


def test_what_is_coming_stands_in_order_from_today_on():
    later, _past, today = announced(40), announced(-1), announced(0)

    assert list(page_for().context["page"]) == [today, later]


def test_what_is_over_stands_apart_with_the_last_on_top():
    _today, old, yesterday = announced(0), announced(-9), announced(-1)

    assert list(page_for(address=f"{ADDRESS}?toon=voorbij").context["page"]) == [yesterday, old]


def test_a_title_cannot_be_markup():
    announced(1, "<script>alert(1)</script>")

    assert "<script>alert" not in page_for().content.decode()


@pytest.mark.parametrize(("role", "status"), [(Role.COMMUNICATIONS, 200), (Role.DIRECTOR, 403), (Role.OFFICER, 403)])
def test_the_team_sees_the_planner(role, status):
    assert page_for(role).status_code == status


def test_without_plans_it_says_how_they_come_here():
    assert "Nothing is planned yet" in page_for().content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_as_often_for_three_as_for_one(rows):
    for days in range(rows):
        announced(days)

    assert number_of_queries(visit_as(members.user_with(Role.STAFF)), ADDRESS) <= 8
