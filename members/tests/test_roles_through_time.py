"""Roles that begin later, end and overlap: rights and mail follow the day, without anybody acting."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from members import access, actions, seats
from members.models import Role, RoleAssignment
from members.rules.people import Refusal
from members.tests import factories as members
from portal.refused import Refused

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
NEW_YEAR = date(2027, 1, 1)
NEW_YEARS_EVE = NEW_YEAR - timedelta(days=1)


def refusals(deed, *args, **kwargs):
    with pytest.raises(Refused) as refused:
        deed(*args, **kwargs)
    return refused.value.reasons


def test_a_role_of_next_january_gives_access_on_that_day_and_not_before():
    person = members.person(role=None)
    members.role(person, Role.OFFICER, members.municipality(), on=NEW_YEAR)

    assert [access.roles_of(person.user, day) for day in (TODAY, NEW_YEARS_EVE, NEW_YEAR)] == [
        frozenset(),
        frozenset(),
        {Role.OFFICER},
    ]


def test_an_alderman_of_next_january_gets_no_mail_yet():
    alderman = members.role_type("alderman")
    place = members.municipality()
    person = members.person(role=None, user=False)
    members.role(person, "alderman", place, on=NEW_YEAR)

    assert seats.recipients_of(alderman, place, day=NEW_YEARS_EVE) == []
    assert seats.addressees([alderman], day=NEW_YEARS_EVE) == []
    assert [each.person for each in seats.recipients_of(alderman, place, day=NEW_YEAR)] == [person]
    assert [each.person for each in seats.addressees([alderman], day=NEW_YEAR)] == [person]


def test_access_ends_in_the_night_that_a_role_ends_and_name_and_period_stay():
    person = members.person()
    role = person.roles.get()

    actions.end_role(role, on=NEW_YEAR)

    assert access.may(person.user, "trainings.register", NEW_YEARS_EVE)
    assert not access.may(person.user, "trainings.register", NEW_YEAR)
    kept = RoleAssignment.objects.get(pk=role.pk)
    assert (kept.person, kept.last_day) == (person, NEW_YEARS_EVE)


def test_a_role_that_would_begin_within_another_is_refused_and_one_that_begins_at_its_end_is_not():
    person, place = members.person(role=None), members.municipality()
    members.role(person, "alderman", place, on=TODAY, until=NEW_YEAR)
    alderman = members.role_type("alderman")

    reasons = refusals(actions.assign_role, person, alderman, on=NEW_YEARS_EVE, municipality=place)

    assert reasons == [Refusal.HELD]
    assert actions.assign_role(person, alderman, on=NEW_YEAR, municipality=place).ends_on is None


def test_a_bounded_role_that_runs_into_a_later_one_is_refused_and_one_that_ends_before_it_is_not():
    person, place = members.person(role=None), members.municipality()
    members.role(person, "alderman", place, on=NEW_YEAR)
    alderman = members.role_type("alderman")
    a_day_later = NEW_YEAR + timedelta(days=1)

    reasons = refusals(actions.assign_role, person, alderman, on=TODAY, until=a_day_later, municipality=place)

    assert reasons == [Refusal.OVERLAPS]
    assert actions.assign_role(person, alderman, on=TODAY, until=NEW_YEAR, municipality=place).last_day == NEW_YEARS_EVE


def test_a_role_that_ends_before_it_starts_is_refused():
    person, alderman = members.person(role=None), members.role_type("alderman")
    place = members.municipality()

    assert refusals(actions.assign_role, person, alderman, on=TODAY, until=TODAY, municipality=place) == [
        Refusal.ENDS_BEFORE_IT_STARTS
    ]
    assert not person.roles.exists()


def test_a_role_that_ended_is_not_stretched_by_ending_it_again():
    role = members.role(members.person(role=None), Role.STAFF, on=date(2025, 1, 1), until=TODAY)

    assert refusals(actions.end_role, role, on=NEW_YEAR) == [Refusal.ENDED]


def test_nobody_starts_in_a_municipality_that_is_no_more():
    person, alderman = members.person(role=None), members.role_type("alderman")
    ended = members.municipality(valid_to=TODAY)

    assert refusals(actions.assign_role, person, alderman, on=TODAY, municipality=ended) == [Refusal.NO_LONGER_EXISTS]
    assert actions.assign_role(person, alderman, on=TODAY - timedelta(days=1), municipality=ended)


def test_the_database_itself_refuses_two_open_roles_of_a_kind():
    role = members.role(members.person(role=None), "alderman", members.municipality(), on=TODAY)
    double = {"person": role.person, "role_type": role.role_type, "municipality": role.municipality}

    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(**double, starts_on=NEW_YEAR)


def test_only_an_administrator_makes_somebody_staff():
    person, staff = members.person(role=None), members.user_with(Role.STAFF)
    role_type = members.role_type(Role.STAFF)

    reasons = refusals(actions.assign_role, person, role_type, on=TODAY, by=staff)
    given = actions.assign_role(person, role_type, on=TODAY, by=members.user_with(Role.ADMIN))

    assert (reasons, given.person) == ([Refusal.FOR_ADMINISTRATORS], person)


def test_an_announced_role_is_taken_back_and_one_that_began_is_not():
    person, staff = members.person(role=None), members.user_with(Role.STAFF)
    coming = members.role(person, "alderman", members.municipality(), on=NEW_YEAR)
    begun = members.role(person, "councillor", members.municipality(), on=TODAY)

    actions.withdraw_role(coming, today=TODAY, by=staff)

    assert refusals(actions.withdraw_role, begun, today=TODAY, by=staff) == [Refusal.STARTED]
    assert list(person.roles.all()) == [begun]


def test_a_person_with_roles_in_two_municipalities_is_in_a_mailing_once():
    officer, head = members.role_type(Role.OFFICER), members.role_type(Role.MANAGER)
    lier, boom = members.municipality("Lier"), members.municipality("Boom")
    person = members.person(municipality=lier)
    members.role(person, Role.MANAGER, boom)

    everybody = seats.addressees([officer, head], day=TODAY)

    assert [(each.person, each.municipalities) for each in everybody] == [(person, [boom, lier])]


def test_a_mailing_needs_as_many_queries_for_three_people_as_for_one(django_assert_num_queries):
    officer = members.role_type(Role.OFFICER)
    for number in (1, 3):
        while officer.assignments.count() < number:
            members.person()

        with django_assert_num_queries(1):
            assert len([each.person.language for each in seats.addressees([officer], day=TODAY)]) == number
