from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal import pointers
from portal.housestyle.paging import page_of
from portal.trail.models import Line


@require_safe
@permission_required("trail.read", raise_exception=True)
def line_list(request):
    """Who did what, the newest first."""
    page = page_of(request, Line.objects.visible_to(request.user).select_related("by"))
    pointed = pointers.resolve(line.about for line in page)
    for line in page:
        line.pointed = pointed.get(line.about)
    return render(request, "trail/line_list.html", {"page": page})
