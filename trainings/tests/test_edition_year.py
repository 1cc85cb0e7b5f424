from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from trainings import actions
from trainings.tests import factories as trainings
from trainings.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db

ADDRESS = reverse("trainings:edition_year")
CALENDAR = reverse("trainings:edition_calendar")


def context_of(address=ADDRESS, **query):
    return visit_as(members.user_with(Role.STAFF)).get(address, query).context


def shown_in_year(**query):
    return [
        (day, half_day.edition_id, hours)
        for month in context_of(**query)["months"]
        for day, half_day, hours in month.lines
    ]


def shown_by_month(look):
    shown = set()
    for month in range(1, 13):
        context = context_of(CALENDAR, maand=f"2027-{month:02}", weergave=look)
        days = context["days_with_half_days"]
        shown |= {(each.date, each.edition_id) for _day, half_days in days for each in half_days}
    return {each for each in shown if each[0].year == 2027}


def test_the_year_the_months_and_the_list_show_the_same():
    for day, state in ((date(2027, 1, 4), "open"), (date(2027, 6, 30), "draft"), (date(2027, 12, 31), "cancelled")):
        trainings.edition(first_day=day, half_days=3, state=state)

    in_year = {(day, edition) for day, edition, _hours in shown_in_year(jaar="2027")}

    assert in_year == shown_by_month("maand") == shown_by_month("lijst")
    assert len(in_year) == 5


def test_the_half_days_of_one_day_are_one_line_and_what_was_called_off_another():
    edition = trainings.edition(first_day=date(2027, 3, 1), half_days=4)
    actions.cancel_half_day(edition.half_days.last(), by=None, now=timezone.now())

    assert [(day.day, hours) for day, _edition, hours in shown_in_year(jaar="2027")] == [
        (1, "09:30 – 16:30"),
        (2, "09:30 – 12:30"),
        (2, "13:30 – 16:30"),
    ]
    assert context_of(jaar="2027")["number_of_half_days"] == 3


def test_a_week_shows_mornings_afternoons_and_evenings_of_its_days():
    monday = date(2027, 3, 1)
    edition = trainings.edition(first_day=monday, half_days=3)
    trainings.edition(first_day=monday + timedelta(days=7))

    context = context_of(CALENDAR, weergave="week", dag="2027-03-03")

    cells = {
        (part.value, column.day): half_days for part, row in context["rows"] for column, half_days in row if half_days
    }
    morning, afternoon, next_morning = edition.half_days.all()
    assert cells == {
        ("morning", monday): [morning],
        ("afternoon", monday): [afternoon],
        ("morning", monday + timedelta(days=1)): [next_morning],
    }
    assert (context["previous"], context["next"]) == (monday - timedelta(days=7), monday + timedelta(days=7))


@pytest.mark.parametrize("year", ["nonsense", "0", "1", "9999", "10000", "٢٠٢٧", ""])
def test_a_year_that_makes_no_sense_is_this_year(year):
    assert context_of(jaar=year)["first"].year == timezone.localdate().year


@pytest.mark.parametrize("day", ["nonsense", "2027-02-30", "9999-12-31", "0001-01-01"])
def test_a_week_that_makes_no_sense_is_this_week(day):
    today = timezone.localdate()

    assert context_of(CALENDAR, weergave="week", dag=day)["monday"] == today - timedelta(days=today.weekday())


def test_three_editions_take_as_many_queries_as_one():
    browser, address = visit_as(members.user_with(Role.STAFF)), f"{ADDRESS}?jaar=2027"

    trainings.edition(first_day=date(2027, 3, 1))
    with_one = number_of_queries(browser, address)
    trainings.edition(first_day=date(2027, 3, 2))
    trainings.edition(first_day=date(2027, 3, 3))

    assert with_one == number_of_queries(browser, address) <= 8
