from surveys.views.analysis import analysis, analysis_export
from surveys.views.building import (
    question_copy,
    question_move,
    question_remove,
    question_restore,
    survey_build,
    survey_publish,
    survey_revert,
)
from surveys.views.fieldwork import (
    invitation_again,
    invitation_bounced,
    survey_audience,
    survey_extend,
    survey_fieldwork,
    survey_letters,
    survey_remind,
)
from surveys.views.files import answer_file
from surveys.views.handing import response_hand_over, response_stop
from surveys.views.importing import (
    response_import,
    response_import_save,
    response_mapping,
    survey_import,
    survey_xlsform,
)
from surveys.views.intake import response_done, response_enter, response_remark, response_section, response_start
from surveys.views.making import (
    survey_create,
    survey_edit,
    survey_remove,
)
from surveys.views.preview import survey_preview, survey_preview_section
from surveys.views.questions import (
    question_create,
    question_edit,
    section_create,
    section_edit,
    section_move,
    section_remove,
)
from surveys.views.remarks import remark_detail, remark_handle
from surveys.views.staff import survey_close, survey_detail, survey_invite, survey_list, survey_open

__all__ = [
    "analysis",
    "analysis_export",
    "answer_file",
    "invitation_again",
    "invitation_bounced",
    "question_copy",
    "question_create",
    "question_edit",
    "question_move",
    "question_remove",
    "question_restore",
    "remark_detail",
    "remark_handle",
    "response_done",
    "response_enter",
    "response_hand_over",
    "response_import",
    "response_import_save",
    "response_mapping",
    "response_remark",
    "response_section",
    "response_start",
    "response_stop",
    "section_create",
    "section_edit",
    "section_move",
    "section_remove",
    "survey_audience",
    "survey_build",
    "survey_close",
    "survey_create",
    "survey_detail",
    "survey_edit",
    "survey_extend",
    "survey_fieldwork",
    "survey_import",
    "survey_invite",
    "survey_letters",
    "survey_list",
    "survey_open",
    "survey_preview",
    "survey_preview_section",
    "survey_publish",
    "survey_remind",
    "survey_remove",
    "survey_revert",
    "survey_xlsform",
]
