"""Engagement, computed from the ledger at night; what it weighs; and who outside the team may read it for a while."""

import logging
from collections import Counter, defaultdict
from datetime import timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, F, Max, Q
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members import todo
from members.lineage import Lineage
from members.models import (
    EngagementBand,
    EngagementContribution,
    EngagementDisclosure,
    EngagementSnapshot,
    EngagementWeight,
    Membership,
    Municipality,
    Role,
    Touchpoint,
)
from members.models.engagement import TRIANGLE
from members.rules import engagement as rules
from portal.refused import Refused
from portal.trail import actions as trail
from portal.trail.models import LineKind

log = logging.getLogger(__name__)

DISCLOSED_FOR = timedelta(days=30)
HISTORY_IN_FULL = timedelta(days=31)  # older than this, the first of each month remains


class Report(NamedTuple):
    """What a night's work came to."""

    municipalities: int
    bands: dict
    turned: dict  # {pk of a municipality: [band before, band now]} of those who fell silent or spoke again


# --- The snapshot of a night -----------------------------------------------------------------------


@transaction.atomic
def take_snapshot(day):
    """Compute the engagement of every municipality on `day` anew from the ledger; done twice, it says the same.

    A fixed number of queries: the ledger is added up by the database, by municipality, kind and month.
    """
    EngagementWeight.objects.update(points=F("points"))  # a write first, so that two nights do not mix
    before = bands_before(day)
    again, _rows = EngagementSnapshot.objects.filter(day=day).delete()

    snapshots, weighed = read_the_ledger(day)
    EngagementSnapshot.objects.bulk_create(snapshots)
    if not snapshots:  # a portal without municipalities yet
        return say(report_on(snapshots, before), day, in_trail=False)
    newest = EngagementSnapshot.objects.aggregate(day=Max("day"))["day"]
    of_the_newest = list(EngagementSnapshot.objects.filter(day=newest).values_list("pk", flat=True))
    EngagementContribution.objects.exclude(snapshot__in=of_the_newest).delete()  # a join here took PostgreSQL a minute
    if day == newest:
        EngagementContribution.objects.bulk_create(
            EngagementContribution(snapshot=snapshot, **each._asdict())
            for snapshot in snapshots
            for each in weighed[snapshot.municipality_id]
        )
    thin_out(before=newest - HISTORY_IN_FULL)
    return say(report_on(snapshots, before), day, in_trail=not again)


def rebuild():
    """Compute every stored day anew from the ledger, oldest first; returns how many days that were."""
    days = list(EngagementSnapshot.objects.order_by("day").values_list("day", flat=True).distinct())
    for day in days:
        take_snapshot(day)
    return len(days)


def thin_out(*, before):
    """Of the snapshots before a day, keep the first of each month; the ledger can always compute the others anew."""
    days = EngagementSnapshot.objects.filter(day__lt=before).order_by("day").values_list("day", flat=True).distinct()
    first_of_month = {}
    for day in days:
        first_of_month.setdefault((day.year, day.month), day)
    EngagementSnapshot.objects.filter(day__lt=before).exclude(day__in=first_of_month.values()).delete()


def read_the_ledger(day):
    """The snapshots of `day`, not saved yet, and {pk of a municipality: its contributions}."""
    lineage = Lineage(day)
    weights = {weight.kind: weight for weight in EngagementWeight.objects.all()}
    now, earlier = (happened(weights, lineage, day=then) for then in (day, rules.months_before(day, rules.RECENT)))
    last = last_days(lineage, day=day)
    member_since = dict(Membership.objects.active_on(day).values_list("municipality", "starts_on"))

    snapshots, weighed = [], {}
    for pk in Municipality.objects.existing_on(day).order_by("pk").values_list("pk", flat=True):
        weighed[pk] = rules.weigh(now[pk], weights, day=day)
        a_year_before = rules.weigh(earlier[pk], weights, day=rules.months_before(day, rules.RECENT))
        snapshots.append(snapshot_of(pk, day, weighed[pk], a_year_before, last[pk], member_since=member_since.get(pk)))
    return snapshots, weighed


def snapshot_of(municipality_id, day, weighed, weighed_before, last, *, member_since):
    score, a_year_before = rules.score_of(weighed), rules.score_of(weighed_before)
    heard, seen = last.get("heard"), last.get("seen")
    since = rules.silent_since(day=day, member_since=member_since, last_heard=heard, last_seen=seen)
    is_known = bool(heard or seen)
    corners = rules.triangle(last.get, day=day)
    official, politician, young_person = (last.get(player) for player in TRIANGLE)
    return EngagementSnapshot(
        municipality_id=municipality_id,
        day=day,
        score=score,
        score_a_year_before=a_year_before,
        band=rules.band_of(score, a_year_before, is_silent=since is not None, is_known=is_known),
        last_heard=heard,
        last_seen=seen,
        silent_since=since,
        last_official=official,
        last_politician=politician,
        last_young_person=young_person,
        is_one_legged=rules.is_one_legged(corners),
    )


