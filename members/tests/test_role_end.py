from datetime import timedelta

import pytest
from django.utils import timezone

from members import access, todo
from members.models import Role, Todo, Vacancy
from members.tests import factories as members

pytestmark = pytest.mark.django_db


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def lier():
    return members.municipality("Lier")


@pytest.fixture
def leaver(lier):
    person = members.person(municipality=lier)
    todo.ask(person, title="Send the report", url="/x/", source=person)
    return person


@pytest.fixture
def page(client):
    client.force_login(members.user_with(Role.STAFF))

    def page(person, **answers):
        address = f"/leden/rollen/{person.roles.get().pk}/beeindigen/"
        return client.post(address, answers, follow=True) if answers else client.get(address)

    return page


def key_of(response):
    return response.context["matters"][0][0]


def test_what_is_open_is_shown_before_somebody_leaves(page, leaver):
    response = page(leaver)

    assert [str(matter.title) for _key, matter in response.context["matters"]] == ["Send the report"]


def test_open_matters_go_to_who_takes_over(page, leaver, lier, today):
    successor = members.person(municipality=lier)

    page(leaver, on=today, to=successor.pk, matters=[key_of(page(leaver))])

    assert Todo.objects.get().person == successor
    assert leaver.roles.get().ends_on == today
    assert access.roles_of(leaver.user, today) == frozenset()


def test_open_matters_go_to_the_fallback_contact_of_the_empty_seat(page, leaver, lier, today):
    stand_in = members.person(role=Role.MANAGER, municipality=lier)

    page(leaver, on=today, is_vacant="on", fallback=stand_in.pk, matters=[key_of(page(leaver))])

    vacancy = Vacancy.objects.get()
    assert (vacancy.municipality, vacancy.starts_on, vacancy.fallback) == (lier, today, stand_in)
    assert Todo.objects.get().person == stand_in


def test_what_is_not_ticked_stays(page, leaver, lier, today):
    page(leaver, on=today, to=members.person(municipality=lier).pk)

    assert Todo.objects.get().person == leaver


def test_matters_without_somebody_who_takes_over_are_refused_and_the_role_goes_on(page, leaver, today):
    response = page(leaver, on=today, matters=[key_of(page(leaver))])

    assert "Choose who takes over what is still open" in response.text
    assert leaver.roles.get().ends_on is None


def test_a_matter_of_somebody_else_cannot_be_taken_along(page, leaver, lier, today):
    other = members.person()
    foreign = todo.ask(other, title="Secret", url="/x/", source=other)

    response = page(leaver, on=today, to=members.person(municipality=lier).pk, matters=[f"members.todos|{foreign.pk}"])

    assert "Select a valid choice" in response.text
    foreign.refresh_from_db()
    assert foreign.person == other


def test_a_successor_of_another_municipality_is_refused(page, leaver, today):
    response = page(leaver, on=today, to=members.person().pk, matters=[key_of(page(leaver))])

    assert "Select a valid choice" in response.text
    assert leaver.roles.get().ends_on is None


def test_a_role_cannot_end_before_it_started(page, leaver):
    response = page(leaver, on=members.LONG_AGO - timedelta(days=1))

    assert "A role cannot end before it has started." in response.text
    assert leaver.roles.get().ends_on is None


def test_staff_cannot_end_the_role_of_an_administrator(page, today):
    administrator = members.person(role=Role.ADMIN)

    response = page(administrator, on=today)

    assert "Only an administrator may do this" in response.text
    assert administrator.roles.get().ends_on is None


def test_an_officer_cannot_end_a_role(client, leaver, lier, today):
    client.force_login(members.user_with(Role.OFFICER, lier))

    response = client.post(f"/leden/rollen/{leaver.roles.get().pk}/beeindigen/", {"on": today})

    assert response.status_code == 403
    assert leaver.roles.get().ends_on is None
