from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members import actions, timebands
from members.forms import EndForm, PlaceForm, RegionContactForm, SupportForm, YouthRegionForm
from members.models import ContactKind, NetworkArea, Person, SupportLevel, YouthRegion
from members.region_lists import NetworkAreaList, RegionMemberList, YouthRegionList
from portal.housestyle import exports
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused

YOUTH, AREAS = "jeugdregio", "netwerkregio"

see_regions = permission_required("members.see_regions", raise_exception=True)
edit_regions = permission_required("members.edit_regions", raise_exception=True)


@require_safe
@see_regions
def region_list(request):
    """Youth regions, or network areas: those that the reader may see."""
    today = timezone.localdate()
    kind = AREAS if request.GET.get("soort") == AREAS else YOUTH
    level = request.GET.get("steun", "")
    if kind == AREAS:
        regions, columns = NetworkArea.objects.visible_to(request.user).with_members(today), NetworkAreaList()
    else:
        regions = YouthRegion.objects.visible_to(request.user).existing_on(today)
        regions, columns = regions.with_members(today).with_support(today), YouthRegionList()
        if level in SupportLevel.values:
            regions = regions.filter(support=level)
    if exports.is_asked_for(request):
        return exports.download(request, columns, regions)

    context = {
        "page": page_of(request, regions),
        "shows_areas": kind == AREAS,
        "shows_youth": kind == YOUTH,
        "levels": [
            (None, _("Any support"), level not in SupportLevel.values),
            *((value, label, value == level) for value, label in SupportLevel.choices),
        ],
    }
    return render(request, "members/region_list.html", context)


@require_safe
@see_regions
def youth_region_detail(request, code):
    """One youth region: who belongs to it through the years, what it gets, and who runs it."""
    today = timezone.localdate()
    region = region_for(request.user, code)
    places = list(region.memberships.in_order())
    if exports.is_asked_for(request):
        return exports.download(request, RegionMemberList(), places)

    supports = list(region.supports.select_related("supporter"))
    years = timebands.years_of([*places, *supports], today=today)
    contacts = sorted(
        region.contacts.active_on(today).select_related("person"),
        key=lambda contact: (ContactKind.values.index(contact.kind), contact.person.sort_name),
    )
    visible = Person.objects.visible_to(request.user).filter(region_contacts__region=region)
    shown = set(visible.values_list("pk", flat=True))

    context = {
        "region": region,
        "today": today,
        "years": years,
        "rows": rows_of(places, years, today=today),
        "support_row": [years.stretch(support, support.level) for support in reversed(supports)],
        "key": key_of(supports),
        "supports": supports,
        "support": next((support for support in supports if support.is_active_on(today)), None),
        "places": places,
        "current": [place for place in places if place.is_active_on(today)],
        "contacts": [contact for contact in contacts if contact.person_id in shown],
        "hidden_contacts": len([contact for contact in contacts if contact.person_id not in shown]),
        "may_edit": request.user.has_perm("members.edit_regions"),
    }
    return render(request, "members/youth_region_detail.html", context)


def key_of(supports):
    """What the colours of the bands say, as (kind, words)."""
    levels = {support.level for support in supports}
    named = [(level.value, level.label) for level in SupportLevel if level in levels and level != SupportLevel.NONE]
    return [("member", _("belongs to the region")), *named]


def rows_of(places, years, *, today):
    """A row for each municipality: its name, its bands, and whether it still belongs; those who do come first."""
    rows = {}
    for place in places:
        row = rows.setdefault(place.municipality_id, {"municipality": place.municipality, "bands": [], "is_in": False})
        row["bands"].append(years.stretch(place, "member"))
        row["is_in"] = row["is_in"] or not place.has_ended_on(today)
    return sorted(rows.values(), key=lambda row: not row["is_in"])


