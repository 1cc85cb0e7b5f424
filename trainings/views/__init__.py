from trainings.views.calendar import edition_calendar, half_day_move
from trainings.views.editions import (
    edition_cancel,
    edition_close,
    edition_create,
    edition_detail,
    edition_edit,
    edition_list,
    edition_open,
    module_choose,
)
from trainings.views.modules import interest_start, interest_stop, module_detail
from trainings.views.participants import participant_export, participant_list, participant_seat
from trainings.views.registrations import edition_register, registration_cancel, registration_list
from trainings.views.rotation import (
    cycle_copy,
    edition_announce,
    edition_date,
    rotation_change,
    rotation_detail,
    rotation_slot_write,
)

__all__ = [
    "cycle_copy",
    "edition_announce",
    "edition_calendar",
    "edition_cancel",
    "edition_close",
    "edition_create",
    "edition_date",
    "edition_detail",
    "edition_edit",
    "edition_list",
    "edition_open",
    "edition_register",
    "half_day_move",
    "interest_start",
    "interest_stop",
    "module_choose",
    "module_detail",
    "participant_export",
    "participant_list",
    "participant_seat",
    "registration_cancel",
    "registration_list",
    "rotation_change",
    "rotation_detail",
    "rotation_slot_write",
]
