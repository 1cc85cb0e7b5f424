"""Youth regions and network areas: who belongs to them, what support they get, who runs them, what we plan."""

from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from members.models import (
    AreaPlan,
    BalanceRule,
    Municipality,
    NetworkAreaMembership,
    RegionContact,
    RegionSupport,
    SupportLevel,
    YouthRegion,
    YouthRegionMembership,
)
from portal.refused import Refused
from portal.trail.actions import write

RESERVED = ("balans", "nieuw")  # words that stand in an address where a code may stand


class Refusal(models.TextChoices):
    """Why a region stays as it is, and what to do."""

    IS_IN_REGION = "is-in-region", _("This municipality belongs to the region in that time already. End that first.")
    IS_IN_AREA = (
        "is-in-area",
        _("This municipality moves to or from an area on a later day already. Choose a day after that."),
    )
    SAME_AREA = "same-area", _("This municipality is in that area already.")
    ENDS_BEFORE_IT_STARTS = "ends-before-it-starts", _("This cannot end before it has started. Choose a later day.")
    NOT_THERE_YET = "not-there-yet", _("This municipality does not exist on that day. Choose another day.")
    REGION_ENDED = "region-ended", _("This region has ended by then. Choose an earlier day.")
    BEFORE_REGION = "before-region", _("This region was founded later. Choose a day after that.")
    SUPPORT_OVERLAPS = (
        "support-overlaps",
        _("On that day or later another level of support starts already. Choose a day after that."),
    )
    SAME_SUPPORT = "same-support", _("That is what the region gets already. Change the level, the person or the hours.")
    IS_CONTACT = "is-contact", _("This person has that part in the region in that time already. End that first.")
    NAME_IN_USE = "name-in-use", _("A youth region with this name exists already.")
    HAS_ENDED = "has-ended", _("This has ended already.")


# --- Youth regions -----------------------------------------------------------------------------------


@transaction.atomic
def found_youth_region(name, *, by, **fields):
    """Start a youth region; its code, for addresses and surveys, comes from its name and never changes."""
    code = slugify(name)[:50]
    if not code or code in RESERVED or YouthRegion.objects.filter(code=code).exists():
        raise Refused([Refusal.NAME_IN_USE])
    region = YouthRegion.objects.create(code=code, name=name, **fields)
    write(_("A youth region was started"), by=by, about=region)
    return region


@transaction.atomic
def change_youth_region(region, *, by, **fields):
    """Write other facts about a youth region; when it ends, its places, support and contacts end with it."""
    region = YouthRegion.objects.hold(region.pk)
    before = {name: getattr(region, name) for name in fields}
    for name, value in fields.items():
        setattr(region, name, value)
    if region.ended_on and region.founded_on and region.ended_on <= region.founded_on:
        raise Refused([Refusal.ENDS_BEFORE_IT_STARTS])
    if region.ended_on:
        _end_all_of(region, on=region.ended_on)
    region.save(update_fields=list(fields))
    change = {
        name: [str(before[name] or ""), str(value or "")] for name, value in fields.items() if before[name] != value
    }
    if change:
        write(_("Facts about a youth region changed"), by=by, about=region, change=change)
    return region


def _end_all_of(region, *, on):
    for rows in (region.memberships, region.supports, region.contacts):
        if rows.filter(starts_on__gte=on).exists():
            raise Refused([Refusal.ENDS_BEFORE_IT_STARTS])
        rows.touching(on).update(ends_on=on)


@transaction.atomic
def join_youth_region(region, municipality, *, on, by):
    """Let a municipality belong to a youth region from a day on; it may belong to others too."""
    region = YouthRegion.objects.hold(region.pk)
    municipality = Municipality.objects.hold(municipality.pk)
    reasons = _day_refusals(region, on)
    if not municipality.exists_on(on):
        reasons.append(Refusal.NOT_THERE_YET)
    if region.memberships.touching(on).filter(municipality=municipality).exists():
        reasons.append(Refusal.IS_IN_REGION)
    if reasons:
        raise Refused(reasons)
    place = YouthRegionMembership.objects.create(
        region=region, municipality=municipality, starts_on=on, ends_on=municipality.no_later_than_its_end()
    )
    write(_("A municipality joined a youth region"), by=by, about=region, change={municipality.name: ["", str(on)]})
    return place


@transaction.atomic
def leave_youth_region(place, *, on, by):
    """End the place of a municipality in a youth region: `on` is the first day on which it is out."""
    region = YouthRegion.objects.hold(place.region_id)
    place = region.memberships.select_related("municipality").get(pk=place.pk)
    _end(place, on=on)
    name = place.municipality.name
    write(_("A municipality left a youth region"), by=by, about=region, change={name: [str(place.starts_on), str(on)]})
    return place


