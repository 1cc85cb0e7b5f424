from trainings.actions.agendas import make_agenda_address, revoke_agenda_address, token_of
from trainings.actions.approvals import approve, decline
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
from trainings.actions.billing import export_lines, settle
from trainings.actions.editions import (
    cancel_edition,
    change_edition,
    close_registration,
    open_registration,
    plan_edition,
)
from trainings.actions.evaluations import evaluate, remind_evaluation
from trainings.actions.groups import (
    Newcomer,
    confirm_invitation,
    give_back_seat,
    mind_reserved_seats,
    name_seat,
    register_group,
    replace_by_colleague,
)
from trainings.actions.half_days import cancel_half_day, move_half_day
from trainings.actions.handouts import hand_out, take_back
from trainings.actions.interests import keep_informed, stop_informing
from trainings.actions.offers import accept, lapse_offers, queue_again, refuse
from trainings.actions.participants import add_participant, give_priority
from trainings.actions.registrations import cancel, change_wishes, free_seats, register, replace, seat, seat_who_waits
from trainings.actions.reminders import remind_of_half_days
from trainings.actions.rotation import announce_edition, change_rotation, copy_cycle, open_announced, write_slot

__all__ = [
    "Mark",
    "Newcomer",
    "accept",
    "add_participant",
    "all_present",
    "announce_edition",
    "approve",
    "ask_to_complete",
    "cancel",
    "cancel_edition",
    "cancel_half_day",
    "change_edition",
    "change_rotation",
    "change_wishes",
    "check_in",
    "check_in_code",
    "close_registration",
    "complete_edition",
    "confirm_invitation",
    "copy_cycle",
    "decline",
    "evaluate",
    "export_lines",
    "free_seats",
    "give_back_seat",
    "give_priority",
    "half_day_of",
    "hand_out",
    "keep_informed",
    "lapse_offers",
    "make_agenda_address",
    "mark",
    "mind_reserved_seats",
    "move_half_day",
    "name_seat",
    "open_announced",
    "open_registration",
    "plan_edition",
    "queue_again",
    "refuse",
    "register",
    "register_group",
    "remind_evaluation",
    "remind_of_half_days",
    "replace",
    "replace_by_colleague",
    "revoke_agenda_address",
    "seat",
    "seat_who_waits",
    "settle",
    "stop_informing",
    "take_back",
    "token_of",
    "write_slot",
]
