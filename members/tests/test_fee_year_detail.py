"""The page of a fee year: what it would bring, and the two people that lock it."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from members import actions
from members.models import FeeSchedule, FeeYearState, Role
from members.tests import factories as members

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 15, 10, tzinfo=UTC)


def address(year=2026):
    return reverse("members:fee_year_detail", args=[year])


def test_the_effect_is_shown_before_the_lock_and_each_figure_leads_to_its_rows(client):
    members.membership(name="Lier", population=20_000)
    members.fee_year(2026)
    client.force_login(members.user_with(Role.STAFF, language="en"))

    page = client.get(address())
    rows = client.get(reverse("members:fee_year_preview", args=[2026]), {"wat": "nieuw"})

    assert page.context["preview"].counts == [
        ("meer", "pay more", 0),
        ("minder", "pay less", 0),
        ("gelijk", "pay the same", 0),
        ("nieuw", "paid nothing last year", 1),
    ]
    assert "voorbeeld/?wat=nieuw" in page.text
    assert [str(line.membership.municipality) for line in rows.context["page"]] == ["Lier"]


def test_staff_ask_and_the_director_locks(client):
    members.membership(population=20_000)
    members.fee_year(2026)

    client.force_login(members.user_with(Role.STAFF))
    client.post(reverse("members:fee_year_ask", args=[2026]))
    client.force_login(members.user_with(Role.DIRECTOR))
    client.post(reverse("members:fee_year_lock", args=[2026]))

    assert FeeSchedule.objects.get().state == FeeYearState.LOCKED


def test_an_administrator_who_asked_is_told_that_somebody_else_has_to_confirm(client):
    members.membership(population=20_000)
    members.fee_year(2026)
    client.force_login(members.user_with(Role.ADMIN, language="en"))

    client.post(reverse("members:fee_year_ask", args=[2026]))
    page = client.post(reverse("members:fee_year_lock", args=[2026]), follow=True)

    assert FeeSchedule.objects.get().state == FeeYearState.ASKED
    assert "Somebody else has to confirm it." in page.text


def test_a_draft_that_cannot_be_locked_yet_says_what_lacks(client):
    members.membership(name="Nergens")
    members.fee_year(2026)
    client.force_login(members.user_with(Role.STAFF, language="en"))

    page = client.get(address())

    assert "Nergens: No number of inhabitants is known." in page.text
    assert reverse("members:fee_year_ask", args=[2026]) not in page.text


def test_a_locked_year_shows_how_the_payments_stand(client):
    members.fee()
    client.force_login(members.user_with(Role.STAFF))

    states = client.get(address()).context["states"]

    assert [(state.state, state.number, state.amount) for state in states] == [("assessed", 1, 350)]


def test_the_page_takes_as_many_queries_for_one_member_as_for_three(client):
    user = members.user_with(Role.STAFF)
    client.force_login(user)
    members.membership(population=10_000)
    members.fee_year(2026, by=user)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(address())
        return len(captured)

    queries()
    one = queries()
    members.membership(population=10_000)
    members.membership(population=20_000)

    assert queries() == one


def test_a_locked_year_takes_as_many_queries_for_one_latecomer_as_for_three(client):
    members.fee()
    client.force_login(members.user_with(Role.STAFF))
    members.membership(population=10_000)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(address())
        return len(captured)

    queries()
    one = queries()
    members.membership(population=10_000)
    members.membership(population=20_000)

    assert queries() == one
    assert len(client.get(address()).context["latecomers"]) == 3


def test_amounts_stand_in_belgian_form(client):
    members.membership(population=20_000)
    members.fee_year(2026, ((0, None, "1150.50"),))
    client.force_login(members.user_with(Role.STAFF, language="nl"))

    assert "€&nbsp;1.150,50" in client.get(address(), headers={"accept-language": "nl"}).text


def test_the_list_of_years_shows_what_each_brings(client):
    members.fee()
    actions.draft_year(2027, by=members.user_with(Role.STAFF))
    client.force_login(members.user_with(Role.DIRECTOR))

    schedules = client.get(reverse("members:fee_year_list")).context["schedules"]

    assert [(each.year, each.state, each.total) for each in schedules] == [
        (2027, "draft", None),
        (2026, "locked", 350),
    ]


def test_a_new_year_begins_with_one_button(client):
    members.fee_year(2026)
    client.force_login(members.user_with(Role.STAFF))

    response = client.post(reverse("members:fee_year_create"))

    assert response["Location"] == reverse("members:fee_year_edit", args=[2027])
