"""What the map of municipalities can show: each layer puts every municipality in one of its classes.

Visitors see who is a member and nothing else; what we know of a municipality is for the team.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from statistics import fmean
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import (
    Band,
    BandSubject,
    EngagementBand,
    EngagementSnapshot,
    Membership,
    Province,
    Role,
    RoleAssignment,
)
from portal.bilingual import Words

LEAST_PEOPLE = 5  # fewer officers in a province are people, not a figure
DAYS_A_YEAR = 365.25
UNKNOWN = "onbekend"


class Class(NamedTuple):
    """A class of a layer: its code in the address, its words, and its colour (a map step, or "none" for hatched)."""

    code: str
    title: str
    colour: str


@dataclass(frozen=True)
class Layer:
    """Something the map can show; `right` is the permission that opens it, empty for visitors too."""

    code: str
    title: Words
    lead: Words
    right: str
    classes: Callable  # () -> the classes in order
    sort: Callable  # (municipalities, today) -> {pk: (code of a class, what is known of it in words)}
    meaning: Words = ""  # of the words of its classes, where they need it

    def is_open_to(self, user):
        return not self.right or user.has_perm(self.right)


def open_to(user):
    """The layers of tiles that this reader may look at."""
    return [layer for layer in LAYERS if layer.is_open_to(user)]


# --- Membership ---------------------------------------------------------------------------------------


def membership_classes():
    return [Class("lid", _("member"), "step-5"), Class("geen-lid", _("not a member"), "step-1")]


def by_membership(municipalities, today):
    members = set(Membership.objects.active_on(today).values_list("municipality", flat=True))
    codes = {place.pk: "lid" if place.pk in members else "geen-lid" for place in municipalities}
    return {pk: (code, "") for pk, code in codes.items()}


# --- Staff of the youth service -----------------------------------------------------------------------


def fte_classes():
    bands = Band.objects.used_for(BandSubject.FTE)
    steps = _steps(len(bands))
    known = [Class(band.code, band.title, steps[at]) for at, band in enumerate(bands)]
    return [*known, Class(UNKNOWN, _("not known"), "none")]


def by_fte(municipalities, today):
    """Needs `youth_service_fte` on them."""
    bands = list(Band.objects.used_for(BandSubject.FTE))

    def code_of(fte):
        return next((band.code for band in bands if fte is not None and band.holds(fte)), UNKNOWN)

    return {place.pk: (code_of(place.youth_service_fte), _figure(place.youth_service_fte)) for place in municipalities}


# --- Engagement, heard, seen --------------------------------------------------------------------------


def engagement_classes():
    steps = {
        EngagementBand.ACTIVE: "step-5",
        EngagementBand.STEADY: "step-4",
        EngagementBand.FADING: "step-2",
        EngagementBand.SILENT: "step-1",
    }
    known = [Class(band.value, band.label, steps[band]) for band in EngagementBand]
    return [*known, Class(UNKNOWN, _("too early to say"), "none")]


def by_engagement(municipalities, today):
    bands = dict(EngagementSnapshot.objects.of_last_night().values_list("municipality", "band"))
    return {place.pk: (bands.get(place.pk) or UNKNOWN, "") for place in municipalities}


def since_classes():
    return [
        Class("6", _("in the last 6 months"), "step-5"),
        Class("12", _("6 to 12 months ago"), "step-4"),
        Class("24", _("1 to 2 years ago"), "step-2"),
        Class("ouder", _("longer ago, or never"), "step-1"),
    ]


def by_last(field):
    """Sorts by how long ago `last_heard` or `last_seen` was."""

    def sort(municipalities, today):
        last = dict(EngagementSnapshot.objects.of_last_night().values_list("municipality", field))
        return {place.pk: (_since(last.get(place.pk), today), last.get(place.pk) or "") for place in municipalities}

    return sort


def _since(day, today):
    if day is None:
        return "ouder"
    days = (today - day).days
    return "6" if days <= 183 else "12" if days <= 365 else "24" if days <= 731 else "ouder"


# --- Provinces ----------------------------------------------------------------------------------------


def province_classes():
    return [Class(province.value, province.label, f"place-{at}") for at, province in enumerate(Province, start=1)]


def by_province(municipalities, today):
    """Needs `province` on them."""
    return {place.pk: (place.province, "") for place in municipalities if place.province}


class Experience(NamedTuple):
    """How long the youth officers of a province have been at it: how many there are, and their mean in years."""

    number: int
    years: float | None  # None for fewer than LEAST_PEOPLE


def experience_by_province(municipalities, today):
    """{province code: Experience} of the officers at work today; never for a single municipality.

    Years count from somebody's first day as a youth officer anywhere. Needs `province` on the municipalities.
    """
    provinces = {place.pk: place.province for place in municipalities}
    first_day = {}
    people = defaultdict(set)
    roles = RoleAssignment.objects.granting(Role.OFFICER).filter(starts_on__lte=today)
    for role in roles.only("person_id", "municipality_id", "starts_on", "ends_on"):
        first_day[role.person_id] = min(role.starts_on, first_day.get(role.person_id, role.starts_on))
        if role.is_active_on(today) and provinces.get(role.municipality_id):
            people[provinces[role.municipality_id]].add(role.person_id)

    def mean_of(group):
        years = [(today - first_day[person]) / timedelta(days=DAYS_A_YEAR) for person in group]
        return round(fmean(years), 1) if len(group) >= LEAST_PEOPLE else None

    return {code: Experience(len(people[code]), mean_of(people[code])) for code in Province.values}


def experience_steps(found):
    """{province code: colour}: the provinces with enough officers from the least to the most experience."""
    known = sorted((code for code, each in found.items() if each.years is not None), key=lambda code: found[code].years)
    steps = _steps(len(known))
    return {code: steps[known.index(code)] if code in known else "none" for code in found}


def _steps(number):
    """`number` of the five map steps, spread from the lightest to the darkest."""
    return [f"step-{1 + round(4 * at / max(1, number - 1))}" for at in range(number)]


def _figure(number):
    return "" if number is None else number.normalize()


LAYERS = (
    Layer(
        "leden",
        gettext_lazy("Members"),
        gettext_lazy("Which municipalities are members."),
        "",
        membership_classes,
        by_membership,
    ),
    Layer(
        "provincie",
        gettext_lazy("Province"),
        gettext_lazy("In which province each municipality lies."),
        "members.see_municipalities",
        province_classes,
        by_province,
    ),
    Layer(
        "vte",
        gettext_lazy("FTE for youth"),
        gettext_lazy("How many full-time equivalents work for youth."),
        "members.see_map_layers",
        fte_classes,
        by_fte,
    ),
    Layer(
        "betrokkenheid",
        gettext_lazy("Engagement"),
        gettext_lazy("How municipalities stand with us; for the team alone, and never a ranking."),
        "members.see_engagement",
        engagement_classes,
        by_engagement,
        gettext_lazy(
            "“Silent” means: in 24 months nobody of the municipality, or of those that merged into it, spoke to us or "
            "was there. “Fading” means that its score halved within a year."
        ),
    ),
    Layer(
        "gehoord",
        gettext_lazy("Last heard"),
        gettext_lazy("When somebody of the municipality last spoke to us."),
        "members.see_engagement",
        since_classes,
        by_last("last_heard"),
    ),
    Layer(
        "gezien",
        gettext_lazy("Last seen"),
        gettext_lazy("When somebody of the municipality was last there."),
        "members.see_engagement",
        since_classes,
        by_last("last_seen"),
    ),
)
