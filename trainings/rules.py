"""What is allowed and decided about editions and registrations; reads, never writes."""

from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from members.models import Role
from trainings.models import EditionState, HalfDay, Interest, RegistrationState, Stage, Tariff

LAST_SEATS = 3
HOURS_FIRST = 48
NO_AUTOMATIC_PROMOTION_WITHIN = timedelta(hours=24)


class Refusal(models.TextChoices):
    """Why a deed is not possible, as a sentence for the person who tried."""

    NOT_OPEN = "not-open", _("Registration for this edition has not opened yet.")
    CLOSED = "closed", _("Registration for this edition has closed.")
    INTERESTED_FIRST = (
        "interested-first",
        _("Who asked to be kept informed goes first. Come back a little later: the page says when."),
    )
    CANCELLED = "cancelled", _("This edition has been cancelled.")
    STARTED = "started", _("This edition has already started.")
    REGISTERED = "registered", _("You are registered for this edition already.")
    REGISTERED_TOO = "registered-too", _("Who takes over is registered for this edition already.")
    UNKNOWN = (
        "unknown",
        _("We do not know for whom this is: your account has no active role. Ask your contact with us."),
    )
    NO_LONGER_GIVEN = "no-longer-given", _("This module is no longer given. Look at what came in its place.")
    OVER = "over", _("This edition is over.")
    NO_SEAT_FREE = "no-seat-free", _("No seat is free. Give the edition a seat more, or cancel somebody first.")
    NOT_WAITING = "not-waiting", _("This person is not on the waiting list.")
    NOT_ACTIVE = "not-active", _("This registration has ended already.")
    NOT_YOURS = "not-yours", _("You cannot change this registration.")
    NO_DATES = "no-dates", _("Give the edition at least one half-day first.")
    NO_PLACE = "no-place", _("Say where the edition takes place, or that it is online.")
    NO_SEATS = "no-seats", _("An edition needs at least one seat.")
    ENDS_BEFORE_IT_STARTS = "ends-before-it-starts", _("A half-day has to end after it starts.")
    IN_THE_PAST = "in-the-past", _("This day is over. Choose a day from today on.")
    HALF_DAYS_OVERLAP = "half-days-overlap", _("This edition has another half-day at that time.")
    CLOSES_TOO_LATE = "closes-too-late", _("The last day to register has to come before the first half-day.")
    CLOSED_BEFORE_IT_OPENS = "closed-before-it-opens", _("The last day to register is over. Choose a later one first.")


# --- What a visitor sees --------------------------------------------------------------------------


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
    if edition.state == EditionState.CLOSED or today > edition.closes_on:
        return Availability.CLOSED
    if not edition.seats_left or edition.people_waiting:
        return Availability.FULL
    return Availability.LAST if edition.seats_left <= LAST_SEATS else Availability.FREE


# --- Registering ----------------------------------------------------------------------------------


def refusals(edition, person, *, today, now=None):
    """Every reason why `person` may not register today; an empty list means welcome.

    Without `now` the question is about the day: the hours in which who asked for it goes first do not count.
    """
    first_half_day = edition.half_days.first()
    rules = (
        (Refusal.UNKNOWN, person is None or not person.roles.active_on(today).granting(*Role).exists()),
        (Refusal.NOT_OPEN, edition.state in (EditionState.DRAFT, EditionState.ANNOUNCED)),
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.CLOSED, edition.state == EditionState.CLOSED or has_closed(edition, today=today)),
        (Refusal.INTERESTED_FIRST, now is not None and others_go_first(edition, person, now=now)),
        (Refusal.STARTED, first_half_day is not None and today >= first_half_day.date),
        (Refusal.REGISTERED, person is not None and edition.registrations.active().filter(person=person).exists()),
    )
    return [refusal for refusal, applies in rules if applies]


def has_closed(edition, *, today):
    return edition.closes_on is not None and today > edition.closes_on


def others_go_first(edition, person, *, now):
    """True in the first hours, for who did not ask to be kept informed before registration opened."""
    if edition.interested_first_until is None or now >= edition.interested_first_until:
        return False
    return not Interest.objects.of(person).filter(module=edition.module_id, since__lte=edition.opened_at).exists()


def interest_refusals(module, person):
    """Every reason why `person` cannot be kept informed of a module."""
    rules = (
        (Refusal.UNKNOWN, person is None),
        (Refusal.NO_LONGER_GIVEN, module.stage == Stage.RETIRED),
    )
    return [refusal for refusal, applies in rules if applies]


def clashes(edition, person):
    """The half-days of other editions in which `person` has a seat at the same time: worth a warning, no refusal."""
    if person is None:
        return HalfDay.objects.none()
    theirs = HalfDay.objects.overlapping(edition.half_days.all()).exclude(edition=edition)
    return theirs.exclude(edition__state=EditionState.CANCELLED).filter(
        edition__registrations__person=person,
        edition__registrations__state__in=RegistrationState.holding_a_seat(),
    )


def seats_free(edition):
    """How many seats nobody holds; never below zero, also when seats were taken away afterwards."""
    return max(0, edition.seats - edition.registrations.holding_a_seat().count())


def state_for_newcomer(edition):
    """A seat when one is free and nobody waits who could take it; otherwise a place at the end of the queue."""
    if not seats_free(edition):
        return RegistrationState.WAITLISTED
    somebody_could = marked_elsewhere(edition.registrations.waiting()).filter(is_elsewhere=False).exists()
    return RegistrationState.WAITLISTED if somebody_could else RegistrationState.CONFIRMED


