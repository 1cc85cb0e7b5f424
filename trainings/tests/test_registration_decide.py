import pytest

from members.models import Role
from members.tests import factories as members
from trainings.models import Registration, RegistrationEvent
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return members.municipality("Ergens")


@pytest.fixture
def request_of(place):
    edition = trainings.edition(asks_approval=True)
    return trainings.registration(edition, members.person(municipality=place), state="requested")


def test_looking_at_a_request_decides_nothing(place, request_of):
    before = [list(table.objects.values()) for table in (Registration, RegistrationEvent)]

    page = visit_as(members.user_with(Role.MANAGER, place)).get(request_of.get_decision_url())

    assert "Approve this registration?" in page.text
    assert [list(table.objects.values()) for table in (Registration, RegistrationEvent)] == before


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ({"decision": "approve"}, "confirmed"),
        ({"decision": "decline", "reason": "No budget."}, "declined"),
        ({"decision": "decline"}, "requested"),
        ({}, "requested"),
    ],
)
def test_a_head_of_service_answers_with_a_button_and_a_no_needs_a_reason(place, request_of, answer, state):
    visit_as(members.user_with(Role.MANAGER, place)).post(request_of.get_decision_url(), answer)

    request_of.refresh_from_db()
    assert request_of.state == state


def test_staff_read_that_they_answer_on_behalf_and_a_head_of_service_does_not(place, request_of):
    texts = [
        visit_as(user).get(request_of.get_decision_url()).text
        for user in (members.user_with(Role.STAFF), members.user_with(Role.MANAGER, place))
    ]

    assert ["on behalf of the municipality" in text for text in texts] == [True, False]


def test_a_head_of_service_of_elsewhere_finds_no_request(request_of):
    elsewhere = members.user_with(Role.MANAGER, members.municipality())

    assert visit_as(elsewhere).get(request_of.get_decision_url()).status_code == 404
