"""Until a day one municipality gets so many seats at most; then what is left is for everybody."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from members import actions as member_actions
from members.tests import factories as members
from portal.post.models import Mail
from trainings import actions, rules
from trainings.models import Edition, RegistrationState
from trainings.rules import Skip
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db

TODAY = date(2027, 2, 1)
NOW = timezone.make_aware(datetime(2027, 2, 1, 12))
OPEN_TO_ALL = date(2027, 2, 10)


def an_edition(**fields):
    spread = {"seats_per_municipality": 2, "spread_until": OPEN_TO_ALL}
    return trainings.edition(**{"first_day": date(2027, 3, 1), "seats": 5, **spread, **fields})


def comes_from(edition, place, *, today=TODAY):
    person = members.person(municipality=place)
    return actions.register(edition, person, by=person.user, today=today, municipality=place, now=NOW)


def test_the_third_colleague_of_a_municipality_waits_and_reads_why():
    edition, place = an_edition(), members.municipality("Ergens")

    states = [comes_from(edition, place).state for _ in range(3)]
    somebody_else = comes_from(edition, members.municipality()).state

    assert states == ["confirmed", "confirmed", "waitlisted"]
    assert somebody_else == "confirmed"
    mail = Mail.objects.get(kind="trainings/mail/waitlisted")
    assert "tot 10 februari 2027" in mail.text


def test_from_the_day_on_the_third_colleague_gets_a_seat_that_is_left():
    edition, place = an_edition(), members.municipality()
    third = [comes_from(edition, place) for _ in range(3)][-1]
    the_day = timezone.make_aware(datetime.combine(OPEN_TO_ALL, datetime.min.time()))

    actions.seat_who_waits(now=the_day - timedelta(minutes=1))
    third.refresh_from_db()
    before = third.state
    actions.seat_who_waits(now=the_day)
    third.refresh_from_db()

    assert (before, third.state) == ("waitlisted", "confirmed")


def test_from_the_day_on_a_third_colleague_is_registered_at_once():
    edition, place = an_edition(), members.municipality()

    states = [comes_from(edition, place, today=OPEN_TO_ALL).state for _ in range(3)]

    assert states == ["confirmed"] * 3


def test_a_seat_that_comes_free_goes_past_a_municipality_that_has_its_seats_and_says_so():
    edition, place = an_edition(seats=3), members.municipality()
    for _ in range(2):
        trainings.registration(edition, members.person(municipality=place))
    leaving = trainings.registration(edition)
    third, other = (
        trainings.registration(edition, members.person(municipality=of), state="waitlisted")
        for of in (place, members.municipality())
    )

    actions.cancel(leaving, by=leaving.person.user, now=NOW)

    edition.seats = 4
    line = rules.next_in_line(edition, now=NOW)
    assert set(edition.registrations.holding_a_seat()).isdisjoint({third})
    assert other in edition.registrations.holding_a_seat()
    assert [(each, each.skip) for each in line.skipped] == [(third, Skip.SPREAD)]


def test_one_batch_gives_a_municipality_no_more_than_its_seats():
    edition, place = an_edition(seats=1), members.municipality()
    for _ in range(4):
        trainings.registration(edition, members.person(municipality=place), state="waitlisted")

    actions.change_edition(edition, seats=4, now=NOW)

    assert edition.registrations.holding_a_seat().count() == 2


def test_a_merged_municipality_counts_the_seats_of_those_it_came_from():
    first, second = members.municipality(), members.municipality()
    edition = an_edition(spread_until=date(2027, 2, 20))
    for place in (first, second):
        trainings.registration(edition, members.person(municipality=place), municipality=place)
    event = members.merger_plan(first, second, on=date(2027, 1, 1))
    member_actions.execute_event(event, by=None, today=TODAY)
    merged = event.heir.municipality

    assert rules.state_for_newcomer(edition, municipality=merged, on=TODAY) == RegistrationState.WAITLISTED
    assert rules.state_for_newcomer(edition, municipality=members.municipality(), on=TODAY) == "confirmed"


@pytest.mark.parametrize(("day", "availability"), [(TODAY, "last"), (OPEN_TO_ALL, "full")])
def test_an_edition_where_only_a_colleague_too_many_waits_is_not_called_full(day, availability):
    edition, place = an_edition(), members.municipality()
    for _ in range(3):
        comes_from(edition, place)
    counted = Edition.objects.with_seats_taken().get(pk=edition.pk)

    assert rules.availability(counted, today=day) == availability


def test_who_comes_for_no_municipality_is_not_counted():
    edition = an_edition()
    for _ in range(3):
        trainings.registration(edition, members.person(), municipality=None)

    assert rules.state_for_newcomer(edition, municipality=None, on=TODAY) == "confirmed"
