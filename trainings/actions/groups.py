"""A colleague registers several people in one form, keeps seats for whom the name follows, and names them later."""

from contextlib import suppress
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members import todo
from members.actions import add_person, give_account
from members.models import Person
from portal.post import actions as post
from portal.refused import Refused
from trainings import rules
from trainings.actions.registrations import free_seats, give_place, replace
from trainings.models import Edition, Registration, RegistrationGroup, RegistrationState, ReservedSeat, SeatState


class Newcomer(NamedTuple):
    """Somebody as a colleague typed them; whether we know the address, the colleague never hears."""

    first_name: str
    last_name: str
    email: str

    @property
    def full_name(self):
        return f"{self.first_name} {self.last_name}"


class Outcome(NamedTuple):
    """What came of one person, or of one seat without a name."""

    name: str
    registration: Registration | None = None
    seat: ReservedSeat | None = None
    reasons: tuple = ()


class Registered(NamedTuple):
    group: RegistrationGroup
    outcomes: list

    @property
    def refused(self):
        return [outcome for outcome in self.outcomes if outcome.reasons]


@transaction.atomic
def register_group(
    edition,
    *,
    by,
    today,
    municipality,
    form_key,
    people=(),
    newcomers=(),
    unnamed=0,
    names_by=None,
    purchase_order="",
    contact="",
    now=None,
    **own_answers,
):
    """Register colleagues one after the other under one hold; the same form sent twice is one group.

    Each gets a seat, a place in the queue or a refusal of their own; when nobody gets anything, all is refused.
    `own_answers` (`wishes`, `may_be_listed`) are those of `by`, when they come too.
    """
    edition = Edition.objects.hold(edition.pk)
    if earlier := RegistrationGroup.objects.filter(form_key=form_key, edition=edition, registered_by=by).first():
        return Registered(earlier, [])
    names_by = names_by or rules.proposed_names_by(edition, today=today)
    reasons = rules.group_refusals(edition, municipality, by=by, today=today)
    if unnamed:
        reasons += rules.names_by_refusals(edition, names_by, today=today)
    if not people and not newcomers and not unnamed:
        reasons.append(rules.Refusal.NOBODY)
    if reasons:
        raise Refused(reasons)

    now = now or timezone.now()
    group = edition.groups.create(
        municipality=municipality,
        registered_by=by,
        purchase_order=purchase_order,
        contact=contact,
        form_key=form_key,
        registered_at=now,
    )
    outcomes = [
        *(_register_colleague(group, person, edition, by, today, now, own_answers) for person in people),
        *(_register_newcomer(group, newcomer, edition, by, today, now) for newcomer in newcomers),
        *(_keep_seat(group, edition, names_by, today) for _number in range(unnamed)),
    ]
    if all(outcome.reasons for outcome in outcomes):
        raise Refused(list(dict.fromkeys(reason for outcome in outcomes for reason in outcome.reasons)))

    _tell_colleague(group, outcomes, edition)
    return Registered(group, outcomes)


def _register_colleague(group, person, edition, by, today, now, own_answers):
    if reasons := rules.colleague_refusals(edition, person, group.municipality, today=today):
        return Outcome(person.full_name, reasons=tuple(reasons))
    is_self = person.user_id == by.pk
    try:
        registration = give_place(
            edition,
            person,
            by=by,
            today=today,
            now=now,
            municipality=group.municipality,
            group=group,
            **(own_answers if is_self else {}),
        )
    except Refused as refused:  # such as a waiting list that is full: theirs alone, the others come
        return Outcome(person.full_name, reasons=tuple(refused.reasons))
    _let_in(person)
    return Outcome(person.full_name, registration)


