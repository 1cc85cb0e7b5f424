from surveys.views.analysis import analysis, analysis_export
from surveys.views.intake import response_done, response_enter, response_section, response_start
from surveys.views.staff import survey_close, survey_detail, survey_invite, survey_list, survey_open

__all__ = [
    "analysis",
    "analysis_export",
    "response_done",
    "response_enter",
    "response_section",
    "response_start",
    "survey_close",
    "survey_detail",
    "survey_invite",
    "survey_list",
    "survey_open",
]
