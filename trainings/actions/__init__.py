from trainings.actions.attendance import (
    Mark,
    all_present,
    ask_to_complete,
    check_in,
    check_in_code,
    complete_edition,
    half_day_of,
    mark,
)
from trainings.actions.editions import (
    cancel_edition,
    change_edition,
    close_registration,
    move_half_day,
    open_registration,
    plan_edition,
)
from trainings.actions.evaluations import evaluate, remind_evaluation
from trainings.actions.handouts import hand_out, take_back
from trainings.actions.registrations import cancel, free_seats, register, replace, seat, seat_who_waits, share_name

__all__ = [
    "Mark",
    "all_present",
    "ask_to_complete",
    "cancel",
    "cancel_edition",
    "change_edition",
    "check_in",
    "check_in_code",
    "close_registration",
    "complete_edition",
    "evaluate",
    "free_seats",
    "half_day_of",
    "hand_out",
    "mark",
    "move_half_day",
    "open_registration",
    "plan_edition",
    "register",
    "remind_evaluation",
    "replace",
    "seat",
    "seat_who_waits",
    "share_name",
    "take_back",
]
