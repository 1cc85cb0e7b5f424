from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.tests import factories as members
from trainings import tasks
from trainings.models import Edition, Registration, RegistrationEvent
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db


def address_of(registration):
    return reverse("trainings:offer_detail", args=[registration.pk])


def offered(**fields):
    return trainings.registration(trainings.edition(promotion="offer"), state="offered", **fields)


def answer(registration, said):
    visit_as(registration.person.user).post(address_of(registration), {"answer": said})
    registration.refresh_from_db()
    return registration.state


def test_looking_at_the_page_behind_the_mail_changes_no_row():
    registration = offered()
    tables = (Registration, RegistrationEvent, Edition)
    before = [list(table.objects.values()) for table in tables]

    page = visit_as(registration.person.user).get(address_of(registration))

    assert "Yes, I am coming" in page.text
    assert [list(table.objects.values()) for table in tables] == before


@pytest.mark.parametrize(("said", "state"), [("yes", "confirmed"), ("no", "offer-lapsed"), ("", "offered")])
def test_its_buttons_do_what_they_say_and_nothing_else(said, state):
    assert answer(offered(), said) == state


def test_a_lapsed_offer_shows_the_way_back_once():
    registration = offered(offer_until=timezone.now() - timedelta(minutes=1), offers_made=1)
    tasks.lapse_offers()
    browser = visit_as(registration.person.user)

    before = browser.get(address_of(registration)).text
    browser.post(address_of(registration), {"answer": "again"})
    after = browser.get(address_of(registration)).text

    assert ("Put me back at the end" in before, "Put me back at the end" in after) == (True, False)
    assert "This offer has lapsed" in before
    assert registration.edition.registrations.active().get().person == registration.person


def test_the_list_of_ones_trainings_leads_to_an_offer():
    registration = offered()

    text = visit_as(registration.person.user).get(reverse("trainings:registration_list")).text

    assert address_of(registration) in text


def test_somebody_elses_offer_does_not_exist():
    assert visit_as(members.person().user).get(address_of(offered())).status_code == 404
