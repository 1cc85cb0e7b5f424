import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from trainings.rules import Refusal
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db


def address_of(edition):
    return reverse("trainings:edition_cancel", args=[edition.pk])


def state_of(thing):
    thing.refresh_from_db()
    return thing.state


def test_the_question_says_how_many_people_will_be_told():
    edition = trainings.edition(seats=1)
    for state in ("confirmed", "waitlisted", "cancelled-by-participant"):
        trainings.registration(edition, state=state)

    page = visit_as(members.user_with(Role.STAFF)).get(address_of(edition))

    assert page.context["number_of_people"] == 2
    assert (state_of(edition), Mail.objects.count()) == ("open", 0)


def test_cancelling_tells_everybody_why():
    edition = trainings.edition()
    registration = trainings.registration(edition, members.person(language="en"))

    page = visit_as(members.user_with(Role.STAFF)).post(address_of(edition), {"reason": "The trainer is ill."})

    assert (page.status_code, page.url) == (302, edition.get_absolute_url())
    assert (state_of(edition), state_of(registration)) == ("cancelled", "cancelled-by-organiser")
    assert "The trainer is ill." in Mail.objects.get().text


def test_an_edition_without_people_can_be_cancelled_too():
    edition = trainings.edition()

    visit_as(members.user_with(Role.STAFF)).post(address_of(edition))

    assert (state_of(edition), Mail.objects.count()) == ("cancelled", 0)


def test_a_draft_is_thrown_away():
    edition = trainings.edition(state="draft")

    page = visit_as(members.user_with(Role.STAFF)).post(address_of(edition))

    assert (page.url, type(edition).objects.count()) == (reverse("trainings:edition_calendar"), 0)


def test_cancelling_twice_is_refused_and_mails_once():
    edition, browser = trainings.edition(), visit_as(members.user_with(Role.STAFF))
    trainings.registration(edition)

    browser.post(address_of(edition))
    page = browser.post(address_of(edition))

    assert (page.status_code, page.context["form"].non_field_errors()) == (200, [Refusal.CANCELLED.label])
    assert Mail.objects.count() == 1


def test_a_reason_that_is_too_long_is_asked_again():
    edition = trainings.edition()

    page = visit_as(members.user_with(Role.STAFF)).post(address_of(edition), {"reason": "x" * 301})

    assert (page.status_code, list(page.context["form"].errors)) == (200, ["reason"])
    assert state_of(edition) == "open"


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.COACH, Role.DIRECTOR])
def test_who_does_not_plan_is_forbidden(role):
    edition, browser = trainings.edition(), visit_as(members.user_with(role))

    assert browser.get(address_of(edition)).status_code == 403
    assert browser.post(address_of(edition)).status_code == 403
    assert state_of(edition) == "open"
