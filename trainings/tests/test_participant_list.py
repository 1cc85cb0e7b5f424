from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from trainings.tests import factories as trainings
from trainings.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db


def address_of(edition):
    return reverse("trainings:participant_list", args=[edition.pk])


def page_of(edition):
    return visit_as(members.user_with(Role.STAFF)).get(address_of(edition))


def test_who_takes_part_is_listed_by_name():
    edition = trainings.edition()
    people = [members.person(last_name=last_name) for last_name in ("Wouters", "Éloy", "adams")]
    wouters, eloy, adams = (trainings.registration(edition, person) for person in people)

    assert list(page_of(edition).context["seated"]) == [adams, eloy, wouters]


def test_who_waits_is_listed_in_order_with_a_phone_number_to_call():
    edition, now = trainings.edition(seats=1), timezone.now()
    later = trainings.registration(edition, state="waitlisted", queued_at=now)
    caller = members.person(phone="0470 12 34 56")
    sooner = trainings.registration(edition, caller, state="waitlisted", queued_at=now - timedelta(hours=1))

    page = page_of(edition)

    assert list(page.context["waiting"]) == [sooner, later]
    assert "0470 12 34 56" in page.content.decode()


def test_staff_and_the_participant_read_the_same_place_in_line():
    edition = trainings.edition(seats=1)
    for _ in range(2):
        trainings.registration(edition, state="waitlisted")
    second = edition.registrations.last()
    mine = visit_as(second.person.user).get(reverse("trainings:registration_list"))

    assert [registration.place_in_line for registration in page_of(edition).context["waiting"]] == [1, 2]
    assert mine.context["page"][0].place_in_line == 2


def test_who_is_gone_is_kept_apart():
    edition = trainings.edition()
    gone = trainings.registration(edition, state="cancelled-by-participant")

    context = page_of(edition).context

    assert (list(context["seated"]), list(context["waiting"]), list(context["ended"])) == ([], [], [gone])


def test_more_people_than_seats_is_said():
    edition = trainings.edition(seats=1)
    trainings.registration(edition)
    exactly_full = page_of(edition).context["too_many"]
    for _ in range(2):
        trainings.registration(edition)
    page = page_of(edition)

    assert (exactly_full, page.context["too_many"]) == (0, 2)
    assert "2 people more than there are seats" in page.content.decode()


def test_an_edition_without_participants_says_so_and_offers_nothing_to_export():
    edition = trainings.edition()

    text = page_of(edition).content.decode()

    assert "Nobody is registered yet" in text
    assert reverse("trainings:participant_export", args=[edition.pk]) not in text


def test_names_are_shown_as_text():
    edition = trainings.edition()
    trainings.registration(edition, members.person(last_name="<script>alert(1)</script>"))

    text = page_of(edition).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "<script>alert(1)" not in text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.COACH, Role.DIRECTOR])
def test_who_does_not_plan_is_forbidden(role):
    assert visit_as(members.user_with(role)).get(address_of(trainings.edition())).status_code == 403


def test_three_people_in_each_group_take_as_many_queries_as_one():
    edition, browser = trainings.edition(), visit_as(members.user_with(Role.STAFF))
    groups = ("confirmed", "waitlisted", "cancelled-by-participant")

    for state in groups:
        trainings.registration(edition, state=state)
    with_one = number_of_queries(browser, address_of(edition))
    for state in groups * 2:
        trainings.registration(edition, state=state)
    with_three = number_of_queries(browser, address_of(edition))

    assert with_one == with_three <= 11
