"""Conditions: trees that say who is asked a question, and whether anybody ever can be.

A leaf is about one question or one row of a matrix. It speaks of the answer alone: what was not given, because the
question was left empty or not asked, is lacking and not answered, and no number is at least anything.
"""

from decimal import Decimal, InvalidOperation
from itertools import chain, combinations, product
from typing import NamedTuple

from surveys.documents.reading import GRADES, item_codes, option_codes, options

TESTS = ("has", "lacks", "at_least", "at_most", "answered")
DEEPEST = 3
MOST_WAYS = 500  # ways to fulfil a condition that are looked at; of more, one is taken to exist
MOST_RELEVANT = 8  # options of one question in conditions, of which every combination is tried


# --- Whether a condition holds ----------------------------------------------------------------------


def holds(condition, answers):
    """Whether these answers, {question code: answer}, fulfil a condition; None asks for nothing."""
    if condition is None:
        return True
    if "all" in condition:
        return all(holds(each, answers) for each in condition["all"])
    if "any" in condition:
        return any(holds(each, answers) for each in condition["any"])
    given = answers.get(condition["question"])
    if "item" in condition:
        given = given.get(condition["item"]) if isinstance(given, dict) else None
    return leaf_holds(condition, given)


def leaf_holds(leaf, given):
    """Whether one answer fulfils a leaf."""
    values = given if isinstance(given, list) else [] if given in (None, {}) else [given]
    if "has" in leaf:
        return any(is_same(value, wanted) for value in values for wanted in leaf["has"])
    if "lacks" in leaf:
        return not any(is_same(value, unwanted) for value in values for unwanted in leaf["lacks"])
    if "at_least" in leaf:
        return any(Decimal(str(value)) >= Decimal(str(leaf["at_least"])) for value in values)
    if "at_most" in leaf:
        return any(Decimal(str(value)) <= Decimal(str(leaf["at_most"])) for value in values)
    return bool(values) == leaf["answered"]


def is_same(value, wanted):
    """Codes are compared as texts, numbers as numbers: 2.0 is "2"."""
    if str(value) == str(wanted):
        return True
    if isinstance(value, (int, float)):
        try:
            return Decimal(str(value)) == Decimal(str(wanted))
        except InvalidOperation:
            return False
    return False


def leaves(condition):
    """The leaves of a tree, from left to right."""
    if not condition:
        return
    for branch in condition.get("all", condition.get("any", ())):
        yield from leaves(branch)
    if "question" in condition:
        yield condition


def named_in(condition):
    """The codes of the questions that a condition is about."""
    return {leaf["question"] for leaf in leaves(condition)}


def depth(condition):
    branches = condition.get("all", condition.get("any"))
    return 1 if branches is None else 1 + max(map(depth, branches), default=0)


# --- Whether it ever can hold -----------------------------------------------------------------------


class Asked(NamedTuple):
    """An earlier question, with everything that must hold for it to be asked."""

    question: dict
    conditions: tuple


def can_hold(conditions, earlier):
    """Whether some answers fulfil all of these conditions; `earlier` is {code: Asked} of the questions before.

    A leaf that needs an answer needs its question asked too, so the conditions of that one count as well. Beyond
    MOST_WAYS it says yes: a survey with such conditions is not held up by us.
    """
    ways = [()]
    for condition in conditions:
        ways = [(*way, *more) for way, more in product(ways, _ways(condition, earlier))]
        if len(ways) > MOST_WAYS:
            return True
    return any(_fits(way, earlier) for way in ways)


def _ways(condition, earlier):
    """The ways to fulfil a condition, each a tuple of leaves that must all hold."""
    if condition is None:
        return [()]
    if "any" in condition:
        return list(chain.from_iterable(_ways(branch, earlier) for branch in condition["any"]))
    if "all" in condition:
        return _together(condition["all"], earlier)
    if leaf_holds(condition, None):
        return [(condition,)]
    before = earlier[condition["question"]].conditions
    return [(condition, *more) for more in _together(before, earlier)]


def _together(conditions, earlier):
    ways = [()]
    for condition in conditions:
        ways = [(*way, *more) for way, more in product(ways, _ways(condition, earlier))][: MOST_WAYS + 1]
    return ways


def _fits(way, earlier):
    """Whether one answer to each question fulfils all leaves about it."""
    about = {}
    for leaf in way:
        about.setdefault((leaf["question"], leaf.get("item")), []).append(leaf)
    return all(
        any(all(leaf_holds(leaf, answer) for leaf in group) for answer in _answers(earlier[code], item, group))
        for (code, item), group in about.items()
    )


def _answers(asked, item, group):
    """Answers that stand for all others, as far as these leaves can tell them apart."""
    question = asked.question
    if not question.get("required") or any(asked.conditions):
        yield None
    if question["type"] in ("nps", "number"):
        yield from _numbers(question, group)
    elif question["type"] in ("multiple", "matrix_multiple", "ranking"):
        yield from _lists(question, group)
    elif options(question):
        codes = option_codes(question)
        in_rows = question.get("items") and item is None
        yield from ([{row: code} for row in item_codes(question)[:1] for code in codes] if in_rows else codes)
    else:
        yield "…"


def _numbers(question, group):
    if question["type"] == "nps":
        yield from map(int, GRADES)
        return
    step = Decimal(1).scaleb(-question.get("decimals", 0))
    named = [Decimal(str(leaf[test])) for leaf in group for test in ("at_least", "at_most") if test in leaf]
    named += [Decimal(str(value)) for leaf in group for value in leaf.get("has", leaf.get("lacks", ()))]
    named += [Decimal(str(end)) for end in (question.get("min"), question.get("max")) if end is not None]
    low, high = question.get("min"), question.get("max")
    for number in {near for value in named or [Decimal(0)] for near in (value - step, value, value + step)}:
        fits_low = low is None or number >= Decimal(str(low))
        if fits_low and (high is None or number <= Decimal(str(high))) and number == round(number, -step.as_tuple()[2]):
            yield float(number)


def _lists(question, group):
    named = {str(code) for leaf in group for code in leaf.get("has", leaf.get("lacks", ()))}
    alone = option_codes(question, "none", "dont_know")
    several = option_codes(question, "substantive")
    relevant, others = [code for code in several if code in named], [code for code in several if code not in named]
    yield from ([code] for code in alone)
    least, most = question.get("min_choices") or 1, question.get("max_choices") or len(several)
    if len(relevant) > MOST_RELEVANT:
        yield several
        return
    for size in range(len(relevant) + 1):
        for chosen in combinations(relevant, size):
            filled = [*chosen, *others[: max(0, least - size, 1 - size)]]
            if least <= len(filled) <= most:
                yield filled
