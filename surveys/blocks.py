"""From counts to the rows and figures of a published table."""

import numpy as np
from django.utils.translation import gettext as _

from surveys import statistics
from surveys.documents import words
from surveys.publications import Block, Measure, Shown


def block_of(question, item, label, tallies, options):
    def joined(read):
        return tuple(int(value) for tally in tallies for value in read(tally))

    def figures(read):
        return tuple(_or_none(value) for tally in tallies for value in read(tally))

    return Block(
        code=item,
        label=label,
        asked=joined(lambda tally: tally.asked),
        answered=joined(lambda tally: tally.answered),
        substantive=joined(lambda tally: tally.substantive),
        rows=tuple(_rows_of(question, options, joined, figures)),
        measures=tuple(_measures_of(question, options, figures)),
    )


def _rows_of(question, options, joined, figures):
    if question.type == "nps":
        for code, label, low, high in (
            ("promoters", _("Promoters (9-10)"), 9, 11),
            ("passives", _("Passives (7-8)"), 7, 9),
            ("detractors", _("Detractors (0-6)"), 0, 7),
        ):
            counts = joined(lambda tally, low=low, high=high: tally.counts[low:high].sum(axis=0))
            bases = joined(lambda tally: tally.answered)
            yield Shown(code, label, "substantive", counts, _shares(counts, bases), bases)
        return
    for place in options:
        option = question.options[place]
        counts = joined(lambda tally, place=place: tally.counts[place])
        bases = joined(lambda tally, place=place: tally.option_answered[place])
        yield Shown(option.code, words(option.label), option.kind, counts, _shares(counts, bases), bases)


def _measures_of(question, options, figures):
    if question.type in ("likert", "matrix"):
        yield Measure("mean", _("Mean"), "mean", figures(lambda tally: tally.description.mean))
        yield Measure("sd", _("Standard deviation"), "mean", figures(lambda tally: tally.description.sd))
        yield Measure("median", _("Median"), "mean", figures(lambda tally: tally.description.median))
        if len(question.substantive) > 3:
            yield Measure("top2", _("Top two"), "share", figures(lambda tally: statistics.top_two(tally.scale)))
            yield Measure(
                "bottom2", _("Bottom two"), "share", figures(lambda tally: statistics.bottom_two(tally.scale))
            )
    elif question.type == "nps":
        yield Measure("nps", _("NPS"), "score", figures(lambda tally: statistics.nps(tally.counts).score))
        yield Measure("mean", _("Mean"), "mean", figures(lambda tally: tally.description.mean))
    elif question.type == "number":
        yield Measure("mean", _("Mean"), "mean", figures(lambda tally: tally.description.mean))
        yield Measure("median", _("Median"), "mean", figures(lambda tally: tally.description.median))
        yield Measure("sd", _("Standard deviation"), "mean", figures(lambda tally: tally.description.sd))
    elif question.type == "ranking":
        yield from _measures_of_order(question, options, figures)
    elif question.type in ("multiple", "matrix_multiple"):
        yield Measure(
            "mentions",
            _("Answers per person"),
            "mean",
            figures(lambda tally: statistics.shares_of(tally.mentions, tally.answered)),
        )


def _measures_of_order(question, options, figures):
    """The mean rank of each option, and the same as points: Borda's count for each answer, 0 for the last place."""
    for place in options:
        option = question.options[place]
        name = _("Mean place: %(answer)s") % {"answer": words(option.label)}
        yield Measure(f"rank-{option.code}", name, "mean", figures(lambda tally, place=place: tally.mean_ranks[place]))
    most = len(question.options)
    if any(option.offered_in != frozenset(question.versions) for option in question.options):
        return  # orders of different lengths have no points in common
    for place in options:
        option = question.options[place]
        name = _("Points (Borda, 0 to %(most)s): %(answer)s") % {"most": most - 1, "answer": words(option.label)}
        values = figures(lambda tally, place=place: most - tally.mean_ranks[place])
        yield Measure(f"borda-{option.code}", name, "mean", values)


def _shares(counts, bases):
    return tuple(count / base if base else None for count, base in zip(counts, bases, strict=True))


def _or_none(value):
    value = float(value)
    return None if np.isnan(value) else value
