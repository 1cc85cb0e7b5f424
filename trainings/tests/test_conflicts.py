"""Who and what is taken: the same rule when an edition is planned, changed and moved."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from members.models import Booking, Role
from members.tests import factories as members
from portal.refused import Refused
from portal.trail.models import Line
from trainings import actions, audit, conflicts
from trainings.conflicts import Moment
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db

DAY, TODAY = date(2027, 3, 1), date(2027, 2, 1)
NOW = timezone.make_aware(datetime(2027, 2, 1, 12))
MORNING, AFTERNOON = Moment(DAY, *trainings.MORNING), Moment(DAY, *trainings.AFTERNOON)


def plan(moment=MORNING, *, module=None, **fields):
    place = {"venue": "De Wervel", "city": "Gent"}
    return actions.plan_edition(module or trainings.module(), half_days=[moment], today=DAY, **{**place, **fields})


def is_refused(deed):
    try:
        deed()
    except Refused as refused:
        return refused.reasons == [conflicts.Refusal.CLASHES]
    return False


@pytest.mark.parametrize(
    ("moment", "place", "clashes"),
    [
        (MORNING, {}, True),
        (AFTERNOON, {}, False),
        (MORNING, {"city": "Brugge"}, False),
        (MORNING, {"venue": "DE WERVEL"}, True),
        (MORNING, {"venue": ""}, False),
        (MORNING, {"is_online": True}, False),
    ],
)
def test_a_venue_takes_one_edition_at_a_time(moment, place, clashes):
    plan()

    assert is_refused(lambda: plan(moment, **place)) is clashes


def test_a_trainer_is_never_double_booked_in_silence():
    coach = members.person(role=Role.COACH)
    plan(trainers=[coach])

    without_a_reason = is_refused(lambda: plan(city="Brugge", trainers=[coach]))
    plan(city="Brugge", trainers=[coach], reason="They only open the day.")

    assert without_a_reason
    assert Line.objects.get(kind="override").reason == "They only open the day."
    assert Booking.objects.filter(person=coach).count() == 2


def test_who_is_named_as_a_trainer_afterwards_is_looked_at_too():
    coach = members.person(role=Role.COACH)
    plan(trainers=[coach])
    other, later = plan(city="Brugge"), plan(AFTERNOON, city="Hasselt")

    def name(edition):
        actions.change_edition(edition, seats=12, now=NOW, trainers=[coach])

    assert (is_refused(lambda: name(other)), is_refused(lambda: name(later))) == (True, False)


def test_an_edition_that_is_called_off_takes_nobody_and_nothing():
    coach, staff = members.person(role=Role.COACH), members.user_with(Role.STAFF)
    edition = plan(trainers=[coach])
    actions.cancel_edition(edition, by=staff, now=NOW)

    assert not is_refused(lambda: plan(trainers=[coach]))


def test_a_seat_keeps_somebody_busy_as_long_as_they_have_it():
    edition, person = trainings.edition(first_day=DAY, half_days=2, seats=1), members.person()
    waiting = members.person()

    registration = actions.register(edition, person, by=person.user, today=TODAY, now=NOW)
    actions.register(edition, waiting, by=waiting.user, today=TODAY, now=NOW)
    taken = [Booking.objects.filter(person=each).count() for each in (person, waiting)]
    actions.cancel(registration, by=person.user, now=NOW)

    assert taken == [2, 0]
    assert [Booking.objects.filter(person=each).count() for each in (person, waiting)] == [0, 2]


def test_a_colleague_who_takes_over_is_busy_instead():
    edition, person, colleague = trainings.edition(first_day=DAY, half_days=1), members.person(), members.person()
    registration = actions.register(edition, person, by=person.user, today=TODAY, now=NOW)

    actions.replace(registration, colleague, by=person.user, now=NOW)

    assert [booking.person for booking in Booking.objects.all()] == [colleague]


def test_the_audit_finds_an_agenda_that_does_not_follow():
    plan(trainers=[members.person(role=Role.COACH)])
    fine = list(audit.agendas())

    Booking.objects.all().delete()

    assert (fine, len(list(audit.agendas()))) == ([], 1)
