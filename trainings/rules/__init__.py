"""What is allowed and decided about editions and registrations; reads, never writes."""

from trainings.rules.leaving import cancel_edition_refusals, cancel_refusals, replace_refusals
from trainings.rules.offer import LAST_SEATS, Availability, availability
from trainings.rules.planning import (
    change_refusals,
    is_over,
    move_refusals,
    open_refusals,
    opens_by,
    plan_refusals,
    proposed_closing_day,
)
from trainings.rules.prices import Price, price_for
from trainings.rules.queue import (
    NO_AUTOMATIC_PROMOTION_WITHIN,
    InLine,
    marked_elsewhere,
    may_promote,
    next_in_line,
    seat_refusals,
    seats_free,
    state_for_newcomer,
)
from trainings.rules.refusals import Refusal
from trainings.rules.registering import at_the_door, clashes, refusals

__all__ = [
    "LAST_SEATS",
    "NO_AUTOMATIC_PROMOTION_WITHIN",
    "Availability",
    "InLine",
    "Price",
    "Refusal",
    "at_the_door",
    "availability",
    "cancel_edition_refusals",
    "cancel_refusals",
    "change_refusals",
    "clashes",
    "is_over",
    "marked_elsewhere",
    "may_promote",
    "move_refusals",
    "next_in_line",
    "open_refusals",
    "opens_by",
    "plan_refusals",
    "price_for",
    "proposed_closing_day",
    "refusals",
    "replace_refusals",
    "seat_refusals",
    "seats_free",
    "state_for_newcomer",
]
