from datetime import timedelta

import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from trainings.rules import Refusal
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db

ANSWERS = {"venue": "De Wervel", "city": "Gent", "seats": "12", "price_member": "90", "price_other": "140"}


def address_of(edition):
    return reverse("trainings:edition_edit", args=[edition.pk])


def post(edition, **answers):
    return visit_as(members.user_with(Role.STAFF)).post(address_of(edition), {**ANSWERS, **answers})


def test_the_form_shows_the_edition_as_it_is():
    edition = trainings.edition(seats=12, city="Gent")

    form = visit_as(members.user_with(Role.STAFF)).get(address_of(edition)).context["form"]

    assert [form[name].value() for name in ("seats", "city", "closes_on")] == [12, "Gent", edition.closes_on]


def test_staff_change_what_an_edition_offers():
    edition, coach = trainings.edition(), members.person(role=Role.COACH)

    page = post(edition, city="Brugge", seats="20", price_other="150", trainers=[coach.pk])

    edition.refresh_from_db()
    assert (page.status_code, page.url) == (302, edition.get_absolute_url())
    assert (edition.city, edition.seats, edition.price_other) == ("Brugge", 20, 150)
    assert list(edition.trainers.all()) == [coach]


def test_more_seats_go_to_who_waits():
    edition = trainings.edition(seats=1)
    trainings.registration(edition)
    waiting = trainings.registration(edition, state="waitlisted")

    post(edition, seats="2")

    waiting.refresh_from_db()
    assert waiting.state == "confirmed"


def test_a_last_day_that_is_left_empty_stays_as_it_was():
    edition = trainings.edition()
    before = edition.closes_on

    post(edition, closes_on="")

    edition.refresh_from_db()
    assert edition.closes_on == before


@pytest.mark.parametrize("seats", ["0", "-1"])
def test_an_edition_keeps_a_seat(seats):
    edition = trainings.edition(seats=12)

    page = post(edition, seats=seats)

    edition.refresh_from_db()
    assert (page.status_code, page.context["form"].errors) == (200, {"seats": [Refusal.NO_SEATS.label]})
    assert edition.seats == 12


def test_an_edition_stays_somewhere_or_online():
    edition = trainings.edition(city="Gent")

    nowhere = post(edition, city="")
    online = post(edition, city="", is_online="on")

    assert nowhere.context["form"].errors == {"city": [Refusal.NO_PLACE.label]}
    assert online.status_code == 302


def test_registration_cannot_come_to_close_after_the_first_day():
    edition = trainings.edition()
    first_day = edition.half_days.first().date

    page = post(edition, closes_on=first_day + timedelta(days=1))

    edition.refresh_from_db()
    assert page.context["form"].non_field_errors() == [Refusal.CLOSES_TOO_LATE.label]
    assert edition.closes_on == first_day - timedelta(days=1)


def test_a_cancelled_edition_cannot_change():
    edition = trainings.edition(state="cancelled", city="Gent")

    page = post(edition, city="Brugge")

    edition.refresh_from_db()
    assert page.context["form"].non_field_errors() == [Refusal.CANCELLED.label]
    assert edition.city == "Gent"


def test_the_state_does_not_listen_to_what_is_sent():
    edition = trainings.edition(state="draft")

    post(edition, state="open", kept_above_seats="9", module="0")

    edition.refresh_from_db()
    assert (edition.state, edition.kept_above_seats) == ("draft", 0)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.COACH, Role.DIRECTOR])
def test_who_does_not_plan_is_forbidden(role):
    edition, browser = trainings.edition(city="Gent"), visit_as(members.user_with(role))

    assert browser.get(address_of(edition)).status_code == 403
    assert browser.post(address_of(edition), {**ANSWERS, "city": "Brugge"}).status_code == 403

    edition.refresh_from_db()
    assert edition.city == "Gent"


def test_how_the_queue_works_is_said_under_more_settings():
    edition = trainings.edition()
    day = edition.half_days.first().date - timedelta(days=7)
    answers = {"promotion": "offer", "promotion_stops_hours": 0, "queue_limit": 0, "self_service": "own"}
    spread = {"seats_per_municipality": 2, "spread_until": day.isoformat()}

    post(edition, **answers, **spread)

    edition.refresh_from_db()
    assert (edition.promotion, edition.promotion_stops_hours, edition.queue_limit) == ("offer", 0, 0)
    assert (edition.seats_per_municipality, edition.spread_until, edition.self_service) == (2, day, "own")


def test_a_spread_without_a_day_is_asked_again():
    edition = trainings.edition()

    page = post(edition, seats_per_municipality=2)

    assert list(page.context["form"].errors) == ["spread_until"]
