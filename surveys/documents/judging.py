"""What may stand in a document: its faults, each with the question that it is about."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.documents import conditions
from surveys.documents.piping import TELLING, pipes_from
from surveys.documents.reaching import Asked, Search
from surveys.documents.reading import (
    ACCEPTED,
    GRADES,
    LONGEST_TEXT,
    SEPARATOR,
    TYPES,
    WITH_ITEMS,
    WITH_OPTIONS,
    WITH_SEVERAL,
    item_codes,
    option_codes,
    options,
    words,
)

WITH_NONE = ("multiple", "matrix_multiple")  # where "none of these" stands beside other answers
KINDS = ("substantive", "dont_know", "none")
CODE = re.compile(r"[a-z0-9]([a-z0-9_-]{0,38}[a-z0-9])?")
BY_NAME = "identified"  # the promise under which files may be asked for


class Finding(NamedTuple):
    """A sentence for whoever writes a document; `question` and `section` are codes, "" for the whole."""

    question: str
    section: str
    sentence: str

    def __str__(self):
        return self.sentence

    @property
    def label(self):
        """As a reason why something was refused."""
        return self.sentence


def listed(texts):
    return ", ".join(f"“{text}”" for text in texts)


def is_code(code):
    return isinstance(code, str) and bool(CODE.fullmatch(code)) and SEPARATOR not in code


def faults(document: dict, *, confidentiality: str = BY_NAME) -> Iterator[Finding]:
    """What is wrong with a document under a promise; none when it can be published."""
    return _judged(document, confidentiality, {})


def unchecked(document: dict) -> Iterator[Finding]:
    """That there are questions of which we do not know whether anybody is asked them: their routes are too many."""
    earlier: dict[str, Asked] = {}
    for _fault in _judged(document, BY_NAME, earlier):
        pass
    if number := sum(asked.can_be is None for asked in earlier.values()):
        sentence = ngettext(
            "We could not check all routes: of %(number)s question we do not know whether anybody is asked it. "
            "Try the survey out.",
            "We could not check all routes: of %(number)s questions we do not know whether anybody is asked them. "
            "Try the survey out.",
            number,
        )
        yield Finding("", "", sentence % {"number": number})


def _judged(document, confidentiality, earlier):
    """The faults of a document; fills `earlier`, {code: Asked}, on the way."""
    seen: set[str] = set()
    search = Search()
    for section in document.get("sections", ()):
        code = section.get("code", "")
        for sentence in _faults_of_section(section, earlier, seen):
            yield Finding("", code, sentence)
        seen.add(code)
        outer = section.get("show_if")
        if outer and any(_faults_of_condition(outer, earlier)):
            outer = None  # said once, at the section
        for question in section.get("questions", ()):
            found = [*_faults_of_question(question, earlier, confidentiality)]
            inner = question.get("show_if")
            inner = None if inner and any(_faults_of_condition(inner, earlier)) else inner
            route = tuple(filter(None, (outer, inner)))
            can_be, way = search.can_hold(route, earlier)
            if not found and can_be is False:
                found = [_why_nobody(route, earlier)]
            for sentence in found:
                yield Finding(question.get("code", ""), code, sentence)
            if question.get("type") in TYPES and question.get("code") not in earlier:
                earlier[question.get("code", "")] = Asked(question, route, can_be, way)
    if all(asked.question["type"] == "note" for asked in earlier.values()):
        yield Finding("", "", _("A survey needs at least one question."))


# --- Sections and questions -------------------------------------------------------------------------


def _faults_of_section(section, earlier, seen):
    code = section.get("code", "")
    if not is_code(code):
        yield _("“%(code)s” is no code: use small letters, digits and single underscores.") % {"code": code}
    elif code in seen:
        yield _("Two sections have the code %(code)s.") % {"code": code}
    if not section.get("questions"):
        yield _("Section %(code)s has no questions.") % {"code": code}
    yield from _faults_of_pipes(earlier, section.get("title"), section.get("intro"))
    if section.get("show_if"):
        yield from _faults_of_condition(section["show_if"], earlier)


def _faults_of_question(question, earlier, confidentiality):
    code, kind = question.get("code", ""), question.get("type")
    if not is_code(code):
        yield _("“%(code)s” is no code: use small letters, digits and single underscores.") % {"code": code}
    if code in earlier:
        yield _("Two questions have the code %(code)s.") % {"code": code}
    if kind not in TYPES:
        yield _("This kind of question does not exist: %(kind)s.") % {"kind": kind}
        return
    if not words(question.get("text", {})):
        yield _("This question has no text.")
    if kind in WITH_OPTIONS:
        yield from _faults_of_options(question)
    if kind in WITH_ITEMS and not item_codes(question):
        yield _("Add at least one row.")
    for codes in (option_codes(question), item_codes(question)):
        if len(set(codes)) < len(codes):
            yield _("Two answers or rows have the same code.")
        if not all(map(is_code, codes)):
            yield _("An answer or a row has a code that is none: use small letters, digits and single underscores.")
    if kind in WITH_SEVERAL:
        yield from _faults_of_choices(question)
    if kind == "number":
        yield from _faults_of_number(question)
    if kind == "open" and not 1 <= (question.get("max_length") or LONGEST_TEXT) <= LONGEST_TEXT:
        yield _("A text takes from 1 to %(most)s characters.") % {"most": LONGEST_TEXT}
    if kind == "file":
        yield from _faults_of_file(question, confidentiality)
    labels = [each.get("label") for part in ("options", "items") for each in question.get(part, ())]
    yield from _faults_of_pipes(earlier, question.get("text"), question.get("help"), *labels)
    if question.get("show_if"):
        yield from _faults_of_condition(question["show_if"], earlier)


def _faults_of_options(question):
    if len(options(question, "substantive")) < 2:
        yield _("Add at least two answers.")
    if any(not words(option.get("label", {})) for option in options(question)):
        yield _("An answer has no text.")
    if {option.get("kind", "substantive") for option in options(question)} - set(KINDS):
        yield _("An answer is of an unknown kind.")
    if question["type"] not in WITH_NONE and options(question, "none"):
        yield _("“None of these” stands beside several answers only; this question takes one.")
    if question["type"] == "ranking" and options(question, "dont_know"):
        yield _("“Don’t know” cannot be put in an order: leave the question free to skip.")


def _faults_of_choices(question):
    least, most, there = question.get("min_choices"), question.get("max_choices"), len(options(question, "substantive"))
    for number in (least, most):
        if number is not None and not (isinstance(number, int) and 1 <= number <= max(1, there)):
            yield _("People can choose from 1 to %(number)s answers here.") % {"number": there}
            return
    if least and most and least > most:
        yield _("The least number of choices is above the most.")


def _faults_of_number(question):
    low, high, decimals = question.get("min"), question.get("max"), question.get("decimals", 0)
    if low is not None and high is not None and Decimal(str(low)) > Decimal(str(high)):
        yield _("The lowest number is above the highest.")
    if not isinstance(decimals, int) or not 0 <= decimals <= 6:
        yield _("A number has from 0 to 6 figures after the comma.")


def _faults_of_file(question, confidentiality):
    accept = question.get("accept") or ACCEPTED
    if unknown := [each for each in accept if each not in ACCEPTED]:
        yield _("Files of this kind cannot be asked for: %(kinds)s.") % {"kinds": ", ".join(unknown)}
    if confidentiality != BY_NAME:
        yield _("A file tells who made it, so only a survey by name can ask for one.")


# --- Pipes and routes -------------------------------------------------------------------------------


def _faults_of_pipes(earlier, *labels):
    for code in sorted(pipes_from(*labels)):
        asked = earlier.get(code)
        if asked is None:
            yield _("The words repeat the answer to %(code)s, which does not come before.") % {"code": code}
        elif asked.question["type"] not in TELLING:
            yield _("The words repeat the answer to %(code)s, which has no single answer.") % {"code": code}


def _faults_of_condition(condition, earlier):
    if not _is_tree(condition):
        yield _("The condition is not complete.")
        return
    if conditions.depth(condition) > conditions.DEEPEST:
        yield _("The condition is nested more than %(deepest)s deep.") % {"deepest": conditions.DEEPEST}
    for leaf in conditions.leaves(condition):
        yield from _faults_of_leaf(leaf, earlier)


def _is_tree(condition):
    """Whether every knot has branches and every leaf has one test that can be read."""
    if not isinstance(condition, dict):
        return False
    for branching in ("all", "any"):
        if branching in condition:
            branches = condition[branching]
            return (
                len(condition) == 1 and isinstance(branches, list) and bool(branches) and all(map(_is_tree, branches))
            )
    tests = [test for test in conditions.TESTS if test in condition]
    if len(tests) != 1 or not isinstance(condition.get("question"), str):
        return False
    wanted = condition[tests[0]]
    if tests[0] in ("has", "lacks"):
        return isinstance(wanted, list) and bool(wanted)
    if tests[0] == "answered":
        return isinstance(wanted, bool)
    return isinstance(wanted, (int, float)) and not isinstance(wanted, bool)


def _faults_of_leaf(leaf, earlier):
    code = leaf["question"]
    if code not in earlier:
        yield _("This depends on %(code)s, which does not come before it.") % {"code": code}
        return
    question = earlier[code].question
    kind, is_counted = question["type"], "at_least" in leaf or "at_most" in leaf
    is_impossible = (
        kind == "note"
        or (kind in ("open", "file") and "answered" not in leaf)
        or (is_counted and kind not in ("nps", "number"))
        or ("item" in leaf and kind not in WITH_ITEMS)
        or (kind in WITH_ITEMS and "item" not in leaf and "answered" not in leaf)
    )
    if is_impossible:
        yield _("This depends on %(code)s in a way that such a question does not allow.") % {"code": code}
        return
    if "item" in leaf and leaf["item"] not in item_codes(question):
        yield _("This depends on a row that %(code)s does not have: %(row)s.") % {"code": code, "row": leaf["item"]}
    there = GRADES if kind == "nps" else option_codes(question)
    wanted = [str(each) for each in leaf.get("has", leaf.get("lacks", ()))]
    if there and (unknown := [each for each in wanted if each not in there]):
        yield _("This depends on answers that %(code)s does not have: %(answers)s.") % {
            "code": code,
            "answers": ", ".join(unknown),
        }
    if kind == "number" and not all(map(_is_number, wanted)):
        yield _("This depends on answers that %(code)s does not have: %(answers)s.") % {
            "code": code,
            "answers": ", ".join(each for each in wanted if not _is_number(each)),
        }


def _is_number(text):
    return bool(re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text))


def _why_nobody(route, earlier):
    """Why nobody is ever asked a question: its own conditions, or those it depends on."""
    named = sorted(code for condition in route for code in conditions.named_in(condition))
    unasked = [code for code in named if earlier[code].can_be is False]
    if unasked:
        return _("Nobody is asked this: it depends on %(code)s, which nobody is asked.") % {"code": unasked[0]}
    return _("Nobody is asked this: its conditions never hold together.")
