from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from communications import planner
from communications.models import PlannedItem
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
