from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.models import Role, RoleType, Vacancy
from members.tests import factories as members

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def staff(client):
    user = members.user_with(Role.STAFF)
    client.force_login(user)
    return user


def test_empty_seats_stand_there_the_longest_on_top_until_they_are_filled(client, staff, today):
    lier = members.municipality("Lier")
    recent = members.vacancy(lier, on=today)
    old = members.vacancy(members.municipality("Boom"))
    filled = members.vacancy(members.municipality("Mol"))
    members.role(members.person(role=None), "alderman", filled.municipality, on=today)

    assert list(client.get("/leden/personen/vacatures/").context["page"]) == [old, recent]


def test_watched_seats_of_which_we_know_nothing_stand_below(client, staff):
    RoleType.objects.exclude(code="alderman").update(is_watched=False)
    lier = members.municipality("Lier")
    members.vacancy(members.municipality("Boom"))

    (row,) = client.get("/leden/personen/vacatures/").context["empty"]

    assert row == (members.role_type("alderman"), [lier])


def test_a_seat_is_called_vacant_with_who_stands_in(client, staff, today):
    lier = members.municipality("Lier")
    stand_in = members.person(municipality=lier)
    answers = {"role_type": members.role_type("alderman").pk, "starts_on": today, "fallback": stand_in.pk}

    response = client.post(f"/leden/personen/vacatures/nieuw/?gemeente={lier.nis_code}", answers)

    vacancy = Vacancy.objects.get()
    assert response.status_code == 302
    assert (vacancy.municipality, vacancy.starts_on, vacancy.fallback) == (lier, today, stand_in)


def test_first_the_municipality_is_asked(client, staff):
    assert "Choose a municipality" in client.get("/leden/personen/vacatures/nieuw/").text
    assert "Select a valid choice" in client.get("/leden/personen/vacatures/nieuw/?gemeente=99999").text


def test_somebody_of_another_municipality_does_not_stand_in(client, staff, today):
    lier = members.municipality("Lier")
    answers = {"role_type": members.role_type("alderman").pk, "starts_on": today, "fallback": members.person().pk}

    response = client.post(f"/leden/personen/vacatures/nieuw/?gemeente={lier.nis_code}", answers)

    assert "Select a valid choice" in response.text
    assert not Vacancy.objects.exists()


def test_a_seat_of_our_team_is_no_vacancy_of_a_municipality(client, staff, today):
    lier = members.municipality("Lier")
    answers = {"role_type": members.role_type(Role.STAFF).pk, "starts_on": today}

    assert (
        "Select a valid choice"
        in client.post(f"/leden/personen/vacatures/nieuw/?gemeente={lier.nis_code}", answers).text
    )


def test_who_stands_in_can_change_and_the_vacancy_can_close(client, staff, today):
    vacancy = members.vacancy()
    stand_in = members.person(municipality=vacancy.municipality)

    client.post(f"/leden/personen/vacatures/{vacancy.pk}/", {"fallback": stand_in.pk, "note": "Until spring"})
    changed = Vacancy.objects.get()
    client.post(f"/leden/personen/vacatures/{vacancy.pk}/sluiten/")
    again = client.post(f"/leden/personen/vacatures/{vacancy.pk}/sluiten/", follow=True)

    assert (changed.fallback, changed.note) == (stand_in, "Until spring")
    assert Vacancy.objects.get().ends_on == today
    assert "This vacancy is closed already." in again.text


def test_a_vacancy_that_had_not_begun_leaves_no_trace(client, staff, today):
    vacancy = members.vacancy(on=today + timedelta(days=9))

    client.post(f"/leden/personen/vacatures/{vacancy.pk}/sluiten/")

    assert not Vacancy.objects.exists()


def test_an_officer_sees_the_vacancies_of_their_own_municipality_alone(client):
    lier = members.municipality()
    own, _other = members.vacancy(lier), members.vacancy()

    assert list(Vacancy.objects.visible_to(members.user_with(Role.OFFICER, lier))) == [own]


def test_the_list_needs_as_many_queries_for_three_vacancies_as_for_one(client, staff):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            response = client.get("/leden/personen/vacatures/")
        return len(response.context["page"]), len(captured)

    members.vacancy()
    queries()
    (one, for_one) = queries()
    members.vacancy()
    members.vacancy()

    assert (one, queries()) == (1, (3, for_one))
