"""Who may cancel, be replaced or be called off."""

from trainings.models import EditionState
from trainings.rules.planning import is_over
from trainings.rules.refusals import Refusal


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
