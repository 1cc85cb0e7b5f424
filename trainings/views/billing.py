from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.housestyle import exports
from portal.housestyle.paging import page_of
from portal.refused import Refused
from trainings import actions, resources
from trainings.models import BillingExport, BillingLine

staff_only = permission_required("trainings.plan", raise_exception=True)


@staff_only
@require_safe
def billing_list(request):
    """What is waiting to go to bookkeeping, an organisation a row, and what went before."""
    due = BillingLine.objects.visible_to(request.user).due()
    if exports.is_asked_for(request):
        return exports.download(request, resources.BillingLineList(), due.in_order())
    context = {
        "page": page_of(request, due.per_organisation(), per_page=50),
        "total": due.total(),
        "exports": BillingExport.objects.visible_to(request.user).with_totals()[:24],
    }
    return render(request, "trainings/billing_list.html", context)


@staff_only
@require_POST
def billing_export(request):
    try:
        actions.export_lines(by=request.user, now=timezone.now())
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("The lines are marked as sent. Take the file along below."))
    return redirect("trainings:billing_list")


@staff_only
@require_safe
def billing_file(request, export_id):
    """The lines that went to bookkeeping together, as Excel or CSV; the same file each time."""
    export = get_object_or_404(BillingExport.objects.visible_to(request.user), pk=export_id)
    if exports.is_asked_for(request):
        return exports.download(request, resources.BillingLineList(), export.lines.in_order())
    return render(
        request,
        "trainings/billing_file.html",
        {"export": export, "page": page_of(request, export.lines.in_order(), per_page=50)},
    )
