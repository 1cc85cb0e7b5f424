"""Invariants of editions and registrations, counted again from the rows; each function yields sentences."""

from datetime import timedelta

from django.db.models import Count, F
from django.utils import timezone

from trainings import rules
from trainings.models import Edition, EditionState, Registration, ReservedSeat


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


def kept_seats():
    """No seat waits for a name after its last day, give or take a night, or in an edition that was called off."""
    yesterday = timezone.localdate() - timedelta(days=1)
    for seat in ReservedSeat.objects.lapsed_on(yesterday).select_related("group"):
        yield f"edition {seat.group.edition_id}: seat {seat.pk} waits for a name since {seat.names_by}"
    for seat in ReservedSeat.objects.kept().filter(group__edition__state=EditionState.CANCELLED):
        yield f"edition {seat.group.edition_id}: cancelled, but seat {seat.pk} is still kept"


def queues():
    """Nobody waits who could have been seated."""
    now = timezone.now()
    for edition in Edition.objects.with_a_free_seat_and_a_queue():
        if could_sit := rules.next_in_line(edition, now=now).seated:
            yield f"edition {edition.pk}: {len(could_sit)} waiting while a seat is free"
