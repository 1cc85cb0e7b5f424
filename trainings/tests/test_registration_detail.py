import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from trainings.models import RegistrationEvent
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db


def address_of(registration, page="detail"):
    return reverse(f"trainings:registration_{page}", args=[registration.pk])


@pytest.fixture
def lier():
    return members.municipality("Lier")


@pytest.fixture
def registration(lier):
    return trainings.registration(trainings.edition(), members.person(municipality=lier), wishes="A quiet room")


def test_changing_what_one_needs_keeps_the_place_in_line(lier):
    edition = trainings.edition(seats=1)
    first, _second = (trainings.registration(edition, state="waitlisted") for _ in range(2))
    before = first.queued_at

    page = visit_as(first.person.user).post(address_of(first), {"wishes": "An interpreter", "may_be_listed": "on"})

    first.refresh_from_db()
    assert page.status_code == 302
    assert (first.wishes, first.may_be_listed, first.queued_at) == ("An interpreter", True, before)
    assert edition.registrations.waiting().first() == first


def test_what_somebody_needs_only_they_read_and_change(registration, lier):
    head = visit_as(members.user_with(Role.MANAGER, lier))

    page = head.get(address_of(registration))
    head.post(address_of(registration), {"wishes": "Nothing"})

    registration.refresh_from_db()
    assert page.status_code == 200
    assert (page.context["form"], "A quiet room" in page.text, registration.wishes) == (None, False, "A quiet room")


def test_a_stranger_and_a_colleague_who_did_not_register_them_find_nothing(registration, lier):
    for user in (members.user_with(Role.OFFICER), members.user_with(Role.OFFICER, lier)):
        for page in ("detail", "replace", "cancel"):
            assert visit_as(user).get(address_of(registration, page)).status_code == 404


def test_only_who_agreed_is_seen_by_the_others(registration):
    agreed = trainings.registration(registration.edition, may_be_listed=True)
    trainings.registration(registration.edition)
    trainings.registration(registration.edition, state="waitlisted", may_be_listed=True)

    page = visit_as(registration.person.user).get(address_of(registration))

    assert list(page.context["others"]) == [agreed]


def test_nobody_is_seen_by_the_others_unless_they_tick_so():
    edition, officer = trainings.edition(), members.person()

    form = visit_as(officer.user).get(reverse("trainings:edition_register", args=[edition.pk])).context["form"]

    assert not form["may_be_listed"].value()


def test_the_steps_are_told_in_words_also_after_it_ended(registration):
    browser = visit_as(registration.person.user)
    browser.post(address_of(registration, "cancel"), {"reason": "Ill"})

    page = browser.get(address_of(registration))

    assert [step.to_state for step in page.context["steps"]] == ["confirmed", "cancelled-by-participant"]
    assert "Ill" in page.text
    assert not page.context["can_cancel"]
    assert not page.context["can_replace"]
    assert RegistrationEvent.objects.count() == 2


def test_who_was_invited_says_yes_by_a_button(registration):
    registration.invited_as = "Nele"
    registration.save()
    browser = visit_as(registration.person.user)

    asked = browser.get(address_of(registration)).context["is_asked"]
    browser.post(address_of(registration, "confirm"))

    registration.refresh_from_db()
    assert (asked, registration.invited_as) == (True, "")


def test_somebody_without_a_role_reads_and_cancels_for_what_they_were_invited():
    registration = trainings.registration(trainings.edition(), members.person(role=None), invited_as="Nele")
    browser = visit_as(registration.person.user)

    assert browser.get(address_of(registration)).status_code == 200
    assert browser.post(address_of(registration, "cancel")).status_code == 302


def test_a_colleague_comes_instead_by_a_form(registration, lier):
    colleague = members.person(municipality=lier)

    page = visit_as(registration.person.user).post(address_of(registration, "replace"), {"person": colleague.pk})

    registration.refresh_from_db()
    assert page.status_code == 302
    assert (registration.state, registration.replaced_by.person) == ("replaced", colleague)


def test_without_a_choice_nobody_is_replaced(registration):
    page = visit_as(registration.person.user).post(address_of(registration, "replace"), {})

    registration.refresh_from_db()
    assert (page.status_code, list(page.context["form"].errors)) == (200, ["person"])
    assert registration.state == "confirmed"
