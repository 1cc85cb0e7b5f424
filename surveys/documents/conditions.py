"""Conditions: trees that say who is asked a question.

A leaf is about one question or one row of a matrix. It speaks of the answer alone: what was not given, because the
question was left empty or not asked, is lacking and not answered, and no number is at least anything.
"""

from decimal import Decimal, InvalidOperation

TESTS = ("has", "lacks", "at_least", "at_most", "answered")
DEEPEST = 3


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
