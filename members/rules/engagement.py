"""How engaged a member is: a score that is the sum of its contributions, a band, silence, the core triangle.

Pure: months, numbers and days in, values out. Points are Decimals with two digits, so that a sum equals its parts.
"""

from calendar import monthrange
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import CorePlayer, EngagementBand
from members.models.engagement import TRIANGLE

WINDOW = 24  # months that count for the score, and after which nobody heard or seen is silent
HALF_LIFE = 9  # months in which a contribution loses half of its worth
RECENT = 12  # months in which a core player counts as active now
GRACE = 6  # months that a new member has before it can be silent
ACTIVE_FROM = Decimal(60)  # about one contact or gathering every three weeks
FULL = Decimal(100)
CENT = Decimal("0.01")
CAP_OF_THE_SAME_SIGN = _("Give the most it may count for the same sign as the points.")


class Happened(NamedTuple):
    """How many touchpoints of one kind there were in one month; `month` is its first day."""

    kind: str
    month: date
    number: int


class Weighed(NamedTuple):
    """What a kind in a month is worth, and what of it counts under the caps."""

    kind: str
    month: date
    number: int
    worth: Decimal
    points: Decimal


class Silence(models.TextChoices):
    """Why we think a member is silent, in the words of the list."""

    NEVER = "never", _("We never heard or saw them.")
    SIGN = "sign", _("They did something themselves: a call is welcome.")
    READS = "reads", _("They read our mailings, but say nothing back.")
    STAYS_AWAY = "stays-away", _("They registered, but did not come.")
    NOBODY_KNOWN = "nobody-known", _("We know no youth officer there.")
    LONG_AGO = "long-ago", _("The contact has dried up.")


class Corner(NamedTuple):
    """One core player of the triangle: the last day on which we heard or saw them, and how long ago that is."""

    player: CorePlayer
    last_on: date | None
    state: str  # "recent" within 12 months, "earlier" within 24, "none" before that or never


def contradict(points, cap):
    """Whether a cap forbids what the points give: of the other sign, or nothing at all."""
    return points * cap < 0 or (points != 0 and cap == 0)


def months_before(day, months):
    """The same day `months` earlier; the last day of the month where that day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_in_months(month, day):
    """Whole calendar months between the month of something and `day`."""
    return (day.year - month.year) * 12 + day.month - month.month


def fading(months):
    """What is left of a contribution after so many months: 1 now, a half after the half-life; four digits."""
    return Decimal(0.5 ** (months / HALF_LIFE)).quantize(Decimal("0.0001"))


def weigh(happened, weights, *, day):
    """The contributions to the score of `day`, at most one a kind and month, the newest of each kind first.

    `weights` is {kind: a thing with points and cap}. What exceeds the cap of its kind, or a hundred in all, counts for
    nothing; what takes away never takes more than there is. The sum of the points is the score, from 0 to 100.
    """
    known = [each for each in happened if each.kind in weights and weights[each.kind].points]
    known.sort(key=lambda each: (-weights[each.kind].points, each.kind, -each.month.toordinal()))
    weighed, total = [], Decimal(0)
    for kind, months in groupby(known, key=attrgetter("kind")):
        room = min(abs(weights[kind].cap), FULL - total if weights[kind].points > 0 else total)
        sign = 1 if weights[kind].points > 0 else -1
        for each in months:
            worth = each.number * weights[kind].points * fading(age_in_months(each.month, day))
            worth = worth.quantize(CENT, ROUND_HALF_UP)
            points = sign * min(abs(worth), room)
            room -= abs(points)
            total += points
            weighed.append(Weighed(kind, each.month, each.number, worth, points))
    return weighed


def score_of(weighed):
    """The score: the sum of the contributions and nothing else."""
    return sum((each.points for each in weighed), Decimal("0.00"))


class OfKind(NamedTuple):
    """All contributions of one kind together."""

    kind: str
    label: str
    number: int
    points: Decimal


def by_kind(contributions):
    """Stored contributions added up by kind, what counts most first; their points still make the score."""
    ordered = sorted(contributions, key=attrgetter("kind"))
    totals = []
    for kind, same in groupby(ordered, key=attrgetter("kind")):
        same = list(same)
        label = same[0].get_kind_display()
        totals.append(OfKind(kind, label, sum(each.number for each in same), sum(each.points for each in same)))
    return sorted(totals, key=lambda each: (-each.points, each.kind))


def silent_since(*, day, member_since, last_heard, last_seen):
    """The day on which the 24 months without a sign were over, or None: not silent, no member, or too new to say.

    Neither heard nor seen in 24 months; who joined less than six months ago is never silent.
    """
    if member_since is None or months_before(day, GRACE) < member_since:
        return None
    last = max(filter(None, (last_heard, last_seen)), default=None)
    if last is None:
        return after_months(member_since, GRACE)
    since = after_months(last, WINDOW)
    return max(since, after_months(member_since, GRACE)) if months_before(day, WINDOW) > last else None


def after_months(day, months):
    return months_before(day, -months)


def band_of(score, a_year_before, *, is_silent, is_known):
    """The band of a member: silence first, then whether the score halved within a year, then how high it is.

    Empty for who was never heard or seen and is not silent: no member, or too new to say.
    """
    if is_silent:
        return EngagementBand.SILENT
    if not is_known:
        return ""
    if score <= a_year_before / 2 and a_year_before > 0:
        return EngagementBand.FADING
    return EngagementBand.ACTIVE if score >= ACTIVE_FROM else EngagementBand.STEADY


def triangle(last_of, *, day):
    """The three corners on `day`; `last_of` gives the last day of a core player, or None."""
    return [Corner(player, last_of(player), state_of(last_of(player), day=day)) for player in TRIANGLE]


def state_of(last_on, *, day):
    if last_on is None or last_on < months_before(day, WINDOW):
        return "none"
    return "recent" if last_on >= months_before(day, RECENT) else "earlier"


def is_one_legged(corners):
    """Only one of the three core players was active in 24 months."""
    return sum(corner.state != "none" for corner in corners) == 1


def why_silent(*, last_heard, last_seen, opened, stayed_away, officers, signs=0):
    """The reasons that fit a silent member, the telling ones first; numbers are of the last 24 months."""
    reasons = (
        (Silence.NEVER, last_heard is None and last_seen is None),
        (Silence.SIGN, signs > 0),
        (Silence.READS, opened > 0),
        (Silence.STAYS_AWAY, stayed_away > 0),
        (Silence.NOBODY_KNOWN, officers == 0),
    )
    return [reason for reason, applies in reasons if applies] or [Silence.LONG_AGO]
