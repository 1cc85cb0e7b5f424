"""What a visitor sees of an edition."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from trainings.models import EditionState
from trainings.rules.planning import has_closed
from trainings.rules.spread import spread_holds

LAST_SEATS = 3


class Availability(models.TextChoices):
    FREE = "free", _("Seats free")
    LAST = "last", _("Last seats")
    FULL = "full", _("Full")
    CLOSED = "closed", _("Registration closed")
    CANCELLED = "cancelled", _("Cancelled")
    DRAFT = "draft", _("Draft")
    ANNOUNCED = "announced", _("Announced")

    @property
    def takes_registrations(self):
        return self in (Availability.FREE, Availability.LAST, Availability.FULL)


def availability(edition, *, today):
    """How an edition stands; a promise of nothing: the seat is given under the hold. Needs `with_seats_taken()`."""
    if edition.state == EditionState.CANCELLED:
        return Availability.CANCELLED
    if edition.state == EditionState.DRAFT:
        return Availability.DRAFT
    if edition.state == EditionState.ANNOUNCED:
        return Availability.ANNOUNCED
    if edition.state == EditionState.CLOSED or has_closed(edition, today=today):
        return Availability.CLOSED
    others_may_come = spread_holds(edition, on=today)  # who waits may be of a municipality that has its seats
    if not edition.seats_left or (edition.people_waiting and not others_may_come):
        return Availability.FULL
    return Availability.LAST if edition.seats_left <= LAST_SEATS else Availability.FREE
