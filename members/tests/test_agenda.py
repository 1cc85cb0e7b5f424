from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from members import agenda
from members.tests import factories as members

pytestmark = pytest.mark.django_db

NINE = timezone.make_aware(datetime(2027, 3, 1, 9))
HOUR = timedelta(hours=1)


def busy(person, start, end, **fields):
    return [(each.starts_at, each.ends_at) for each in agenda.busy([person], start, end, **fields)]


def test_somebody_who_is_booked_is_busy_at_that_time_and_not_before_or_after():
    person, source = members.person(), members.municipality()

    agenda.book(person, NINE, NINE + 3 * HOUR, source=source)

    assert busy(person, NINE + 2 * HOUR, NINE + 4 * HOUR) == [(NINE, NINE + 3 * HOUR)]
    assert busy(person, NINE - HOUR, NINE) == busy(person, NINE + 3 * HOUR, NINE + 4 * HOUR) == []
    assert busy(members.person(), NINE, NINE + HOUR) == []


def test_booked_again_for_the_same_thing_the_time_moves():
    person, source = members.person(), members.municipality()

    for start in (NINE, NINE + 24 * HOUR):
        agenda.book(person, start, start + HOUR, source=source)

    assert busy(person, NINE, NINE + 48 * HOUR) == [(NINE + 24 * HOUR, NINE + 25 * HOUR)]


def test_what_is_released_keeps_nobody_busy_or_one_person_alone():
    one, other, source = members.person(), members.person(), members.municipality()
    agenda.book_only([one, other], NINE, NINE + HOUR, source=source)

    agenda.release(source=source, person=one)
    after_one = (busy(one, NINE, NINE + HOUR), len(busy(other, NINE, NINE + HOUR)))
    agenda.release(source=source)

    assert (after_one, busy(other, NINE, NINE + HOUR)) == (([], 1), [])


def test_booking_exactly_these_people_frees_whoever_was_booked_before():
    one, other, source = members.person(), members.person(), members.municipality()
    agenda.book_only([one], NINE, NINE + HOUR, source=source)

    agenda.book_only([other], NINE + HOUR, NINE + 2 * HOUR, source=source)

    assert (busy(one, NINE, NINE + 9 * HOUR), busy(other, NINE, NINE + 9 * HOUR)) == (
        [],
        [(NINE + HOUR, NINE + 2 * HOUR)],
    )


def test_what_is_meant_itself_is_no_conflict():
    person, source = members.person(), members.municipality()
    agenda.book(person, NINE, NINE + HOUR, source=source)

    assert busy(person, NINE, NINE + HOUR, besides=[source]) == []
