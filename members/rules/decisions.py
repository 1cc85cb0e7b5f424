"""What people have to decide about a territorial event, because no rule can; and what became of it."""

from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.models import (
    Choice,
    EventKind,
    Membership,
    NetworkAreaMembership,
    Question,
    RoleAssignment,
    TransitionKind,
    YouthRegionMembership,
)
from portal.pointers import key_of


@dataclass(frozen=True)
class Asked:
    """A question of a plan, with its choices as (value, words) and what was chosen."""

    question: Question
    label: object
    choices: list
    chosen: str = ""
    about: str = ""  # a pointer key
    why: object = ""
    proposed: str = ""  # what holds while nothing is chosen
    is_mismatch: bool = False

    @property
    def name(self):
        """The name of its field in a form."""
        return f"{self.question}-{self.about.rpartition(':')[2]}" if self.about else str(self.question)

    @property
    def holds(self):
        """The choice that holds now, if any; one that can be chosen no more does not."""
        return self.chosen if self.offers(self.chosen) else self.proposed

    def offers(self, choice):
        return choice in dict(self.choices)

    @property
    def is_open(self):
        return not self.holds

    @property
    def answer(self):
        """The words of the choice that holds."""
        return dict(self.choices).get(self.holds, "")


def questions(event):
    """What has to be decided about an event, in order; those that a rule answers alone are left out."""
    if event.kind in (EventKind.RENAMING, EventKind.PROVINCE_CHANGE) or not event.heir:
        return []
    chosen = {(each.question, each.about): each.choice for each in event.decisions.all()}
    return [
        *_about_membership(event, chosen),
        *_about_youth_regions(event, chosen),
        *_about_network_area(event, chosen),
    ]


def open_roles(event):
    """The role assignments at the municipalities that end, which hold on the day of the event or start later."""
    return (
        open_on(RoleAssignment.objects.filter(municipality__in=event.ending), event.effective_on)
        .select_related("person", "role_type", "municipality")
        .order_by("municipality__sort_name", "person__sort_name", "pk")
    )


def open_on(periods, day):
    """Those of `periods` that hold on `day` or start later."""
    return periods.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=day))


def _about_membership(event, chosen):
    memberships = open_on(Membership.objects.filter(municipality__in=event.ending), event.effective_on)
    if not memberships.exists():
        return
    heir = event.heir.municipality
    if heir is None or not open_on(heir.memberships.all(), event.effective_on).exists():
        yield Asked(
            Question.MEMBERSHIP,
            _("Does the membership go on?"),
            [(Choice.CONTINUE.value, Choice.CONTINUE.label), (Choice.END.value, Choice.END.label)],
            chosen.get((Question.MEMBERSHIP, ""), ""),
            proposed=Choice.CONTINUE.value,
        )
    yield Asked(
        Question.FEE,
        _("How does the fee go from the old ones to the new one?"),
        [(kind.value, kind.label) for kind in TransitionKind],
        chosen.get((Question.FEE, ""), ""),
        why=_("The fee itself is reckoned with the fees of the year; this says which way it goes there."),
        proposed=TransitionKind.GRADUAL.value,
    )


def _about_youth_regions(event, chosen):
    """One question for each region with a place that ends; the answer is proposed where all belonged to it."""
    day, heir = event.effective_on, event.heir
    rows = YouthRegionMembership.objects.filter(municipality__in=event.predecessors)
    places = {}
    for place in open_on(rows, day).select_related("region", "municipality").order_by("region__name", "pk"):
        places.setdefault(place.region, []).append(place.municipality)
    for region, members in places.items():
        if heir.municipality in members:
            continue
        outside = [each.name for each in event.predecessors if each not in members]
        about = key_of(region)
        first = Choice.JOIN if outside else Choice.KEEP
        why = ""
        if outside:
            why = format_lazy(
                _("In {region}: {inside}. Not in it: {outside}. That is for the municipalities to decide."),
                inside=", ".join(each.name for each in members),
                region=region.name,
                outside=", ".join(outside),
            )
        yield Asked(
            Question.YOUTH_REGION,
            format_lazy(_("Does {name} belong to {region}?"), name=heir.name, region=region.name),
            [(first.value, first.label), (Choice.LEAVE.value, Choice.LEAVE.label)],
            chosen.get((Question.YOUTH_REGION, about), ""),
            about=about,
            why=why,
            proposed="" if outside else Choice.KEEP.value,
            is_mismatch=bool(outside),
        )


def _about_network_area(event, chosen):
    """Which network area; no question when one that absorbs stays in its own."""
    day, heir = event.effective_on, event.heir
    if heir.municipality and open_on(heir.municipality.network_areas.all(), day).exists():
        return
    rows = NetworkAreaMembership.objects.filter(municipality__in=event.ending)
    areas = {place.area for place in open_on(rows, day).select_related("area")}
    if not areas:
        return
    choices = sorted((str(area.pk), area.name) for area in areas)
    yield Asked(
        Question.NETWORK_AREA,
        format_lazy(_("In which network area does {name} lie?"), name=heir.name),
        choices,
        chosen.get((Question.NETWORK_AREA, ""), ""),
        proposed=choices[0][0] if len(choices) == 1 else "",
        why=_("They lie in different network areas.") if len(choices) > 1 else "",
        is_mismatch=len(choices) > 1,
    )


class RegionAfter(NamedTuple):
    """How a youth region went through an event: who was in it, who was not, and whether the place was taken over."""

    region: object
    inside: list
    outside: list
    is_taken_over: bool
    decision: object


def regions_after(event):
    """The youth regions of the municipalities that ended with an executed event."""
    ended = YouthRegionMembership.objects.filter(municipality__in=event.ending, ends_on=event.effective_on)
    places = {}
    for place in ended.select_related("region", "municipality").order_by("region__name", "municipality__sort_name"):
        places.setdefault(place.region, []).append(place.municipality)
    kept = set()
    if places and event.heir.municipality:
        held = event.heir.municipality.youth_regions.active_on(event.effective_on)
        kept = set(held.values_list("region", flat=True))
    decided = {each.about: each for each in event.decisions.all() if each.question == Question.YOUTH_REGION}
    return [
        RegionAfter(
            region,
            members,
            [each for each in event.predecessors if each not in members],
            region.pk in kept,
            decided.get(key_of(region)),
        )
        for region, members in places.items()
    ]