class Price(NamedTuple):
    amount: Decimal
    tariff: Tariff


def price_for(edition, municipality, *, on):
    """What a seat costs somebody of this municipality: membership on the day decides, never the visitor."""
    if edition.is_free:
        return Price(Decimal(0), Tariff.FREE)
    if municipality is not None and municipality.memberships.active_on(on).exists():
        return Price(edition.price_member, Tariff.MEMBER)
    return Price(edition.price_other, Tariff.OTHER)


# --- The waiting list -----------------------------------------------------------------------------


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


# --- Cancelling -----------------------------------------------------------------------------------


def cancel_refusals(registration, *, by, now):
    """Every reason why `by` may not cancel this registration; who plans may until the edition is over."""
    plans = by.has_perm("trainings.plan")
    first_half_day = registration.edition.half_days.first()
    rules = (
        (Refusal.NOT_YOURS, not plans and registration.person.user_id != by.pk),
        (Refusal.NOT_ACTIVE, not registration.is_active),
        (Refusal.STARTED, not plans and first_half_day is not None and now >= first_half_day.begins),
        (Refusal.OVER, plans and is_over(registration.edition, now=now)),
    )
    return [refusal for refusal, applies in rules if applies]


def replace_refusals(registration, successor, *, now):
    """Every reason why `successor` cannot take the place of who was registered."""
    edition = registration.edition
    rules = (
        (Refusal.NOT_ACTIVE, not registration.is_active),
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.OVER, is_over(edition, now=now)),
        (Refusal.REGISTERED_TOO, edition.registrations.active().filter(person=successor).exists()),
    )
    return [refusal for refusal, applies in rules if applies]


def cancel_edition_refusals(edition, *, now):
    """Every reason why an edition cannot be called off."""
    rules = (
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.OVER, is_over(edition, now=now)),
    )
    return [refusal for refusal, applies in rules if applies]


def is_over(edition, *, now):
    """True once the last half-day has finished."""
    last_half_day = edition.half_days.last()
    return last_half_day is not None and now >= last_half_day.finishes


# --- Planning -------------------------------------------------------------------------------------


def plan_refusals(*, seats, half_days, closes_on=None):
    """Every reason why an edition with these seats and half-days cannot be planned.

    `half_days` holds (date, starts_at, ends_at) tuples; `closes_on` is empty when we propose the day.
    """
    ordered = sorted(half_days)
    rules = (
        (Refusal.NO_SEATS, seats < 1),
        (Refusal.NO_DATES, not ordered),
        (Refusal.ENDS_BEFORE_IT_STARTS, any(ends_at <= starts_at for _date, starts_at, ends_at in ordered)),
        (
            Refusal.HALF_DAYS_OVERLAP,
            any(one[0] == other[0] and other[1] < one[2] for one, other in pairwise(ordered)),
        ),
        (Refusal.CLOSES_TOO_LATE, bool(ordered and closes_on) and closes_on >= ordered[0][0]),
    )
    return [refusal for refusal, applies in rules if applies]


def change_refusals(edition, *, seats, closes_on, has_place=True):
    """Every reason why an edition cannot change to this."""
    first_half_day = edition.half_days.first()
    rules = (
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.NO_SEATS, seats < 1),
        (Refusal.CLOSES_TOO_LATE, first_half_day is not None and closes_on >= first_half_day.date),
        (
            Refusal.NO_PLACE,
            edition.state not in (EditionState.DRAFT, EditionState.ANNOUNCED) and not has_place,
        ),
    )
    return [refusal for refusal, applies in rules if applies]


def open_refusals(edition, *, today):
    """Every reason why registration for an edition cannot open."""
    half_days = list(edition.half_days.all())
    rules = (
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.NO_DATES, not half_days),
        (Refusal.STARTED, bool(half_days) and half_days[0].date <= today),
        (Refusal.CLOSED_BEFORE_IT_OPENS, has_closed(edition, today=today)),
        (Refusal.NO_PLACE, not edition.is_online and not edition.city),
    )
    return [refusal for refusal, applies in rules if applies]


def move_refusals(half_day, *, date, starts_at, ends_at, today):
    """Every reason why a half-day cannot move to this date and time."""
    siblings = [other for other in half_day.edition.half_days.all() if other.pk != half_day.pk]
    rules = (
        (Refusal.CANCELLED, half_day.edition.state == EditionState.CANCELLED),
        (Refusal.STARTED, half_day.date < today),
        (Refusal.IN_THE_PAST, date < today),
        (Refusal.ENDS_BEFORE_IT_STARTS, ends_at <= starts_at),
        (
            Refusal.HALF_DAYS_OVERLAP,
            any(other.date == date and other.starts_at < ends_at and other.ends_at > starts_at for other in siblings),
        ),
    )
    return [refusal for refusal, applies in rules if applies]


def opens_by(half_days, *, today):
    """When registration should be open at the latest: six weeks before the first half-day."""
    first_day = min(date for date, _starts_at, _ends_at in half_days)
    return max(today, first_day - timedelta(weeks=6))


def proposed_closing_day(half_days, *, today):
    """A week before the first half-day, or the day before it when a week ago is past; staff may say otherwise."""
    first_day = min(date for date, _starts_at, _ends_at in half_days)
    a_week_before = first_day - timedelta(days=7)
    return a_week_before if a_week_before >= today else first_day - timedelta(days=1)
