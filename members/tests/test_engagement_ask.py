import pytest
from django.urls import reverse

from members.models import EngagementDisclosure, Role, Todo
from members.tests import factories as members

pytestmark = pytest.mark.django_db


@pytest.fixture
def lier():
    return members.municipality("Lier")


@pytest.fixture
def ask(client):
    def ask(user, municipality):
        client.force_login(user)
        return client.post(reverse("members:engagement_ask", args=[municipality.nis_code]))

    return ask


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER])
def test_a_member_asks_and_the_team_has_it_on_its_list(ask, lier, role):
    ask(members.user_with(role, lier), lier)

    assert EngagementDisclosure.objects.waiting().get().municipality == lier
    assert Todo.objects.get().role == Role.STAFF


def test_who_works_elsewhere_cannot_ask(ask, lier):
    assert ask(members.user_with(Role.OFFICER), lier).status_code == 404
    assert not EngagementDisclosure.objects.exists()


def test_somebody_of_the_youth_council_who_is_officer_elsewhere_cannot_ask(ask, lier):
    officer = members.person()
    members.role(officer, "youth-council-chair", lier)

    assert ask(officer.user, lier).status_code == 404
