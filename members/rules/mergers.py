"""What has to be right before something happens to territory."""

import re
from typing import NamedTuple

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.models import (
    EventKind,
    EventStatus,
    Municipality,
    MunicipalityProvince,
    Province,
    Side,
    TerritorialEvent,
    TerritorialParty,
)
from members.rules.decisions import questions
from portal.spoken import day_of


class Successor(NamedTuple):
    """What comes out of a plan: a municipality that stands, or one still to be made with this code and name.

    For a municipality that stands, a name or a province says what changes of it.
    """

    municipality: Municipality | None = None
    nis_code: str = ""
    name: str = ""
    province: str = ""


def successors_of(event):
    """What comes out of an event, as the plan says it."""
    return [
        Successor(party.municipality, party.new_nis_code, party.new_name, party.new_province)
        for party in event.coming_out
    ]


# --- May this be planned, carried out, undone -------------------------------------------------------


def plan_refusals(kind, *, effective_on, predecessors, successors, event=None):
    """Every reason why this plan cannot be, as sentences; `event` is the plan itself when it is changed.

    `predecessors` are municipalities, `successors` a list of Successor; the day is the first of the new situation.
    """
    return [
        *_shape_refusals(kind, predecessors, successors),
        *_day_refusals(effective_on, predecessors, successors),
        *_code_refusals(successors, event),
        *_change_refusals(kind, effective_on, predecessors, successors),
    ]


def _shape_refusals(kind, predecessors, successors):
    ending = {each.pk for each in predecessors} - {each.municipality.pk for each in successors if each.municipality}
    rules = (
        (_("Name the municipality that this is about."), not predecessors),
        (_("A merger needs at least two municipalities."), kind == EventKind.MERGER and len(predecessors) == 1),
        (
            _("A merger makes one new municipality: name that one, and no other."),
            kind == EventKind.MERGER and [each.municipality for each in successors] != [None],
        ),
        (
            _("Name the municipality that absorbs the others."),
            kind == EventKind.ABSORPTION and (len(successors) != 1 or successors[0].municipality is None),
        ),
        (
            _("Give the municipality one new name."),
            kind == EventKind.RENAMING and not (_is_about_one(predecessors, successors) and successors[0].name),
        ),
        (
            _("Choose one new province for the municipality."),
            kind == EventKind.PROVINCE_CHANGE
            and not (_is_about_one(predecessors, successors) and successors[0].province in Province.values),
        ),
        (
            _("Give a new municipality its name, its NIS code and its province."),
            not all(each.municipality or _is_complete(each) for each in successors),
        ),
        (
            _("A municipality cannot absorb itself: name another one that goes into it."),
            kind == EventKind.ABSORPTION and bool(predecessors and successors) and not ending,
        ),
        (_("A split needs at least two municipalities that come out of it."), _is_no_split(kind, successors)),
        (_("Each municipality takes part once."), len({each.pk for each in predecessors}) < len(predecessors)),
    )
    return [sentence for sentence, applies in rules if applies]


def _is_about_one(predecessors, successors):
    """Whether the one municipality that goes in is the one that comes out."""
    standing = [each.municipality.pk for each in successors if each.municipality]
    return len(successors) == len(predecessors) == 1 and standing == [predecessors[0].pk]


def _is_complete(new):
    return new.name.strip() and new.province in Province.values and re.fullmatch("[1-9][0-9]{4}", new.nis_code)


def _is_no_split(kind, successors):
    return kind == EventKind.SPLIT and len(successors) < 2


def _day_refusals(day, predecessors, successors):
    standing = [each.municipality for each in successors if each.municipality]
    concerned = {each.pk: each for each in [*predecessors, *standing]}.values()
    for municipality in concerned:
        if municipality.valid_to:
            yield format_lazy(
                _("{name} ends on {day} already, in another event. Choose the municipality that came after it."),
                name=municipality.name,
                day=day_of(municipality.valid_to),
            )
        if municipality.valid_from and day <= municipality.valid_from:
            yield format_lazy(
                _("{name} exists since {day}: choose a later day for this event."),
                name=municipality.name,
                day=day_of(municipality.valid_from),
            )
    later = MunicipalityProvince.objects.filter(municipality__in=[each.pk for each in predecessors], starts_on__gte=day)
    for period in later.select_related("municipality"):
        yield format_lazy(
            _("{name} changes province on {day}: choose a later day for this event."),
            name=period.municipality.name,
            day=day_of(period.starts_on),
        )


