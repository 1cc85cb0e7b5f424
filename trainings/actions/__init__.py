from trainings.actions.editions import (
    cancel_edition,
    change_edition,
    close_registration,
    move_half_day,
    open_registration,
    plan_edition,
)
from trainings.actions.interests import keep_informed, stop_informing
from trainings.actions.registrations import cancel, free_seats, register, replace, seat, seat_who_waits
from trainings.actions.rotation import announce_edition, change_rotation, copy_cycle, open_announced, write_slot

__all__ = [
    "announce_edition",
    "cancel",
    "cancel_edition",
    "change_edition",
    "change_rotation",
    "close_registration",
    "copy_cycle",
    "free_seats",
    "keep_informed",
    "move_half_day",
    "open_announced",
    "open_registration",
    "plan_edition",
    "register",
    "replace",
    "seat",
    "seat_who_waits",
    "stop_informing",
    "write_slot",
]
