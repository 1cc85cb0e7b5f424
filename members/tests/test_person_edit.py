import pytest
from django.utils import timezone

from members.models import Person, Role
from members.tests import factories as members
from portal.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(client):
    client.force_login(members.user_with(Role.STAFF))

    def sent(person, **answers):
        usual = {"first_name": person.first_name, "last_name": person.last_name, "email": person.email}
        return client.post(f"/leden/personen/{person.pk}/bewerken/", {**usual, **answers})

    return sent


def test_another_address_moves_the_account_and_keeps_the_old_one_known(sent):
    person = members.person(email="oud@example.org")

    sent(person, email="nieuw@example.org")

    person = Person.objects.get(pk=person.pk)
    assert (person.email, person.user.email) == ("nieuw@example.org", "nieuw@example.org")
    old = person.other_emails.get()
    assert (old.address, old.ends_on) == ("oud@example.org", timezone.localdate())
    assert [each.email for each in person.user.emailaddress_set.filter(verified=True)] == ["nieuw@example.org"]


def test_an_address_with_which_somebody_else_logs_in_is_refused(sent):
    person = members.person()
    User.objects.create_user("bezet@example.org")

    response = sent(person, email="bezet@example.org")

    assert "Somebody else logs in with this address." in response.text
    assert Person.objects.get(pk=person.pk).email == person.email


def test_who_has_an_account_keeps_an_address(sent):
    person = members.person()

    response = sent(person, email="")

    assert "Give this person an e-mail address first" in response.text
    assert Person.objects.get(pk=person.pk).email == person.email


def test_staff_cannot_take_over_the_address_of_an_administrator(sent, client):
    administrator = members.person(role=Role.ADMIN)

    refused = sent(administrator, email="mijn@example.org")
    client.force_login(members.user_with(Role.ADMIN))
    sent(administrator, email="ander@example.org")

    assert "Only an administrator may do this" in refused.text
    assert Person.objects.get(pk=administrator.pk).email == "ander@example.org"


def test_a_name_is_put_right_and_sorts_anew(sent):
    person = members.person()

    sent(person, last_name="Zwart")

    assert Person.objects.get(pk=person.pk).sort_name == "zwart noor"