def _code_refusals(successors, event):
    codes = [each.nis_code for each in successors if each.nis_code]
    for municipality in Municipality.objects.filter(nis_code__in=codes):
        yield format_lazy(
            _("NIS code {code} belongs to {name}. A new municipality gets a code of its own."),
            code=municipality.nis_code,
            name=municipality.name_in_lists,
        )
    planned = TerritorialParty.objects.filter(
        new_nis_code__in=codes, event__status__in=EventStatus.planned(), municipality__isnull=True
    )
    if event:
        planned = planned.exclude(event=event)
    for party in planned:
        yield format_lazy(
            _("NIS code {code} is in another plan already, for {name}."), code=party.new_nis_code, name=party.new_name
        )
    if len(set(codes)) < len(codes):
        yield _("Two new municipalities cannot share a NIS code.")


def _change_refusals(kind, day, predecessors, successors):
    if not (predecessors and successors):
        return
    if kind == EventKind.RENAMING and successors[0].name == predecessors[0].name:
        yield _("This is the name that it has already.")
    if kind == EventKind.PROVINCE_CHANGE:
        held = predecessors[0].provinces.active_on(day).values_list("province", flat=True)
        if successors[0].province in held:
            yield _("It lies in this province already.")


def circle_refusals(successor, predecessors):
    """Why these cannot have become `successor`: it became part of one of them before."""
    became = dict(_became())
    seen, current = set(), successor.pk
    while current in became and current not in seen:
        seen.add(current)
        current = became[current]
        if current in {each.pk for each in predecessors}:
            return [_("That would be a circle: the successor became part of one of these municipalities before.")]
    return []


def _became():
    """(municipality, what it became) of every executed event in which it ended."""
    for event in TerritorialEvent.objects.executed().with_parties():
        if event.heir:
            yield from ((ended.pk, event.heir.municipality_id) for ended in event.ending)


def execute_refusals(event, *, today):
    """Every reason why a plan cannot be carried out today."""
    if not event.is_planned:
        return [_("This was carried out or undone already.")]
    reasons = plan_refusals(
        event.kind,
        effective_on=event.effective_on,
        predecessors=event.predecessors,
        successors=successors_of(event),
        event=event,
    )
    if event.kind == EventKind.RENAMING and event.effective_on > today:
        reasons.append(
            format_lazy(
                _("A new name shows at once: carry this out on {day} or later."), day=day_of(event.effective_on)
            )
        )
    if any(question.is_open for question in questions(event)):
        reasons.append(_("Something is still to be decided. Answer the questions of the plan first."))
    return reasons


def warnings(event):
    """What whoever prepares a plan has to know, without it being forbidden; sentences."""
    concerned = {each.pk: each for each in event.predecessors}
    parties = TerritorialParty.objects.filter(
        municipality__in=concerned, event__status__in=EventStatus.planned(), side=Side.PREDECESSOR
    ).exclude(event=event)
    for party in parties.select_related("municipality", "event"):
        yield format_lazy(
            _("{name} is part of another plan too, for {day}. The one that is carried out last will be refused."),
            name=party.municipality.name,
            day=day_of(party.event.effective_on),
        )
    for question in questions(event):
        if question.is_mismatch:
            yield question.why
    provinces = {province_of(each, event.effective_on) for each in event.predecessors} - {""}
    if len(provinces) > 1:
        yield _("These municipalities lie in different provinces. What happened before counts for the old province.")


def province_of(municipality, day):
    """The code of the province just before `day`, empty when it is not known."""
    periods = municipality.provinces.filter(starts_on__lt=day).order_by("-starts_on")
    return periods.values_list("province", flat=True).first() or ""


class Moved(NamedTuple):
    """A municipality whose territory came to lie in another province."""

    municipality: Municipality
    old: str
    new: str


def moves_of(events):
    """{event id: [Moved]}: who came to lie in another province with these events; needs `with_parties`, one query."""
    concerned = {party.municipality_id for event in events for party in event.parties.all()}
    periods = {}
    for period in MunicipalityProvince.objects.filter(municipality__in=concerned).order_by("starts_on"):
        periods.setdefault(period.municipality_id, []).append(period)

    def lying(municipality_id, is_then):
        return next((period for period in reversed(periods.get(municipality_id, [])) if is_then(period)), None)

    moves = {}
    for event in events:
        day, heir = event.effective_on, event.heir
        after = heir and lying(heir.municipality_id, lambda period, day=day: period.starts_on <= day)
        new = heir.new_province or (after.province if after else "") if heir else ""
        for municipality in event.predecessors:
            before = lying(municipality.pk, lambda period, day=day: period.starts_on < day)
            if before and new and before.province != new:
                moved = Moved(municipality, before.get_province_display(), Province(new).label)
                moves.setdefault(event.pk, []).append(moved)
    return moves
