from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from communications import planner
from communications.models import PlannedKind
from members import todo, touchpoints
from members.models import Role
from portal.refused import Refused
from trainings import bookings, conflicts, rules
from trainings.actions.groups import end_reserved_seats
from trainings.actions.interests import let_interested_go_first
from trainings.actions.registrations import free_seats, move_to, tell
from trainings.conflicts import Moment
from trainings.models import Edition, EditionState, RegistrationState


def plan_edition(module, *, half_days, today, form_key=None, **fields):
    """Plan a module once more, as a draft; what is not said is taken from the module.

    `half_days` holds (date, starts_at, ends_at) tuples in local time. The same form sent twice plans once.
    """
    if form_key and (earlier := Edition.objects.filter(form_key=form_key).first()):
        return earlier
    try:
        return _plan(module, half_days=half_days, today=today, form_key=form_key, **fields)
    except IntegrityError:  # the same form was being saved at the same moment
        if form_key and (earlier := Edition.objects.filter(form_key=form_key).first()):
            return earlier
        raise


@transaction.atomic
def _plan(module, *, half_days, today, seats=None, trainers=(), closes_on=None, by=None, reason="", **fields):
    seats = module.seats if seats is None else seats
    if reasons := rules.plan_refusals(seats=seats, half_days=half_days, closes_on=closes_on):
        raise Refused(reasons)

    edition = Edition.objects.create(
        module=module,
        seats=seats,
        closes_on=closes_on or rules.proposed_closing_day(half_days, today=today),
        **{
            "price_member": module.price_member,
            "price_other": module.price_other,
            "min_half_days": module.min_half_days,
            "min_hours_percent": module.min_hours_percent,
            **fields,
        },
    )
    edition.trainers.set(trainers)
    moments = [Moment(*half_day) for half_day in sorted(half_days)]
    conflicts.overrule(
        conflicts.of_edition(edition, moments, besides=()),
        edition=edition,
        by=by,
        reason=reason,
    )
    for number, moment in enumerate(moments, start=1):
        edition.half_days.create(**moment._asdict(), is_mandatory=number in module.mandatory_half_days)
    bookings.follow(edition)
    announce(edition)
    todo.ask(
        Role.STAFF,
        title=format_lazy(_("Open the registration for {edition}"), edition=module.title_nl),
        due=rules.opens_by(half_days, today=today),
        url=edition.get_absolute_url(),
        source=edition,
    )
    return edition


def announce(edition):
    """Let the planner know when this edition begins; who is never told what is coming cannot spread the word."""
    planner.announce(
        kind=PlannedKind.TRAINING,
        title=edition,
        on=edition.half_days.first().date,
        url=edition.get_absolute_url(),
        source=edition,
    )


@transaction.atomic
def change_edition(edition, *, seats, now, trainers=None, by=None, reason="", **fields):
    """Change what an edition offers; extra seats go to who waits, fewer seats take nobody's seat away.

    Without `closes_on` the last day to register stays; another place is told to everybody who comes. A new trainer
    or place that is taken needs a `reason`.
    """
    edition = Edition.objects.hold(edition.pk)
    fields["closes_on"] = fields.get("closes_on") or edition.closes_on
    has_place = fields.get("is_online", edition.is_online) or fields.get("city", edition.city)
    if reasons := rules.change_refusals(edition, seats=seats, closes_on=fields["closes_on"], has_place=bool(has_place)):
        raise Refused(reasons)

    place_before, clashed = edition.place, _clashes(edition)
    for name, value in {"seats": seats, **fields}.items():
        setattr(edition, name, value)
    edition.kept_above_seats = max(0, edition.count_seats_held() - seats)
    edition.save(update_fields=["seats", "kept_above_seats", *fields])
    if trainers is not None:
        edition.trainers.set(trainers)
    if edition.place != place_before:
        edition.half_days.all().change_for_agendas(now=now)
        tell_everybody(edition, "place_changed")
    if trainers is not None or edition.place != place_before:
        known = {conflict.key for conflict in clashed}
        new = [conflict for conflict in _clashes(edition) if conflict.key not in known]
        conflicts.overrule(new, edition=edition, by=by, reason=reason)
        bookings.follow(edition)
    free_seats(edition, now=now)
    return edition


def _clashes(edition):
    half_days = list(edition.half_days.all())
    return conflicts.of_edition(edition, [conflicts.moment_of(each) for each in half_days], besides=half_days)


def tell_everybody(edition, what, **context):
    """Mail everybody who has a seat or waits for one."""
    for registration in edition.registrations.active().select_related("person__user"):
        registration.edition = edition
        tell(registration, what, **context)


@transaction.atomic
def open_registration(edition, *, today, now=None, hours_first=rules.HOURS_FIRST):
    """Let people register, for the first time or again; the first time, who asked to hear of it goes first."""
    edition = Edition.objects.hold(edition.pk)
    if reasons := rules.open_refusals(edition, today=today):
        raise Refused(reasons)
    if edition.state == EditionState.DRAFT:
        edition.half_days.all().change_for_agendas(now=timezone.now())  # what was not sure in an agenda, is now
    if edition.opened_at is None:
        let_interested_go_first(edition, now=now or timezone.now(), hours=hours_first)
    edition.state = EditionState.OPEN
    edition.save(update_fields=["state", "opened_at", "interested_first_until"])
    todo.done(source=edition)
    return edition


@transaction.atomic
def close_registration(edition):
    """Take no more registrations; who waits keeps waiting."""
    edition = Edition.objects.hold(edition.pk)
    if edition.state != EditionState.OPEN:
        raise Refused([rules.Refusal.NOT_OPEN])
    edition.state = EditionState.CLOSED
    edition.save(update_fields=["state"])
    return edition


@transaction.atomic
def cancel_edition(edition, *, by, now, reason=""):
    """Call an edition off: everybody who was registered or waiting is told why. A draft is thrown away: None."""
    edition = Edition.objects.hold(edition.pk)
    if reasons := rules.cancel_edition_refusals(edition, now=now):
        raise Refused(reasons)
    if edition.state == EditionState.DRAFT and not edition.registrations.exists():
        todo.done(source=edition)
        planner.withdraw(source=edition)
        bookings.release(edition)
        edition.delete()
        return None

    edition.state = EditionState.CANCELLED
    edition.save(update_fields=["state"])
    edition.half_days.all().change_for_agendas(now=now)
    todo.done(source=edition)
    planner.withdraw(source=edition)
    for registration in edition.registrations.active().select_related("person__user"):
        move_to(registration, RegistrationState.CANCELLED_BY_ORGANISER, by=by, now=now, reason=reason)
        touchpoints.withdraw(source=registration)
        registration.edition = edition
        tell(registration, "edition_cancelled", reason=reason)
    end_reserved_seats(edition)
    bookings.follow(edition)
    return edition
