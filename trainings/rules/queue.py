"""Who gets a seat, who waits, and who is next; always read under the hold."""

from datetime import timedelta
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from trainings.models import EditionState, HalfDay, RegistrationState
from trainings.rules.planning import is_over
from trainings.rules.refusals import Refusal

NO_AUTOMATIC_PROMOTION_WITHIN = timedelta(hours=24)


def seats_free(edition):
    """How many seats nobody holds; never below zero, also when seats were taken away afterwards."""
    return max(0, edition.seats - edition.count_seats_held())


def state_for_newcomer(edition):
    """A seat when one is free and nobody waits who could take it; otherwise a place at the end of the queue."""
    if not seats_free(edition):
        return RegistrationState.WAITLISTED
    somebody_could = marked_elsewhere(edition.registrations.waiting()).filter(is_elsewhere=False).exists()
    return RegistrationState.WAITLISTED if somebody_could else RegistrationState.CONFIRMED


def may_promote(edition, *, now):
    """From a day before the start on nobody is seated automatically: staff phone instead."""
    first_half_day = edition.half_days.first()
    is_planned = edition.state in (EditionState.OPEN, EditionState.CLOSED)
    return is_planned and first_half_day is not None and now < first_half_day.begins - NO_AUTOMATIC_PROMOTION_WITHIN


class InLine(NamedTuple):
    seated: list
    skipped: list


def next_in_line(edition, *, now):
    """Who of the waiting list gets the free seats, and who is skipped because they are elsewhere at that time."""
    line = InLine([], [])
    free = seats_free(edition) if may_promote(edition, now=now) else 0
    for registration in marked_elsewhere(edition.registrations.waiting().select_related("person__user")):
        if len(line.seated) == free:
            break
        group = line.skipped if registration.is_elsewhere else line.seated
        group.append(registration)
    return line


def marked_elsewhere(registrations):
    """Adds `is_elsewhere`: the person has a seat in another edition during one of these half-days."""
    theirs = HalfDay.objects.filter(
        edition__registrations__person=OuterRef(OuterRef("person")),
        edition__registrations__state__in=RegistrationState.holding_a_seat(),
        date=OuterRef("date"),
        starts_at__lt=OuterRef("ends_at"),
        ends_at__gt=OuterRef("starts_at"),
    ).exclude(Q(edition=OuterRef("edition")) | Q(edition__state=EditionState.CANCELLED))
    ours = HalfDay.objects.filter(Exists(theirs), edition=OuterRef("edition"))
    return registrations.annotate(is_elsewhere=Exists(ours))


def seat_refusals(registration, *, now):
    """Every reason why staff cannot give somebody on the waiting list a free seat, whatever their place in line."""
    edition = registration.edition
    rules = (
        (Refusal.NOT_WAITING, registration.state != RegistrationState.WAITLISTED),
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.OVER, is_over(edition, now=now)),
        (Refusal.NO_SEAT_FREE, not seats_free(edition)),
    )
    return [refusal for refusal, applies in rules if applies]
