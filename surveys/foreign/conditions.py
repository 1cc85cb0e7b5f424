"""From expressions to conditions and bounds, and from conditions back to the expressions of an XLSForm."""

from collections.abc import Callable
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from surveys.documents import item_codes
from surveys.foreign.expressions import Call, Compared, Joined, Name, Not, Unread, parse

FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
COUNTED = ("nps", "number")


class Target(NamedTuple):
    """What a name in an expression stands for: a question, a row of it, or an option that is ticked or not."""

    question: dict
    item: str = ""
    option: str = ""
    answers: dict = {}  # {name of an answer in the form: code}; a name that is missing is its own code


def condition_of(text, target_of: Callable[[str], Target]):
    """The condition that an expression says; raises Unread with the reason when it has no equal here."""
    return shortest(_condition(parse(text), target_of))


def _condition(tree, target_of):
    match tree:
        case Joined(word, parts):
            return {"all" if word == "and" else "any": [_condition(part, target_of) for part in parts]}
        case Not(Compared(Name() as name, ("<" | "<=" | ">" | ">=") as sign, right)):
            other = _comparison(name, OPPOSITE[sign], right, target_of)
            return {"any": [{**_leaf(_target(name, target_of)), "answered": False}, other]}
        case Not(part):
            return negated(_condition(part, target_of))
        case Compared(left, sign, right):
            return _comparison(left, sign, right, target_of)
        case Call("selected", (Name() as name, str() | Decimal() as wanted)):
            return _given(_target(name, target_of), wanted)
        case Call("is_empty", (Name() as name,)):
            return {**_leaf(_target(name, target_of)), "answered": False}
    raise Unread(_("“%(what)s” is no condition here") % {"what": _told(tree)})


def _comparison(left, sign, right, target_of):
    if isinstance(right, Name | Call) and not isinstance(left, Name | Call):
        left, sign, right = right, FLIPPED[sign], left
    if isinstance(left, Call):
        return _counted(left, sign, right, target_of)
    if not isinstance(left, Name) or not isinstance(right, str | Decimal):
        raise Unread(_("it compares more than one question with a fixed answer"))
    target = _target(left, target_of)
    if right == "" and sign in ("=", "!="):
        if target.option:
            return _given(target, target.option) if sign == "!=" else _lacked(target, target.option)
        return {**_leaf(target), "answered": sign == "!="}
    if sign in ("=", "!="):
        if target.option:
            if str(right).upper() not in ("Y", "1"):
                raise Unread(_("a ticked answer is only there or not"))
            right = target.option
        return _given(target, right) if sign == "=" else _lacked(target, right)
    return _bounded(target, sign, _number(right))


def _counted(call, sign, right, target_of):
    """`count-selected(${q}) > 0` and `string-length(${q}) = 0` say no more than whether something was given."""
    match call:
        case Call("count-selected" | "string-length", (Name() as name,)):
            number, leaf = _number(right), _leaf(_target(name, target_of))
            if (sign, number) in ((">", 0), (">=", 1), ("!=", 0)):
                return {**leaf, "answered": True}
            if (sign, number) in (("=", 0), ("<", 1), ("<=", 0)):
                return {**leaf, "answered": False}
    raise Unread(_("“%(what)s” is no condition here") % {"what": _told(call)})


def _target(name, target_of):
    target = target_of(name.name)
    if target.question["type"] == "note":
        raise Unread(_("“%(name)s” takes no answer") % {"name": name.name})
    return target


def _leaf(target):
    return {"question": target.question["code"], **({"item": target.item} if target.item else {})}


def _given(target, wanted):
    return {**_leaf(target), "has": [_code(target, wanted)]}


def _lacked(target, unwanted):
    return {**_leaf(target), "lacks": [_code(target, unwanted)]}


def _code(target, answer):
    if target.question["type"] in ("open", "file"):
        raise Unread(_("a condition cannot look into an open answer"))
    answer = f"{answer:f}" if isinstance(answer, Decimal) else answer
    return target.answers.get(answer, answer)


