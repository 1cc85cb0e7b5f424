from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return visit_as(members.user_with(Role.STAFF))


def address_of(registration):
    return reverse("trainings:participant_detail", args=[registration.pk])


def waiting(edition, **fields):
    return trainings.registration(edition, state="waitlisted", **fields)


def test_staff_and_who_waits_read_the_same_place_and_the_same_rules(staff):
    edition = trainings.edition(
        seats=1,
        promotion="offer",
        seats_per_municipality=2,
        spread_until=timezone.localdate() + timedelta(days=5),
    )
    trainings.registration(edition)
    _first, second = waiting(edition), waiting(edition)

    for_staff = staff.get(address_of(second))
    mine = visit_as(second.person.user).get(reverse("trainings:registration_list"))

    assert "Number 2 of 2" in for_staff.text
    assert "You are number 2 of 2" in mine.text
    assert for_staff.context["rules"] == mine.context["page"][0].rules
    assert len(for_staff.context["rules"]) == 4


@pytest.mark.parametrize(("favour", "outcome"), [("first", ("waitlisted", 1)), ("seat", ("confirmed", 0))])
def test_priority_and_a_seat_are_given_with_a_reason_that_the_history_shows(staff, favour, outcome):
    edition = trainings.edition(seats=1)
    trainings.registration(edition)
    registration = waiting(edition)

    staff.post(address_of(registration), {"favour": favour, "reason": "A mistake of ours."})

    registration.refresh_from_db()
    assert (registration.state, registration.priority) == outcome
    assert "A mistake of ours." in staff.get(address_of(registration)).text


def test_without_a_reason_nothing_changes(staff):
    registration = waiting(trainings.edition())

    staff.post(address_of(registration), {"favour": "first", "reason": ""})

    registration.refresh_from_db()
    assert registration.priority == 0


def test_who_is_skipped_is_told_why_and_so_are_staff(staff):
    edition, elsewhere = trainings.edition(seats=1), trainings.edition()
    trainings.registration(edition)
    registration = waiting(edition, person=trainings.registration(elsewhere).person)

    mine = visit_as(registration.person.user).get(reverse("trainings:registration_list")).text

    assert "has a seat in another training at that time" in staff.get(address_of(registration)).text
    assert "You have a seat in another training at that time." in mine


def test_after_automatic_seats_stop_staff_see_whom_to_phone(staff):
    tomorrow = timezone.localdate() + timedelta(days=1)
    pages = []
    for hours in (72, 0):
        edition = trainings.edition(seats=2, first_day=tomorrow, promotion_stops_hours=hours)
        waiting(edition, person=members.person(phone="0470 12 34 56"))
        pages.append(staff.get(reverse("trainings:participant_list", args=[edition.pk])).text)

    assert ["Phone now" in page for page in pages] == [True, False]
    assert all("tel:0470 12 34 56" in page for page in pages)
