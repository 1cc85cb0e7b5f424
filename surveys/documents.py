"""The questions of a survey as one document: how it is read, what may stand in it, which questions it shows.

    {"languages": ["nl", "en"],
     "sections": [{"code": "channels", "title": {"nl": …, "en": …}, "questions": [
         {"code": "q_news", "type": "likert", "text": {…}, "help": {…}, "required": False,
          "options": [{"code": "1", "label": {…}, "kind": "substantive"}],  # single, multiple, likert, matrix
          "items": [{"code": "news", "label": {…}}],                       # the rows of a matrix
          "unit": {…}, "min": 0, "max": 50, "decimals": 0,                  # number
          "show_if": {"question": "q_use", "has": ["visit"]}}]}]}

Codes never change and never mean something else: answers are kept by them.
"""

import hashlib
import json
import re
from decimal import Decimal

from django.conf import settings
from django.utils import translation

TYPES = ("single", "multiple", "likert", "matrix", "nps", "number", "open")
WITH_OPTIONS = ("single", "multiple", "likert", "matrix")
ROUTING = ("single", "multiple", "likert", "nps", "number")  # what another question can depend on
SECONDS = {"single": 10, "multiple": 15, "likert": 8, "matrix": 6, "nps": 10, "number": 20, "open": 60}
KINDS = ("substantive", "dont_know", "none")
CODE = re.compile(r"[a-z0-9]([a-z0-9_-]{0,38}[a-z0-9])?")
SEPARATOR = "__"  # stands between a question and its option in the name of a column, so in no code


def canonical(document):
    """The one way to write a document down, so that equal documents have equal hashes."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def hash_of(document):
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def questions(document):
    """All questions, in order."""
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


# --- Which questions are shown --------------------------------------------------------------------


def is_shown(question, answers):
    """Whether routing shows this question to somebody who gave these answers."""
    condition = question.get("show_if")
    if condition is None:
        return True
    given = answers.get(condition["question"])
    given = given if isinstance(given, list) else [] if given is None else [given]
    return any(str(value) in map(str, condition["has"]) for value in given)


def routed(document, answers):
    """The codes of the shown questions, and the answers to them.

    An answer to a hidden question counts for nothing, so neither does it show another question.
    """
    asked, kept = [], {}
    for question in questions(document):
        if is_shown(question, kept):
            code = question["code"]
            asked.append(code)
            if code in answers:
                kept[code] = answers[code]
    return asked, kept


# --- What may stand in a document -----------------------------------------------------------------


def faults(document):
    """What is wrong with a document, as sentences for whoever writes one; none when it can be published."""
    earlier = {}
    for section in document.get("sections", ()):
        if not section.get("questions"):
            yield f"Section {section.get('code')} has no questions."
        for question in section.get("questions", ()):
            yield from _faults_of(question, earlier)
            earlier[question["code"]] = question
    if not earlier:
        yield "A survey needs at least one question."


def _faults_of(question, earlier):
    code = question.get("code", "")
    if not CODE.fullmatch(code) or SEPARATOR in code:
        yield f"{code!r} is no code: use small letters, digits and single underscores."
    if code in earlier:
        yield f"Two questions have the code {code}."
    if question.get("type") not in TYPES:
        yield f"{code} has an unknown type."
    if not words(question.get("text", {})):
        yield f"{code} has no text."
    if question.get("type") in WITH_OPTIONS and len(options(question, "substantive")) < 2:
        yield f"{code} needs at least two options."
    if question.get("type") == "matrix" and not item_codes(question):
        yield f"{code} needs at least one item."
    for codes in (option_codes(question), item_codes(question)):
        if len(set(codes)) < len(codes):
            yield f"{code} has the same code twice."
        if any(not CODE.fullmatch(each) or SEPARATOR in each for each in codes):
            yield f"{code} has an option or item whose code is no code."
    if unknown := {option.get("kind", "substantive") for option in options(question)} - set(KINDS):
        yield f"{code} has options of an unknown kind: {', '.join(unknown)}."
    if question.get("type") != "multiple" and options(question, "none"):
        yield f"{code} has an option for none of them, and takes one answer only."
    low, high = question.get("min"), question.get("max")
    if low is not None and high is not None and Decimal(str(low)) > Decimal(str(high)):
        yield f"{code} has a lowest number above its highest."
    if condition := question.get("show_if"):
        decides = earlier.get(condition["question"])
        if decides is None:
            yield f"{code} depends on {condition['question']}, which does not come before it."
        elif decides["type"] not in ROUTING:
            yield f"{code} depends on {condition['question']}, which nothing can depend on."
        elif unknown := set(condition["has"]) - set(option_codes(decides)) if options(decides) else set():
            yield f"{code} depends on answers that {condition['question']} does not have: {', '.join(unknown)}."
