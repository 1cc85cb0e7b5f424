from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from trainings.tests import factories as trainings
from trainings.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db

ADDRESS = reverse("trainings:edition_calendar")
MONDAY = date(2027, 3, 1)
MARCH = {"maand": "2027-03"}


def context_of(**query):
    return visit_as(members.user_with(Role.STAFF)).get(ADDRESS, query).context


def half_days_shown(**query):
    return [half_day for _day, half_days in context_of(**query)["days_with_half_days"] for half_day in half_days]


def test_a_month_shows_its_half_days_drafts_too():
    edition = trainings.edition(state="draft", first_day=MONDAY, half_days=2)
    trainings.edition(first_day=MONDAY + timedelta(days=60))

    assert half_days_shown(**MARCH) == list(edition.half_days.all())


def test_the_days_around_a_month_that_share_its_weeks_are_shown_too():
    last_of_april = trainings.edition(first_day=date(2027, 4, 30), half_days=1)

    assert half_days_shown(maand="2027-05") == list(last_of_april.half_days.all())


def test_the_calendar_opens_on_this_month():
    today = timezone.localdate()
    edition = trainings.edition(first_day=today, half_days=1)

    assert context_of()["month"] == today.replace(day=1)
    assert half_days_shown() == list(edition.half_days.all())


@pytest.mark.parametrize("month", ["nonsense", "2027-13", "0001-01", "9999-12", "10000-01", "2027-03-01"])
def test_a_month_that_makes_no_sense_is_this_month(month):
    assert context_of(maand=month)["month"] == timezone.localdate().replace(day=1)


def test_the_months_before_and_after_lie_a_year_apart_around_new_year():
    december, january = context_of(maand="2026-12"), context_of(maand="2027-01")

    assert december["next"] == date(2027, 1, 1)
    assert january["previous"] == date(2026, 12, 1)


def test_one_module_can_be_chosen():
    trainings.edition(first_day=MONDAY)
    chosen = trainings.edition(first_day=MONDAY)

    assert half_days_shown(module=chosen.module.code, **MARCH) == list(chosen.half_days.all())


def test_a_weekend_is_shown_when_something_happens_then():
    working_days = {len(week) for week in context_of(**MARCH)["weeks"]}
    trainings.edition(first_day=date(2027, 3, 6), half_days=1)
    all_days = {len(week) for week in context_of(**MARCH)["weeks"]}

    assert (working_days, all_days) == ({5}, {7})


@pytest.mark.parametrize(
    ("state", "people", "line"),
    [("open", 1, "1/2"), ("open", 2, "Full"), ("draft", 0, "Draft"), ("cancelled", 0, "Cancelled")],
)
def test_a_half_day_says_how_its_edition_stands(state, people, line):
    edition = trainings.edition(state=state, seats=2, first_day=MONDAY, half_days=1, closes_on=date(9999, 1, 1))
    for _ in range(people):
        trainings.registration(edition)

    (event,) = context_of(**MARCH)["events"]["events"]

    assert event["count"] == line


def test_the_script_knows_where_a_half_day_stands_and_where_to_move_it():
    edition = trainings.edition(first_day=MONDAY, half_days=1, city="Gent")
    half_day = edition.half_days.get()

    (event,) = context_of(**MARCH)["events"]["events"]

    assert (event["start"], event["end"]) == ("2027-03-01T09:30", "2027-03-01T12:30")
    assert event["url"] == edition.get_absolute_url()
    assert event["moveUrl"] == reverse("trainings:half_day_move", args=[half_day.pk])


def test_the_list_offers_to_move_each_half_day_without_dragging():
    half_day = trainings.edition(first_day=MONDAY, half_days=1).half_days.get()

    text = visit_as(members.user_with(Role.STAFF)).get(ADDRESS, {**MARCH, "weergave": "lijst"}).content.decode()

    assert f'href="{reverse("trainings:half_day_move", args=[half_day.pk])}"' in text


def test_a_month_without_half_days_says_so():
    text = visit_as(members.user_with(Role.STAFF)).get(ADDRESS, {"maand": "2040-01"}).content.decode()

    assert "Nothing is planned this month" in text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.COACH, Role.DIRECTOR])
def test_who_does_not_plan_is_forbidden(role):
    assert visit_as(members.user_with(role)).get(ADDRESS).status_code == 403


def test_three_editions_take_as_many_queries_as_one():
    browser, address = visit_as(members.user_with(Role.STAFF)), f"{ADDRESS}?maand=2027-03"

    trainings.registration(trainings.edition(first_day=MONDAY))
    with_one = number_of_queries(browser, address)
    trainings.registration(trainings.edition(first_day=MONDAY))
    trainings.registration(trainings.edition(first_day=MONDAY))
    with_three = number_of_queries(browser, address)

    assert with_one == with_three <= 9
