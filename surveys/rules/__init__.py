"""What is allowed and decided about surveys, invitations and answers; reads, never writes."""

from surveys.rules.answers import (
    Checked,
    answer_refusals,
    answer_to,
    checked,
    checked_for,
    file_ids,
    page_to_go_on,
    page_with_a_fault,
    pages,
    possible,
    progress,
    speaks_for_a_place,
    still_asked,
    with_own_files,
)
from surveys.rules.audience import Candidate, audience_of, candidates, contacts, preview
from surveys.rules.building import codes_ever_asked, is_promised, remove_refusals, settings_refusals
from surveys.rules.fieldwork import Fieldwork, fieldwork
from surveys.rules.invitations import hand_over_refusals, invitees_with_rest, may_be_handed_over
from surveys.rules.lifecycle import edit_refusals, invitees, open_refusals, publish_refusals
from surveys.rules.pressure import MOST_REMINDERS, answered_units, by_province, not_reminded, refusing, to_remind
from surveys.rules.refusals import Refusal
from surveys.rules.register import (
    IN_THE_REGISTER,
    Bands,
    attributes_of,
    kept_with_answers,
    safe_for_anonymous,
    snapshot_of,
    years_of_experience,
)
from surveys.rules.uploads import CONTENT_TYPES, kind_of, readable_name, upload_faults

__all__ = [
    "CONTENT_TYPES",
    "IN_THE_REGISTER",
    "MOST_REMINDERS",
    "Bands",
    "Candidate",
    "Checked",
    "Fieldwork",
    "Refusal",
    "answer_refusals",
    "answer_to",
    "answered_units",
    "attributes_of",
    "audience_of",
    "by_province",
    "candidates",
    "checked",
    "checked_for",
    "codes_ever_asked",
    "contacts",
    "edit_refusals",
    "fieldwork",
    "file_ids",
    "hand_over_refusals",
    "invitees",
    "invitees_with_rest",
    "is_promised",
    "kept_with_answers",
    "kind_of",
    "may_be_handed_over",
    "not_reminded",
    "open_refusals",
    "page_to_go_on",
    "page_with_a_fault",
    "pages",
    "possible",
    "preview",
    "progress",
    "publish_refusals",
    "readable_name",
    "refusing",
    "remove_refusals",
    "safe_for_anonymous",
    "settings_refusals",
    "snapshot_of",
    "speaks_for_a_place",
    "still_asked",
    "to_remind",
    "upload_faults",
    "with_own_files",
    "years_of_experience",
]
