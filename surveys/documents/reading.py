"""How a document is read: its questions, their options and words, its hash, how long it takes."""

import hashlib
import json

from django.conf import settings
from django.utils import translation

TYPES = (
    "single",
    "multiple",
    "likert",
    "matrix",
    "matrix_multiple",
    "ranking",
    "nps",
    "number",
    "open",
    "file",
    "note",
)
WITH_OPTIONS = ("single", "multiple", "likert", "matrix", "matrix_multiple", "ranking")
WITH_ITEMS = ("matrix", "matrix_multiple")
WITH_SEVERAL = ("multiple", "matrix_multiple", "ranking")  # answers that are lists of options
GRADES = tuple(str(grade) for grade in range(11))  # what can be given to an nps question
ACCEPTED = ("pdf", "png", "jpg", "docx", "xlsx")
MOST_FILES = 3
LONGEST_TEXT = 4000
SEPARATOR = "__"  # stands between a question and its option in the name of a column, so in no code
SECONDS = {
    "single": 10,
    "multiple": 15,
    "likert": 8,
    "matrix": 6,
    "matrix_multiple": 9,
    "ranking": 30,
    "nps": 10,
    "number": 20,
    "open": 60,
    "file": 90,
    "note": 5,
}


def canonical(document):
    """The one way to write a document down, so that equal documents have equal hashes."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_of(document):
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def questions(document):
    """All questions, in order; notes too, although they take no answer."""
    return [question for section in document["sections"] for question in section["questions"]]


def words(labels, language=None):
    """The words in a language (the reader's), or in the other when they are missing."""
    language = language or (translation.get_language() or settings.LANGUAGE_CODE)[:2]
    return labels.get(language) or next((text for text in labels.values() if text), "") if labels else ""


def options(question, *kinds):
    """The options of a question, or those of these kinds."""
    return [each for each in question.get("options", ()) if not kinds or each.get("kind", "substantive") in kinds]


def option_codes(question, *kinds):
    return [option["code"] for option in options(question, *kinds)]


def item_codes(question):
    return [item["code"] for item in question.get("items", ())]


def outline(document):
    """The titles of the sections with the words of their questions, in the reader's language."""
    return [
        (words(section["title"]), [words(question["text"]) for question in section["questions"]])
        for section in document["sections"]
    ]


def minutes(document):
    """About how long it takes to answer, in whole minutes."""
    seconds = sum(SECONDS[question["type"]] * max(1, len(item_codes(question))) for question in questions(document))
    return max(1, round(seconds / 60))
