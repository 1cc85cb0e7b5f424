from trainings.views.calendar import edition_calendar, edition_year
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
from trainings.views.feeds import agenda_detail, agenda_feed, agenda_make, agenda_public, agenda_revoke
from trainings.views.half_days import half_day_cancel, half_day_move
from trainings.views.participants import participant_export, participant_list, participant_seat
from trainings.views.registrations import edition_register, registration_cancel, registration_list

__all__ = [
    "agenda_detail",
    "agenda_feed",
    "agenda_make",
    "agenda_public",
    "agenda_revoke",
    "edition_calendar",
    "edition_cancel",
    "edition_close",
    "edition_create",
    "edition_detail",
    "edition_edit",
    "edition_list",
    "edition_open",
    "edition_register",
    "edition_year",
    "half_day_cancel",
    "half_day_move",
    "module_choose",
    "participant_export",
    "participant_list",
    "participant_seat",
    "registration_cancel",
    "registration_list",
]
