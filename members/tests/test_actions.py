from datetime import date

import pytest

from members import actions
from members.models import Membership, Person, Role, RoleAssignment, TerritorialEvent, TerritorialParty
from members.tests import factories as members
from portal.refused import Refused

pytestmark = pytest.mark.django_db

DAY, LATER = date(2026, 1, 1), date(2026, 6, 1)


def test_the_same_role_in_another_municipality_is_a_second_role():
    person = members.person()

    members.role(person, Role.OFFICER, members.municipality(), on=DAY)

    assert person.roles.count() == 2


def test_a_role_that_somebody_holds_there_already_is_refused():
    person = members.person()
    held = person.roles.get()

    with pytest.raises(Refused):
        actions.assign_role(person, held.role_type, on=DAY, municipality=held.municipality)

    assert person.roles.count() == 1


def test_a_role_that_would_run_into_a_later_one_is_refused():
    person = members.person(role=None)
    members.role(person, Role.STAFF, on=LATER)

    with pytest.raises(Refused):
        members.role(person, Role.STAFF, on=DAY)


def test_a_role_that_ended_may_start_again_on_the_day_of_its_end():
    person = members.person(role=None)
    members.role(person, Role.STAFF, on=DAY, until=LATER)

    members.role(person, Role.STAFF, on=LATER)

    assert RoleAssignment.objects.active_on(LATER).filter(person=person).count() == 1


def test_a_role_cannot_end_on_its_first_day():
    role = members.role(members.person(role=None), Role.STAFF, on=DAY)

    with pytest.raises(Refused):
        actions.end_role(role, on=DAY)

    role.refresh_from_db()
    assert role.ends_on is None


def test_an_account_is_given_once():
    person = members.person(user=False)

    first, second = actions.give_account(person), actions.give_account(Person.objects.get())

    assert first == second
    assert first.email == person.email
    assert not first.has_usable_password()


def test_recording_a_merger_twice_changes_nothing():
    successor, predecessors = members.municipality(), [members.municipality(), members.municipality()]

    for _time in range(2):
        actions.record_merger(successor, predecessors, on=DAY)

    assert TerritorialEvent.objects.count() == 1
    assert TerritorialParty.objects.count() == 3


def test_a_member_cannot_join_again_while_it_is_one():
    municipality = members.municipality()
    actions.join(municipality, on=DAY)

    with pytest.raises(Refused):
        actions.join(municipality, on=LATER)

    assert Membership.objects.of(municipality).count() == 1
