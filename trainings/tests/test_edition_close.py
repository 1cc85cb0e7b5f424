import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from trainings.rules import Refusal
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db


def address_of(edition):
    return reverse("trainings:edition_close", args=[edition.pk])


def state_of(edition):
    edition.refresh_from_db()
    return edition.state


def messages_on(page):
    return [str(message) for message in get_messages(page.wsgi_request)]


def test_staff_close_the_registration_with_one_click():
    edition = trainings.edition(state="open")

    page = visit_as(members.user_with(Role.STAFF)).post(address_of(edition))

    assert (page.status_code, page.url) == (302, edition.get_absolute_url())
    assert (state_of(edition), messages_on(page)) == ("closed", ["Registration is closed."])


def test_why_it_cannot_close_is_said():
    edition = trainings.edition(state="draft")

    page = visit_as(members.user_with(Role.STAFF)).post(address_of(edition))

    assert (state_of(edition), messages_on(page)) == ("draft", [Refusal.NOT_OPEN.label])


def test_a_link_alone_closes_nothing():
    edition = trainings.edition(state="open")

    page = visit_as(members.user_with(Role.STAFF)).get(address_of(edition))

    assert (page.status_code, state_of(edition)) == (405, "open")


def test_who_does_not_plan_is_forbidden():
    edition = trainings.edition(state="open")

    page = visit_as(members.user_with(Role.OFFICER)).post(address_of(edition))

    assert (page.status_code, state_of(edition)) == (403, "open")
