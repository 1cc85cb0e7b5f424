import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from members import access
from members.models import Person, Role
from members.tests import factories as members

pytestmark = pytest.mark.django_db


def test_somebody_new_gets_a_role_and_an_account():
    call_command("add_person", "Noor@Example.org", "staff", first_name="Noor", last_name="Claes", verbosity=0)

    person = Person.objects.get()
    assert (person.full_name, person.user.email) == ("Noor Claes", "noor@example.org")
    assert access.roles_of(person.user, timezone.localdate()) == {Role.STAFF}


def test_somebody_known_gets_another_role():
    person = members.person(role=None, user=False, email="noor@example.org")
    place = members.municipality()

    call_command("add_person", "noor@example.org", "youth-officer", municipality=place.nis_code, verbosity=0)

    assert person.roles.get().municipality == place


@pytest.mark.parametrize("technical_admin", [True, False])
def test_the_technical_admin_opens_for_whom_it_was_said_only(client, technical_admin):
    names = {"first_name": "Noor", "last_name": "Claes"}
    call_command("add_person", "noor@example.org", "administrator", technical_admin=technical_admin, **names)
    client.force_login(Person.objects.get().user, backend="django.contrib.auth.backends.ModelBackend")

    assert (client.get("/admin/").status_code == 200) == technical_admin


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["noor@example.org", "staff"], "give --first-name and --last-name"),
        (["noor@example.org", "emperor", "--first-name=Noor", "--last-name=Claes"], "emperor"),
        (["noor@example.org", "staff", "--first-name=N", "--last-name=C", "--municipality=99999"], "99999"),
    ],
)
def test_a_mistake_says_what_to_do_and_saves_nothing(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("add_person", *arguments)

    assert Person.objects.count() == 0
