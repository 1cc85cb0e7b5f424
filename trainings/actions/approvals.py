from django.db import transaction
from django.utils import timezone

from members import touchpoints
from portal.post import actions as post
from portal.refused import Refused
from trainings import rules
from trainings.actions.registrations import free_seats, move_to, tell
from trainings.models import Edition, RegistrationState


@transaction.atomic
def approve(registration, *, by, now, reason=""):
    """Agree to a request for the municipality, or for it as staff; whether there is a seat is looked at again."""
    edition, registration = hold(registration, by=by, now=now)
    if registration.holds_seat_meanwhile:
        state = RegistrationState.CONFIRMED
    else:
        on = timezone.localdate(now)
        state = rules.state_for_newcomer(edition, municipality=registration.municipality, on=on)
    registration.holds_seat_meanwhile = False
    registration.queued_at = now if state == RegistrationState.WAITLISTED else None
    registration.save(update_fields=["holds_seat_meanwhile", "queued_at"])
    move_to(registration, state, by=by, now=now, reason=reason)
    tell(registration, "approved" if state == RegistrationState.CONFIRMED else "approved_waitlisted")
    tell_other_heads(registration, by=by, now=now)
    return registration


@transaction.atomic
def decline(registration, *, by, now, reason=""):
    """Do not agree to a request, and say why; a seat that it held goes to whoever waits longest."""
    edition, registration = hold(registration, by=by, now=now)
    if not reason.strip():
        raise Refused([rules.Refusal.NEEDS_REASON])

    move_to(registration, RegistrationState.DECLINED, by=by, now=now, reason=reason)
    touchpoints.withdraw(source=registration)
    tell(registration, "declined", reason=reason)
    tell_other_heads(registration, by=by, now=now)
    free_seats(edition, now=now)
    return registration


def hold(registration, *, by, now):
    """The edition and the request, held; refused when `by` cannot answer it."""
    edition = Edition.objects.hold(registration.edition_id)
    registration = edition.registrations.select_related("person__user", "municipality").get(pk=registration.pk)
    if reasons := rules.decide_refusals(registration, by=by, now=now):
        raise Refused(reasons)
    return edition, registration


def tell_other_heads(registration, *, by, now):
    """Let the heads of service know what somebody else answered in their place."""
    heads = rules.heads_of_service(registration.municipality, on=timezone.localdate(now))
    for head in heads.exclude(user=by):
        post.send(
            head,
            "trainings/mail/request_answered",
            {"registration": registration, "edition": registration.edition, "by": by},
        )
