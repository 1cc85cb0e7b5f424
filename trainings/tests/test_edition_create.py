import uuid
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from portal.trail.models import Line
from trainings.models import Edition
from trainings.rules import Refusal
from trainings.tests import factories as trainings
from trainings.tests.factories import AFTERNOON, MORNING
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db

FIRST_DAY = date(2027, 3, 1)
ANSWERS = {"venue": "De Wervel", "city": "Gent", "seats": "16", "price_member": "90", "price_other": "140"}


def address_of(module):
    return reverse("trainings:edition_create", args=[module.code])


def visit_as_staff():
    return visit_as(members.user_with(Role.STAFF))


def as_rows(half_days):
    """What a browser sends for these (date, starts_at, ends_at) rows."""
    rows = {"form-TOTAL_FORMS": len(half_days), "form-INITIAL_FORMS": len(half_days)}
    for number, (day, starts_at, ends_at) in enumerate(half_days):
        rows |= {f"form-{number}-date": day, f"form-{number}-starts_at": starts_at, f"form-{number}-ends_at": ends_at}
    return rows


def post(module, *, half_days=((FIRST_DAY, *MORNING),), **answers):
    return visit_as_staff().post(address_of(module), {**ANSWERS, **as_rows(half_days), **answers})


def is_asked_again(page):
    return page.status_code == 200 and Edition.objects.count() == 0


# --- What the page proposes -----------------------------------------------------------------------


def test_the_form_proposes_the_seats_and_prices_of_the_module():
    module = trainings.module(seats=16, price_member=Decimal(90), price_other=Decimal(140))

    form = visit_as_staff().get(address_of(module)).context["form"]

    assert [form[name].value() for name in ("seats", "price_member", "price_other")] == [16, 90, 140]


def test_a_day_in_the_address_proposes_a_morning_and_an_afternoon_a_week_and_two_spare_rows():
    module = trainings.module(half_day_count=3)

    half_days = visit_as_staff().get(address_of(module), {"dag": "2027-03-01"}).context["half_days"]

    assert [(row["date"].value(), row["starts_at"].value(), row["ends_at"].value()) for row in half_days] == [
        (FIRST_DAY, *MORNING),
        (FIRST_DAY, *AFTERNOON),
        (FIRST_DAY + timedelta(days=7), *MORNING),
        (None, *AFTERNOON),
        (None, *MORNING),
    ]


@pytest.mark.parametrize("day", ["", "nonsense", "2027-02-30"])
def test_a_day_that_makes_no_sense_proposes_the_hours_only(day):
    module = trainings.module(half_day_count=1)

    half_days = visit_as_staff().get(address_of(module), {"dag": day}).context["half_days"]

    assert [row["date"].value() for row in half_days] == [None, None, None]


def test_trainers_are_chosen_among_the_team():
    coach, colleague = members.person(role=Role.COACH), members.person(role=Role.STAFF)
    members.person(role=Role.OFFICER)
    browser = visit_as(colleague.user)

    form = browser.get(address_of(trainings.module())).context["form"]

    assert set(form.fields["trainers"].queryset) == {coach, colleague}


def test_reading_the_form_plans_nothing():
    visit_as_staff().get(address_of(trainings.module()))

    assert Edition.objects.count() == 0


# --- Planning -------------------------------------------------------------------------------------


def test_a_new_edition_is_a_draft_with_its_half_days_in_order():
    module, coach = trainings.module(), members.person(role=Role.COACH)
    half_days = [(FIRST_DAY + timedelta(days=1), *MORNING), (FIRST_DAY, *AFTERNOON)]

    page = post(module, half_days=half_days, trainers=[coach.pk])

    edition = Edition.objects.get()
    assert (page.status_code, page.url) == (302, edition.get_absolute_url())
    assert (edition.module, edition.state, edition.seats, edition.city) == (module, "draft", 16, "Gent")
    assert list(edition.half_days.values_list("date", "starts_at", "ends_at")) == sorted(half_days)
    assert list(edition.trainers.all()) == [coach]


def test_rows_without_a_day_do_not_count():
    post(trainings.module(), half_days=[(FIRST_DAY, *MORNING), ("", *AFTERNOON)])

    assert Edition.objects.get().half_days.count() == 1


def test_registration_closes_a_week_before_the_first_day_unless_staff_say_otherwise():
    post(trainings.module(), closes_on="")
    post(trainings.module(), closes_on=FIRST_DAY - timedelta(days=1), city="Brugge")

    assert list(Edition.objects.order_by("pk").values_list("closes_on", flat=True)) == [
        FIRST_DAY - timedelta(days=7),
        FIRST_DAY - timedelta(days=1),
    ]


def test_the_same_form_sent_twice_plans_one_edition():
    module, key = trainings.module(), uuid.uuid4()

    first, again = (post(module, form_key=key) for _ in range(2))
    another = post(module, form_key=uuid.uuid4(), city="Brugge")

    assert (first.url == again.url, first.url == another.url) == (True, False)
    assert Edition.objects.count() == 2


