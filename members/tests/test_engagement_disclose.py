import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import EngagementDisclosure, Role
from members.tests import factories as members

pytestmark = pytest.mark.django_db


@pytest.fixture
def lier():
    return members.municipality("Lier")


@pytest.fixture
def disclose(client):
    def disclose(user, municipality):
        client.force_login(user)
        return client.post(reverse("members:engagement_disclose", args=[municipality.nis_code]), follow=True)

    return disclose


def test_staff_disclose_and_the_page_says_until_when(disclose, lier):
    response = disclose(members.user_with(Role.STAFF, language="en"), lier)

    assert "The head of service can read it until" in response.text
    assert EngagementDisclosure.objects.readable_on(timezone.localdate()).get().municipality == lier


def test_twice_is_refused_with_a_sentence(disclose, lier):
    staff = members.user_with(Role.STAFF, language="en")
    disclose(staff, lier)

    assert "can read it already" in disclose(staff, lier).text
    assert EngagementDisclosure.objects.count() == 1


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.COACH, Role.DIRECTOR])
def test_nobody_discloses_to_themselves(disclose, lier, role):
    user = members.user_with(role, lier if role in (Role.OFFICER, Role.MANAGER) else None)

    assert disclose(user, lier).status_code == 403
