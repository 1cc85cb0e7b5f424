"""Conditions in words, for whoever builds a survey, and the rows of the form in which they are written.

The form knows one level: rows joined by "and" or by "or". A deeper tree, which came with an import, is said in words
and kept as it is.
"""

from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys import documents

TYPE_NAMES = {  # the kind of question, its icon, and what it is good for
    "single": (gettext_lazy("One choice"), "circle-dot", gettext_lazy("People choose one answer of a list.")),
    "multiple": (gettext_lazy("Several choices"), "list-checks", gettext_lazy("People tick all that applies.")),
    "likert": (
        gettext_lazy("Scale"),
        "sliders-horizontal",
        gettext_lazy("How far people agree, or how satisfied they are."),
    ),
    "open": (gettext_lazy("Open text"), "text-align-start", gettext_lazy("People write in their own words.")),
    "matrix": (gettext_lazy("Grid, one choice a row"), "grid-3x3", gettext_lazy("One scale for several rows.")),
    "matrix_multiple": (
        gettext_lazy("Grid, several choices a row"),
        "layout-grid",
        gettext_lazy("Ticks for each of several rows."),
    ),
    "nps": (gettext_lazy("Recommend, 0 to 10"), "gauge", gettext_lazy("How likely people are to recommend something.")),
    "number": (gettext_lazy("A number"), "hash", gettext_lazy("A figure with a unit, between bounds.")),
    "ranking": (gettext_lazy("Order"), "arrow-down-wide-narrow", gettext_lazy("People put answers in order.")),
    "file": (gettext_lazy("File"), "paperclip", gettext_lazy("People add a document; by name only.")),
    "note": (gettext_lazy("Text without a question"), "info", gettext_lazy("An explanation between the questions.")),
}
CHOICE_TESTS = ("has", "lacks", "answered", "unanswered")
NUMBER_TESTS = ("at_least", "at_most", "answered", "unanswered")
BARE_TESTS = ("answered", "unanswered")


class Named(NamedTuple):
    """A question as conditions speak of it: its place in the order and what it asks."""

    number: int
    question: dict

    @property
    def name(self):
        return _("Q%(number)s") % {"number": self.number}


def numbered(document):
    """Every question that takes an answer by its code, numbered as people count them."""
    asked = [question for question in documents.questions(document) if question.get("type") != "note"]
    return {question["code"]: Named(number, question) for number, question in enumerate(asked, 1)}


def in_words(condition, names):
    """Who is asked, as half a sentence: “who chose ‘visit’ at Q2 and …”; `names` comes from `numbered`."""
    return _said(condition, names, is_inner=False)


def _said(condition, names, *, is_inner):
    if not isinstance(condition, dict):
        return _("a condition that cannot be read")
    for branching, word in (("all", _("and")), ("any", _("or"))):
        if branching in condition:
            said = f" {word} ".join(_said(each, names, is_inner=True) for each in condition[branching])
            return f"({said})" if is_inner and len(condition[branching]) > 1 else said
    return _leaf(condition, names)


def _leaf(leaf, names):
    code = leaf.get("question")
    if code not in names:
        return _("a question that is not there (%(code)s)") % {"code": code}
    question, place = names[code].question, names[code].name
    if "item" in leaf:
        rows = {item["code"]: documents.words(item["label"]) for item in question.get("items", ())}
        place = f"{place} ({rows.get(leaf['item'], leaf['item'])})"
    said = {"question": place}
    if "has" in leaf:
        return _("chose %(answers)s at %(question)s") % {**said, "answers": _answers(question, leaf["has"])}
    if "lacks" in leaf:
        return _("did not choose %(answers)s at %(question)s") % {**said, "answers": _answers(question, leaf["lacks"])}
    if "at_least" in leaf:
        return _("gave at least %(number)s at %(question)s") % {**said, "number": _number(leaf["at_least"])}
    if "at_most" in leaf:
        return _("gave at most %(number)s at %(question)s") % {**said, "number": _number(leaf["at_most"])}
    if leaf.get("answered"):
        return _("answered %(question)s") % said
    return _("did not answer %(question)s") % said


def _number(value):
    return number_format(value) if isinstance(value, (int, float)) else value


def _answers(question, codes):
    labels = {option["code"]: documents.words(option["label"]) for option in documents.options(question)}
    return _(" or ").join(f"‘{labels.get(str(code), code)}’" for code in codes)


# --- Rows of the form -------------------------------------------------------------------------------


def tests_for(question, item):
    """The tests that the form offers for a question, or for one row of a matrix."""
    if question["type"] in documents.WITH_ITEMS and not item:
        return BARE_TESTS
    if question["type"] in documents.WITH_OPTIONS:
        return CHOICE_TESTS
    if question["type"] in ("nps", "number"):
        return NUMBER_TESTS
    return BARE_TESTS


def subjects(document, before):
    """What a condition can be about, as {key: words}: each question before `before` and each row of a matrix.

    `before` is the code of a question, "section:code" for those before a section, "after:code" for those before what
    is added to one; an unknown one takes all questions.
    """
    offered = {}
    names = numbered(document)
    for section in document["sections"]:
        if before == f"section:{section['code']}":
            break
        for question in section["questions"]:
            if question["code"] == before:
                return offered
            if question.get("type") == "note":
                continue
            name = f"{names[question['code']].name} · {documents.words(question.get('text', {}))}"
            offered[question["code"]] = name
            for item in question.get("items", ()):
                offered[f"{question['code']} {item['code']}"] = f"{name} · {documents.words(item['label'])}"
        if before == f"after:{section['code']}":
            break
    return offered


class Rows(NamedTuple):
    """A condition as the form shows it; `joined` is "all" or "any"."""

    joined: str
    leaves: list

    @property
    def condition(self):
        if not self.leaves:
            return None
        return self.leaves[0] if len(self.leaves) == 1 else {self.joined: self.leaves}


def rows_of(condition, document):
    """The rows of a condition, or None when the form cannot hold it."""
    if not condition:
        return Rows("all", [])
    joined = "any" if "any" in condition else "all"
    leaves = condition.get(joined, [condition])
    names = numbered(document)
    return Rows(joined, list(leaves)) if all(_fits(leaf, names) for leaf in leaves) else None


def _fits(leaf, names):
    named = names.get(leaf.get("question"))
    return named is not None and test_of(leaf) in tests_for(named.question, leaf.get("item", ""))


def test_of(leaf):
    if "answered" in leaf:
        return "answered" if leaf["answered"] else "unanswered"
    return next((test for test in ("has", "lacks", "at_least", "at_most") if test in leaf), "")
