from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members import profile
from members.forms import MunicipalityFilterForm
from members.lists import MunicipalityList, MunicipalityListOfTeam
from members.models import (
    Band,
    BandSubject,
    EngagementSnapshot,
    Municipality,
    Role,
    TerritorialParty,
)
from members.rules import engagement as rules
from portal.housestyle import exports
from portal.housestyle.paging import page_of

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
    wanted = form.narrow(municipalities, today)
    if exports.is_asked_for(request):
        columns = MunicipalityListOfTeam if request.user.has_perm("members.see_people") else MunicipalityList
        return exports.download(request, columns(bands=bands), wanted)

    page = page_of(request, wanted)
    snapshots = EngagementSnapshot.objects.visible_to(request.user).of_last_night().by_municipality(page)
    found_by = TerritorialParty.objects.named_among_predecessors(page, form.chosen("search"))
    for municipality in page:
        municipality.band = bands.holding(municipality.population)
        municipality.found_by = found_by[municipality.pk]
        if snapshot := snapshots.get(municipality.pk):
            municipality.snapshot = snapshot
            municipality.corners = rules.triangle(snapshot.last_of, day=today)

    context = {
        "page": page,
        "form": form,
        "search": form.chosen("search"),
        "ended": form.chosen("ended"),
        "provinces": form.options("province", _("All provinces")),
        "bands": form.options("band", _("Any size")),
        "sees_people": request.user.has_perm("members.see_people"),
        "sees_engagement": request.user.has_perm("members.see_engagement"),
    }
    return render(request, "members/municipality_list.html", context)


@require_safe
@see_municipalities
def municipality_detail(request, nis_code):
    """One municipality: its facts, its people, what came before, and for the team how engaged it is."""
    today = timezone.localdate()
    municipalities = Municipality.objects.visible_to(request.user).as_known_on(today)
    municipalities = municipalities.with_own_marked(request.user, today).with_served_marked(request.user, today)
    municipality = get_object_or_404(municipalities, nis_code=nis_code)
    context = profile.of_municipality(municipality, request.user, today=today)
    return render(request, "members/municipality_detail.html", context)
