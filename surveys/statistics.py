"""Figures from counts: what a column of answers says, and how a number is rounded for its reader.

Arrays hold a row per option and a column per group: shape (K, G). Shares are fractions between 0 and 1, never
percentages. Where a figure does not exist (no answers; the spread of one) it is NaN here and empty for the reader.
Sources: Agresti, Categorical Data Analysis (2013) for counts and shares; Reichheld (2003) for the NPS.
"""

from bisect import bisect_left
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

PROMOTER, PASSIVE = 9, 7  # the lowest scores of each; below a passive is a detractor
NPS_TOP = 10


# --- Rounding for the reader ------------------------------------------------------------------------


def rounded(value, decimals=0):
    """A number as a Decimal, halves away from zero as spreadsheets do; Python's own round() is half-even.

    It starts from the shortest decimal that stands for the float: 0.285 is 28.5%, not 28.499…%.
    """
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def percentage(fraction, decimals=0):
    """A fraction as a percentage, rounded for the reader: 0.125 is 13."""
    return (Decimal(repr(float(fraction))) * 100).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


# --- Classes ----------------------------------------------------------------------------------------


def band_of(quantity, upper_edges):
    """The number of the class that holds `quantity`, None when it is unknown.

    `upper_edges` ascend and belong to the class that they close: with (1, 2, 4) a service of 1.0 FTE is in class 0,
    one of 1.01 in class 1, one of 4.1 in class 3, the open one.
    """
    return None if quantity is None else bisect_left(upper_edges, quantity)


# --- Answers on a scale -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Description:
    """What each group says on a scale: arrays with one value per group."""

    n: np.ndarray
    mean: np.ndarray
    sd: np.ndarray
    median: np.ndarray


def describe_counts(counts, scores):
    """The Description of counts (K, G) of answers with these ascending scores (K,); sd with n - 1."""
    counts, scores = np.asarray(counts, float), np.asarray(scores, float)
    n = counts.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = scores @ counts / n
        squares = (counts * (scores[:, None] - mean) ** 2).sum(axis=0)
        sd = np.sqrt(squares / np.where(n > 1, n - 1, np.nan))
    return Description(n.astype(int), mean, sd, _median_of_counts(counts, scores, n))


def _median_of_counts(counts, scores, n):
    """The middle answer, or halfway between the two in the middle."""
    if not len(scores):
        return np.full(n.shape, np.nan)
    cumulated = counts.cumsum(axis=0)
    low = scores[(cumulated < np.ceil(n / 2)).sum(axis=0).clip(max=len(scores) - 1)]
    high = scores[(cumulated < np.floor(n / 2) + 1).sum(axis=0).clip(max=len(scores) - 1)]
    return np.where(n > 0, (low + high) / 2, np.nan)


def describe_values(values, groups, width):
    """The Description of numbers (n,) that belong to the groups (n,) 0 … width - 1; sd with n - 1."""
    n = np.bincount(groups, minlength=width)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(groups, values, width) / n
        squares = np.bincount(groups, (values - mean[groups]) ** 2, width)
        sd = np.sqrt(squares / np.where(n > 1, n - 1, np.nan))
    ordered = values[np.lexsort((values, groups))]
    median, ends = np.full(width, np.nan), n.cumsum()
    for group in np.flatnonzero(n):
        median[group] = np.median(ordered[ends[group] - n[group] : ends[group]])
    return Description(n, mean, sd, median)


def shares_of(counts, bases):
    """Each count as a fraction of its base; NaN where nobody is in the base."""
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(counts, float) / np.asarray(bases, float)


def top_two(counts):
    """The share that chose one of the two highest options of a scale (K, G)."""
    return shares_of(counts[-2:].sum(axis=0), counts.sum(axis=0))


def bottom_two(counts):
    """The share that chose one of the two lowest options of a scale (K, G)."""
    return shares_of(counts[:2].sum(axis=0), counts.sum(axis=0))


# --- Would you recommend us? ------------------------------------------------------------------------


@dataclass(frozen=True)
class Nps:
    """Shares of detractors, passives and promoters, and the score from -100 to 100; one value per group."""

    detractors: np.ndarray
    passives: np.ndarray
    promoters: np.ndarray
    score: np.ndarray


def nps(counts):
    """The net promoter score of counts (11, G) of the answers 0 … 10; its interval is due later."""
    n = counts.sum(axis=0)
    detractors, passives = counts[:PASSIVE].sum(axis=0), counts[PASSIVE:PROMOTER].sum(axis=0)
    promoters = counts[PROMOTER:].sum(axis=0)
    return Nps(
        shares_of(detractors, n),
        shares_of(passives, n),
        shares_of(promoters, n),
        100 * shares_of(promoters - detractors, n),
    )
