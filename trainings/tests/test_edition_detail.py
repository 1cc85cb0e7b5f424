from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Competence, Role
from members.tests import factories as members
from trainings.rules import Availability, Refusal
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db

FOR_STAFF = "For staff"


def page_of(edition, user=None):
    return visit_as(user).get(edition.get_absolute_url())


def test_a_visitor_reads_what_an_edition_is_about_without_logging_in():
    module = trainings.module()
    goal = module.module_competences.create(
        competence=Competence.objects.create(code="listening", title_nl="Luisteren"), learning_goal_en="You listen."
    )
    edition = trainings.edition(module=module, half_days=2)

    page = page_of(edition)

    assert page.status_code == 200
    assert list(page.context["half_days"]) == list(edition.half_days.all())
    assert list(page.context["competences"]) == [goal]


def test_an_edition_that_does_not_exist_is_not_found():
    assert visit_as().get(reverse("trainings:edition_detail", args=[0])).status_code == 404


def test_a_draft_exists_for_who_plans_only():
    draft = trainings.edition(state="draft")

    assert page_of(draft, members.user_with(Role.STAFF)).status_code == 200
    assert page_of(draft, members.user_with(Role.OFFICER)).status_code == 404
    assert page_of(draft).status_code == 404


@pytest.mark.parametrize(
    ("state", "availability", "can_register"),
    [
        ("open", Availability.FREE, True),
        ("closed", Availability.CLOSED, False),
        ("cancelled", Availability.CANCELLED, False),
    ],
)
def test_the_page_invites_to_register_while_that_is_possible(state, availability, can_register):
    page = page_of(trainings.edition(state=state))

    assert (page.context["availability"], page.context["can_register"]) == (availability, can_register)


def test_a_full_edition_invites_to_the_waiting_list():
    edition = trainings.edition(seats=1)
    trainings.registration(edition)

    page = page_of(edition)

    assert (page.context["availability"], page.context["can_register"]) == (Availability.FULL, True)
    assert "Join the waiting list" in page.content.decode()


def test_who_registered_sees_that_and_others_do_not():
    registration = trainings.registration(trainings.edition())

    assert page_of(registration.edition, registration.person.user).context["mine"] == registration
    assert page_of(registration.edition, members.user_with(Role.OFFICER)).context["mine"] is None


def test_who_cancelled_may_register_again():
    registration = trainings.registration(trainings.edition(), state="cancelled-by-participant")

    page = page_of(registration.edition, registration.person.user)

    assert (page.context["mine"], page.context["can_register"]) == (None, True)


@pytest.mark.parametrize(
    ("role", "expected"), [(Role.STAFF, True), (Role.ADMIN, True), (Role.OFFICER, False), (Role.DIRECTOR, False)]
)
def test_what_is_for_staff_is_shown_to_who_plans(role, expected):
    page = page_of(trainings.edition(), members.user_with(role))

    assert (FOR_STAFF in page.content.decode()) == expected


def test_a_draft_says_what_it_needs_before_it_can_open():
    ready, not_ready = trainings.edition(state="draft"), trainings.edition(state="draft", half_days=0, city="")
    staff = members.user_with(Role.STAFF)

    assert page_of(ready, staff).context["open_refusals"] == []
    assert page_of(not_ready, staff).context["open_refusals"] == [Refusal.NO_DATES, Refusal.NO_PLACE]


def test_reading_the_page_changes_nothing():
    edition = trainings.edition(closes_on=timezone.localdate() - timedelta(days=1))

    page_of(edition, members.user_with(Role.STAFF))

    edition.refresh_from_db()
    assert (edition.state, edition.turn) == ("open", 0)
