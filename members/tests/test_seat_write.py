import pytest

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from portal.trail.models import Line

pytestmark = pytest.mark.django_db


@pytest.fixture
def lier():
    return members.municipality("Lier")


@pytest.fixture
def staff(client):
    user = members.user_with(Role.STAFF, language="en")
    client.force_login(user)
    return user


def write(client, place, code=Role.MANAGER):
    answers = {"role_type": members.role_type(code).pk, "subject": "Camps", "text": "Shall we call?"}
    return client.post(f"/leden/{place.nis_code}/schrijf/", answers, follow=True)


def test_who_holds_the_seat_gets_the_message(client, staff, lier):
    head = members.person(role=Role.MANAGER, municipality=lier, language="en")

    write(client, lier)

    mail = Mail.objects.get()
    assert (mail.to_email, mail.subject) == (head.email, "Camps")
    assert "Shall we call?" in mail.text
    assert "You get this because" not in mail.text


def test_the_fallback_contact_of_a_vacant_seat_gets_it_and_reads_why(client, staff, lier):
    stand_in = members.person(municipality=lier, language="en")
    members.vacancy(lier, Role.MANAGER, fallback=stand_in)

    response = write(client, lier)

    mail = Mail.objects.get()
    assert mail.to_email == stand_in.email
    assert "You get this because the seat of head of service in Lier is vacant and you stand in for it." in mail.text
    assert f"Nobody holds the seat: the message is on its way to {stand_in.full_name}." in response.text


def test_a_seat_without_anybody_gets_nothing_and_the_page_says_what_to_do(client, staff, lier):
    response = write(client, lier)

    assert "Nobody holds this seat or stands in for it." in response.text
    assert not Mail.objects.exists()


def test_the_trail_says_that_a_message_went_to_a_seat_and_not_what_it_said(client, staff, lier):
    members.person(role=Role.MANAGER, municipality=lier)

    write(client, lier)

    line = Line.objects.get(title_en="A message was sent to a seat")
    assert (line.by, line.change) == (staff, {"role": ["", "head-of-service"]})
