from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members import actions, todo
from members.models import Role
from members.tests import factories as members
from portal.trail.models import Line

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


@pytest.fixture
def shown(client):
    def shown(user, person):
        client.force_login(user)
        return client.get(person.get_absolute_url())

    return shown


def test_roles_stand_there_as_coming_current_and_former(shown, staff, today):
    person = members.person(role=None)
    now = members.role(person, "councillor", members.municipality())
    coming = members.role(person, "alderman", members.municipality(), on=today + timedelta(days=1))
    former = members.role(person, "youth-council-chair", members.municipality(), until=today)

    context = shown(staff, person).context

    assert (context["current"], context["coming"], context["former"]) == ([now], [coming], [former])


def test_an_officer_opens_a_colleague_and_sees_how_to_reach_them(shown):
    lier = members.municipality()
    officer = members.person(municipality=lier)
    colleague = members.person(municipality=lier, phone="0470 11 22 33")

    response = shown(officer.user, colleague)

    assert response.status_code == 200
    assert "0470 11 22 33" in response.text


@pytest.mark.parametrize(
    ("role", "reaches"),
    [(Role.STAFF, True), (Role.ADMIN, True), (Role.COMMUNICATIONS, False), (Role.DIRECTOR, False), (None, False)],
)
def test_how_to_reach_a_minor_is_for_staff_and_of_an_adult_for_colleagues_too(shown, today, role, reaches):
    lier = members.municipality()
    reader = members.user_with(role) if role else members.person(municipality=lier).user
    facts = {"role": None, "phone": "0470 11 22 33"}
    minor = members.person(birth_year=today.year - 17, **facts)
    adult = members.person(birth_year=today.year - 30, **facts)
    for person in (minor, adult):
        members.role(person, "youth-council-chair", lier)

    page = shown(reader, minor).text

    assert (minor.email in page, minor.phone in page) == (reaches, reaches)
    assert str(minor.birth_year) not in page
    assert adult.email in shown(reader, adult).text


def test_a_minor_reads_their_own_address(shown, today):
    minor = members.person(birth_year=today.year - 17)

    assert minor.email in shown(minor.user, minor).text


def test_an_officer_of_another_municipality_finds_nobody_there(shown):
    assert shown(members.user_with(Role.OFFICER), members.person()).status_code == 404


def test_who_agreed_to_be_listed_is_seen_elsewhere_by_address_and_not_by_phone(shown):
    listed = members.person(is_listed=True, phone="0470 11 22 33")

    response = shown(members.user_with(Role.OFFICER), listed)

    assert response.status_code == 200
    assert listed.email in response.text
    assert "0470 11 22 33" not in response.text


def test_a_role_that_a_listed_person_left_is_not_seen_elsewhere(shown, today):
    listed = members.person(is_listed=True)
    members.role(listed, "councillor", members.municipality("Oudergem"), until=today)

    assert shown(members.user_with(Role.OFFICER), listed).context["former"] == []


def test_a_minor_is_never_seen_elsewhere_whatever_was_ticked(shown, today):
    officer = members.user_with(Role.OFFICER)
    turns_eighteen = members.person(is_listed=True, birth_year=today.year - 18)
    of_age = members.person(is_listed=True, birth_year=today.year - 19)

    assert [shown(officer, person).status_code for person in (turns_eighteen, of_age)] == [404, 200]


def test_only_our_team_sees_a_year_of_birth_and_nobody_a_date(shown, staff):
    lier = members.municipality()
    person = members.person(municipality=lier, birth_year=1991)

    assert ["1991" in shown(user, person).text for user in (staff, members.user_with(Role.MANAGER, lier))] == [
        True,
        False,
    ]


def test_a_minor_without_the_consent_of_a_guardian_is_warned_about(shown, staff, today):
    minor = members.person(role=None, birth_year=today.year - 16)

    before = shown(staff, minor).text
    actions.change_person(minor, by=staff, today=today, guardian_consent_on=today)

    assert ["No guardian agreed yet" in text for text in (before, shown(staff, minor).text)] == [True, False]


def test_what_is_open_and_what_was_done_with_the_record_stand_there_for_our_team(shown, staff, today):
    person = members.person()
    todo.ask(person, title="Call back", url="/x/", source=person)
    actions.change_person(person, by=staff, today=today, phone="0470")

    context = shown(staff, person).context

    assert [matter.title for _key, matter in context["matters"]] == ["Call back"]
    assert [line.title for line in context["lines"]] == ["The data of a person were changed"]
    assert "0470" not in str(Line.objects.get().change)


def test_the_page_of_a_merged_record_leads_to_the_kept_one(client, staff, shown):
    merge = members.merged()

    response = shown(staff, merge.gone)

    assert (response.status_code, response.url) == (302, merge.kept.get_absolute_url())


def test_an_officer_cannot_follow_a_merged_record_to_somebody_elsewhere(shown):
    assert shown(members.user_with(Role.OFFICER), members.merged().gone).status_code == 404


def test_the_page_needs_as_many_queries_for_three_roles_as_for_one(client, staff):
    person = members.person()
    client.force_login(staff)
    client.get(person.get_absolute_url())

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(person.get_absolute_url())
        return len(captured)

    for_one = queries()
    members.role(person, Role.OFFICER, members.municipality())
    members.role(person, Role.OFFICER, members.municipality())

    assert queries() == for_one


# --- Acting for one of several municipalities ---------------------------------------------------------


def test_who_works_in_two_municipalities_chooses_for_which_they_act(client):
    lier, boom = members.municipality("Lier"), members.municipality("Boom")
    person = members.person(municipality=lier)
    members.role(person, Role.OFFICER, boom)
    client.force_login(person.user)

    before = client.get("/").context["acting_for"]
    client.post("/leden/namens/", {"gemeente": lier.nis_code})

    assert (before, client.get("/").context["acting_for"]) == (boom, lier)


def test_nobody_acts_for_a_municipality_where_they_hold_no_role(client):
    lier, elsewhere = members.municipality("Lier"), members.municipality("Aalst")
    client.force_login(members.user_with(Role.OFFICER, lier))

    client.post("/leden/namens/", {"gemeente": elsewhere.nis_code})

    assert client.get("/").context["acting_for"] == lier


def test_a_choice_holds_no_longer_than_the_role_there(client, today):
    lier, boom = members.municipality("Lier"), members.municipality("Boom")
    person = members.person(municipality=lier)
    there = members.role(person, Role.OFFICER, boom)
    client.force_login(person.user)
    client.post("/leden/namens/", {"gemeente": boom.nis_code})

    actions.end_role(there, on=today)

    assert client.get("/").context["acting_for"] == lier
