from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members.forms import MunicipalityFilterForm
from members.models import (
    Band,
    BandSubject,
    Membership,
    Municipality,
    Role,
    RoleAssignment,
    TerritorialParty,
    Touchpoint,
)
from portal import pointers
from portal.housestyle.paging import page_of

RECENT = 10

see_municipalities = permission_required("members.see_municipalities", raise_exception=True)


@require_safe
@see_municipalities
def municipality_list(request):
    """All municipalities of today, narrowed by search and filters in the address."""
    today = timezone.localdate()
    bands = Band.objects.used_for(BandSubject.POPULATION)
    form = MunicipalityFilterForm(request.GET, bands=bands)

    municipalities = Municipality.objects.visible_to(request.user).as_known_on(today)
    municipalities = municipalities.with_holders_of(Role.OFFICER, today).with_own_marked(request.user, today)
    page = page_of(request, form.narrow(municipalities, today))
    found_by = TerritorialParty.objects.named_among_predecessors(page, form.chosen("search"))
    for municipality in page:
        municipality.band = bands.holding(municipality.population)
        municipality.found_by = found_by[municipality.pk]

    context = {
        "page": page,
        "form": form,
        "search": form.chosen("search"),
        "ended": form.chosen("ended"),
        "provinces": form.options("province", _("All provinces")),
        "bands": form.options("band", _("Any size")),
        "sees_people": request.user.has_perm("members.see_people"),
    }
    return render(request, "members/municipality_list.html", context)


@require_safe
@see_municipalities
def municipality_detail(request, nis_code):
    """One municipality: its facts, what it came from and became, and its people as far as the reader may see them."""
    today = timezone.localdate()
    municipalities = Municipality.objects.visible_to(request.user).as_known_on(today)
    municipality = get_object_or_404(municipalities.with_own_marked(request.user, today), nis_code=nis_code)

    roles = RoleAssignment.objects.visible_to(request.user).at(municipality)
    touchpoints = Touchpoint.objects.visible_to(request.user).at(municipality)[:RECENT]
    pointed = pointers.resolve(touchpoint.source for touchpoint in touchpoints)
    for touchpoint in touchpoints:
        touchpoint.pointed = pointed.get(touchpoint.source)

    context = {
        "municipality": municipality,
        "band": Band.objects.used_for(BandSubject.POPULATION).holding(municipality.population),
        "provinces": municipality.provinces.all(),
        "population_figures": municipality.population_figures.all(),
        "staffing_figure": municipality.staffing_figures.first(),
        "membership": Membership.objects.active_on(today).of(municipality).first(),
        "predecessors": TerritorialParty.objects.predecessors_of(municipality),
        "successors": TerritorialParty.objects.successors_of(municipality),
        "exists": municipality.exists_on(today),
        "current_roles": [role for role in roles if not role.has_ended_on(today)],
        "former_roles": [role for role in roles if role.has_ended_on(today)],
        "sees_people": request.user.has_perm("members.see_people") or municipality.is_own,
        "sees_touchpoints": request.user.has_perm("members.see_touchpoints"),
        "touchpoints": touchpoints,
        "today": today,
    }
    return render(request, "members/municipality_detail.html", context)
