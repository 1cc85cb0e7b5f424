"""Rules that protect small groups, on plain numbers; `k` is the smallest group that may be seen.

Sources: Hundepool et al., Statistical Disclosure Control (2012), chapter 4, on complementary suppression.
"""

from collections import Counter

import numpy as np


def may_filter(total, selected, k):
    """Whether a selection may be shown: it and what it leaves out each hold k answers, or it leaves nobody out."""
    return selected >= k and (total == selected or total - selected >= k)


def covered(bases, k, also=()):
    """The groups that must be covered so that none below k can be read or calculated; None: no breakdown at all.

    `bases` is (B, G): each row a base that is published, such as an item of a matrix. Groups of 0 need no cover.
    """
    bases = np.atleast_2d(np.asarray(bases))
    has_answers = bases.max(axis=0) > 0
    cover = {*also, *np.flatnonzero(((bases > 0) & (bases < k)).any(axis=0)).tolist()}
    if not cover:
        return set()
    rest = sorted(
        set(np.flatnonzero(has_answers).tolist()) - cover,
        key=lambda group: (bases[:, group].sum(), group),
        reverse=True,
    )
    while _is_thin(bases, cover, has_answers, k):
        if not rest:
            return None
        cover.add(rest.pop())
    return cover if rest else None


def _is_thin(bases, cover, has_answers, k):
    sums = bases[:, sorted(cover)].sum(axis=1)
    return has_answers[sorted(cover)].sum() < 2 or bool(((sums > 0) & (sums < k)).any())


def covered_together(bases, groups, widths, k):
    """What each breakdown must cover so that no two of them together give a group below k away.

    `bases` is (B, C) over the cells that all breakdowns make together, `groups` {breakdown: (C,) its group of each
    cell}. Returns {breakdown: (groups to cover or None, how often each rule covered one)}. Every column of one
    breakdown, and all but it, is compared with the columns of another that lie wholly within; combinations of more
    columns are for the audit that is due later.
    """
    accepted, outcome = [], {}
    for name, group_of in groups.items():
        other = widths[name]  # the column of the covered groups
        by_group = np.stack([np.bincount(group_of, base, other) for base in bases]).astype(int)
        small = int(((by_group > 0) & (by_group < k)).any(axis=0).sum())
        cover, nested = covered(by_group, k), 0
        while cover is not None:
            column_of = np.where(np.isin(group_of, sorted(cover)), other, group_of)
            leaks, culprits = _leaks(bases, column_of, accepted, k)
            if not leaks:
                accepted.append(column_of)
                break
            candidates = culprits - {other} or set(np.unique(column_of).tolist()) - {other}
            if not candidates:
                cover = None
                break
            nested += 1
            smallest = min(candidates, key=lambda group: (by_group[:, group].sum(), group))
            cover = covered(by_group, k, also=cover | {smallest})
        outcome[name] = (cover, Counter(base=small, complement=len(cover or ()) - small - nested, nesting=nested))
    return outcome


def _leaks(bases, newcomer, accepted, k):
    """Whether the newcomer and an accepted breakdown differ by fewer than k people, and the columns that do it."""
    leaks, culprits = False, set()
    for other in accepted:
        for base in bases:
            both = _crossed(base, other, newcomer)
            _outer, inner = _remainders(both, k)
            outer, _inner = _remainders(both.T, k)
            leaks = leaks or bool(_outer.any() or outer.any())
            culprits |= {*np.flatnonzero(inner).tolist(), *np.flatnonzero(outer).tolist()}
    return leaks, culprits


def _crossed(base, rows, columns):
    """(R, C) the sums of `base` by two groupings."""
    width = columns.max() + 1
    return np.bincount(rows * width + columns, base, (rows.max() + 1) * width).reshape(-1, width)


def _remainders(both, k):
    """The rows that, less the columns wholly within or wholly outside them, leave more than 0 and fewer than k.

    Returns (R,) which rows, and (C,) which columns take part.
    """
    columns, rows = both.sum(axis=0), both.sum(axis=1)
    found_rows, found_columns = np.zeros(len(rows), bool), np.zeros(len(columns), bool)
    for inside, size in ((both == columns, rows), (both == 0, columns.sum() - rows)):
        inside = inside & (columns > 0)
        left = size - inside @ columns
        tells = inside.any(axis=1) & (left > 0) & (left < k)
        found_rows |= tells
        found_columns |= inside[tells].any(axis=0)
    return found_rows, found_columns
