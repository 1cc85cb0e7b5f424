"""Who is a member, and how many that makes; computed from dates, never stored."""

import re
from collections import Counter
from typing import NamedTuple

from django.db import models
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.models import EndReason, Membership, TerritorialParty
from members.models.mergers import Side

YEAR = re.compile(r"(19|20|21)[0-9]{2}")
STATUTORY_MINIMUM = 164  # by decree: bataljong.be/beleidsnota-2021-2025-het-kader
DECREE = _(
    "By decree this is a member organisation, open to all municipalities of the Dutch language area, the "
    "Dutch-speaking municipal youth services in Brussels and the VGC; at least 164 municipalities must be members."
)
DECREE_SOURCE = "https://bataljong.be/beleidsnota-2021-2025-het-kader"


class MembershipStatus(models.TextChoices):
    COMING = "coming", _("becomes a member")
    MEMBER = "member", _("member")
    LEAVING = "leaving", _("member, asked to leave")
    ENDING = "ending", _("member, the end is known")
    ENDED = "ended", _("member no more")


def status_of(membership, day):
    """What a membership is on `day`."""
    if day < membership.starts_on:
        return MembershipStatus.COMING
    if membership.has_ended_on(day):
        return MembershipStatus.ENDED
    if membership.cancel_requested_on and membership.cancel_requested_on <= day:
        return MembershipStatus.LEAVING
    return MembershipStatus.ENDING if membership.ends_on else MembershipStatus.MEMBER


def end_refusals(membership, *, on):
    """Why a membership cannot end on `on`, its first day without; empty when it can."""
    rules = (
        (_("This membership has ended already."), membership.ends_on is not None and membership.ends_on <= on),
        (_("A membership cannot end before it has started."), on <= membership.starts_on),
    )
    return [refusal for refusal, applies in rules if applies]


class MembersInYear(NamedTuple):
    """How membership went in a year; `at_end` is its last day, or today."""

    year: int
    joined: int
    joined_by_merger: int
    left: int
    reasons: list  # (in words, EndReason or "", how many), the commonest first
    at_end: int


def flow(*, first_year, today):
    """MembersInYear for each year up to today's, the latest first; counted from the rows that the pages list."""
    rows = list(Membership.objects.values_list("starts_on", "ends_on", "end_reason", "municipality"))
    merged = set(
        TerritorialParty.objects.executed()
        .filter(side=Side.SUCCESSOR)
        .values_list("municipality", "event__effective_on")
    )
    years = []
    for year in range(today.year, first_year - 1, -1):
        last_day = min(today, today.replace(year=year, month=12, day=31))
        begun = [(starts, place) for starts, _ends, _why, place in rows if starts.year == year and starts <= last_day]
        gone = [why for _starts, ends, why, _place in rows if ends and ends.year == year and ends <= last_day]
        years.append(
            MembersInYear(
                year,
                joined=len(begun),
                joined_by_merger=sum((place, starts) in merged for starts, place in begun),
                left=len(gone),
                reasons=[
                    (EndReason(why).label if why else _("no reason noted"), why, times)
                    for why, times in Counter(gone).most_common()
                ],
                at_end=sum(starts <= last_day and (not ends or last_day < ends) for starts, ends, *_ in rows),
            )
        )
    return years


def narrowed(memberships, wishes, *, today):
    """The rows behind a figure of the page, and in words which ones; `wishes` are `wat` and `jaar` of the address."""
    what, year = wishes.get("wat", ""), wishes.get("jaar", "")
    year = int(year) if YEAR.fullmatch(year) else None
    if what == "begonnen" and year:
        rows = memberships.begun_in(year).filter(starts_on__lte=today)
        return rows.by_name(), format_lazy(_("Joined in {year}"), year=str(year))
    if what == "geeindigd" and year:
        rows = memberships.ended_in(year).filter(ends_on__lte=today)
        if (reason := wishes.get("reden")) in EndReason.values:
            words = _("Left in {year}: {reason}")
            rows = rows.filter(end_reason=reason)
            return rows.by_name(), format_lazy(words, year=str(year), reason=EndReason(reason).label)
        return rows.by_name(), format_lazy(_("Left in {year}"), year=str(year))
    if what == "einde" and year:
        day = min(today, today.replace(year=year, month=12, day=31))
        return memberships.active_on(day).by_name(), format_lazy(_("Members at the end of {year}"), year=str(year))
    if what == "vertrekt":
        return memberships.leaving(today).by_name(), _("Asked to leave")
    if what == "eindigt":
        return memberships.ending(today).by_name(), _("Members whose end is known")
    return memberships.active_on(today).by_name(), _("Members today")
