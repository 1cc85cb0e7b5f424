"""What may be changed of a survey that is being made, and when one can be removed."""

from surveys import documents
from surveys.models import SurveyState
from surveys.rules.refusals import Refusal


def settings_refusals(survey, fields):
    """Every reason why the settings of a survey cannot become these, as {field name: value}."""
    new_promise = fields.get("confidentiality", survey.confidentiality) != survey.confidentiality
    rules = (
        (Refusal.NOT_DRAFT, survey.state != SurveyState.DRAFT),
        (Refusal.PROMISED, new_promise and is_promised(survey)),
    )
    return [refusal for refusal, applies in rules if applies]


def is_promised(survey):
    """Whether anybody was asked, or answered, under the promise of this survey."""
    return survey.invitations.exists() or survey.responses.exists()


def remove_refusals(survey):
    """Every reason why a survey cannot be removed: what people are answering now stays until it is closed."""
    return [Refusal.IN_THE_FIELD] if survey.state == SurveyState.OPEN else []


def codes_ever_asked(survey):
    """The codes of all questions of published versions: no new question takes one, or answers would mix."""
    published = survey.versions.published()
    return {question["code"] for version in published for question in documents.questions(version.document)}
