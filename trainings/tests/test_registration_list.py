from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from trainings.tests import factories as trainings
from trainings.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db

ADDRESS = reverse("trainings:registration_list")


def shown(person):
    return list(visit_as(person.user).get(ADDRESS).context["page"])


def test_a_visitor_logs_in_first():
    page = visit_as().get(ADDRESS)

    assert (page.status_code, page.url) == (302, f"{reverse('account_login')}?next={ADDRESS}")


def test_an_account_without_a_role_sees_for_what_a_colleague_registered_it():
    person = members.person(role=None)
    registration = trainings.registration(trainings.edition(), person)

    page = visit_as(person.user).get(ADDRESS)

    assert (page.status_code, list(page.context["page"])) == (200, [registration])


@pytest.mark.parametrize("role", [Role.OFFICER, Role.STAFF])
def test_everybody_sees_their_own_registrations_only_staff_too(role):
    edition, person = trainings.edition(), members.person(role=role)
    mine = trainings.registration(edition, person)
    trainings.registration(edition)

    assert shown(person) == [mine]


def test_what_starts_first_is_on_top():
    person, today = members.person(), timezone.localdate()
    later = trainings.registration(trainings.edition(first_day=today + timedelta(days=9)), person)
    sooner = trainings.registration(trainings.edition(first_day=today + timedelta(days=8)), person)

    assert shown(person) == [sooner, later]


def test_who_waits_reads_the_place_in_line_and_how_many_wait():
    edition = trainings.edition(seats=1)
    trainings.registration(edition)
    for _ in range(2):
        trainings.registration(edition, state="waitlisted")
    person = trainings.registration(edition, state="waitlisted").person
    trainings.registration(edition, state="waitlisted")

    page = visit_as(person.user).get(ADDRESS)

    (registration,) = page.context["page"]
    assert (registration.place_in_line, registration.people_in_line) == (3, 4)
    assert "You are number 3 of 4 on the waiting list." in page.content.decode()


def test_who_has_a_seat_has_no_place_in_line():
    edition = trainings.edition(seats=1)
    person = trainings.registration(edition).person
    trainings.registration(edition, state="waitlisted")

    (registration,) = shown(person)

    assert (registration.place_in_line, registration.people_in_line) == (None, None)


def test_what_has_ended_is_kept_apart():
    person = members.person()
    active = trainings.registration(trainings.edition(), person)
    ended = trainings.registration(trainings.edition(), person, state="cancelled-by-organiser")

    page = visit_as(person.user).get(ADDRESS)

    assert (list(page.context["page"]), list(page.context["past"])) == ([active], [ended])


def test_an_empty_list_says_so_and_leads_to_what_is_on_offer():
    text = visit_as(members.user_with(Role.OFFICER)).get(ADDRESS).content.decode()

    assert "You are not registered for anything now" in text
    assert "See what is on offer" in text


def test_three_registrations_take_as_many_queries_as_one():
    person = members.person()
    browser = visit_as(person.user)

    trainings.registration(trainings.edition(), person, state="waitlisted")
    with_one = number_of_queries(browser, ADDRESS)
    trainings.registration(trainings.edition(), person, state="waitlisted")
    trainings.registration(trainings.edition(), person, state="waitlisted")
    with_three = number_of_queries(browser, ADDRESS)

    assert with_one == with_three <= 15


def test_three_registrations_in_editions_that_spread_their_seats_take_as_many_queries_as_one():
    person, soon = members.person(), timezone.localdate() + timedelta(days=5)
    browser = visit_as(person.user)

    def wait():
        edition = trainings.edition(seats_per_municipality=1, spread_until=soon)
        trainings.registration(edition)
        trainings.registration(edition, person, state="waitlisted")

    wait()
    with_one = number_of_queries(browser, ADDRESS)
    wait()
    wait()
    with_three = number_of_queries(browser, ADDRESS)

    assert with_one == with_three <= 18


def test_what_somebody_changes_about_themselves_leaves_their_place_in_line():
    edition = trainings.edition(seats=1)
    trainings.registration(edition)
    first, _second = (trainings.registration(edition, state="waitlisted") for _ in range(2))

    first.wishes, first.municipality = "A quiet room.", members.municipality()
    first.save()
    first.person.phone = "0470 12 34 56"
    first.person.save()

    assert visit_as(first.person.user).get(ADDRESS).context["page"][0].place_in_line == 1
