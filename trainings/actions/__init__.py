from trainings.actions.approvals import approve, decline
from trainings.actions.billing import export_lines, settle
from trainings.actions.editions import (
    cancel_edition,
    change_edition,
    close_registration,
    move_half_day,
    open_registration,
    plan_edition,
)
from trainings.actions.offers import accept, lapse_offers, queue_again, refuse
from trainings.actions.participants import add_participant, give_priority
from trainings.actions.registrations import cancel, free_seats, register, replace, seat, seat_who_waits

__all__ = [
    "accept",
    "add_participant",
    "approve",
    "cancel",
    "cancel_edition",
    "change_edition",
    "close_registration",
    "decline",
    "export_lines",
    "free_seats",
    "give_priority",
    "lapse_offers",
    "move_half_day",
    "open_registration",
    "plan_edition",
    "queue_again",
    "refuse",
    "register",
    "replace",
    "seat",
    "seat_who_waits",
    "settle",
]
