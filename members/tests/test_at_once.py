"""Two colleagues do the same at the same moment: one of them is first, and the other reads why not."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection

from members import actions
from members.models import ConfirmationRound, Person, Role, Vacancy, YouthCouncil
from members.tests import factories as members
from portal.refused import Refused

pytestmark = pytest.mark.django_db(transaction=True)

TODAY = date(2026, 11, 22)
AT_ONCE = 4


def all_at_once(deed):
    """What each of the threads came to: "done", or the reasons why not."""
    gate = threading.Barrier(AT_ONCE)

    def do(_number):
        gate.wait()
        try:
            deed()
            return "done"
        except Refused as refused:
            return refused.reasons[0].value
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return sorted(pool.map(do, range(AT_ONCE)))


def test_a_seat_becomes_vacant_once():
    place, alderman = members.municipality(), members.role_type("alderman")

    outcome = all_at_once(lambda: actions.open_vacancy(alderman, place, on=TODAY))

    assert outcome == ["done", "vacant", "vacant", "vacant"]
    assert Vacancy.objects.count() == 1


def test_one_round_opens():
    by = members.user_with(Role.STAFF)

    outcome = all_at_once(lambda: actions.open_round(today=TODAY, closes_on=TODAY + timedelta(days=30), by=by))

    assert outcome == ["done", "one-is-open", "one-is-open", "one-is-open"]
    assert ConfirmationRound.objects.count() == 1


def test_a_youth_council_is_described_by_everybody_and_stands_there_once():
    place = members.municipality()

    outcome = all_at_once(lambda: actions.describe_youth_council(place, status="active"))

    assert outcome == ["done"] * AT_ONCE
    assert YouthCouncil.objects.count() == 1


def test_an_address_stands_in_the_register_once():
    outcome = all_at_once(lambda: actions.add_person(first_name="An", last_name="Aerts", email="an@example.org"))

    assert outcome == ["address-taken", "address-taken", "address-taken", "done"]
    assert Person.objects.filter(email="an@example.org").count() == 1


def test_two_people_do_not_move_to_one_address():
    by, people = members.user_with(Role.STAFF), [members.person(user=False) for _ in range(AT_ONCE)]

    outcome = all_at_once(lambda: actions.change_person(people.pop(), by=by, today=TODAY, email="shared@example.org"))

    assert outcome == ["address-taken", "address-taken", "address-taken", "done"]
    assert Person.objects.filter(email="shared@example.org").count() == 1


def test_somebody_holds_a_role_once():
    person, alderman, place = members.person(role=None), members.role_type("alderman"), members.municipality()

    outcome = all_at_once(lambda: actions.assign_role(person, alderman, on=TODAY, municipality=place))

    assert outcome == ["done", "held", "held", "held"]
    assert person.roles.count() == 1
