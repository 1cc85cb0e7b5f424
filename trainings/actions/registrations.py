from django.db import transaction
from django.utils import timezone

from members import todo, touchpoints
from members.models import TouchpointKind
from portal.post import actions as post
from portal.refused import Refused
from trainings import bookings, calendars, rules, wording
from trainings.actions import billing
from trainings.actions.asking import ask_approval
from trainings.models import Edition, Registration, RegistrationState

MAIL_ABOUT = {
    RegistrationState.CONFIRMED: "registered",
    RegistrationState.WAITLISTED: "waitlisted",
    RegistrationState.OFFERED: "offered",
    RegistrationState.REQUESTED: "requested",
}


@transaction.atomic
def register(
    edition,
    person,
    *,
    by,
    today,
    municipality=None,
    form_key=None,
    now=None,
    as_staff=False,
    beyond_seats=False,
    at_the_door=False,
    reason="",
    **answers,
):
    """Give `person` a seat in `edition`, or a place in the queue; the same form sent twice registers once.

    What only staff may do, `add_participant` asks with `as_staff`; `beyond_seats` passes the queue and the seats.
    Who stands `at_the_door` gets a free seat from them, or none.
    `answers` are `wishes` and `may_be_listed`.
    """
    edition = Edition.objects.hold(edition.pk)
    same_form = edition.registrations.filter(person=person, form_key=form_key, form_key__isnull=False)
    if earlier := same_form.active().first():
        return earlier
    now = now or timezone.now()
    as_staff = as_staff or at_the_door
    reasons = rules.refusals(edition, person, today=today, now=now, by=by, as_staff=as_staff)
    if at_the_door and not reasons and not rules.seats_free(edition):
        reasons = [rules.Refusal.NO_SEAT_FREE]
    if reasons:
        raise Refused(reasons)

    return give_place(
        edition,
        person,
        by=by,
        today=today,
        now=now,
        municipality=municipality,
        state=RegistrationState.CONFIRMED if at_the_door else None,
        as_staff=as_staff,
        beyond_seats=beyond_seats,
        reason=reason,
        form_key=None if same_form.exists() else form_key,  # a key that was used stands in nobody's way
        **answers,
    )


def give_place(
    edition,
    person,
    *,
    by,
    today,
    now,
    municipality,
    state=None,
    mail="",
    as_staff=False,
    beyond_seats=False,
    reason="",
    **fields,
):
    """Write down a seat or a place in the queue and tell the person; the caller holds the edition and asked the rules.

    `state` is for somebody whose seat was kept; `mail` tells it in other words than usual.
    """
    price = billing.hold_price(edition, municipality, today=today)
    arrival = (
        rules.Arrival(state)
        if state
        else rules.arrival(edition, municipality, price, by=by, on=today, as_staff=as_staff, beyond_seats=beyond_seats)
    )
    if reasons := rules.arrival_refusals(edition, arrival, as_staff=as_staff):
        raise Refused(reasons)
    state = arrival.state
    registration = edition.registrations.create(
        person=person,
        municipality=municipality,
        municipality_name=municipality.name if municipality else "",
        municipality_nis=municipality.nis_code if municipality else "",
        registered_by=by,
        **arrival._asdict(),
        queued_at=now if state == RegistrationState.WAITLISTED else None,
        price=price.amount,
        tariff=price.tariff,
        terms=rules.terms_of(edition),
        registered_at=now,
        **fields,
    )
    registration.events.create(to_state=state, by=by, at=now, reason=reason)
    billing.settle(registration, now=now)
    bookings.follow_person(registration)
    touchpoints.record(
        TouchpointKind.TRAINING_REGISTERED, person=person, municipality=municipality, source=registration, on=today
    )
    if arrival.is_beyond_seats:
        count_who_is_above_the_seats(edition)
    tell_where_it_stands(registration, now=now, mail=mail)
    return registration


@transaction.atomic
def change_wishes(registration, *, by, wishes, may_be_listed):
    """Change what somebody needs, and whether the others see their name; the place in the queue stays."""
    edition = Edition.objects.hold(registration.edition_id)
    registration = edition.registrations.select_related("person").get(pk=registration.pk)
    if reasons := rules.change_wishes_refusals(registration, by=by):
        raise Refused(reasons)
    registration.wishes, registration.may_be_listed = wishes, may_be_listed
    registration.save(update_fields=["wishes", "may_be_listed"])
    return registration


@transaction.atomic
def cancel(registration, *, by, now, reason=""):
    """End a registration, for the participant or by staff; the seat goes to whoever waits longest."""
    edition = Edition.objects.hold(registration.edition_id)
    registration = edition.registrations.select_related("person").get(pk=registration.pk)
    if reasons := rules.cancel_refusals(registration, by=by, now=now):
        raise Refused(reasons)

    is_own_wish = rules.is_for_participant(registration, by=by)
    if is_own_wish:
        registration.edition = edition
        registration.left_for = rules.cost_for(registration, by=by, today=timezone.localdate(now)).amount
        registration.save(update_fields=["left_for"])
    state = RegistrationState.CANCELLED_BY_PARTICIPANT if is_own_wish else RegistrationState.CANCELLED_BY_ORGANISER
    move_to(registration, state, by=by, now=now, reason=reason)
    touchpoints.withdraw(source=registration)
    by_colleague = is_own_wish and registration.person.user_id != by.pk
    tell(registration, "cancelled" if is_own_wish else "cancelled_by_staff", by_colleague=by if by_colleague else None)
    free_seats(edition, now=now)
    return registration


