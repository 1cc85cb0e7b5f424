import pytest
from django.utils import timezone

from members.models import Person, Role
from members.tests import factories as members

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


@pytest.fixture
def sent(client, staff):
    client.force_login(staff)

    def sent(**answers):
        place = members.municipality()
        alderman = members.role_type("alderman")
        usual = {"first_name": "Nele", "last_name": "Nieuw", "email": "nele@example.org"}
        usual |= {"role_type": alderman.pk, "municipality": place.nis_code, "starts_on": timezone.localdate()}
        return client.post("/leden/personen/nieuw/", {**usual, **answers})

    return sent


def test_somebody_new_stands_in_the_register_with_a_role(sent):
    response = sent()

    person = Person.objects.get(email="nele@example.org")
    role = person.roles.get()
    assert (response.status_code, response.url) == (302, person.get_absolute_url())
    assert (role.role_type.code, role.confirmed_on, role.source) == ("alderman", timezone.localdate(), "staff")
    assert person.user is None


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        ({"first_name": ""}, "This field is required."),
        ({"municipality": ""}, "Say in which municipality."),
        ({"municipality": "99999"}, "We do not find this municipality."),
        ({"starts_on": "0202-01-01"}, "This year cannot be right."),
        ({"ends_on": "2001-01-01"}, "A role cannot end before it has started."),
        ({"birth_year": "20"}, "This year cannot be right."),
        ({"working_time": "2"}, "less than or equal to 1"),
    ],
)
def test_a_mistake_says_what_to_do_and_saves_nothing(sent, answer, sentence):
    response = sent(**answer)

    assert response.status_code == 200
    assert sentence in response.text
    assert not Person.objects.filter(first_name="Nele").exists()


def test_an_address_that_stands_in_the_register_already_is_refused(sent):
    members.person(email="nele@example.org")

    response = sent(email="NELE@example.org")

    assert "Somebody else in the register has this address." in response.text
    assert Person.objects.filter(first_name="Nele").count() == 0


def test_an_old_address_of_somebody_is_refused_too(sent):
    members.person().other_emails.create(address="nele@example.org", starts_on=members.LONG_AGO)

    assert "Somebody else in the register has this address." in sent().text


def test_staff_are_not_offered_the_roles_of_our_team(sent):
    response = sent(role_type=members.role_type(Role.ADMIN).pk)

    assert "Select a valid choice." in response.text
    assert not Person.objects.filter(first_name="Nele").exists()
