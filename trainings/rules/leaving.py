"""Who may cancel, be replaced or be called off."""

from django.utils import timezone

from trainings.models import EditionState, Registration
from trainings.rules.planning import is_over
from trainings.rules.refusals import Refusal
from trainings.rules.registering import clashes


def cancel_refusals(registration, *, by, now):
    """Every reason why `by` may not cancel this registration; who plans may until the edition is over."""
    plans = by.has_perm("trainings.plan")
    is_theirs = is_for_participant(registration, by=by)
    first_half_day = registration.edition.half_days.first()
    rules = (
        (Refusal.NOT_YOURS, not plans and not is_theirs),
        (Refusal.NOT_ACTIVE, not registration.is_active),
        (Refusal.STARTED, not plans and first_half_day is not None and now >= first_half_day.begins),
        (Refusal.OVER, plans and is_over(registration.edition, now=now)),
    )
    return [refusal for refusal, applies in rules if applies]


def is_for_participant(registration, *, by):
    """True for who was registered, and for the colleague of the municipality who registered them."""
    if registration.person.user_id == by.pk:
        return True
    return Registration.objects.registered_for_colleagues_by(by).filter(pk=registration.pk).exists()


def may_replace(registration, *, by):
    """Who was registered, who registered them, the head of service and who plans may let a colleague come."""
    if by.has_perm("trainings.plan") or is_for_participant(registration, by=by):
        return True
    return Registration.objects.of_places_headed_by(by).filter(pk=registration.pk).exists()


def replace_refusals(registration, successor, *, by, now):
    """Every reason why `successor` cannot take this place; None where nobody was chosen yet, or nobody asks."""
    edition = registration.edition
    plans = by is None or by.has_perm("trainings.plan")
    first_half_day = edition.half_days.first()
    to_come = edition.half_days.from_day(timezone.localdate(now))
    rules = (
        (Refusal.NOT_YOURS, not plans and not may_replace(registration, by=by)),
        (Refusal.STARTED, not plans and first_half_day is not None and now >= first_half_day.begins),
        (Refusal.NOT_ACTIVE, not registration.is_active),
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.OVER, is_over(edition, now=now)),
        (Refusal.REGISTERED_TOO, edition.registrations.active().filter(person=successor).exists()),
        (Refusal.ELSEWHERE, successor is not None and clashes(edition, successor, half_days=to_come).exists()),
    )
    return [refusal for refusal, applies in rules if applies]


def cancel_edition_refusals(edition, *, now):
    """Every reason why an edition cannot be called off."""
    rules = (
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.OVER, is_over(edition, now=now)),
    )
    return [refusal for refusal, applies in rules if applies]
