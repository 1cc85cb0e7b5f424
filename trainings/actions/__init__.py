from trainings.actions.agendas import make_agenda_address, revoke_agenda_address, token_of
from trainings.actions.editions import (
    cancel_edition,
    change_edition,
    close_registration,
    open_registration,
    plan_edition,
)
from trainings.actions.half_days import cancel_half_day, move_half_day
from trainings.actions.registrations import cancel, free_seats, register, replace, seat, seat_who_waits

__all__ = [
    "cancel",
    "cancel_edition",
    "cancel_half_day",
    "change_edition",
    "close_registration",
    "free_seats",
    "make_agenda_address",
    "move_half_day",
    "open_registration",
    "plan_edition",
    "register",
    "replace",
    "revoke_agenda_address",
    "seat",
    "seat_who_waits",
    "token_of",
]
