"""What is allowed and decided about editions and registrations; reads, never writes."""

from trainings.rules.groups import (
    REGISTERS_COLLEAGUES,
    colleague_refusals,
    colleagues_in,
    confirm_refusals,
    group_refusals,
    is_colleague,
    name_refusals,
    names_by_refusals,
    newcomer_refusals,
    proposed_names_by,
    reserve_refusals,
)
from trainings.rules.leaving import (
    cancel_edition_refusals,
    cancel_refusals,
    is_for_participant,
    may_replace,
    replace_refusals,
)
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
from trainings.rules.registering import change_wishes_refusals, clashes, edition_refusals, refusals

__all__ = [
    "LAST_SEATS",
    "NO_AUTOMATIC_PROMOTION_WITHIN",
    "REGISTERS_COLLEAGUES",
    "Availability",
    "InLine",
    "Price",
    "Refusal",
    "availability",
    "cancel_edition_refusals",
    "cancel_refusals",
    "change_refusals",
    "change_wishes_refusals",
    "clashes",
    "colleague_refusals",
    "colleagues_in",
    "confirm_refusals",
    "edition_refusals",
    "group_refusals",
    "is_colleague",
    "is_for_participant",
    "is_over",
    "marked_elsewhere",
    "may_promote",
    "may_replace",
    "move_refusals",
    "name_refusals",
    "names_by_refusals",
    "newcomer_refusals",
    "next_in_line",
    "open_refusals",
    "opens_by",
    "plan_refusals",
    "price_for",
    "proposed_closing_day",
    "proposed_names_by",
    "refusals",
    "replace_refusals",
    "reserve_refusals",
    "seat_refusals",
    "seats_free",
    "state_for_newcomer",
]
