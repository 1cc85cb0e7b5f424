from datetime import time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from trainings.rules import Refusal
from trainings.tests import factories as trainings
from trainings.tests.factories import MORNING
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db

A_WEEK = timedelta(days=7)
AS_FRAGMENT = {"X-Requested-With": "fetch"}


def a_half_day(**fields):
    return trainings.edition(half_days=2, **fields).half_days.first()


def address_of(half_day):
    return reverse("trainings:half_day_move", args=[half_day.pk])


def get(half_day, **query):
    return visit_as(members.user_with(Role.STAFF)).get(address_of(half_day), query)


def post(half_day, *, headers=None, **answers):
    moment = {"date": half_day.date + A_WEEK, "starts_at": half_day.starts_at, "ends_at": half_day.ends_at}
    browser = visit_as(members.user_with(Role.STAFF))
    return browser.post(address_of(half_day), {**moment, **answers}, headers=headers)


def moment_of(half_day):
    half_day.refresh_from_db()
    return half_day.date, half_day.starts_at, half_day.ends_at


def proposal_of(page):
    return tuple(page.context["form"][name].value() for name in ("date", "starts_at", "ends_at"))


# --- What the form proposes -----------------------------------------------------------------------


def test_the_form_shows_the_moment_as_it_stands():
    half_day = a_half_day()

    assert proposal_of(get(half_day)) == moment_of(half_day)


def test_a_drag_in_the_calendar_proposes_its_moment_and_changes_nothing():
    half_day = a_half_day()
    before = moment_of(half_day)

    page = get(half_day, dag="2027-04-01", van="10:00", tot="13:00")

    assert proposal_of(page) == (before[0].replace(2027, 4, 1), time(10), time(13))
    assert moment_of(half_day) == before


@pytest.mark.parametrize("query", [{"dag": "2027-02-30"}, {"dag": "nonsense"}, {"van": "25:00"}, {"tot": "nonsense"}])
def test_a_drag_that_makes_no_sense_proposes_the_moment_as_it_stands(query):
    half_day = a_half_day()

    assert proposal_of(get(half_day, **query)) == moment_of(half_day)


def test_the_form_says_how_many_people_it_is_about():
    half_day = a_half_day(seats=1)
    for state in ("confirmed", "waitlisted", "cancelled-by-participant"):
        trainings.registration(half_day.edition, state=state)

    assert get(half_day).context["number_of_people"] == 2


# --- Moving ---------------------------------------------------------------------------------------


def test_moving_leads_to_the_month_of_the_new_day():
    half_day = a_half_day()
    day = half_day.date + A_WEEK

    page = post(half_day)

    assert (page.status_code, page.url) == (302, f"{reverse('trainings:edition_calendar')}?maand={day:%Y-%m}")
    assert moment_of(half_day) == (day, *MORNING)


def test_staff_choose_whether_the_participants_are_told():
    half_day = a_half_day()
    trainings.registration(half_day.edition)

    post(half_day, without_mail="on")
    silently = Mail.objects.count()
    post(half_day)
    told = Mail.objects.count()

    assert (silently, told) == (0, 1)


def test_a_drag_and_the_form_move_alike():
    dragged, typed = a_half_day(), a_half_day()

    fragment = post(dragged, headers=AS_FRAGMENT)
    page = post(typed)

    assert (fragment.status_code, page.status_code) == (204, 302)
    assert moment_of(dragged) == moment_of(typed)


def test_a_dialog_gets_the_form_alone_and_a_page_the_whole():
    half_day = a_half_day()
    browser = visit_as(members.user_with(Role.STAFF))

    in_a_dialog = browser.get(address_of(half_day), headers=AS_FRAGMENT).content.decode()
    on_a_page = browser.get(address_of(half_day)).content.decode()

    assert ("<html" in in_a_dialog, "<html" in on_a_page) == (False, True)


# --- Answers that are asked again -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "errors"),
    [
        ({"date": ""}, ["date"]),
        ({"date": "2027-02-30"}, ["date"]),
        ({"starts_at": ""}, ["starts_at"]),
        ({"starts_at": "12:30", "ends_at": "09:30"}, ["ends_at"]),
        ({"starts_at": "09:30", "ends_at": "09:30"}, ["ends_at"]),
    ],
)
def test_a_moment_that_makes_no_sense_is_asked_again(answers, errors):
    half_day = a_half_day()
    before = moment_of(half_day)

    page = post(half_day, **answers)

    assert (page.status_code, list(page.context["form"].errors)) == (200, errors)
    assert moment_of(half_day) == before


def test_a_dialog_hears_422_when_something_is_wrong():
    page = post(a_half_day(), headers=AS_FRAGMENT, date="")

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["date"])


def test_a_half_day_cannot_move_to_the_past():
    half_day = a_half_day()
    before = moment_of(half_day)

    page = post(half_day, date=timezone.localdate() - timedelta(days=1))

    assert page.context["form"].non_field_errors() == [Refusal.IN_THE_PAST.label]
    assert moment_of(half_day) == before


def test_a_half_day_cannot_move_into_another_one_of_its_edition():
    half_day = a_half_day()
    before = moment_of(half_day)

    page = post(half_day, date=half_day.date, starts_at="13:30", ends_at="16:30")

    assert page.context["form"].non_field_errors() == [Refusal.HALF_DAYS_OVERLAP.label]
    assert moment_of(half_day) == before


def test_a_half_day_of_a_cancelled_edition_stays_where_it_is():
    half_day = a_half_day(state="cancelled")
    before = moment_of(half_day)

    page = post(half_day, headers=AS_FRAGMENT)

    assert (page.status_code, page.context["form"].non_field_errors()) == (422, [Refusal.CANCELLED.label])
    assert moment_of(half_day) == before


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.COACH, Role.DIRECTOR])
def test_who_does_not_plan_is_forbidden(role):
    half_day, browser = a_half_day(), visit_as(members.user_with(role))
    before = moment_of(half_day)

    page = browser.post(address_of(half_day), {"date": "2027-04-01", "starts_at": "09:30", "ends_at": "12:30"})

    assert (browser.get(address_of(half_day)).status_code, page.status_code) == (403, 403)
    assert moment_of(half_day) == before