@transaction.atomic
def set_support(region, level, *, on, by, supporter=None, hours_a_year=0):
    """Give a youth region another level of support from a day on; what it got before ends that day."""
    region = YouthRegion.objects.hold(region.pk)
    supporter, hours_a_year = (None, 0) if level == SupportLevel.NONE else (supporter, hours_a_year)
    current = region.supports.active_on(on).first()
    reasons = _day_refusals(region, on)
    if region.supports.filter(starts_on__gte=on).exists():
        reasons.append(Refusal.SUPPORT_OVERLAPS)
    if _support_of(current) == (level, supporter, hours_a_year):
        reasons.append(Refusal.SAME_SUPPORT)
    if reasons:
        raise Refused(reasons)

    if current:
        current.ends_on = on
        current.save(update_fields=["ends_on"])
    support = RegionSupport.objects.create(
        region=region, level=level, supporter=supporter, hours_a_year=hours_a_year, starts_on=on
    )
    before, after = current.level if current else SupportLevel.NONE, SupportLevel(level)
    write(_("The support of a youth region changed"), by=by, about=region, change={"level": [before, after.value]})
    return support


def _support_of(support):
    if support is None:
        return SupportLevel.NONE, None, 0
    return support.level, support.supporter, support.hours_a_year


@transaction.atomic
def add_contact(region, person, kind, *, on, by):
    """Let somebody coordinate a youth region, or sit on its board, from a day on."""
    region = YouthRegion.objects.hold(region.pk)
    reasons = _day_refusals(region, on)
    if region.contacts.touching(on).filter(person=person, kind=kind).exists():
        reasons.append(Refusal.IS_CONTACT)
    if reasons:
        raise Refused(reasons)
    contact = RegionContact.objects.create(region=region, person=person, kind=kind, starts_on=on)
    write(_("Somebody got a part in a youth region"), by=by, about=region)
    return contact


@transaction.atomic
def end_contact(contact, *, on, by):
    """Let somebody no longer coordinate or sit on the board, from a day on."""
    region = YouthRegion.objects.hold(contact.region_id)
    contact = region.contacts.get(pk=contact.pk)
    _end(contact, on=on)
    write(_("Somebody’s part in a youth region ended"), by=by, about=region)
    return contact


def _day_refusals(region, day):
    reasons = []
    if region.ended_on and day >= region.ended_on:
        reasons.append(Refusal.REGION_ENDED)
    if region.founded_on and day < region.founded_on:
        reasons.append(Refusal.BEFORE_REGION)
    return reasons


def _end(row, *, on):
    if row.ends_on is not None and row.ends_on <= on:
        raise Refused([Refusal.HAS_ENDED])
    if on <= row.starts_on:
        raise Refused([Refusal.ENDS_BEFORE_IT_STARTS])
    row.ends_on = on
    row.save(update_fields=["ends_on"])


# --- Network areas -----------------------------------------------------------------------------------


@transaction.atomic
def place_in_area(municipality, area, *, on, by):
    """Let a municipality lie in a network area from a day on; the area it lay in before loses it that day."""
    municipality = Municipality.objects.hold(municipality.pk)
    places = NetworkAreaMembership.objects.filter(municipality=municipality)
    current = places.active_on(on).select_related("area").first()
    reasons = []
    if not municipality.exists_on(on):
        reasons.append(Refusal.NOT_THERE_YET)
    if places.filter(starts_on__gte=on).exists() or (current and current.ends_on not in (None, municipality.valid_to)):
        reasons.append(Refusal.IS_IN_AREA)
    elif current and current.area == area:
        reasons.append(Refusal.SAME_AREA)
    if reasons:
        raise Refused(reasons)

    if current:
        current.ends_on = on
        current.save(update_fields=["ends_on"])
    place = NetworkAreaMembership.objects.create(
        area=area, municipality=municipality, starts_on=on, ends_on=municipality.no_later_than_its_end()
    )
    moved = {municipality.name: [current.area.name if current else "", area.name]}
    write(_("A municipality got another network area"), by=by, about=area, change=moved)
    return place


@transaction.atomic
def leave_area(place, *, on, by):
    """End the place of a municipality in its network area: `on` is the first day on which it is out."""
    Municipality.objects.hold(place.municipality_id)
    place = NetworkAreaMembership.objects.select_related("area", "municipality").get(pk=place.pk)
    _end(place, on=on)
    name = place.municipality.name
    write(_("A municipality left a network area"), by=by, about=place.area, change={name: [place.area.name, ""]})
    return place


@transaction.atomic
def plan_area(area, year, *, planned, by, note=""):
    """Say how many network moments we plan for an area in a year."""
    before = AreaPlan.objects.filter(area=area, year=year).first()
    plan, _created = AreaPlan.objects.update_or_create(
        area=area, year=year, defaults={"planned": planned, "note": note}
    )
    change = {str(year): [before.planned if before else None, planned]}
    write(_("The plan of a network area changed"), by=by, about=area, change=change)
    return plan


@transaction.atomic
def set_balance_rule(year, *, max_moments, by):
    """Say how many network moments an area without any region support gets in a year."""
    before = BalanceRule.objects.for_year(year).max_moments
    rule, _created = BalanceRule.objects.update_or_create(year=year, defaults={"max_moments": max_moments})
    change = {str(year): [before, max_moments]}
    write(_("The balance rule of a year changed"), by=by, about=rule, change=change)
    return rule


# --- Much at once ------------------------------------------------------------------------------------


@transaction.atomic
def place_many_in_areas(areas, *, on):
    """Fill network areas where no municipality has one: `areas` maps an area to its municipalities."""
    NetworkAreaMembership.objects.bulk_create(
        NetworkAreaMembership(area=area, municipality=municipality, starts_on=max(on, municipality.valid_from or on))
        for area, municipalities in areas.items()
        for municipality in municipalities
    )
