"""Whom a campaign visits: a list that is spread, repeatable, and says why each municipality is on it. Pure.

The draw gives every municipality a place that follows from the seed and its NIS code alone, whatever the order in which
they come. The list begins with the first ones of the draw, as many as the goal, and is then evened out, quality by
quality in the order of importance (province, size, experience): as long as one class has two more on the list than
another, and exchanging municipalities can bring the two closer, they are exchanged. What was evened out before stays as
it is: sizes are evened by exchanges within a province, experience by exchanges within a province and size. An exchange
may run over other classes (one of A for one of B here, one of B for one of C there), so that it stops only where no
list with the same provinces would be more even. This is the classical argument for flows with a separable convex cost:
a list that no such chain improves is as even as can be (Ahuja, Magnanti and Orlin, Network Flows, 1993, chapter 14).
"""

import hashlib
from collections import Counter, defaultdict, deque
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import TargetState

QUALITIES = ("province", "size", "experience")


class OutreachRefusal(models.TextChoices):
    """Why a deed in a campaign is not possible, as a sentence for the person who tried."""

    UNDER_WAY = (
        "under-way",
        _("Somebody on the list was invited already, or swapped. Swap one at a time from here on."),
    )
    NOBODY = (
        "nobody",
        _("No municipality can be chosen: none is silent, or all are on a list already, here or in another campaign."),
    )
    NO_REASON = "no-reason", _("Say why you swap this one: somebody will ask.")
    GONE = "gone", _("This municipality was swapped for another already.")
    HELD = "held", _("This visit was held. Take back its contact moment first if that is wrong.")
    NOT_ELIGIBLE = "not-eligible", _("This municipality cannot be chosen in this campaign.")
    ELSEWHERE = "elsewhere", _("Another campaign visits this municipality already.")
    NO_DAY = "no-day", _("Choose the day of the visit.")
    NO_FORM = "no-form", _("Choose whether the visit is on site or online.")
    NOT_OURS = "not-ours", _("Choose somebody of the team for this visit.")
    ENDS_TOO_EARLY = "ends-too-early", _("The campaign has to end after it starts.")
    ANOTHER_PLACE = "another-place", _("This contact moment is with another municipality than the visit.")


class Candidate(NamedTuple):
    """A municipality that can be chosen: its NIS code, its classes, and how long we have not heard or seen it."""

    key: str
    province: str = ""
    size: str = ""
    experience: str = ""
    silent_months: int | None = None


def drawn(candidates, seed):
    """The candidates in the order of the draw: by a hash of the seed and the key, so input order does not matter."""
    return sorted(candidates, key=lambda each: hashlib.sha256(f"{seed}:{each.key}".encode()).hexdigest())


def propose(candidates, goal, *, seed, spread=QUALITIES):
    """`goal` of the candidates, or all when there are fewer, spread over `spread`; in the order of the draw.

    `candidates` have distinct keys. The first quality of `spread` is as even as the candidates allow, each next one as
    even as that leaves room for. The same seed and candidates give the same list.
    """
    order = drawn(candidates, seed)
    chosen = {each.key for each in order[:goal]}
    for number, quality in enumerate(spread):
        _even_out(order, chosen, quality, kept=spread[:number])
    return [each for each in order if each.key in chosen]


def _even_out(order, chosen, quality, *, kept):
    """Exchange municipalities in `chosen` until the classes of `quality` are as even as `kept` allows."""
    while exchange := _exchange(order, chosen, quality, kept):
        for out, into in exchange:
            chosen.remove(out)
            chosen.add(into)


def _exchange(order, chosen, quality, kept):
    """Pairs (out, in) that move one place from a full class to one with at least two fewer, or [].

    Searches from the fullest class, over exchanges within the groups of `kept`, the shortest chain first.
    """
    chosen_in, waiting_in, size = defaultdict(list), defaultdict(list), Counter()
    for each in order:
        place = (tuple(getattr(each, name) for name in kept), getattr(each, quality))
        (chosen_in if each.key in chosen else waiting_in)[place].append(each.key)
        size[place[1]] += each.key in chosen
    roads = defaultdict(dict)  # class -> class -> the exchange that takes one place from the first to the second
    for group, full in sorted(chosen_in):
        for other_group, other in sorted(waiting_in):
            if group == other_group and full != other and other not in roads[full]:
                roads[full][other] = (chosen_in[group, full][-1], waiting_in[group, other][0])
    for start in sorted(size, key=lambda name: (-size[name], name)):
        before, found = {start: None}, deque([start])
        while found:
            here = found.popleft()
            for other in sorted(roads[here], key=lambda name: (size[name], name)):
                if other not in before:
                    before[other] = here
                    found.append(other)
        reached = min((name for name in before if name != start), key=lambda name: (size[name], name), default=None)
        if reached is not None and size[reached] <= size[start] - 2:
            chain = []
            while before[reached] is not None:
                chain.append(roads[before[reached]][reached])
                reached = before[reached]
            return chain
    return []


def replacement_for(gone, candidates, *, seed, spread=QUALITIES):
    """Who comes instead of `gone`: who is most like it in the qualities of `spread`, then the first of the draw."""
    order = [each for each in drawn(candidates, seed) if each.key != gone.key]
    return min(
        order,
        key=lambda each: [getattr(each, quality) != getattr(gone, quality) for quality in spread],
        default=None,
    )


def counts(candidates, quality):
    """How many of each class of a quality there are."""
    return Counter(getattr(each, quality) for each in candidates)


# --- How a target stands ---------------------------------------------------------------------------

WAITING = tuple(TargetState.waiting())
SET_BY_HAND = (
    TargetState.PROPOSED,
    TargetState.INVITED,
    TargetState.PLANNED,
    TargetState.DECLINED,
    TargetState.UNREACHABLE,
)


def move_refusals(target, state, *, planned_on, form, staff, team):
    """Every reason why a target cannot be put in `state`, with this plan; `team` are the people of ours."""
    is_planned = state == TargetState.PLANNED
    rules = (
        (OutreachRefusal.HELD, target.state == TargetState.HELD),
        (OutreachRefusal.GONE, target.state == TargetState.SWAPPED),
        (OutreachRefusal.NO_DAY, is_planned and planned_on is None),
        (OutreachRefusal.NO_FORM, is_planned and not form),
        (OutreachRefusal.NOT_OURS, (is_planned and staff is None) or (staff is not None and staff not in team)),
    )
    return [refusal for refusal, applies in rules if applies]


def swap_refusals(target, reason):
    rules = (
        (OutreachRefusal.HELD, target.state == TargetState.HELD),
        (OutreachRefusal.GONE, target.state == TargetState.SWAPPED),
        (OutreachRefusal.NO_REASON, not reason.strip()),
    )
    return [refusal for refusal, applies in rules if applies]
