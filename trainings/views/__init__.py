from trainings.views.approvals import registration_decide
from trainings.views.attendance import (
    attendance_edit,
    attendance_sheet,
    attendance_walk_in,
    check_in,
    check_in_show,
    edition_complete,
)
from trainings.views.billing import billing_export, billing_file, billing_list
from trainings.views.calendar import edition_calendar, edition_year
from trainings.views.certificates import (
    certificate_bundle,
    certificate_check,
    certificate_download,
    certificate_issue,
    certificate_keep,
    certificate_list,
    certificate_replace,
    certificate_revoke,
    certificate_rule_edit,
    earlier_training_create,
    earlier_training_withdraw,
)
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
from trainings.views.groups import group_detail, seat_give_back, seat_name
from trainings.views.half_days import half_day_cancel, half_day_move
from trainings.views.handouts import edition_evaluate, evaluation_remind, handout_list, handout_open, handout_remove
from trainings.views.modules import interest_start, interest_stop, module_detail
from trainings.views.offers import offer_detail
from trainings.views.one_participant import participant_add, participant_detail
from trainings.views.own import registration_confirm, registration_detail, registration_replace
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
from trainings.views.wording import mail_text_drop, mail_text_edit, mail_text_list

__all__ = [
    "agenda_detail",
    "agenda_feed",
    "agenda_make",
    "agenda_public",
    "agenda_revoke",
    "attendance_edit",
    "attendance_sheet",
    "attendance_walk_in",
    "billing_export",
    "billing_file",
    "billing_list",
    "certificate_bundle",
    "certificate_check",
    "certificate_download",
    "certificate_issue",
    "certificate_keep",
    "certificate_list",
    "certificate_replace",
    "certificate_revoke",
    "certificate_rule_edit",
    "check_in",
    "check_in_show",
    "cycle_copy",
    "earlier_training_create",
    "earlier_training_withdraw",
    "edition_announce",
    "edition_calendar",
    "edition_cancel",
    "edition_close",
    "edition_complete",
    "edition_create",
    "edition_date",
    "edition_detail",
    "edition_edit",
    "edition_evaluate",
    "edition_list",
    "edition_open",
    "edition_register",
    "edition_year",
    "evaluation_remind",
    "group_detail",
    "half_day_cancel",
    "half_day_move",
    "handout_list",
    "handout_open",
    "handout_remove",
    "interest_start",
    "interest_stop",
    "mail_text_drop",
    "mail_text_edit",
    "mail_text_list",
    "module_choose",
    "module_detail",
    "offer_detail",
    "participant_add",
    "participant_detail",
    "participant_export",
    "participant_list",
    "participant_seat",
    "registration_cancel",
    "registration_confirm",
    "registration_decide",
    "registration_detail",
    "registration_list",
    "registration_replace",
    "rotation_change",
    "rotation_detail",
    "rotation_slot_write",
    "seat_give_back",
    "seat_name",
]
