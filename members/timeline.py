"""One line of time for a municipality or a person: what every source says, newest first, silence shown as gaps.

Mailings are noise: they are counted a month, for a municipality as a whole; of one person only what was sent is said.
"""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from django.db import models
from django.db.models import Count
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.lineage import Lineage
from members.models import (
    Membership,
    Municipality,
    RoleAssignment,
    TerritorialEvent,
    Touchpoint,
    TouchpointKind,
    YouthRegionMembership,
)
from members.models.themes import Theme
from portal import pointers


class Stream(models.TextChoices):
    """The sources of a timeline, in the groups that a reader may choose from."""

    CONTACT = "contact", _("Contact")
    GATHERING = "gathering", _("Meetings and trainings")
    ONLINE = "online", _("Surveys and portal")
    ORGANISATION = "organisation", _("People and borders")


KINDS = {
    Stream.CONTACT: (
        TouchpointKind.VISIT,
        TouchpointKind.GUIDANCE,
        TouchpointKind.CALL,
        TouchpointKind.MAIL,
        TouchpointKind.QUESTION,
    ),
    Stream.GATHERING: (
        TouchpointKind.COMMISSION,
        TouchpointKind.GENERAL_ASSEMBLY,
        TouchpointKind.NETWORK_MOMENT,
        TouchpointKind.TRAINING_ATTENDED,
        TouchpointKind.TRAINING_REGISTERED,
        TouchpointKind.NO_SHOW,
    ),
    Stream.ONLINE: (TouchpointKind.SURVEY_ANSWERED, TouchpointKind.PORTAL_ACTION),
}
MAILINGS = (
    TouchpointKind.DELIVERED,
    TouchpointKind.OPENED,
    TouchpointKind.CLICKED,
    TouchpointKind.BOUNCED,
)
STREAM_OF = {kind: stream for stream, kinds in KINDS.items() for kind in kinds}
ICONS = {Stream.GATHERING: "users", Stream.ONLINE: "monitor", Stream.ORGANISATION: "flag"}
ICON_OF_KIND = {
    TouchpointKind.VISIT: "map-pin",
    TouchpointKind.GUIDANCE: "compass",
    TouchpointKind.CALL: "phone",
    TouchpointKind.MAIL: "mail",
    TouchpointKind.QUESTION: "circle-question-mark",
    TouchpointKind.NO_SHOW: "user-x",
    TouchpointKind.TRAINING_ATTENDED: "graduation-cap",
    TouchpointKind.TRAINING_REGISTERED: "ticket",
    TouchpointKind.SURVEY_ANSWERED: "list-checks",
}


class Wanted(NamedTuple):
    """What a reader wants to see of a timeline; nothing chosen is everything."""

    stream: str = ""
    theme: Theme | None = None
    core_player: str = ""
    two_way: bool = False
    kind: str = ""
    month: date | None = None
    first: date | None = None  # days, both included
    last: date | None = None

    @property
    def is_everything(self):
        return not any(self)

    @property
    def is_touchpoints_alone(self):
        return bool(self.theme or self.core_player or self.two_way or self.kind or self.first or self.last)


