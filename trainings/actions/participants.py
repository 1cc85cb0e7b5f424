from django.db import transaction

from portal.refused import Refused
from trainings import rules
from trainings.actions.registrations import register
from trainings.models import Edition


@transaction.atomic
def add_participant(
    edition, person, *, by, today, municipality=None, now=None, form_key=None, beyond_seats=False, reason=""
):
    """Register somebody as staff: also when registration is closed and, with a reason, beyond the seats."""
    if not by.has_perm("trainings.plan"):
        raise Refused([rules.Refusal.NOT_YOURS])
    if beyond_seats and not reason.strip():
        raise Refused([rules.Refusal.NEEDS_REASON])
    return register(
        edition,
        person,
        by=by,
        today=today,
        municipality=municipality,
        now=now,
        form_key=form_key,
        as_staff=True,
        beyond_seats=beyond_seats,
        reason=reason,
    )


@transaction.atomic
def give_priority(registration, *, by, now, reason, priority=1):
    """Let somebody who waits go before the others, or no longer (0); why stays in the history."""
    edition = Edition.objects.hold(registration.edition_id)
    registration = edition.registrations.waiting().filter(pk=registration.pk).first()
    if not by.has_perm("trainings.plan"):
        raise Refused([rules.Refusal.NOT_YOURS])
    if registration is None:
        raise Refused([rules.Refusal.NOT_WAITING])
    if not reason.strip():
        raise Refused([rules.Refusal.NEEDS_REASON])

    registration.priority = priority
    registration.save(update_fields=["priority"])
    registration.events.create(
        from_state=registration.state, to_state=registration.state, by=by, reason=reason, at=now, priority=priority
    )
    return registration
