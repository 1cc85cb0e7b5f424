"""`manage.py audit` counts again from the rows: it is silent when all is well and names what is not."""

from datetime import timedelta
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


# --- What somebody broke in the database ----------------------------------------------------------


def drop(constraint, table="trainings_registration"):
    """Take a constraint away until the test is over, or the database itself would refuse."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # or the table waits for checks of its own
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}")
        else:
            cursor.execute("PRAGMA ignore_check_constraints = ON")


def too_many_people(edition):
    trainings.registration(edition)
    return f"edition {edition.pk}: 2 people on 1 seats"


def an_override_that_nobody_recorded(edition):
    trainings.registration(edition, is_beyond_seats=True)
    return f"edition {edition.pk}: 2 people on 1 seats"


def somebody_twice(edition):
    with connection.cursor() as cursor:
        cursor.execute("DROP INDEX one_active_registration_per_person")
    Edition.objects.update(seats=2)
    person = edition.registrations.get().person
    trainings.registration(edition, person)
    return f"edition {edition.pk}: person {person.pk} is registered 2 times"


def an_offer_without_an_end(edition):
    drop("an_offer_knows_until_when")
    registration = edition.registrations.get()
    Registration.objects.update(state="offered", offer_until=None)
    return f"edition {edition.pk}: offer {registration.pk} has no last moment"


def an_offer_that_lapsed(edition):
    registration = edition.registrations.get()
    Registration.objects.update(state="offered", offer_until=timezone.now() - timedelta(hours=1))
    return f"edition {edition.pk}: offer {registration.pk} lapsed, and still holds a seat"


def a_queue_with_a_seat_free(edition):
    Registration.objects.update(state="waitlisted", queued_at=timezone.now())
    return f"edition {edition.pk}: 1 waiting while a seat is free"


@pytest.mark.parametrize(
    "corrupt",
    [
        too_many_people,
        an_override_that_nobody_recorded,
        somebody_twice,
        an_offer_without_an_end,
        an_offer_that_lapsed,
        a_queue_with_a_seat_free,
    ],
)
def test_each_corruption_is_named_and_before_it_all_was_fine(corrupt):
    edition = trainings.edition(seats=1)
    trainings.registration(edition)
    before = audit()

    try:
        named = corrupt(edition)
        exit_code, lines = audit()
    finally:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA ignore_check_constraints = OFF")

    assert before == FINE
    assert exit_code == 1
    assert f"  {named}" in lines


def test_an_offer_that_waits_for_an_answer_is_fine_and_so_is_who_waits_behind_it():
    edition = trainings.edition(seats=1, promotion="offer")
    trainings.registration(edition, state="offered")
    trainings.registration(edition, state="waitlisted")

    assert audit() == FINE


def test_who_came_beyond_the_seats_is_told_and_is_no_violation():
    edition, staff = trainings.edition(seats=1), members.user_with("staff")
    trainings.registration(edition)
    added = actions.add_participant(
        edition, members.person(), by=staff, today=timezone.localdate(), beyond_seats=True, reason="Agreed by phone."
    )

    assert audit() == (
        0,
        [
            f"trainings.beyond_seats, noted: edition {edition.pk}: registration {added.pk}"
            " came beyond 1 seats (Agreed by phone.)"
        ],
    )