def _register_newcomer(group, newcomer, edition, by, today, now, *, state=None):
    person = _known_or_new(newcomer, by=by)
    if reasons := rules.newcomer_refusals(edition, person, group.municipality, today=today):
        return Outcome(newcomer.full_name, reasons=tuple(reasons))
    is_colleague = rules.is_colleague(person, group.municipality, today=today)
    try:
        registration = give_place(
            edition,
            person,
            by=by,
            today=today,
            now=now,
            municipality=group.municipality,
            state=state,
            mail="" if is_colleague else "invited",
            group=group,
            invited_as="" if is_colleague else newcomer.full_name,
        )
    except Refused as refused:
        return Outcome(newcomer.full_name, reasons=tuple(refused.reasons))
    _let_in(person)
    return Outcome(newcomer.full_name, registration)


def _known_or_new(newcomer, *, by):
    """The person at this address, in whatever letters it was typed; somebody new stands in the register from now on."""
    known = Person.objects.current().at_address(newcomer.email)
    if person := known.first():
        return person
    try:
        with transaction.atomic():
            return add_person(by=by, **newcomer._asdict())
    except (IntegrityError, Refused):  # a colleague elsewhere typed the same address at the same moment
        return known.get()


def _let_in(person):
    """Their mail leads to a page of their own, so they must be able to log in; what they see there, roles decide."""
    with suppress(Refused):  # somebody else logs in with this address: they reach us by mail
        give_account(person)


def _keep_seat(group, edition, names_by, today):
    if reasons := rules.reserve_refusals(edition, group.municipality, today=today):
        return Outcome(str(SeatState.KEPT.label), reasons=tuple(reasons))
    return Outcome(str(SeatState.KEPT.label), seat=group.reserved_seats.create(names_by=names_by))


def _tell_colleague(group, outcomes, edition):
    """Mail who made the group what came of each, and ask for the names that follow."""
    person = group.registered_by.person
    post.send(
        person,
        "trainings/mail/group_registered",
        {"group": group, "edition": edition, "half_days": edition.half_days.all(), "outcomes": outcomes},
    )
    if seats := [outcome.seat for outcome in outcomes if outcome.seat]:
        todo.ask(
            person,
            title=_("Give a name to the seats that you keep"),
            due=seats[0].names_by,
            url=group.get_absolute_url(),
            source=group,
        )


# --- A seat for which the name follows ------------------------------------------------------------


@transaction.atomic
def name_seat(seat, *, by, today, now, person=None, newcomer=None):
    """Let somebody sit on a kept seat: a colleague who was picked, or who lives at a typed address."""
    edition = Edition.objects.hold(seat.group.edition_id)
    seat = ReservedSeat.objects.select_related("group__edition", "group__municipality").get(pk=seat.pk)
    if reasons := rules.name_refusals(seat, by=by, now=now):
        raise Refused(reasons)

    group, confirmed = seat.group, RegistrationState.CONFIRMED
    if person is not None:
        outcome = _register_on_seat(group, person, edition, by, today, now)
    else:
        outcome = _register_newcomer(group, newcomer, edition, by, today, now, state=confirmed)
    if outcome.reasons:
        raise Refused(outcome.reasons)
    seat.state, seat.registration = SeatState.NAMED, outcome.registration
    seat.save(update_fields=["state", "registration"])
    _close_todo(group)
    return outcome.registration


def _register_on_seat(group, person, edition, by, today, now):
    if reasons := rules.colleague_refusals(edition, person, group.municipality, today=today):
        return Outcome(person.full_name, reasons=tuple(reasons))
    registration = give_place(
        edition,
        person,
        by=by,
        today=today,
        now=now,
        municipality=group.municipality,
        state=RegistrationState.CONFIRMED,
        group=group,
    )
    _let_in(person)
    return Outcome(person.full_name, registration)


@transaction.atomic
def give_back_seat(seat, *, by, now):
    """Keep a seat no longer; it goes to who waits longest."""
    edition = Edition.objects.hold(seat.group.edition_id)
    seat = ReservedSeat.objects.select_related("group__edition").get(pk=seat.pk)
    if reasons := rules.name_refusals(seat, by=by, now=now):
        raise Refused(reasons)
    seat.state = SeatState.GIVEN_BACK
    seat.save(update_fields=["state"])
    _close_todo(seat.group)
    free_seats(edition, now=now)
    return seat


