"""Writing the questions of a survey one by one; every deed lands in the version that is being made.

`seen` is what the writer looked at, as `drafting.part_hash` gave it: when a colleague changed that meanwhile, the
deed is refused and theirs stays. A survey in the field keeps asking what it asks until `publish_version`.
"""

from contextlib import contextmanager

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from communications import planner
from portal.refused import Refused
from portal.trail import actions as trail
from portal.trail.models import LineKind
from surveys import documents, drafting, rules
from surveys.actions.files import discard_files
from surveys.actions.versions import new_version
from surveys.models import AnswerFile, Survey, SurveyState, SurveyVersion

SETTINGS = (
    "title_nl",
    "title_en",
    "intro_nl",
    "intro_en",
    "unit_of_analysis",
    "confidentiality",
    "min_cell",
    "closes_on",
    "results_visible_from",
)


@transaction.atomic
def start_survey(document, *, by, **fields):
    """Write a new survey around a document: a template's, an earlier survey's or an empty one."""
    survey = Survey.objects.create(**fields)
    SurveyVersion.objects.create(survey=survey, number=1, document=document)
    trail.write(_("A survey was started"), by=by, about=survey)
    return survey


@transaction.atomic
def change_settings(survey, *, by, **fields):
    """Change what a draft is called, promises and is about; the promise stands once anybody was asked."""
    survey = Survey.objects.hold(survey.pk)
    if reasons := rules.settings_refusals(survey, fields):
        raise Refused(reasons)

    before = {name: getattr(survey, name) for name in fields}
    for name, value in fields.items():
        setattr(survey, name, value)
    survey.save(update_fields=list(fields))
    change = {name: [plain(before[name]), plain(value)] for name, value in fields.items() if before[name] != value}
    if change:
        trail.write(_("The settings of a survey were changed"), by=by, about=survey, change=change)
    return survey


def plain(value):
    return value if value is None or isinstance(value, (str, int)) else str(value)


@transaction.atomic
def remove_survey(survey, *, by):
    """Remove a survey for good, with its questions and everything that was answered; only the trail remembers it."""
    survey = Survey.objects.hold(survey.pk)
    if reasons := rules.remove_refusals(survey):
        raise Refused(reasons)

    answers = survey.responses.count()
    planner.withdraw(source=survey)
    discard_files(AnswerFile.objects.filter(invitation__survey=survey))
    survey.responses.all().delete()
    survey.spooled.all().delete()
    trail.write(
        _("A survey was removed"),
        by=by,
        about=survey,
        kind=LineKind.PRIVACY,
        change={"title": [survey.title_nl, None], "answers": [answers, None]},
    )
    survey.delete()


# --- Questions --------------------------------------------------------------------------------------


@transaction.atomic
def add_question(survey, question, section, *, by):
    """Put a new question at the end of a section; returns its code, made of its words."""
    survey, document = held(survey)
    with there():
        document, code = drafting.with_question(document, question, section, taken=rules.codes_ever_asked(survey))
    new_version(survey, document, by)
    return code


@transaction.atomic
def change_question(survey, code, question, *, seen, by, as_new=False):
    """Change a question; `as_new` gives it a new code, so that earlier answers stay apart. Returns the code."""
    survey, document = held(survey)
    with there():
        now, _section = drafting.find(document, code)
        same(now, seen)
        document = drafting.with_changed_question(document, code, {**question, "code": code})
    if as_new:
        taken = drafting.question_codes(document) | rules.codes_ever_asked(survey)
        new = drafting.new_code(f"q {documents.words(question['text'], 'nl')}", taken, otherwise="q")
        document, code = drafting.renamed(document, code, new), new
    new_version(survey, document, by)
    return code


@transaction.atomic
def copy_question(survey, code, *, seen, by):
    """Put the same question once more right below; returns the code of the copy."""
    survey, document = held(survey, seen)
    with there():
        document, copy = drafting.with_copy(document, code, taken=rules.codes_ever_asked(survey))
    new_version(survey, document, by)
    return copy


@transaction.atomic
def move_question(survey, code, section, place, *, seen, by):
    """Put a question at a place in a section; one that then asks for what comes later gets a fault, not a refusal."""
    survey, document = held(survey, seen)
    with there():
        document = drafting.with_moved_question(document, code, section, place)
    return new_version(survey, document, by)


@transaction.atomic
def remove_question(survey, code, *, seen, by):
    """Take a question out; returns what `restore_question` needs to put it back."""
    survey, document = held(survey, seen)
    with there():
        document, removed = drafting.without_question(document, code)
    new_version(survey, document, by)
    return removed


@transaction.atomic
def restore_question(survey, removed, *, by):
    """Put a question back where it stood, or at the end when its section is gone."""
    survey, document = held(survey)
    question = removed["question"]
    if question["code"] in drafting.question_codes(document):
        raise Refused([rules.Refusal.THERE_AGAIN])
    codes = [section["code"] for section in document["sections"]]
    if not codes:
        raise Refused([rules.Refusal.NO_LONGER_THERE])
    section = removed["section"] if removed["section"] in codes else codes[-1]
    document, _code = drafting.with_question(document, question, section, removed["place"])
    return new_version(survey, document, by)


# --- Sections ---------------------------------------------------------------------------------------


@transaction.atomic
def add_section(survey, section, *, by):
    """Put a new section at the end; returns its code."""
    survey, document = held(survey)
    document, code = drafting.with_section(document, section)
    new_version(survey, document, by)
    return code


@transaction.atomic
def change_section(survey, code, fields, *, seen, by):
    """Change the title, the introduction or the condition of a section."""
    survey, document = held(survey)
    with there():
        same(own_words(drafting.find_section(document, code)), seen)
        document = drafting.with_changed_section(document, code, fields)
    return new_version(survey, document, by)


@transaction.atomic
def move_section(survey, code, step, *, seen, by):
    """Move a section one up (-1) or down (1), with its questions."""
    survey, document = held(survey, seen)
    with there():
        document = drafting.with_moved_section(document, code, step)
    return new_version(survey, document, by)


@transaction.atomic
def remove_section(survey, code, *, seen, by):
    """Take an empty section out."""
    survey, document = held(survey, seen)
    with there():
        if drafting.find_section(document, code)["questions"]:
            raise Refused([rules.Refusal.HOLDS_QUESTIONS])
        document = drafting.without_section(document, code)
    return new_version(survey, document, by)


def own_words(section):
    """A section without its questions, which others may change meanwhile."""
    return {name: value for name, value in section.items() if name != "questions"}


# --- What every deed does first ---------------------------------------------------------------------


def held(survey, seen=None):
    """The survey under its lock and the document being made; refused when `seen` is no longer how it stands."""
    survey = Survey.objects.hold(survey.pk)
    if survey.state == SurveyState.CLOSED:
        raise Refused([rules.Refusal.CLOSED])
    version = survey.versions.last()
    document = version.document if version else drafting.blank()
    if seen is not None:
        same(document, seen)
    return survey, document


def same(part, seen):
    if drafting.part_hash(part) != seen:
        raise Refused([rules.Refusal.STALE])


@contextmanager
def there():
    """A question or section that a colleague removed meanwhile is a refusal."""
    try:
        yield
    except KeyError as error:
        raise Refused([rules.Refusal.NO_LONGER_THERE]) from error