def _number(value):
    try:
        number = Decimal(value)
    except ArithmeticError:
        number = None
    if number is None or not number.is_finite():
        raise Unread(_("“%(what)s” is no number") % {"what": value})
    return number


def _bounded(target, sign, number):
    question = target.question
    if question["type"] not in COUNTED:
        raise Unread(_("only numbers can be compared as more or less"))
    return {**_leaf(target), **_bound(question, sign, number)}


def _bound(question, sign, number):
    """`> 3` of whole numbers is at least 4; of numbers with one decimal it is at least 3.1."""
    step = Decimal(1).scaleb(-question.get("decimals", 0))
    nearest = (number / step).to_integral_value(rounding="ROUND_FLOOR") * step
    if sign in (">", "<="):
        at_most = nearest
        return {"at_most": plain(at_most)} if sign == "<=" else {"at_least": plain(at_most + step)}
    at_least = nearest if nearest == number else nearest + step
    return {"at_least": plain(at_least)} if sign == ">=" else {"at_most": plain(at_least - step)}


def plain(number):
    """A Decimal as JSON holds it."""
    return int(number) if number == number.to_integral_value() else float(number)


def negated(condition):
    """What holds exactly when the condition does not."""
    for word, other in (("all", "any"), ("any", "all")):
        if word in condition:
            return {other: [negated(branch) for branch in condition[word]]}
    leaf = {name: condition[name] for name in ("question", "item") if name in condition}
    if "has" in condition:
        return {**leaf, "lacks": condition["has"]}
    if "lacks" in condition:
        return {**leaf, "has": condition["lacks"]}
    if "answered" in condition:
        return {**leaf, "answered": not condition["answered"]}
    raise Unread(_("the opposite of a bound also holds without an answer: write it out"))


def _told(tree):
    return f"{tree.function}()" if isinstance(tree, Call) else str(getattr(tree, "name", tree))


# --- The shortest way to say the same ---------------------------------------------------------------


def shortest(condition):
    """The same condition without branches in branches of one kind, and with leaves on one answer together."""
    if condition is None:
        return None
    for word, merged in (("all", "lacks"), ("any", "has")):
        if word in condition:
            branches = []
            for branch in map(shortest, condition[word]):
                for part in branch.get(word, [branch]):
                    earlier = next((each for each in branches if _is_about_the_same(each, part, merged)), None)
                    if earlier is not None:
                        earlier[merged] = sorted({*earlier[merged], *part[merged]})
                    elif part not in branches:
                        branches.append(part)
            return branches[0] if len(branches) == 1 else {word: branches}
    leaf = dict(condition)
    for test in ("has", "lacks"):
        if test in leaf:
            leaf[test] = sorted({str(code) for code in leaf[test]})
    return leaf


def _is_about_the_same(one, other, test):
    return test in one and test in other and all(one.get(name) == other.get(name) for name in ("question", "item"))


def of_rows(condition, questions):
    """`questions` by code: a condition on every row of a matrix, answered or not, is one on the question."""
    for word, answered in (("any", True), ("all", False)):
        if word not in condition:
            continue
        branches = [of_rows(branch, questions) for branch in condition[word]]
        kept = []
        for code, group in groupby(branches, key=lambda each: each.get("question") if "item" in each else None):
            rows = list(group)
            is_whole = code and all(row.get("answered") is answered for row in rows)
            if is_whole and {row["item"] for row in rows} == set(item_codes(questions[code])):
                kept.append({"question": code, "answered": answered})
            else:
                kept += rows
        return kept[0] if len(kept) == 1 else {word: kept}
    for word in ("any", "all"):
        if word in condition:
            return {word: [of_rows(branch, questions) for branch in condition[word]]}
    return condition


# --- Back to an expression --------------------------------------------------------------------------


