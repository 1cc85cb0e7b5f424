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
    accepted = []
    outcome = {}
    for name, group_of in groups.items():
        by_group = np.stack([np.bincount(group_of, base, widths[name]) for base in bases]).astype(int)
        small = int(((by_group > 0) & (by_group < k)).any(axis=0).sum())
        cover = covered(by_group, k)
        nested = 0
        while cover is not None:
            column_of = np.where(np.isin(group_of, sorted(cover)), widths[name], group_of)
            culprits = _told_by(bases, column_of, accepted, k) - {widths[name]}
            if not culprits and not _tells(bases, column_of, accepted, k):
                accepted.append(column_of)
                break
            candidates = culprits or set(np.unique(column_of).tolist()) - {widths[name]}
            if not candidates:
                cover = None
                break
            nested += 1
            smallest = min(candidates, key=lambda group: (by_group[:, group].sum(), group))
            cover = covered(by_group, k, also=cover | {smallest})
        outcome[name] = (cover, Counter(base=small, complement=len(cover or ()) - small - nested, nesting=nested))
    return outcome


def _tells(bases, column_of, accepted, k):
    return any(_remainders(base, first, second, k) for first, second in _pairs(column_of, accepted) for base in bases)


def _told_by(bases, column_of, accepted, k):
    """The columns of the newcomer that, with an accepted breakdown, leave a group below k."""
    found = set()
    for other in accepted:
        for base in bases:
            for _, inside in _remainders(base, other, column_of, k):
                found |= inside
            found |= {column for column, _ in _remainders(base, column_of, other, k)}
    return found


def _pairs(column_of, accepted):
    for other in accepted:
        yield other, column_of
        yield column_of, other


def _remainders(base, outer, inner, k):
    """(column of `outer`, the columns of `inner` within it or without it) whose difference is above 0 and below k."""
    outers, at_outer = np.unique(outer, return_inverse=True)
    inners, at_inner = np.unique(inner, return_inverse=True)
    both = np.zeros((len(outers), len(inners)))
    np.add.at(both, (at_outer, at_inner), base)
    whole = both.sum(axis=0)
    found = []
    for place, column in enumerate(outers):
        row = both[place]
        for inside, size in (
            ((row == whole) & (whole > 0), row.sum()),
            ((row == 0) & (whole > 0), (whole - row).sum()),
        ):
            left = size - whole[inside].sum()
            if inside.any() and 0 < left < k:
                found.append((int(column), {int(each) for each in inners[inside]}))
    return found