def end_reserved_seats(edition):
    """No seat is kept in an edition that was called off: tell who kept one; the caller holds the edition."""
    for group in edition.groups.filter(reserved_seats__state=SeatState.KEPT).distinct():
        _write_to_colleague(group, "seats_cancelled", edition)
        group.reserved_seats.kept().update(state=SeatState.CANCELLED)
        _close_todo(group)


def _close_todo(group):
    if not group.reserved_seats.kept().exists():
        todo.done(source=group)


def mind_reserved_seats(*, now):
    """Ask once for the names that are due, and let go of seats for which none came; running it twice does nothing."""
    today = timezone.localdate(now)
    waiting = RegistrationGroup.objects.filter(reserved_seats__in=ReservedSeat.objects.to_remind_on(today))
    for group in waiting.distinct():
        _remind(group, today=today, now=now)
    for edition in Edition.objects.filter(groups__reserved_seats__in=ReservedSeat.objects.lapsed_on(today)).distinct():
        _let_seats_lapse(edition, today=today, now=now)


@transaction.atomic
def _remind(group, *, today, now):
    edition = Edition.objects.hold(group.edition_id)
    seats = group.reserved_seats.to_remind_on(today)
    if number := len(seats):
        names_by = seats[0].names_by
        _write_to_colleague(group, "seat_needs_a_name", edition, number=number, names_by=names_by)
        seats.update(reminded_at=now)


@transaction.atomic
def _let_seats_lapse(edition, *, today, now):
    edition = Edition.objects.hold(edition.pk)
    for group in edition.groups.filter(reserved_seats__in=ReservedSeat.objects.lapsed_on(today)).distinct():
        number = group.reserved_seats.lapsed_on(today).update(state=SeatState.LAPSED)
        _write_to_colleague(group, "seat_lapsed", edition, number=number)
        _close_todo(group)
    free_seats(edition, now=now)


def _write_to_colleague(group, what, edition, **context):
    person = getattr(group.registered_by, "person", None)
    if person:
        context = {"group": group, "edition": edition, "half_days": edition.half_days.all(), **context}
        post.send(person, f"trainings/mail/{what}", context)


# --- Whom a colleague invited or let follow -------------------------------------------------------


@transaction.atomic
def confirm_invitation(registration, *, by):
    """Somebody whom a colleague registered by a typed address says that it is them, and that they come."""
    edition = Edition.objects.hold(registration.edition_id)
    registration = edition.registrations.select_related("person").get(pk=registration.pk)
    if reasons := rules.confirm_refusals(registration, by=by):
        raise Refused(reasons)
    registration.invited_as = ""
    registration.save(update_fields=["invited_as"])
    return registration


@transaction.atomic
def replace_by_colleague(registration, *, by, today, now, person=None, newcomer=None):
    """Let a colleague who was picked, or who lives at a typed address, take a place."""
    Edition.objects.hold(registration.edition_id)
    if reasons := rules.replace_refusals(registration, None, by=by, now=now):
        raise Refused(reasons)
    successor = person or _known_or_new(newcomer, by=by)
    place = registration.municipality
    is_colleague = person is not None or rules.is_colleague(successor, place, today=today)
    if person is not None and place is not None and not rules.is_colleague(person, place, today=today):
        raise Refused([rules.Refusal.NOT_A_COLLEAGUE])
    try:
        follower = replace(
            registration,
            successor,
            by=by,
            now=now,
            mail="" if is_colleague else "invited",
            invited_as="" if is_colleague else newcomer.full_name,
        )
    except Refused as refused:
        if is_colleague:
            raise
        raise Refused([rules.Refusal.NOT_THIS_WAY]) from refused  # more would say that we know this address
    _let_in(successor)
    return follower
