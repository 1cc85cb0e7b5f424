"""Who may register, and what to warn of."""

from members.models import Role
from trainings.models import EditionState, HalfDay, RegistrationState
from trainings.rules.queue import seats_free
from trainings.rules.refusals import Refusal


def refusals(edition, person, *, today):
    """Every reason why `person` may not register today; an empty list means welcome."""
    first_half_day = edition.half_days.first()
    rules = (
        (Refusal.UNKNOWN, person is None or not person.roles.active_on(today).granting(*Role).exists()),
        (Refusal.NOT_OPEN, edition.state == EditionState.DRAFT),
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.CLOSED, edition.state == EditionState.CLOSED or today > edition.closes_on),
        (Refusal.STARTED, first_half_day is not None and today >= first_half_day.date),
        (Refusal.REGISTERED, person is not None and edition.registrations.active().filter(person=person).exists()),
    )
    return [refusal for refusal, applies in rules if applies]


def at_the_door(edition, reasons):
    """What remains of the reasons for somebody whom staff let in on the day itself: too late is no reason then."""
    remaining = [reason for reason in reasons if reason not in (Refusal.CLOSED, Refusal.STARTED)]
    return remaining or ([] if seats_free(edition) else [Refusal.NO_SEAT_FREE])


def clashes(edition, person):
    """The half-days of other editions in which `person` has a seat at the same time: worth a warning, no refusal."""
    if person is None:
        return HalfDay.objects.none()
    theirs = HalfDay.objects.overlapping(edition.half_days.all()).exclude(edition=edition)
    return theirs.exclude(edition__state=EditionState.CANCELLED).filter(
        edition__registrations__person=person,
        edition__registrations__state__in=RegistrationState.holding_a_seat(),
    )
