"""Invariants of editions and registrations, counted again from the rows; each function yields sentences."""

from collections import defaultdict

from django.db.models import Count, F
from django.utils import timezone

from members.models import Booking
from portal.pointers import key_of
from trainings import rules
from trainings.models import Edition, EditionState, HalfDay, Registration


def seats():
    """No edition has more people than seats, but for those who kept one that staff took away; nobody is in twice."""
    for edition in Edition.objects.with_seats_taken().filter(seats_taken__gt=F("seats") + F("kept_above_seats")):
        yield f"edition {edition.pk}: {edition.seats_taken} people on {edition.seats} seats"
    doubles = Registration.objects.active().order_by().values("edition", "person").annotate(number=Count("pk"))
    for double in doubles.filter(number__gt=1):
        yield f"edition {double['edition']}: person {double['person']} is registered {double['number']} times"


def cancelled():
    """Nobody is registered for an edition that was called off."""
    for registration in Registration.objects.active().filter(edition__state=EditionState.CANCELLED):
        yield f"edition {registration.edition_id}: cancelled, but registration {registration.pk} is still active"


def queues():
    """Nobody waits who could have been seated."""
    now = timezone.now()
    for edition in Edition.objects.with_a_free_seat_and_a_queue():
        if could_sit := rules.next_in_line(edition, now=now).seated:
            yield f"edition {edition.pk}: {len(could_sit)} waiting while a seat is free"


def agendas():
    """Who teaches or has a seat is busy during the half-days that go on, and nobody else is."""
    busy, expected = defaultdict(set), defaultdict(set)
    for source, person in Booking.objects.filter(source__startswith="trainings.halfday:").values_list(
        "source", "person"
    ):
        busy[source].add(person)
    people = defaultdict(set)
    for edition, person in Edition.trainers.through.objects.values_list("edition", "person"):
        people[edition].add(person)
    for edition, person in Registration.objects.holding_a_seat().values_list("edition", "person"):
        people[edition].add(person)
    for half_day in HalfDay.objects.exclude(edition__state=EditionState.CANCELLED):
        expected[key_of(half_day)] = people[half_day.edition_id]
    for source in sorted(busy.keys() | expected.keys()):
        if busy[source] != expected[source]:
            yield f"{source}: {len(expected[source])} people expected, {len(busy[source])} booked"
