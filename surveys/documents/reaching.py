"""Whether anybody can ever be asked a question: whether its conditions, and those of what it needs, hold together."""

from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from surveys.documents.conditions import leaf_holds, leaves
from surveys.documents.reading import GRADES, item_codes, option_codes, options

A_FEW_STEPS = 200  # that going on from what is known may take
MOST_STEPS = 2_000  # that a search for answers to one set of conditions may take
MOST_STEPS_IN_ALL = 150_000  # that all searches in one document may take together
MOST_RELEVANT = 8  # options of one question in conditions, of which every combination is tried; of more, the widest


class Asked(NamedTuple):
    """An earlier question, with everything that must hold for it to be asked, and whether that can hold."""

    question: dict
    conditions: tuple
    can_be: bool | None = True  # None: not known, because looking on would take too long
    way: "_Way | None" = None  # one on which it is asked


class Search:
    """Looks for answers that fulfil conditions; all searches in one document share the steps that they may take.

    Whether conditions can hold together is a riddle that no known method solves fast for every document. This one
    tries branch after branch and goes back when leaves contradict each other, which real questionnaires answer within
    a few steps a question; where it takes more than MOST_STEPS it says that it does not know.
    """

    def __init__(self):
        self.steps_left = MOST_STEPS_IN_ALL
        self.known = {}

    def can_hold(self, conditions, earlier):
        """Whether some answers fulfil all of these conditions, None when that is not known; and a way on which they do.

        `earlier` is {code: Asked} of the questions before. A leaf that needs an answer needs its question asked too,
        so the conditions of that one count as well. What is known of the last of those is tried first.
        """
        named = {leaf["question"] for each in conditions for leaf in leaves(each) if not leaf_holds(leaf, None)}
        known = [earlier[code].way for code in named if earlier[code].way]
        if known:
            way = max(known, key=lambda way: len(way.about)).copied(earlier)
            if self._search(conditions, way, A_FEW_STEPS):
                return True, way
        way = _Way(earlier, self.known)
        found = self._search(conditions, way, MOST_STEPS)
        return found, way if found else None

    def _search(self, conditions, way, steps):
        """Whether they can hold on this way; at the end it is one on which they do."""
        goals, choices, forced = None, None, None
        for condition in conditions:
            goals = (condition, goals)
        crossings = []  # where another branch can still be taken: (branches left, other choices, length of the way)
        steps = min(steps, self.steps_left)
        while goals or choices:
            if not steps:
                return False if forced is not None and self._is_ruled_out(conditions, forced, way.earlier) else None
            steps, self.steps_left = steps - 1, self.steps_left - 1
            fits, follows = True, ()
            if goals:
                condition, goals = goals
                if condition and "any" in condition:
                    choices = (condition["any"], choices)  # later: what has no choice tells most
                elif condition and "all" in condition:
                    follows = condition["all"]
                elif condition:
                    fits, follows = way.take(condition)
            else:
                branches, choices = choices
                if forced is None:
                    forced = dict(way.about)
                crossings.append((list(reversed(branches)), choices, way.length))
                fits = False  # go on with the first branch
            for each in follows if fits else ():
                goals = (each, goals)
            if not fits:
                while crossings and not crossings[-1][0]:
                    crossings.pop()
                if not crossings:
                    return False
                branches, choices, length = crossings[-1]
                way.back_to(length)
                goals = (branches.pop(), None)
        return None if way.is_unsure else True

    def _is_ruled_out(self, conditions, forced, earlier):
        """Whether nothing can fulfil these conditions beside the leaves that every way takes, {subject: [leaves]}.

        One look at each earlier question, in order. It takes no two branches together, so that it may miss what is
        impossible, and never calls impossible what is not.
        """

        def may_hold(condition):
            if "any" in condition:
                return any(map(may_hold, condition["any"]))
            if "all" in condition:
                return all(map(may_hold, condition["all"]))
            code, subject = condition["question"], (condition["question"], condition.get("item"))
            fits = _some_answer_fits(earlier[code], subject[1], (*forced.get(subject, ()), condition))
            return fits is not False and (leaf_holds(condition, None) or may_be_asked[code])

        may_be_asked = {}
        for code, asked in earlier.items():
            may_be_asked[code] = asked.can_be is not False and all(map(may_hold, asked.conditions))
        return not all(map(may_hold, conditions))


class _Way:
    """The leaves that hold on one way through the branches, by what they are about."""

    def __init__(self, earlier, known):
        self.earlier, self.known = earlier, known
        self.taken, self.about, self.asked = [], {}, set()

    def copied(self, earlier):
        """A way that goes on from here, and does not go back behind it."""
        way = _Way(earlier, self.known)
        way.about, way.asked = dict(self.about), set(self.asked)
        return way

    @property
    def length(self):
        return len(self.taken)

    def take(self, leaf):
        """Let a leaf hold too: whether it can beside the others, and the conditions that must hold with it."""
        code, subject = leaf["question"], (leaf["question"], leaf.get("item"))
        asked = self.earlier[code]
        needs_answer = not leaf_holds(leaf, None)
        if needs_answer and asked.can_be is False:
            return False, ()
        is_first = needs_answer and code not in self.asked
        self.about[subject] = group = (*self.about.get(subject, ()), leaf)
        if is_first:
            self.asked.add(code)
        self.taken.append((subject, code if is_first else None))
        return self._fits(subject, group), asked.conditions if is_first else ()

    def back_to(self, length):
        while len(self.taken) > length:
            subject, code = self.taken.pop()
            self.about[subject] = self.about[subject][:-1]
            self.asked.discard(code)

    def _fits(self, subject, group):
        """Whether one answer fulfils all leaves about it; not known counts as yes. Each set of leaves is tried once."""
        key = (subject, frozenset(map(id, group)))
        if key not in self.known:
            self.known[key] = _some_answer_fits(self.earlier[subject[0]], subject[1], group)
        return self.known[key] is not False

    @property
    def is_unsure(self):
        groups = ((subject, frozenset(map(id, group))) for subject, group in self.about.items() if group)
        return any(self.known[key] is None for key in groups)


def _some_answer_fits(asked, item, group):
    """Whether one answer fulfils all these leaves; None when there are too many answers to try them all."""
    if any(all(leaf_holds(leaf, answer) for leaf in group) for answer in _answers(asked, item, group)):
        return True
    several = asked.question["type"] in ("multiple", "matrix_multiple", "ranking")
    return None if several and len(_relevant(asked.question, group)) > MOST_RELEVANT else False


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


def _relevant(question, group):
    """The options that these leaves can tell from others."""
    named = {str(code) for leaf in group for code in leaf.get("has", leaf.get("lacks", ()))}
    return [code for code in option_codes(question, "substantive") if code in named]


def _lists(question, group):
    alone = option_codes(question, "none", "dont_know")
    several, relevant = option_codes(question, "substantive"), _relevant(question, group)
    others = [code for code in several if code not in relevant]
    yield from ([code] for code in alone)
    least, most = question.get("min_choices") or 1, question.get("max_choices") or len(several)
    if len(relevant) > MOST_RELEVANT:
        lacked = {str(code) for leaf in group for code in leaf.get("lacks", ())}
        wanted = [code for code in several if code not in lacked]
        if least <= len(wanted) <= most:
            yield wanted
        return
    for size in range(len(relevant) + 1):
        for chosen in combinations(relevant, size):
            filled = [*chosen, *others[: max(0, least - size, 1 - size)]]
            if least <= len(filled) <= most:
                yield filled
