import pytest
from django.utils import timezone

from members.models import Role, YouthCouncil, YouthService
from members.tests import factories as members

pytestmark = pytest.mark.django_db


@pytest.fixture
def lier(client):
    client.force_login(members.user_with(Role.STAFF))
    return members.municipality("Lier")


def test_staff_say_how_the_service_is_organised(client, lier):
    today = timezone.localdate()
    answers = {"on": today, "form": "cluster", "mailbox": "jeugd@example.org", "fte": "1.5", "heads": "2"}

    response = client.post(f"/leden/{lier.nis_code}/jeugddienst/", answers)

    service, figure = YouthService.objects.get(), lier.staffing_figures.get()
    assert response.status_code == 302
    assert (service.form, service.mailbox, service.starts_on) == ("cluster", "jeugd@example.org", today)
    assert (figure.fte, figure.heads) == (1.5, 2)


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"form": ""}, "This field is required."),
        ({"on": "2999-01-01"}, "This year cannot be right."),
        ({"fte": "", "heads": "2"}, "Write the FTE too"),
        ({"mailbox": "jeugd"}, "Enter a valid email address."),
    ],
)
def test_a_mistake_says_what_to_do_and_saves_nothing(client, lier, answer, sentence):
    answers = {"on": timezone.localdate(), "form": "cluster", "fte": "1", **answer}

    response = client.post(f"/leden/{lier.nis_code}/jeugddienst/", answers)

    assert (response.status_code, sentence in response.text) == (200, True)
    assert not YouthService.objects.exists()


def test_staff_say_how_the_youth_council_stands(client, lier):
    client.post(f"/leden/{lier.nis_code}/jeugdraad/", {"status": "renewing", "youngest": 16, "oldest": 29})
    client.post(f"/leden/{lier.nis_code}/jeugdraad/", {"status": "active", "youngest": 16, "oldest": 30})

    council = YouthCouncil.objects.get()
    assert (council.municipality, council.status, council.oldest) == (lier, "active", 30)


def test_ages_that_go_down_are_refused(client, lier):
    response = client.post(f"/leden/{lier.nis_code}/jeugdraad/", {"status": "active", "youngest": 30, "oldest": 16})

    assert "This age lies below the youngest." in response.text
    assert not YouthCouncil.objects.exists()
