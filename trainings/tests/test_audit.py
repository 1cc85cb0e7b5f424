"""`manage.py audit` counts again from the rows: it is silent when all is well and names what is not."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from members.tests import factories as members
from trainings import actions, bookings
from trainings.models import Edition, Registration
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db


def audit():
    """The exit code of the command, and what it found."""
    printed, exit_code = StringIO(), 0
    try:
        call_command("audit", stdout=printed)
    except CommandError as error:
        exit_code = error.returncode
    return exit_code, [line for line in printed.getvalue().splitlines() if not line.endswith(": fine")]


FINE: tuple[int, list[str]] = (0, [])


def test_a_full_edition_with_people_who_wait_is_fine():
    edition = trainings.edition(seats=1)

    for person in [members.person() for _ in range(3)]:
        actions.register(edition, person, by=person.user, today=timezone.localdate())

    assert audit() == FINE


def test_more_people_than_seats_is_named():
    edition = trainings.edition(seats=1)
    trainings.registration(edition)
    trainings.registration(edition)

    assert audit() == (
        1,
        ["trainings.seats: 1 found", f"  edition {edition.pk}: 2 people on 1 seats"],
    )


def test_a_seat_that_staff_took_away_is_fine():
    edition = trainings.edition(seats=2)
    trainings.registration(edition)
    trainings.registration(edition)

    actions.change_edition(edition, seats=1, now=timezone.now())

    assert audit() == FINE


def test_one_more_than_those_who_kept_a_seat_is_named():
    edition = trainings.edition(seats=1, kept_above_seats=1)
    for _ in range(3):
        trainings.registration(edition)

    exit_code, lines = audit()

    assert (exit_code, lines[1]) == (1, f"  edition {edition.pk}: 3 people on 1 seats")


def test_somebody_who_is_in_twice_is_named():
    edition = trainings.edition()
    person = trainings.registration(edition).person
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_active_registration_per_person")  # or the database itself would refuse

    trainings.registration(edition, person)

    assert audit() == (
        1,
        [
            "trainings.seats: 1 found",
            f"  edition {edition.pk}: person {person.pk} is registered 2 times",
        ],
    )


def test_who_cancelled_and_came_back_is_in_once():
    edition = trainings.edition()
    person = trainings.registration(edition, state="cancelled-by-participant").person

    trainings.registration(edition, person)

    assert audit() == FINE


def test_somebody_who_waits_while_a_seat_is_free_is_named():
    edition = trainings.edition(seats=2)
    trainings.registration(edition)
    trainings.registration(edition, state="waitlisted")
    trainings.registration(edition, state="waitlisted")

    assert audit() == (
        1,
        [
            "trainings.queues: 1 found",
            f"  edition {edition.pk}: 1 waiting while a seat is free",
        ],
    )


def test_somebody_who_waits_because_they_are_elsewhere_is_fine():
    edition, elsewhere = trainings.edition(seats=1), trainings.edition()
    busy = trainings.registration(elsewhere).person

    trainings.registration(edition, busy, state="waitlisted")

    assert audit() == FINE


def test_somebody_who_waits_until_staff_phone_is_fine():
    edition = trainings.edition(seats=1, first_day=timezone.localdate())

    trainings.registration(edition, state="waitlisted")

    assert audit() == FINE


def test_the_audit_only_reads():
    edition = trainings.edition(seats=1)
    trainings.registration(edition, state="waitlisted")
    before = list(Registration.objects.values())

    audit()

    assert list(Registration.objects.values()) == before


def test_somebody_who_is_still_registered_for_a_cancelled_edition_is_named():
    registration = trainings.registration(trainings.edition())
    Edition.objects.update(state="cancelled")
    bookings.follow(Edition.objects.get())

    assert audit() == (
        1,
        [
            "trainings.cancelled: 1 found",
            f"  edition {registration.edition_id}: cancelled, but registration {registration.pk} is still active",
        ],
    )
