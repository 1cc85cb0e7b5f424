"""Who gets a seat, who waits, and who is next; always read under the hold."""

from typing import NamedTuple

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from trainings.models import EditionState, HalfDay, RegistrationState
from trainings.rules.planning import is_over
from trainings.rules.refusals import Refusal
from trainings.rules.seat_offers import offer_deadline, promotion_stops
from trainings.rules.spread import Spread


class Skip(models.TextChoices):
    """Why a free seat goes past somebody who waits; said to staff, the page of who waits says it in its own words."""

    ELSEWHERE = "elsewhere", _("has a seat in another training at that time")
    SPREAD = "spread", _("the municipality has the seats that one municipality may have")


def seats_free(edition):
    """How many seats nobody holds; never below zero, also when seats were taken away afterwards."""
    return max(0, edition.seats - edition.count_seats_held())


def queue_is_full(edition):
    """True when the waiting list is as long as it may become."""
    return edition.queue_limit is not None and edition.registrations.waiting().count() >= edition.queue_limit


def state_for_newcomer(edition, *, municipality, on):
    """A seat when one is free and nobody waits who could take it; otherwise a place at the end of the queue."""
    spread = Spread([edition], on=on)
    if not seats_free(edition) or spread.is_used_up(edition.pk, municipality and municipality.pk):
        return RegistrationState.WAITLISTED
    waiting = marked_elsewhere(edition.registrations.waiting())
    somebody_could = any(not why_skipped(registration, spread) for registration in waiting)
    return RegistrationState.WAITLISTED if somebody_could else RegistrationState.CONFIRMED


def may_promote(edition, *, now):
    """From a day before the start on, or what staff made of it, nobody is seated automatically: staff phone instead."""
    stops = promotion_stops(edition)
    is_planned = edition.state in (EditionState.OPEN, EditionState.CLOSED)
    if not is_planned or stops is None or now >= stops:
        return False
    return not edition.offers_seats or offer_deadline(now, stops=stops) is not None


class InLine(NamedTuple):
    seated: list
    skipped: list


def next_in_line(edition, *, now):
    """Who of the waiting list gets the free seats, and who is skipped, each with the reason as `skip`."""
    line = InLine([], [])
    free = seats_free(edition) if may_promote(edition, now=now) else 0
    if not free:
        return line
    spread = Spread([edition], on=timezone.localdate(now))
    for registration in marked_elsewhere(edition.registrations.waiting().select_related("person__user")):
        if len(line.seated) == free:
            break
        registration.skip = why_skipped(registration, spread)
        if registration.skip:
            line.skipped.append(registration)
        else:
            spread.take(edition.pk, registration.municipality_id)
            line.seated.append(registration)
    return line


def why_skipped(registration, spread):
    """The reason why a free seat goes past somebody who waits, or None. Needs `marked_elsewhere()`."""
    if registration.is_elsewhere:
        return Skip.ELSEWHERE
    return Skip.SPREAD if spread.is_used_up(registration.edition_id, registration.municipality_id) else None


def with_reasons(registrations, *, on):
    """The registrations as a list; who waits knows as `skip` why a seat would go past them.

    Needs `marked_elsewhere()` and the editions.
    """
    registrations = list(registrations)
    waiting = [each for each in registrations if each.state == RegistrationState.WAITLISTED]
    spread = Spread({each.edition for each in waiting}, on=on)
    for registration in registrations:
        registration.skip = None
    for registration in waiting:
        registration.skip = why_skipped(registration, spread)
    return registrations


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


def seat_refusals(registration, *, now, beyond_seats=False):
    """Every reason why staff cannot give somebody on the waiting list a seat, whatever their place in line."""
    edition = registration.edition
    rules = (
        (Refusal.NOT_WAITING, registration.state != RegistrationState.WAITLISTED),
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.OVER, is_over(edition, now=now)),
        (Refusal.NO_SEAT_FREE, not beyond_seats and not seats_free(edition)),
    )
    return [refusal for refusal, applies in rules if applies]
