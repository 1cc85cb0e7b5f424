"""Invariants of editions and registrations, counted again from the rows; each function yields sentences."""

from datetime import timedelta

from django.db.models import Count, F
from django.utils import timezone

from trainings import rules
from trainings.models import Edition, EditionState, Registration

THE_CLOCK_TAKES = timedelta(minutes=10)  # at most, to take back an offer that lapsed


def seats():
    """No edition has more people than seats, but for those whom staff let keep or have one; nobody is in twice."""
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


def offers():
    """Who was offered a seat knows until when, and keeps it no longer."""
    now = timezone.now()
    for registration in Registration.objects.offered().filter(offer_until__isnull=True):
        yield f"edition {registration.edition_id}: offer {registration.pk} has no last moment"
    for registration in Registration.objects.lapsed_on(now - THE_CLOCK_TAKES):
        yield f"edition {registration.edition_id}: offer {registration.pk} lapsed, and still holds a seat"


def beyond_seats():
    """Who got a seat that was not there, and why."""
    given = Registration.objects.holding_a_seat().filter(is_beyond_seats=True).select_related("edition")
    for registration in given.prefetch_related("events"):
        why = [event.reason for event in registration.events.all() if event.reason]
        yield (
            f"edition {registration.edition_id}: registration {registration.pk} came beyond"
            f" {registration.edition.seats} seats ({why[-1] if why else 'the reason was erased'})"
        )
