from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from communications import planner
from communications.forms import MaterialFilterForm
from communications.models import Material, PlannedItem
from portal.housestyle.paging import page_of


@permission_required("communications.plan", raise_exception=True)
@require_safe
def planned_list(request):
    items, today = PlannedItem.objects.visible_to(request.user), timezone.localdate()
    looks_back = request.GET.get("toon") == "voorbij"
    page = page_of(request, items.before(today) if looks_back else items.from_day(today))
    context = {
        "page": page,
        "months": planner.by_month(page),
        "looks_back": looks_back,
        "looks_ahead": not looks_back,
        "today": today,
    }
    return render(request, "communications/planned_list.html", context)


@permission_required("communications.see_materials", raise_exception=True)
@require_safe
def material_list(request):
    """The shelf of tools and publications, the newest in front."""
    form = MaterialFilterForm(request.GET)
    materials = Material.objects.visible_to(request.user).prefetch_related("themes")
    context = {
        "page": page_of(request, form.narrow(materials), per_page=24),
        "form": form,
        "search": form.chosen("search"),
        "themes": form.options("theme", _("All themes")),
    }
    return render(request, "communications/material_list.html", context)
