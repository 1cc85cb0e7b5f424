from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members import actions
from members.contact_lists import PersonList
from members.models import Person, Role, RoleAssignment
from members.tests import factories as members

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF, first_name="Sara", last_name="Staf")


@pytest.fixture
def found(client, staff):
    client.force_login(staff)

    def found(**filters):
        response = client.get("/leden/personen/", filters)
        return {person.full_name for person in response.context["page"]}

    return found


def somebody(first_name, **fields):
    return members.person(first_name=first_name, last_name="Aerts", user=False, **fields)


def test_everybody_with_a_role_now_or_later_stands_there_and_who_left_does_not(found):
    today = timezone.localdate()
    somebody("Nu")
    members.role(somebody("Straks", role=None), "alderman", members.municipality(), on=today + timedelta(days=9))
    members.role(somebody("Vroeger", role=None), "alderman", members.municipality(), until=today)

    assert found() == {"Nu Aerts", "Straks Aerts", "Sara Staf"}
    assert found(toon="vroeger") == {"Vroeger Aerts"}


def test_the_address_of_a_minor_stands_in_no_list_and_no_export(client, staff):
    client.force_login(staff)
    year = timezone.localdate().year
    minor, adult = (somebody(name, birth_year=year - age) for name, age in (("Jong", 17), ("Oud", 30)))
    lier = members.municipality()
    for person in (minor, adult):
        members.role(person, "youth-council-chair", lier)

    for page in (client.get("/leden/personen/").text, client.get(lier.get_absolute_url()).text):
        assert (minor.email in page, adult.email in page) == (False, True)
    assert [PersonList().fields["email"].export(person) for person in (minor, adult)] == ["", adult.email]


def test_people_are_found_by_name_address_old_address_and_municipality(found):
    person = somebody("Noor", municipality=members.municipality("Sint-Truiden"), email="noor@example.org")
    person.other_emails.create(address="oud@example.org", starts_on=members.LONG_AGO)
    somebody("Ali", email="ali@example.org")

    assert [found(zoek=words) for words in ("noor aerts", "NOOR@EX", "oud@", "truiden")] == [{"Noor Aerts"}] * 4


def test_former_people_are_found_by_name(found):
    members.role(somebody("Vroeger", role=None), "alderman", members.municipality(), until=timezone.localdate())

    assert found(zoek="vroeger") == {"Vroeger Aerts"}


def test_a_role_and_a_core_player_narrow_the_list(found):
    members.role(somebody("Schepen", role=None), "alderman", members.municipality())
    somebody("Ambtenaar")

    assert found(rol="alderman") == {"Schepen Aerts"}
    assert found(kernspeler="politician") == {"Schepen Aerts"}
    assert found(rol="no-such-role", kernspeler="nobody") == {"Schepen Aerts", "Ambtenaar Aerts", "Sara Staf"}


def test_who_was_not_confirmed_for_a_year_is_marked_and_can_be_listed(client, staff, found):
    today = timezone.localdate()
    somebody("Oud")
    fresh = somebody("Vers")
    fresh.roles.update(confirmed_on=today - timedelta(days=365))
    a_day_too_long = somebody("Net")
    a_day_too_long.roles.update(confirmed_on=today - timedelta(days=366))

    assert found(toon="onbevestigd") == {"Oud Aerts", "Net Aerts"}
    assert client.get("/leden/personen/").text.count("not confirmed for a year") == 2 * 2  # wide and on a phone


def test_a_role_of_our_own_team_needs_no_confirmation(staff):
    assert not RoleAssignment.objects.unconfirmed_on(timezone.localdate()).filter(person__user=staff).exists()


def test_a_record_that_was_merged_away_is_not_listed(found):
    kept, gone = somebody("Noor"), somebody("Noortje")
    actions.merge_people(kept, gone, by=members.user_with(Role.ADMIN), today=timezone.localdate())

    assert "Noortje Aerts" not in found()


def test_an_officer_has_no_list_of_people(client):
    client.force_login(members.user_with(Role.OFFICER))

    assert client.get("/leden/personen/").status_code == 403


def test_an_empty_list_says_what_to_do(client, staff):
    client.force_login(staff)

    assert "Nobody fits" in client.get("/leden/personen/", {"zoek": "xyz"}).text


def test_the_list_needs_as_many_queries_for_three_people_as_for_one(client, staff):
    client.force_login(staff)
    client.get("/leden/personen/")  # the first request asks whether this is demo data, and remembers it

    def queries():
        with CaptureQueriesContext(connection) as captured:
            response = client.get("/leden/personen/")
        return len(response.context["page"]), len(captured)

    somebody("Een")
    (two, for_two) = queries()
    somebody("Twee")
    somebody("Drie")

    assert (two, queries()) == (2, (4, for_two))
    assert for_two <= 8


def test_the_download_marks_the_roles_that_nobody_confirmed_for_a_year():
    today = timezone.localdate()
    known = members.person(municipality=members.municipality())
    known.roles.update(confirmed_on=today)
    members.role(known, "alderman", members.municipality())

    (person,) = Person.objects.filter(pk=known.pk).with_roles_on(today)
    row = PersonList().export_resource(person)

    assert row[-1] == str(members.role_type("alderman"))