@with_form
@edit_regions
def youth_region_create(request):
    form = YouthRegionForm(request.POST if request.method == "POST" else None)
    region = asked(form, lambda answers: actions.found_youth_region(by=request.user, **answers))
    if region:
        messages.success(request, _("The region is there. Say which municipalities belong to it."))
        return redirect(region)
    return render(request, "members/youth_region_create.html", {"form": form})


@with_form
@edit_regions
def youth_region_edit(request, code):
    region = region_for(request.user, code)
    form = YouthRegionForm(request.POST if request.method == "POST" else None, instance=region)
    if asked(form, lambda answers: actions.change_youth_region(region, by=request.user, **answers)):
        messages.success(request, _("Saved."))
        return redirect(region)
    return render(request, "members/youth_region_edit.html", {"form": form, "region": region_for(request.user, code)})


@with_form
@edit_regions
def youth_region_support(request, code):
    """Another level of support from a day on; what came before stays in the history."""
    region, today = region_for(request.user, code), timezone.localdate()
    current = region.supports.active_on(today).first()
    initial = {"level": current.level if current else SupportLevel.NONE, "on": today}
    if current:
        initial |= {"supporter": current.supporter_id, "hours_a_year": current.hours_a_year}
    form = SupportForm(request.POST if request.method == "POST" else None, initial=initial)
    if asked(form, lambda answers: actions.set_support(region, by=request.user, **answers)):
        messages.success(request, _("Saved. The targets of the network areas count with it from that day."))
        return redirect(region)
    return render(request, "members/youth_region_support.html", {"form": form, "region": region})


@with_form
@edit_regions
def youth_region_place_add(request, code):
    region, today = region_for(request.user, code), timezone.localdate()
    form = PlaceForm(request.POST if request.method == "POST" else None, initial={"on": today})
    if asked(form, lambda answers: actions.join_youth_region(region, by=request.user, **answers)):
        messages.success(request, _("The municipality belongs to the region."))
        return redirect(region)
    return render(request, "members/youth_region_place_add.html", {"form": form, "region": region})


@with_form
@edit_regions
def youth_region_place_end(request, code, place_id):
    region, today = region_for(request.user, code), timezone.localdate()
    place = get_object_or_404(region.memberships.in_order(), pk=place_id)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"on": today})
    if asked(form, lambda answers: actions.leave_youth_region(place, by=request.user, **answers)):
        messages.success(request, _("Saved. The years in the region stay in its history."))
        return redirect(region)
    return render(request, "members/youth_region_place_end.html", {"form": form, "region": region, "place": place})


@with_form
@edit_regions
def youth_region_contact_add(request, code):
    region, today = region_for(request.user, code), timezone.localdate()
    people = Person.objects.visible_to(request.user)
    form = RegionContactForm(request.POST if request.method == "POST" else None, people=people, initial={"on": today})
    if asked(form, lambda answers: actions.add_contact(region, by=request.user, **answers)):
        messages.success(request, _("Saved."))
        return redirect(region)
    return render(request, "members/youth_region_contact_add.html", {"form": form, "region": region})


@with_form
@edit_regions
def youth_region_contact_end(request, code, contact_id):
    region, today = region_for(request.user, code), timezone.localdate()
    contact = get_object_or_404(region.contacts.select_related("person"), pk=contact_id)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"on": today})
    if asked(form, lambda answers: actions.end_contact(contact, by=request.user, **answers)):
        messages.success(request, _("Saved."))
        return redirect(region)
    context = {"form": form, "region": region, "contact": contact}
    return render(request, "members/youth_region_contact_end.html", context)


def region_for(user, code):
    today = timezone.localdate()
    regions = YouthRegion.objects.visible_to(user).with_members(today).with_support(today)
    return get_object_or_404(regions, code=code)


def asked(form, do):
    """What `do` made of the answers; None while the form is not right or the deed is refused, and then it says why."""
    if not form.is_valid():
        return None
    try:
        return do(form.cleaned_data)
    except Refused as refused:
        refused.add_to(form)
        return None