@transaction.atomic
def replace(registration, successor, *, by, now, mail="", **fields):
    """Let a colleague take the place of somebody who cannot come: the seat, or the place in the queue, stays theirs.

    Nobody pays for that: the follower keeps the price as it was. What the first person attended stays with their own
    registration, which ends here; who was waiting is not served, because no seat came free.
    """
    edition = Edition.objects.hold(registration.edition_id)
    registration = edition.registrations.select_related("person").get(pk=registration.pk)
    if reasons := rules.replace_refusals(registration, successor, by=by, now=now):
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
        offer_until=registration.offer_until,
        offers_made=registration.offers_made,
        holds_seat_meanwhile=registration.holds_seat_meanwhile,
        is_beyond_seats=registration.is_beyond_seats,
        price=registration.price,
        tariff=registration.tariff,
        terms=registration.terms,
        registered_at=now,
        group=registration.group,
        replaces=registration,
        **fields,
    )
    follower.events.create(to_state=state, by=by, at=now)
    billing.settle(follower, now=now)
    bookings.follow_person(follower)
    touchpoints.record(
        TouchpointKind.TRAINING_REGISTERED,
        person=successor,
        municipality=registration.municipality,
        source=follower,
        on=timezone.localdate(now),
    )
    registration.edition = edition
    tell(registration, "replaced", successor=follower)
    took_over = "took_over" if state == RegistrationState.CONFIRMED else ""
    tell_where_it_stands(follower, now=now, mail=mail or took_over)
    return follower


def free_seats(edition, *, now):
    """Seat as many waiting people as there are free seats, in order, or offer them; the caller holds the edition."""
    if edition.kept_above_seats:
        count_who_is_above_the_seats(edition)
    seated = rules.next_in_line(edition, now=now).seated
    for registration in seated:
        if edition.offers_seats:
            offer(registration, until=rules.offer_deadline(now, stops=rules.promotion_stops(edition)), now=now)
        else:
            move_to(registration, RegistrationState.CONFIRMED, by=None, now=now)
            tell(registration, "promoted")
    return seated


def offer(registration, *, until, now):
    """Keep a seat for somebody who waits, until they answer or the time is over; the caller holds the edition."""
    registration.offer_until = until
    registration.offers_made += 1
    registration.save(update_fields=["offer_until", "offers_made"])
    move_to(registration, RegistrationState.OFFERED, by=None, now=now)
    tell(registration, "offered")


def count_who_is_above_the_seats(edition):
    """Remember how many people have a seat that is not there; the caller holds the edition and knows why."""
    above = max(0, edition.count_seats_held() - edition.seats)
    if above != edition.kept_above_seats:
        edition.kept_above_seats = above
        edition.save(update_fields=["kept_above_seats"])


@transaction.atomic
def seat(registration, *, by, now, beyond_seats=False, reason=""):
    """Give somebody on the waiting list a free seat, also on the last day, when nobody is seated automatically.

    With `beyond_seats` they get one that is not there: that takes a reason, which stays in the history.
    """
    edition = Edition.objects.hold(registration.edition_id)
    registration = edition.registrations.select_related("person__user").get(pk=registration.pk)
    if reasons := rules.seat_refusals(registration, now=now, beyond_seats=beyond_seats):
        raise Refused(reasons)
    if beyond_seats and not reason.strip():
        raise Refused([rules.Refusal.NEEDS_REASON])

    is_beyond_seats = not rules.seats_free(edition)
    move_to(registration, RegistrationState.CONFIRMED, by=by, now=now, reason=reason)
    if is_beyond_seats:
        registration.is_beyond_seats = True
        registration.save(update_fields=["is_beyond_seats"])
        count_who_is_above_the_seats(edition)
    tell(registration, "promoted")
    return registration


def seat_who_waits(*, now):
    """Give the free seats of all editions to who waits: somebody who was elsewhere may be able to come by now."""
    for edition in Edition.objects.with_a_free_seat_and_a_queue():
        with transaction.atomic():
            free_seats(Edition.objects.hold(edition.pk), now=now)


def move_to(registration, state, *, by, now, reason=""):
    """Write the new state and the step that led to it; nobody has to answer a request that is settled."""
    if registration.state == RegistrationState.REQUESTED:
        todo.done(source=registration)
    registration.events.create(from_state=registration.state, to_state=state, by=by, reason=reason, at=now)
    registration.state = state
    registration.save(update_fields=["state"])
    billing.settle(registration, now=now)
    bookings.follow_person(registration)


def tell_where_it_stands(registration, *, now, mail=""):
    """Mail what somebody has from now on: a seat, a place in the queue, or a request that others answer.

    `mail` tells it in other words than usual.
    """
    if registration.state == RegistrationState.REQUESTED:
        ask_approval(registration, now=now)
    context = {}
    if registration.state == RegistrationState.WAITLISTED:
        spread = rules.Spread([registration.edition], on=timezone.localdate(now))
        context["is_spread"] = spread.is_used_up(registration.edition_id, registration.municipality_id)
    tell(registration, mail or MAIL_ABOUT[registration.state], **context)


def tell(registration, what, **context):
    """Put the mail about this in the outbox, with the half-days for the agenda."""
    waits = registration.state == RegistrationState.WAITLISTED
    position = waits and Registration.objects.with_place_in_line().get(pk=registration.pk).place_in_line
    facts = {
        "registration": registration,
        "edition": registration.edition,
        "half_days": context.pop("half_days", None) or registration.edition.half_days.all(),
    }
    person = registration.person
    words = wording.words_for(what, person.language, person=person, **facts)
    post.send(
        person,
        f"trainings/mail/{what}",
        {**facts, "position": position, "words": words, **context},
        attachments=[] if waits else [calendars.attachment(registration)],
    )
