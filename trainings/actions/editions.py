from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from communications import planner
from communications.models import PlannedKind
from members import todo, touchpoints
from members.models import Role
from portal.refused import Refused
from trainings import rules
from trainings.actions.registrations import free_seats, move_to, tell
from trainings.models import Edition, EditionState, HalfDay, RegistrationState


@transaction.atomic
def plan_edition(module, *, half_days, today, seats=None, trainers=(), closes_on=None, **fields):
    """Plan a module once more, as a draft; what is not said is taken from the module.

    `half_days` holds (date, starts_at, ends_at) tuples in local time.
    """
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
    for number, (date, starts_at, ends_at) in enumerate(sorted(half_days), start=1):
        is_mandatory = number in module.mandatory_half_days
        edition.half_days.create(date=date, starts_at=starts_at, ends_at=ends_at, is_mandatory=is_mandatory)
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
def change_edition(edition, *, seats, now, trainers=None, **fields):
    """Change what an edition offers; extra seats go to who waits, fewer seats take nobody's seat away.

    Without `closes_on` the last day to register stays; another place is told to everybody who comes.
    """
    edition = Edition.objects.hold(edition.pk)
    fields["closes_on"] = fields.get("closes_on") or edition.closes_on
    has_place = fields.get("is_online", edition.is_online) or fields.get("city", edition.city)
    if reasons := rules.change_refusals(edition, seats=seats, closes_on=fields["closes_on"], has_place=bool(has_place)):
        raise Refused(reasons)

    place_before = edition.place
    for name, value in {"seats": seats, **fields}.items():
        setattr(edition, name, value)
    edition.kept_above_seats = max(0, edition.registrations.holding_a_seat().count() - seats)
    edition.save(update_fields=["seats", "kept_above_seats", *fields])
    if trainers is not None:
        edition.trainers.set(trainers)
    if edition.place != place_before:
        edition.half_days.update(sequence=F("sequence") + 1)
        tell_everybody(edition, "place_changed")
    free_seats(edition, now=now)
    return edition


def tell_everybody(edition, what, **context):
    """Mail everybody who has a seat or waits for one."""
    for registration in edition.registrations.active().select_related("person__user"):
        registration.edition = edition
        tell(registration, what, **context)


@transaction.atomic
def open_registration(edition, *, today):
    """Let people register, for the first time or again."""
    edition = Edition.objects.hold(edition.pk)
    if reasons := rules.open_refusals(edition, today=today):
        raise Refused(reasons)
    edition.state = EditionState.OPEN
    edition.save(update_fields=["state"])
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
        edition.delete()
        return None

    edition.state = EditionState.CANCELLED
    edition.save(update_fields=["state"])
    todo.done(source=edition)
    planner.withdraw(source=edition)
    for registration in edition.registrations.active().select_related("person__user"):
        move_to(registration, RegistrationState.CANCELLED_BY_ORGANISER, by=by, now=now, reason=reason)
        touchpoints.withdraw(source=registration)
        registration.edition = edition
        tell(registration, "edition_cancelled", reason=reason)
    return edition


@transaction.atomic
def move_half_day(half_day, *, date, starts_at, ends_at, today, mail_participants=True, now=None):
    """Move a half-day to another moment; tell the participants unless it was only a slip of the pen."""
    edition = Edition.objects.hold(half_day.edition_id)
    half_day = HalfDay.objects.select_related("edition").get(pk=half_day.pk)
    if reasons := rules.move_refusals(half_day, date=date, starts_at=starts_at, ends_at=ends_at, today=today):
        raise Refused(reasons)

    before = HalfDay(edition=edition, date=half_day.date, starts_at=half_day.starts_at, ends_at=half_day.ends_at)
    half_day.date, half_day.starts_at, half_day.ends_at = date, starts_at, ends_at
    half_day.sequence += 1
    half_day.save(update_fields=["date", "starts_at", "ends_at", "sequence"])
    first_day = edition.half_days.first().date
    if edition.closes_on >= first_day:
        edition.closes_on = first_day - timedelta(days=1)
        edition.save(update_fields=["closes_on"])
    announce(edition)
    if mail_participants:
        tell_everybody(edition, "half_day_moved", before=before, after=half_day)
    free_seats(edition, now=now or timezone.now())  # who could not come before may be able to now
    return half_day