def expression_of(condition, questions, name_of):
    """A condition as an XLSForm says it; `questions` by code, `name_of(code, item)` is the name in the form."""
    for word, between in (("all", " and "), ("any", " or ")):
        if word in condition:
            parts = [expression_of(branch, questions, name_of) for branch in condition[word]]
            return between.join(f"({part})" if _is_joined(part) else part for part in parts)
    question, item = questions[condition["question"]], condition.get("item")
    if "answered" in condition and question.get("items") and not item:
        sign, between = ("!=", " or ") if condition["answered"] else ("=", " and ")
        return between.join(f"${{{name_of(question['code'], row)}}} {sign} ''" for row in item_codes(question))
    name = f"${{{name_of(question['code'], item)}}}"
    if "answered" in condition:
        return f"{name} {'!=' if condition['answered'] else '='} ''"
    if "at_least" in condition:
        return f"{name} >= {condition['at_least']}"
    if "at_most" in condition:
        return f"{name} <= {condition['at_most']}"
    has, codes = "has" in condition, condition.get("has", condition.get("lacks"))
    if question["type"] in ("multiple", "matrix_multiple", "ranking"):
        parts = [f"selected({name}, '{code}')" for code in codes]
        parts = parts if has else [f"not({part})" for part in parts]
    else:
        quote = "" if question["type"] in COUNTED else "'"
        parts = [f"{name} {'=' if has else '!='} {quote}{code}{quote}" for code in codes]
    return (" or " if has else " and ").join(parts)


def _is_joined(text):
    return " or " in text or " and " in text


# --- Constraints ------------------------------------------------------------------------------------


def bounds_of(text, question):
    """What a constraint says about the question itself, as ({field: value}, [parts that have no equal here])."""
    try:
        tree = parse(text)
    except Unread as unread:
        return {}, [str(unread)]
    fields, left = {}, []
    for part in tree.parts if isinstance(tree, Joined) and tree.word == "and" else (tree,):
        try:
            _narrow(fields, _bound_of(part, question))
        except Unread as unread:
            left.append(str(unread))
    return fields, left


def _narrow(fields, more):
    for name, value in more.items():
        if name in fields and name != "alone":
            value = max(fields[name], value) if name in ("min", "min_choices") else min(fields[name], value)
        fields[name] = [*fields.get("alone", []), *value] if name == "alone" else value


def _bound_of(part, question):
    match part:
        case Compared(Decimal() as number, sign, (Name() | Call()) as subject):
            return _bound_of(Compared(subject, FLIPPED[sign], number), question)
        case Compared(Name(""), sign, Decimal() as number) if question["type"] in COUNTED and sign not in ("=", "!="):
            return {
                {"at_least": "min", "at_most": "max"}[test]: value
                for test, value in _bound(question, sign, number).items()
            }
        case Compared(Call("count-selected", (Name(""),)), sign, Decimal() as number) if sign not in ("!=",):
            if question["type"] not in ("multiple", "matrix_multiple", "ranking"):
                raise Unread(_("this question takes one answer"))
            if sign == "=":
                return {"min_choices": int(number), "max_choices": int(number)}
            names = {"at_least": "min_choices", "at_most": "max_choices"}
            return {names[test]: value for test, value in _bound({}, sign, number).items()}
        case Compared(Call("string-length", (Name(""),)), ("<" | "<=") as sign, Decimal() as number):
            if question["type"] == "open":
                return {"max_length": _bound({}, sign, number)["at_most"]}
        case Not(
            Joined("and", (Call("selected", (Name(""), str() as code)), Compared(Call("count-selected"), ">", one)))
        ):
            if one == 1:
                return {"alone": [code]}
    raise Unread(_("“%(what)s” is no bound here") % {"what": _said(part)})


def _said(part):
    match part:
        case Compared(left, sign, right):
            return f"{_said(left)} {sign} {_said(right)}"
        case Name(name):
            return name or "."
        case Call(function, _arguments):
            return f"{function}(…)"
        case Not(_part):
            return "not(…)"
        case Joined(word, parts):
            return f" {word} ".join(map(_said, parts))
    return str(part)
