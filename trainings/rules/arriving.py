"""What somebody who registers gets: a seat, a place in the queue, or a question to their municipality."""

from typing import NamedTuple

from trainings.models import RegistrationState
from trainings.rules.approvals import asks_approval
from trainings.rules.queue import queue_is_full, seats_free, state_for_newcomer
from trainings.rules.refusals import Refusal


class Arrival(NamedTuple):
    state: RegistrationState
    holds_seat_meanwhile: bool = False
    is_beyond_seats: bool = False


def arrival(edition, municipality, price, *, by, on, as_staff=False, beyond_seats=False):
    """How somebody of this municipality comes in, registered by `by`; read under the hold."""
    if beyond_seats:
        return Arrival(RegistrationState.CONFIRMED, is_beyond_seats=not seats_free(edition))
    state = state_for_newcomer(edition, municipality=municipality, on=on)
    if not as_staff and asks_approval(edition, municipality, price, by=by, on=on):
        return Arrival(
            RegistrationState.REQUESTED,
            holds_seat_meanwhile=edition.request_holds_seat and state == RegistrationState.CONFIRMED,
        )
    return Arrival(state)


def arrival_refusals(edition, coming, *, as_staff=False):
    """Every reason why somebody cannot come in like that: staff may make the waiting list longer than its limit."""
    is_too_long = coming.state == RegistrationState.WAITLISTED and queue_is_full(edition)
    return [Refusal.QUEUE_FULL] if is_too_long and not as_staff else []
