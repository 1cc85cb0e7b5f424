"""What is allowed and decided about editions and registrations; reads, never writes."""

from trainings.rules.approvals import asks_approval, decide_refusals, heads_of_service, may_decide
from trainings.rules.arriving import Arrival, arrival, arrival_refusals
from trainings.rules.billing import free_places_left, owed, price_today
from trainings.rules.leaving import cancel_edition_refusals, cancel_refusals, replace_refusals
from trainings.rules.leaving_costs import FREE, FREE_EXIT_DAYS, cost_of_leaving, steps, steps_of, terms_of
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
    InLine,
    Skip,
    marked_elsewhere,
    may_promote,
    next_in_line,
    queue_is_full,
    seat_refusals,
    seats_free,
    state_for_newcomer,
    with_reasons,
)
from trainings.rules.refusals import Refusal
from trainings.rules.registering import clashes, refusals, who_can_come
from trainings.rules.seat_offers import (
    MOST_OFFERS,
    offer_deadline,
    offer_refusals,
    promotion_stops,
    queue_again_refusals,
)
from trainings.rules.spread import Spread, spread_holds
from trainings.rules.telling import queue_rules, spread_rule

__all__ = [
    "FREE",
    "FREE_EXIT_DAYS",
    "LAST_SEATS",
    "MOST_OFFERS",
    "Arrival",
    "Availability",
    "InLine",
    "Price",
    "Refusal",
    "Skip",
    "Spread",
    "arrival",
    "arrival_refusals",
    "asks_approval",
    "availability",
    "cancel_edition_refusals",
    "cancel_refusals",
    "change_refusals",
    "clashes",
    "cost_of_leaving",
    "decide_refusals",
    "free_places_left",
    "heads_of_service",
    "is_over",
    "marked_elsewhere",
    "may_decide",
    "may_promote",
    "move_refusals",
    "next_in_line",
    "offer_deadline",
    "offer_refusals",
    "open_refusals",
    "opens_by",
    "owed",
    "plan_refusals",
    "price_for",
    "price_today",
    "promotion_stops",
    "proposed_closing_day",
    "queue_again_refusals",
    "queue_is_full",
    "queue_rules",
    "refusals",
    "replace_refusals",
    "seat_refusals",
    "seats_free",
    "spread_holds",
    "spread_rule",
    "state_for_newcomer",
    "steps",
    "steps_of",
    "terms_of",
    "who_can_come",
    "with_reasons",
]