class Mailings(NamedTuple):
    """How many mailings were delivered, opened, clicked in and sent back in a month or a gap."""

    delivered: int = 0
    opened: int = 0
    clicked: int = 0
    bounced: int = 0

    def plus(self, other):
        return Mailings(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


class Entry(NamedTuple):
    """One thing that happened: `place` is the predecessor with which it happened, `source` leads to what it was."""

    day: date
    stream: Stream
    icon: str
    title: str
    people: tuple = ()
    core_player: str = ""
    theme: Theme | None = None
    place: str = ""
    source: str = ""
    is_two_way: bool = False
    pointed: pointers.Pointed | None = None


class Block(NamedTuple):
    """A month with what happened in it, or a gap: months in a row without anything. `first` and `last` are months."""

    first: date
    last: date
    entries: list
    mailings: Mailings

    @property
    def is_gap(self):
        return not self.entries


EVERYTHING = Wanted()


def of_municipality(municipality, *, today, family=None, wanted=EVERYTHING):
    """The blocks of a municipality and its predecessors, the newest first; a fixed number of queries."""
    family = family or Lineage(today).family_of(municipality.pk)
    names = {each.pk: each.name_in_lists for each in Municipality.objects.filter(pk__in=family - {municipality.pk})}
    touched = Touchpoint.objects.filter(municipality__in=family, occurred_on__lte=today)
    entries = [] if wanted.stream == Stream.ORGANISATION else list(of_touchpoints(touched, names, wanted))
    if not wanted.is_touchpoints_alone and wanted.stream in ("", Stream.ORGANISATION):
        entries += of_organisation(family, names, today)
    mailings = mailings_by_month(touched) if wanted.is_everything else {}
    return blocks(entries, mailings, wanted=wanted, today=today)


def of_person(person, *, today):
    """The blocks of one person: what they took part in and the roles they held; never what they opened or clicked."""
    touched = Touchpoint.objects.filter(person=person, occurred_on__lte=today)
    places = dict(Municipality.objects.filter(touchpoints__in=touched).values_list("pk", "name").distinct())
    entries = [*of_touchpoints(touched, places, EVERYTHING, with_people=False)]
    roles = RoleAssignment.objects.filter(person=person).select_related("role_type", "municipality")
    for role in roles:
        where = f"{role.role_type}, {role.municipality}" if role.municipality else str(role.role_type)
        entries += of_period(
            role, gettext("Began as: %(role)s"), gettext("Stopped as: %(role)s"), {"role": where}, today
        )
    sent = mailings_by_month(touched.filter(kind=TouchpointKind.DELIVERED))
    return blocks(entries, sent, wanted=EVERYTHING, today=today)


def of_touchpoints(touched, places, wanted, *, with_people=True):
    """Entries of the ledger; people who share a source, such as a visit, share an entry."""
    lines = touched.exclude(kind__in=MAILINGS).select_related("theme")
    if wanted.kind:
        lines = lines.filter(kind=wanted.kind)
    if wanted.stream:
        lines = lines.filter(kind__in=KINDS[wanted.stream])
    if wanted.theme:
        lines = lines.filter(theme=wanted.theme)
    if wanted.core_player:
        lines = lines.filter(core_player=wanted.core_player)
    if wanted.two_way:
        lines = lines.two_way()
    if wanted.month:
        lines = lines.filter(occurred_on__year=wanted.month.year, occurred_on__month=wanted.month.month)
    if wanted.first:
        lines = lines.filter(occurred_on__gte=wanted.first)
    if wanted.last:
        lines = lines.filter(occurred_on__lte=wanted.last)
    if with_people:
        lines = lines.select_related("person")

    together = defaultdict(list)
    for line in lines:
        together[line.occurred_on, line.kind, line.source, line.municipality_id].append(line)
    for (day, kind, source, place), same in together.items():
        stream = STREAM_OF[kind]
        yield Entry(
            day=day,
            stream=stream,
            icon=ICON_OF_KIND.get(kind) or ICONS[stream],
            title=str(TouchpointKind(kind).label),
            people=tuple(line.person for line in same if line.person_id) if with_people else (),
            core_player=same[0].get_core_player_display(),
            theme=same[0].theme,
            place=places.get(place, ""),
            source=source,
            is_two_way=same[0].heard or same[0].seen,
        )


def of_organisation(family, names, today):
    """Entries of roles, memberships, regions and borders."""
    roles = RoleAssignment.objects.filter(municipality__in=family).select_related("person", "role_type")
    for role in roles:
        of_whom = {"role": role.role_type, "person": role.person}
        yield from of_period(
            role, gettext("%(person)s began as: %(role)s"), gettext("%(person)s stopped as: %(role)s"), of_whom, today,
            names.get(role.municipality_id, ""),
        )  # fmt: skip
    for membership in Membership.objects.filter(municipality__in=family):
        place = names.get(membership.municipality_id, "")
        yield from of_period(membership, gettext("Became a member"), gettext("Member no more"), {}, today, place)
    for region in YouthRegionMembership.objects.filter(municipality__in=family).select_related("region"):
        place = names.get(region.municipality_id, "")
        name = {"region": region.region}
        yield from of_period(region, gettext("Joined %(region)s"), gettext("Left %(region)s"), name, today, place)
    for event in TerritorialEvent.objects.executed().concerning(*family).with_parties():
        if event.effective_on <= today:
            yield Entry(event.effective_on, Stream.ORGANISATION, "git-merge", event.title)


def of_period(period, began, ended, words, today, place=""):
    """The entries of a period: its start, and its last day when it has ended."""
    icon = ICONS[Stream.ORGANISATION]
    if period.starts_on <= today:
        yield Entry(period.starts_on, Stream.ORGANISATION, icon, began % words, place=place)
    if period.has_ended_on(today):
        yield Entry(period.last_day, Stream.ORGANISATION, icon, ended % words, place=place)


def mailings_by_month(touched):
    """{first day of a month: its Mailings}; the database counts by day, for it cuts days into months slowly."""
    counted = touched.filter(kind__in=MAILINGS).order_by().values_list("occurred_on", "kind")
    numbers = defaultdict(Counter)
    for day, kind, number in counted.annotate(number=Count("pk")):
        numbers[day.replace(day=1)][kind] += number
    return {month: Mailings(*(by_kind[kind] for kind in MAILINGS)) for month, by_kind in numbers.items()}


def blocks(entries, mailings, *, wanted, today):
    """Months and gaps from this month back to the first one in which anything happened."""
    entries = sorted(entries, key=lambda entry: (entry.day, entry.stream, entry.title), reverse=True)
    by_month = {month: list(same) for month, same in groupby(entries, key=lambda entry: entry.day.replace(day=1))}
    known = {*by_month, *mailings}
    if not known:
        return []
    if wanted.month:
        return [Block(month, month, same, Mailings()) for month, same in by_month.items()]

    found, month, first = [], today.replace(day=1), min(known)
    while month >= first:
        here, sent = by_month.get(month, []), mailings.get(month, Mailings())
        if not here and found and found[-1].is_gap:
            gap = found.pop()
            found.append(Block(month, gap.last, [], gap.mailings.plus(sent)))
        else:
            found.append(Block(month, month, here, sent))
        month = (month - timedelta(days=1)).replace(day=1)
    return found


def pointed(blocks):
    """The same blocks, in which the entries know where their source leads; one call a kind of source."""
    found = pointers.resolve(entry.source for block in blocks for entry in block.entries if entry.source)
    return [
        block._replace(entries=[entry._replace(pointed=found.get(entry.source)) for entry in block.entries])
        for block in blocks
    ]


def entries_of(blocks):
    """Every entry of these blocks by itself, for a list."""
    return [entry for block in pointed(blocks) for entry in block.entries]


def newest(blocks, number):
    """The newest blocks until they hold so many entries."""
    chosen, entries = [], 0
    for block in blocks:
        if entries >= number:
            break
        chosen.append(block)
        entries += len(block.entries)
    return chosen
