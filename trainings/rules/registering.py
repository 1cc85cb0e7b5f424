"""Who may register, and what to warn of."""

from members.models import Role
from trainings.models import EditionState, HalfDay, RegistrationState
from trainings.rules.refusals import Refusal


def refusals(edition, person, *, today):
    """Every reason why `person` may not register today; an empty list means welcome."""
    is_known = person is not None and person.roles.active_on(today).granting(*Role).exists()
    is_registered = person is not None and edition.registrations.active().filter(person=person).exists()
    return [
        *([] if is_known else [Refusal.UNKNOWN]),
        *edition_refusals(edition, today=today),
        *([Refusal.REGISTERED] if is_registered else []),
    ]


def edition_refusals(edition, *, today):
    """Every reason why nobody may register for this edition today."""
    first_half_day = edition.half_days.first()
    rules = (
        (Refusal.NOT_OPEN, edition.state == EditionState.DRAFT),
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.CLOSED, edition.state == EditionState.CLOSED or today > edition.closes_on),
        (Refusal.STARTED, first_half_day is not None and today >= first_half_day.date),
    )
    return [refusal for refusal, applies in rules if applies]


def clashes(edition, person, *, half_days=None):
    """The half-days of other editions in which `person` has a seat at the same time: worth a warning, no refusal."""
    if person is None:
        return HalfDay.objects.none()
    half_days = edition.half_days.all() if half_days is None else half_days
    theirs = HalfDay.objects.overlapping(half_days).exclude(edition=edition)
    return theirs.exclude(edition__state=EditionState.CANCELLED).filter(
        edition__registrations__person=person,
        edition__registrations__state__in=RegistrationState.holding_a_seat(),
    )


def change_wishes_refusals(registration, *, by):
    """Every reason why `by` may not change what somebody needs: that is for themselves alone."""
    rules = (
        (Refusal.NOT_YOURS, registration.person.user_id != by.pk),
        (Refusal.NOT_ACTIVE, not registration.is_active),
    )
    return [refusal for refusal, applies in rules if applies]
