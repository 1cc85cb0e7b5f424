from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from trainings.rules import Refusal
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db


def address_of(registration):
    return reverse("trainings:registration_cancel", args=[registration.pk])


def state_of(registration):
    registration.refresh_from_db()
    return registration.state


def test_reading_the_question_cancels_nothing():
    registration = trainings.registration(trainings.edition())

    page = visit_as(registration.person.user).get(address_of(registration))

    assert (page.status_code, page.context["refusals"]) == (200, [])
    assert (state_of(registration), Mail.objects.count()) == ("confirmed", 0)


def test_who_cancels_comes_back_to_ones_own_list_and_the_seat_goes_to_who_waits():
    edition = trainings.edition(seats=1)
    registration = trainings.registration(edition)
    waiting = trainings.registration(edition, state="waitlisted")

    page = visit_as(registration.person.user).post(address_of(registration), {"reason": "Ill"})

    assert (page.status_code, page.url) == (302, reverse("trainings:registration_list"))
    assert (state_of(registration), state_of(waiting)) == ("cancelled-by-participant", "confirmed")
    assert registration.events.last().reason == "Ill"


def test_no_reason_needs_to_be_given():
    registration = trainings.registration(trainings.edition())

    visit_as(registration.person.user).post(address_of(registration))

    assert state_of(registration) == "cancelled-by-participant"


def test_staff_cancel_for_somebody_and_come_back_to_the_participants():
    registration = trainings.registration(trainings.edition())

    page = visit_as(members.user_with(Role.STAFF)).post(address_of(registration))

    assert (page.status_code, page.url) == (
        302,
        reverse("trainings:participant_list", args=[registration.edition_id]),
    )
    assert state_of(registration) == "cancelled-by-organiser"


def test_a_registration_of_somebody_else_is_not_found():
    registration = trainings.registration(trainings.edition())
    stranger = visit_as(members.user_with(Role.OFFICER))

    assert stranger.get(address_of(registration)).status_code == 404
    assert stranger.post(address_of(registration)).status_code == 404
    assert state_of(registration) == "confirmed"


def test_a_colleague_of_the_same_municipality_does_not_find_it_either():
    registration = trainings.registration(trainings.edition())
    colleague = visit_as(members.user_with(Role.OFFICER, registration.municipality))

    assert colleague.post(address_of(registration)).status_code == 404


def test_the_head_of_service_finds_it_but_may_not_cancel_it():
    registration = trainings.registration(trainings.edition())
    head = visit_as(members.user_with(Role.MANAGER, registration.municipality))

    page = head.post(address_of(registration))

    assert (page.status_code, page.context["refusals"]) == (200, [Refusal.NOT_YOURS])
    assert state_of(registration) == "confirmed"


def test_the_head_of_service_of_another_municipality_does_not_find_it():
    registration = trainings.registration(trainings.edition())
    head = visit_as(members.user_with(Role.MANAGER))

    assert head.post(address_of(registration)).status_code == 404


def test_cancelling_twice_is_refused_and_mails_once():
    registration = trainings.registration(trainings.edition())
    browser = visit_as(registration.person.user)

    browser.post(address_of(registration))
    page = browser.post(address_of(registration))

    assert (page.status_code, page.context["refusals"]) == (200, [Refusal.NOT_ACTIVE])
    assert Mail.objects.count() == 1


def test_once_it_has_begun_one_cannot_cancel_but_staff_can():
    edition = trainings.edition(first_day=timezone.localdate() - timedelta(days=1), half_days=6)
    registration = trainings.registration(edition)

    page = visit_as(registration.person.user).post(address_of(registration))
    by_the_participant = state_of(registration)
    visit_as(members.user_with(Role.STAFF)).post(address_of(registration))
    by_staff = state_of(registration)

    assert page.context["refusals"] == [Refusal.STARTED]
    assert (by_the_participant, by_staff) == ("confirmed", "cancelled-by-organiser")


def test_a_reason_that_is_too_long_is_asked_again():
    registration = trainings.registration(trainings.edition())

    page = visit_as(registration.person.user).post(address_of(registration), {"reason": "x" * 301})

    assert (page.status_code, list(page.context["form"].errors)) == (200, ["reason"])
    assert state_of(registration) == "confirmed"


def test_a_visitor_logs_in_first():
    registration = trainings.registration(trainings.edition())

    page = visit_as().post(address_of(registration))

    assert (page.status_code, page.url) == (302, f"{reverse('account_login')}?next={address_of(registration)}")
    assert state_of(registration) == "confirmed"
