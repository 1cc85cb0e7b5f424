import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from trainings.actions import certificates as actions
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db


def page_of(certificate):
    return visit_as().get(reverse("trainings:certificate_check", args=[certificate.code]))


@pytest.fixture
def certificate():
    person = members.person(role=Role.OFFICER, first_name="Jana", last_name="Maes", email="jana@example.org")
    return trainings.certificate(trainings.registration(trainings.edition(), person))


def test_anybody_who_holds_the_code_reads_that_it_is_valid_and_nothing_more(certificate):
    page = page_of(certificate)

    assert "This certificate is valid." in page.text
    assert "Jana Maes" in page.text
    assert certificate.person.email not in page.text
    assert certificate.registration.municipality.name not in page.text
    assert page["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("deed", ["replace", "revoke"])
def test_one_that_no_longer_holds_says_so(certificate, deed):
    registration, staff = certificate.registration, members.user_with(Role.STAFF)
    trainings.attendance(registration, "present", "present")
    about = {"by": staff, "now": timezone.now(), "reason": "Secret reason"}
    if deed == "replace":
        renewed = actions.replace(certificate, holder="Jana Maas", **about)
    else:
        actions.revoke(certificate, **about)

    text = page_of(certificate).text

    assert "This certificate is valid." not in text
    assert (f"has number {renewed.reference}" if deed == "replace" else "It is not valid.") in text
    assert "Secret reason" not in text


def test_a_code_that_somebody_guesses_opens_nothing(certificate):
    almost = certificate.code[:-1] + ("A" if certificate.code[-1] != "A" else "B")

    assert visit_as().get(f"/attest/{almost}/").status_code == 404