def test_a_day_off_is_planned_with_a_warning():
    browser, whit_monday = visit_as_staff(), as_rows([(date(2027, 5, 17), *MORNING)])

    page = browser.post(address_of(trainings.module()), {**ANSWERS, **whit_monday}, follow=True)

    assert "Mind: Monday 17 May is a day off (Whit Monday)." in page.content.decode()


# --- What clashes -----------------------------------------------------------------------------------


def test_a_trainer_who_teaches_elsewhere_is_named_and_may_be_planned_for_a_reason():
    coach, module = members.person(role=Role.COACH), trainings.module()
    post(module, trainers=[coach.pk], city="Brugge")

    page = post(module, trainers=[coach.pk])
    refused = Edition.objects.count()
    post(module, trainers=[coach.pk], reason="A colleague takes over.")

    assert [(each.kind, each.who) for each in page.context["conflicts"]] == [("trainer", coach.full_name)]
    assert list(page.context["form"].errors) == ["reason"]
    assert (refused, Edition.objects.count()) == (1, 2)
    assert Line.objects.get(kind="override").reason == "A colleague takes over."


# --- Answers that are asked again -----------------------------------------------------------------


@pytest.mark.parametrize("seats", ["0", "-1"])
def test_an_edition_needs_a_seat(seats):
    page = post(trainings.module(), seats=seats)

    assert is_asked_again(page)
    assert page.context["form"].errors == {"seats": [Refusal.NO_SEATS.label]}


@pytest.mark.parametrize("seats", ["", "nonsense", "1.5", "100000000000000000000"])
def test_the_number_of_seats_has_to_make_sense(seats):
    page = post(trainings.module(), seats=seats)

    assert is_asked_again(page)
    assert list(page.context["form"].errors) == ["seats"]


def test_a_half_day_has_to_end_after_it_starts():
    page = post(trainings.module(), half_days=[(FIRST_DAY, time(12, 30), time(9, 30))])

    assert is_asked_again(page)
    assert page.context["half_days"].errors == [{"ends_at": [Refusal.ENDS_BEFORE_IT_STARTS.label]}]


@pytest.mark.parametrize("half_days", [[], [("", *MORNING)]])
def test_an_edition_needs_a_day(half_days):
    page = post(trainings.module(), half_days=half_days)

    assert is_asked_again(page)
    assert page.context["half_days"].non_form_errors() == [Refusal.NO_DATES.label]


@pytest.mark.parametrize("day", ["nonsense", "2027-02-30"])
def test_a_day_has_to_exist(day):
    page = post(trainings.module(), half_days=[(day, *MORNING)])

    assert is_asked_again(page)
    assert [list(errors) for errors in page.context["half_days"].errors] == [["date"]]


def test_two_half_days_at_the_same_time_are_refused():
    page = post(trainings.module(), half_days=[(FIRST_DAY, *MORNING), (FIRST_DAY, *MORNING)])

    assert is_asked_again(page)
    assert page.context["form"].non_field_errors() == [Refusal.HALF_DAYS_OVERLAP.label]


def test_registration_cannot_close_after_the_first_day():
    page = post(trainings.module(), closes_on=FIRST_DAY + timedelta(days=1))

    assert is_asked_again(page)
    assert page.context["form"].non_field_errors() == [Refusal.CLOSES_TOO_LATE.label]


def test_an_edition_takes_place_somewhere_or_online():
    nowhere = post(trainings.module(), city="")
    planned_nowhere = Edition.objects.count()
    post(trainings.module(), city="", is_online="on")

    assert nowhere.context["form"].errors == {"city": [Refusal.NO_PLACE.label]}
    assert (planned_nowhere, Edition.objects.get().is_online) == (0, True)


def test_a_price_is_not_below_zero():
    below_zero = post(trainings.module(), price_member="-0.01")
    asked_again = is_asked_again(below_zero)
    zero = post(trainings.module(), price_member="0")

    assert (asked_again, zero.status_code) == (True, 302)
    assert list(below_zero.context["form"].errors) == ["price_member"]


def test_a_form_without_its_rows_is_asked_again():
    page = visit_as_staff().post(address_of(trainings.module()), ANSWERS)

    assert is_asked_again(page)


# --- Who may, and for what ------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.COACH, Role.DIRECTOR])
def test_who_does_not_plan_is_forbidden(role):
    browser, address = visit_as(members.user_with(role)), address_of(trainings.module())

    assert browser.get(address).status_code == 403
    assert browser.post(address, {**ANSWERS, **as_rows([(FIRST_DAY, *MORNING)])}).status_code == 403
    assert Edition.objects.count() == 0


def test_a_module_that_is_no_longer_given_is_not_found():
    assert visit_as_staff().get(address_of(trainings.module(stage="retired"))).status_code == 404
