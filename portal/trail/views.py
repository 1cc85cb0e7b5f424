from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.housestyle import exports
from portal.housestyle.paging import page_of
from portal.trail import reading
from portal.trail.forms import LineFilterForm
from portal.trail.lists import LineList
from portal.trail.models import Line


@require_safe
@permission_required("trail.read", raise_exception=True)
def line_list(request):
    """Who did what, the newest first, narrowed by kind, person and period in the address."""
    lines = Line.objects.visible_to(request.user).select_related("by")
    form = LineFilterForm(request.GET, writers=reading.names_of(lines.writers()))
    lines = form.narrow(lines)
    if exports.is_asked_for(request):
        return exports.download(request, LineList(), reading.told(lines[: exports.MOST_ROWS + 1]))

    page = page_of(request, lines)
    context = {
        "page": page,
        "lines": reading.told(page),
        "form": form,
        "is_filtered": any(map(form.chosen, form.fields)),
    }
    return render(request, "trail/line_list.html", context)
