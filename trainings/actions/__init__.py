from trainings.actions.billing import export_lines, settle
from trainings.actions.editions import (
    cancel_edition,
    change_edition,
    close_registration,
    move_half_day,
    open_registration,
    plan_edition,
)
from trainings.actions.registrations import cancel, free_seats, register, replace, seat, seat_who_waits

__all__ = [
    "cancel",
    "cancel_edition",
    "change_edition",
    "close_registration",
    "export_lines",
    "free_seats",
    "move_half_day",
    "open_registration",
    "plan_edition",
    "register",
    "replace",
    "seat",
    "seat_who_waits",
    "settle",
]
