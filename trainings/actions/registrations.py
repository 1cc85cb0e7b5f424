from django.db import transaction
from django.utils import timezone

from members import touchpoints
from members.models import TouchpointKind
from portal.post import actions as post
from portal.refused import Refused
from trainings import calendars, rules
from trainings.models import Edition, Registration, RegistrationState


@transaction.atomic
def register(edition, person, *, by, today, municipality=None, wishes="", form_key=None, now=None, at_the_door=False):
    """Give `person` a seat in `edition`, or a place in the queue; the same form sent twice registers once.

    Staff let somebody in who stands `at_the_door`, also after registration closed, when a seat is free.
    """
    edition = Edition.objects.hold(edition.pk)
    same_form = edition.registrations.filter(person=person, form_key=form_key, form_key__isnull=False)
    if earlier := same_form.active().first():
        return earlier
    reasons = rules.refusals(edition, person, today=today)
    if at_the_door:
        reasons = rules.at_the_door(edition, reasons)
    if reasons:
        raise Refused(reasons)

    now = now or timezone.now()
    state = RegistrationState.CONFIRMED if at_the_door else rules.state_for_newcomer(edition)
    price = rules.price_for(edition, municipality, on=today)
    registration = edition.registrations.create(
        person=person,
        municipality=municipality,
        municipality_name=municipality.name if municipality else "",
        municipality_nis=municipality.nis_code if municipality else "",
        registered_by=by,
        state=state,
        queued_at=now if state == RegistrationState.WAITLISTED else None,
        price=price.amount,
        tariff=price.tariff,
        wishes=wishes,
        form_key=None if same_form.exists() else form_key,  # a key that was used stands in nobody's way
        registered_at=now,
    )
    registration.events.create(to_state=state, by=by, at=now)
    touchpoints.record(
        TouchpointKind.TRAINING_REGISTERED, person=person, municipality=municipality, source=registration, on=today
    )
    tell(registration, "registered" if state == RegistrationState.CONFIRMED else "waitlisted")
    return registration


@transaction.atomic
def cancel(registration, *, by, now, reason=""):
    """End a registration, at the participant's wish or by staff; the seat goes to whoever waits longest."""
    edition = Edition.objects.hold(registration.edition_id)
    registration = edition.registrations.select_related("person").get(pk=registration.pk)
    if reasons := rules.cancel_refusals(registration, by=by, now=now):
        raise Refused(reasons)

    is_own_wish = registration.person.user_id == by.pk
    state = RegistrationState.CANCELLED_BY_PARTICIPANT if is_own_wish else RegistrationState.CANCELLED_BY_ORGANISER
    move_to(registration, state, by=by, now=now, reason=reason)
    touchpoints.withdraw(source=registration)
    tell(registration, "cancelled" if is_own_wish else "cancelled_by_staff")
    free_seats(edition, now=now)
    return registration


@transaction.atomic
def replace(registration, successor, *, by, now):
    """Let a colleague take the place of somebody who cannot come: the seat, or the place in the queue, stays theirs."""
    edition = Edition.objects.hold(registration.edition_id)
    registration = edition.registrations.select_related("person").get(pk=registration.pk)
    if reasons := rules.replace_refusals(registration, successor, now=now):
        raise Refused(reasons)

    state = registration.state
    move_to(registration, RegistrationState.REPLACED, by=by, now=now)
    touchpoints.withdraw(source=registration)
    follower = edition.registrations.create(
        person=successor,
        municipality=registration.municipality,
        municipality_name=registration.municipality_name,
        municipality_nis=registration.municipality_nis,
        registered_by=by,
        state=state,
        priority=registration.priority,
        queued_at=registration.queued_at,
        price=registration.price,
        tariff=registration.tariff,
        registered_at=now,
    )
    follower.events.create(to_state=state, by=by, at=now)
    touchpoints.record(
        TouchpointKind.TRAINING_REGISTERED,
        person=successor,
        municipality=registration.municipality,
        source=follower,
        on=timezone.localdate(now),
    )
    tell(follower, "registered" if state == RegistrationState.CONFIRMED else "waitlisted")
    return follower


def free_seats(edition, *, now):
    """Seat as many waiting people as there are free seats, in order; the caller holds the edition."""
    if edition.kept_above_seats:
        edition.kept_above_seats = max(0, edition.registrations.holding_a_seat().count() - edition.seats)
        edition.save(update_fields=["kept_above_seats"])
    seated = rules.next_in_line(edition, now=now).seated
    for registration in seated:
        move_to(registration, RegistrationState.CONFIRMED, by=None, now=now)
        tell(registration, "promoted")
    return seated


@transaction.atomic
def seat(registration, *, by, now):
    """Give somebody on the waiting list a free seat, also on the last day, when nobody is seated automatically."""
    edition = Edition.objects.hold(registration.edition_id)
    registration = edition.registrations.select_related("person__user").get(pk=registration.pk)
    if reasons := rules.seat_refusals(registration, now=now):
        raise Refused(reasons)

    move_to(registration, RegistrationState.CONFIRMED, by=by, now=now)
    tell(registration, "promoted")
    return registration


@transaction.atomic
def share_name(registration, *, shares):
    """Let the other participants see this name, or no longer."""
    registration.shares_name = shares
    registration.save(update_fields=["shares_name"])
    return registration


def seat_who_waits(*, now):
    """Give the free seats of all editions to who waits: somebody who was elsewhere may be able to come by now."""
    for edition in Edition.objects.with_a_free_seat_and_a_queue():
        with transaction.atomic():
            free_seats(Edition.objects.hold(edition.pk), now=now)


def move_to(registration, state, *, by, now, reason=""):
    """Write the new state and the step that led to it."""
    registration.events.create(from_state=registration.state, to_state=state, by=by, reason=reason, at=now)
    registration.state = state
    registration.save(update_fields=["state"])


def tell(registration, what, **context):
    """Put the mail about this in the outbox, with the half-days for the agenda."""
    waits = registration.state == RegistrationState.WAITLISTED
    position = waits and Registration.objects.with_place_in_line().get(pk=registration.pk).place_in_line
    post.send(
        registration.person,
        f"trainings/mail/{what}",
        {
            "registration": registration,
            "edition": registration.edition,
            "half_days": registration.edition.half_days.all(),
            "position": position,
            **context,
        },
        attachments=[] if waits else [calendars.attachment(registration)],
    )
