from surveys.forms.answering import SectionForm, field_of_file, posted, typed
from surveys.forms.building import PartForm, QuestionForm, RemoveForm, SettingsForm
from surveys.forms.fieldwork import AudienceForm, ExtendForm, HandOverForm, LettersForm
from surveys.forms.importing import DraftTitleForm, FormFileForm, MappingForm, ResponsesForm
from surveys.forms.remarks import RemarkForm

__all__ = [
    "AudienceForm",
    "DraftTitleForm",
    "ExtendForm",
    "FormFileForm",
    "HandOverForm",
    "LettersForm",
    "MappingForm",
    "PartForm",
    "QuestionForm",
    "RemarkForm",
    "RemoveForm",
    "ResponsesForm",
    "SectionForm",
    "SettingsForm",
    "field_of_file",
    "posted",
    "typed",
]
