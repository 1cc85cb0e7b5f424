"""Counts of the answers to a question by group, each with its own base.

A table is one bincount of `group * K + code`. Bases:

    asked        routing showed the question (and the version of the respondent had it)
    answered     asked and not left empty; "don't know" and "none of these" are answers
    substantive  answered without "don't know"; the base of mean, median and top-2

Shares of options are of who answered, never of mentions; of an option that came later, of who was offered it.
"""

from dataclasses import dataclass, field

import numpy as np

from surveys import statistics
from surveys.frames import NO_ANSWER, Frame, Question
from surveys.statistics import Description


@dataclass(frozen=True)
class Tally:
    """The answers to a question, or to one item of a matrix; arrays have a value per group (G,), counts are (K, G)."""

    question: Question
    item: str
    asked: np.ndarray
    answered: np.ndarray
    substantive: np.ndarray
    counts: np.ndarray
    option_asked: np.ndarray  # (K, G)
    option_answered: np.ndarray  # (K, G)
    description: Description | None = None
    mentions: np.ndarray = field(default_factory=lambda: np.zeros(0, int))
    mean_ranks: np.ndarray = field(default_factory=lambda: np.zeros(0))  # (K, G), ranking only

    @property
    def no_answer(self):
        return self.asked - self.answered

    @property
    def shares(self):
        """Of who answered and was offered the option: (K, G)."""
        return statistics.shares_of(self.counts, self.option_answered)

    @property
    def scale(self):
        """The counts of the options that make up the scale, the lowest first."""
        return self.counts if self.question.type == "nps" else self.counts[self.question.substantive]


def tally(frame: Frame, question: Question, item: str, groups: np.ndarray, width: int) -> Tally:
    """Count the answers by `groups`: (n,) the group of each respondent, 0 … width - 1, or -1 to leave them out."""
    codes = frame.codes[question.column(item)]
    in_a_group = groups >= 0
    options = statistics.NPS_TOP + 1 if question.type == "nps" else len(question.options)
    span = max(options, 1) + 2  # -2 and -1 come first
    if not question.options or len(question.versions) * len(question.options) == _offers(question):
        table = _crossed(codes, groups, in_a_group, span, width)
        answered = table[:, 2:].sum(axis=1)
        asked = table[:, 0] + answered
        counts = table[:, 2 : 2 + options].T
        option_asked = np.broadcast_to(asked, counts.shape)
        option_answered = np.broadcast_to(answered, counts.shape)
    else:
        asked = answered = np.zeros(width, int)
        counts = np.zeros((options, width), int)
        option_asked, option_answered = np.zeros((options, width), int), np.zeros((options, width), int)
        for version in question.versions:
            table = _crossed(codes, groups, in_a_group & (frame.version == version), span, width)
            asked_here = table[:, 0] + table[:, 2:].sum(axis=1)
            answered_here = table[:, 2:].sum(axis=1)
            offered = np.array([version in option.offered_in for option in question.options])[:, None]
            asked, answered = asked + asked_here, answered + answered_here
            counts = counts + table[:, 2 : 2 + options].T
            option_asked = option_asked + offered * asked_here
            option_answered = option_answered + offered * answered_here
    if question.type in ("multiple", "matrix_multiple"):
        return _of_multiple(frame, question, item, groups, width, asked, answered)
    if question.type == "ranking":
        return _of_ranking(frame, question, groups, width, asked, answered)
    if question.type in ("number", "open", "file"):
        counts = np.zeros((0, width), int)
        option_asked = option_answered = counts
    substantive, description = answered, None
    if question.type in ("single", "likert", "matrix"):
        substantive = counts[question.substantive].sum(axis=0)
    if question.type in ("likert", "matrix"):
        scores = np.arange(1, len(question.substantive) + 1)
        description = statistics.describe_counts(counts[question.substantive], scores)
    elif question.type == "nps":
        description = statistics.describe_counts(counts, np.arange(options))
    elif question.type == "number":
        given = in_a_group & (codes >= 0)
        description = statistics.describe_values(frame.numbers[question.code][given], groups[given], width)
    return Tally(
        question, item, asked, answered, substantive, counts, option_asked, option_answered, description=description
    )


def _offers(question):
    return sum(len(option.offered_in) for option in question.options)


def _crossed(codes, groups, chosen, span, width):
    """One integer for group and code, one bincount: (width, span), where code -2 stands in column 0."""
    flat = groups[chosen].astype(np.int64) * span + (codes[chosen].astype(np.int64) - NO_ANSWER)
    return np.bincount(flat, minlength=width * span).reshape(width, span)


def _of_multiple(frame, question, item, groups, width, asked, answered):
    """Of respondents, not of mentions: each option has two outcomes."""
    counts, offered, given = _by_state(frame.chosen[question.column(item)], groups, width, 1)
    dont_know = [place for place, option in enumerate(question.options) if option.kind == "dont_know"]
    return Tally(
        question,
        item,
        asked,
        answered,
        answered - counts[dont_know].sum(axis=0),
        counts,
        offered,
        given,
        mentions=counts[question.substantive].sum(axis=0),
    )


def _of_ranking(frame, question, groups, width, asked, answered):
    """How often each option came first, and its mean rank over everybody who answered.

    An order may be partial. Within each answer the options without a place share the places that are left: each
    counts as their mean. So every answer weighs the same, and no mean has a base of its own.
    """
    ranks = frame.ranks[question.code]
    counts, offered, given = _by_state(ranks, groups, width, 1)
    there, has_place = ranks >= 0, ranks > 0
    shared = (has_place.sum(axis=1) + 1 + there.sum(axis=1)) / 2
    each = np.where(has_place, ranks, shared[:, None])
    sums = np.zeros(given.shape)
    for place in range(ranks.shape[1]):
        counted = there[:, place] & (groups >= 0)
        sums[place] = np.bincount(groups[counted], each[counted, place], width)
    mean_ranks = statistics.shares_of(sums, given)
    return Tally(question, "", asked, answered, answered, counts, offered, given, mean_ranks=mean_ranks)


def _by_state(states, groups, width, counted):
    """(K, G) of each option: how many have it in the state `counted`, were asked it, and answered."""
    shape = (states.shape[1], width)
    counts, offered, given = (np.zeros(shape, int) for _ in range(3))
    in_a_group = groups >= 0
    span = max(4, int(states.max(initial=0)) + 3)
    for place in range(states.shape[1]):
        table = _crossed(states[:, place], groups, in_a_group, span, width)
        counts[place] = table[:, counted - NO_ANSWER]
        given[place] = table[:, 2:].sum(axis=1)
        offered[place] = given[place] + table[:, 0]
    return counts, offered, given


def bases(
    frame: Frame, question: Question, item: str, options: list[int], groups: np.ndarray, width: int
) -> np.ndarray:
    """Every base that stands behind a figure on these options, by `groups`, without doubles: (B, G)."""
    codes = frame.codes[question.column(item)]
    answered = codes >= 0
    found = [answered]
    for offered_in in {question.options[place].offered_in for place in options} - {frozenset(question.versions)}:
        found.append(answered & np.isin(frame.version, list(offered_in)))
    if question.type in ("likert", "matrix") and len(question.substantive) < len(question.options):
        found.append(np.isin(codes, question.substantive))
    counted = [np.bincount(groups[mask], minlength=width) for mask in found]
    return np.stack(list({each.tobytes(): each for each in counted}.values()))
