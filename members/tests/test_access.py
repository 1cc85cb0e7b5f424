from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from members import access, actions
from members.models import Role
from members.tests import factories as members
from portal.models import User

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
TOMORROW = TODAY + timedelta(days=1)


def test_a_role_that_starts_tomorrow_gives_nothing_today():
    user = members.person(role=None).user
    members.role(user.person, Role.STAFF, on=TOMORROW)

    assert not access.may(user, "members.edit", TODAY)
    assert access.may(user, "members.edit", TOMORROW)


def test_a_role_gives_nothing_from_its_end_on():
    user = members.person(role=None).user
    members.role(user.person, Role.STAFF, on=date(2025, 1, 1), until=TOMORROW)

    assert access.may(user, "members.edit", TODAY)
    assert not access.may(user, "members.edit", TOMORROW)


def test_a_right_goes_to_the_roles_that_it_was_given_to():
    staff, officer = members.user_with(Role.STAFF), members.user_with(Role.OFFICER)

    assert (staff.has_perm("members.see_people"), officer.has_perm("members.see_people")) == (True, False)


def test_an_administrator_has_every_right():
    administrator = members.user_with(Role.ADMIN)

    assert access.rights()
    assert all(administrator.has_perm(right) for right in access.rights())


def test_an_alderman_has_no_right_in_the_portal():
    user = members.person(role=None).user
    members.role(user.person, "alderman", members.municipality())

    assert access.roles_of(user) == frozenset()


def test_an_account_without_a_person_a_visitor_and_a_blocked_account_have_no_role():
    without_person = User.objects.create_user("nobody@example.org")
    blocked = members.user_with(Role.STAFF)
    blocked.is_active = False

    assert [access.roles_of(user) for user in (without_person, AnonymousUser(), blocked)] == [frozenset()] * 3
    assert access.person_of(without_person) is None


def test_a_person_in_two_municipalities_works_in_both():
    first, second = members.municipality(), members.municipality()
    person = members.person(municipality=first)
    members.role(person, Role.MANAGER, second)
    today = timezone.localdate()

    assert set(access.municipalities_of(person, day=today)) == {first, second}
    assert list(access.municipalities_of(person, Role.MANAGER, day=today)) == [second]
    assert access.roles_of(person.user) == {Role.OFFICER, Role.MANAGER}


def test_a_municipality_is_left_when_the_role_there_ends():
    person = members.person()
    actions.end_role(person.roles.get(), on=TOMORROW)

    assert access.municipalities_of(person, day=TODAY).exists()
    assert not access.municipalities_of(person, day=TOMORROW).exists()