def happened(weights, lineage, *, day):
    """{pk of a municipality: what happened there and with its predecessors} in the window before `day`."""
    weighty = [kind for kind, weight in weights.items() if weight.points]
    lines = Touchpoint.objects.filter(
        kind__in=weighty,
        municipality__isnull=False,
        occurred_on__lte=day,
        occurred_on__gte=rules.months_before(day, rules.WINDOW),
    )
    numbers = Counter()
    monthly = lines.order_by().annotate(month=TruncMonth("occurred_on")).values_list("municipality", "kind", "month")
    for municipality_id, kind, month, number in monthly.annotate(number=Count("pk")):
        numbers[lineage.heir_of(municipality_id), kind, month] += number
    found = defaultdict(list)
    for (municipality_id, kind, month), number in numbers.items():
        found[municipality_id].append(rules.Happened(kind, month, number))
    return found


def last_days(lineage, *, day):
    """{pk of a municipality: {"heard", "seen" and each core player: the last day}}, predecessors' days included."""
    two_way = Touchpoint.objects.two_way().filter(municipality__isnull=False, occurred_on__lte=day).order_by()
    grouped = two_way.values_list("municipality", "core_player")
    last = defaultdict(dict)
    for municipality_id, player, heard, seen, either in grouped.annotate(
        heard=Max("occurred_on", filter=Q(heard=True)),
        seen=Max("occurred_on", filter=Q(seen=True)),
        either=Max("occurred_on"),
    ):
        days = last[lineage.heir_of(municipality_id)]
        for what, found in (("heard", heard), ("seen", seen), (player, either)):
            days[what] = max(filter(None, (days.get(what), found)), default=None)
    return last


def bands_before(day):
    """{pk of a municipality: its band} in the last snapshot before `day`."""
    earlier = EngagementSnapshot.objects.filter(day__lt=day)
    last = earlier.aggregate(day=Max("day"))["day"]
    return dict(earlier.filter(day=last).values_list("municipality", "band"))


def report_on(snapshots, before):
    turned = {
        each.municipality_id: [before[each.municipality_id], str(each.band)]
        for each in snapshots
        if each.municipality_id in before
        and (before[each.municipality_id] == EngagementBand.SILENT) != (each.band == EngagementBand.SILENT)
    }
    bands = Counter(each.band for each in snapshots)
    return Report(len(snapshots), {band.value: bands[band] for band in EngagementBand}, turned)


def say(report, day, *, in_trail):
    """Leave word of what was done: in the log always, in the trail when a member fell silent or spoke again."""
    log.info("Engagement of %s municipalities on %s: %s", report.municipalities, day, report.bands)
    if report.turned and in_trail:
        places = Municipality.objects.in_bulk(report.turned)
        trail.write(
            _("Members fell silent or spoke again."),
            by=None,
            change={places[pk].nis_code: bands for pk, bands in report.turned.items()},
        )
    return report


# --- What it weighs --------------------------------------------------------------------------------


@transaction.atomic
def set_weight(weight, *, points, cap, by):
    """Let touchpoints of a kind weigh more or less from the next night on."""
    if rules.contradict(points, cap):
        raise Refused([rules.CAP_OF_THE_SAME_SIGN])
    stored = EngagementWeight.objects.get(pk=weight.pk)
    change = {
        field: [str(getattr(stored, field)), str(new)]
        for field, new in (("points", points), ("cap", cap))
        if getattr(stored, field) != new
    }
    weight.points, weight.cap = points, cap
    weight.save()
    if change:
        trail.write(_("What a touchpoint weighs in engagement was changed."), by=by, change={weight.kind: change})
    return weight


# --- Disclosure ------------------------------------------------------------------------------------


@transaction.atomic
def ask_disclosure(municipality, *, today, by=None):
    """A member asks to see its engagement: the team finds the question on its list; asked once while it waits."""
    asked, is_new = EngagementDisclosure.objects.waiting().get_or_create(
        municipality=municipality, disclosed_on=None, defaults={"asked_on": today}
    )
    if is_new:
        trail.write(_("A member asked to see its engagement score."), by=by, about=municipality, kind=LineKind.PRIVACY)
    url = reverse("members:engagement_detail", args=[municipality.nis_code])
    todo.ask(Role.STAFF, title=_("A member asks to see its engagement score"), url=url, source=asked)
    return asked


@transaction.atomic
def disclose(municipality, *, by, today):
    """Let the head of service of `municipality` read its engagement for thirty days, because they asked."""
    Municipality.objects.filter(pk=municipality.pk).update(sort_name=F("sort_name"))  # a write first, so others wait
    disclosures = EngagementDisclosure.objects.of(municipality)
    if disclosures.readable_on(today).exists():
        raise Refused([_("Their head of service can read it already.")])
    disclosure = disclosures.waiting().first() or EngagementDisclosure(municipality=municipality, asked_on=today)
    disclosure.disclosed_on, disclosure.readable_until, disclosure.by = today, today + DISCLOSED_FOR, by
    disclosure.save()
    todo.done(source=disclosure)
    trail.write(
        _("The engagement score was disclosed to the member."),
        by=by,
        about=municipality,
        kind=LineKind.PRIVACY,
        change={"readable_until": ["", str(disclosure.last_day)]},
    )
    return disclosure
