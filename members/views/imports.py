from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import import_copies
from members.actions import imports
from members.forms import ImportForm
from members.models import ImportRun, ImportState
from portal.doors import IMPORT_KIND
from portal.housestyle import workbooks
from portal.housestyle.paging import page_of
from portal.refused import Refused

MOST_SHOWN = 200

may_import = permission_required(imports.RIGHT, raise_exception=True)


def run_of(request, import_id):
    runs = ImportRun.objects.visible_to(request.user).select_related("by__person", "job")
    return get_object_or_404(runs, pk=import_id)


@may_import
@require_safe
def import_list(request):
    """What a file may hold, and every file that was brought before."""
    runs = ImportRun.objects.visible_to(request.user).select_related("by__person").defer("report")
    context = {"kinds": IMPORT_KIND.items(), "page": page_of(request, runs)}
    return render(request, "members/import_list.html", context)


@may_import
def import_create(request, import_kind):
    """Bring a file: it is read, and nothing is saved before one has seen what it changes."""
    if import_kind not in IMPORT_KIND:
        raise Http404
    kind = IMPORT_KIND.get(import_kind)
    is_sent = request.method == "POST"
    form = ImportForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    options = kind.options(request.POST if is_sent else None) if getattr(kind, "options", None) else None

    if form.is_valid() and (options is None or options.is_valid()):
        chosen = options.cleaned_data if options else {}
        run = imports.receive(
            form.cleaned_data["file"], import_kind, by=request.user, now=timezone.now(), options=chosen
        )
        return redirect(run)

    context = {"kind": kind, "title": getattr(kind, "title", import_kind), "form": form, "options": options}
    return render(request, "members/import_create.html", context)


@may_import
@require_safe
def import_detail(request, import_id):
    """What a file would change, or changed, or why it was refused."""
    run = run_of(request, import_id)
    kind = IMPORT_KIND.get(run.kind) if run.kind in IMPORT_KIND else None
    rejected, changes = run.report.get("rejected", []), run.report.get("changes", [])
    context = {
        "run": run,
        "is_busy": bool(run.job and run.job.is_under_way),
        "page": page_of(request, import_copies.shown_changes(changes, kind)),
        "rejected": import_copies.shown_problems(rejected[:MOST_SHOWN], kind),
        "rejected_more": max(0, run.rejected - MOST_SHOWN),
        "ignored": run.report.get("ignored", []),
        "can_decide": run.state == ImportState.READY,
    }
    return render(request, "members/import_detail.html", context)


@may_import
@require_POST
def import_confirm(request, import_id):
    """Save what was seen; when the register moved on since, it is shown again first."""
    run = run_of(request, import_id)
    try:
        if imports.takes_long(run):
            imports.confirm_later(run, by=request.user)
        else:
            imports.confirm(run, by=request.user, now=timezone.now())
            messages.success(request, _("The file was imported."))
    except Refused as refused:
        refused.say(request)
    return redirect(run)


@may_import
@require_POST
def import_discard(request, import_id):
    """Throw away a file that is not imported after all."""
    run = run_of(request, import_id)
    try:
        imports.discard(run, now=timezone.now())
    except Refused as refused:
        refused.say(request)
        return redirect(run)
    messages.success(request, _("The file is gone. Nothing of it was saved."))
    return redirect("members:import_list")


@may_import
@require_safe
def import_errors(request, import_id):
    """A copy of a refused file with what is wrong beside each row."""
    run = run_of(request, import_id)
    if not run.file or not run.rejected or run.kind not in IMPORT_KIND:
        raise Http404
    response = HttpResponse(import_copies.with_errors(run, IMPORT_KIND.get(run.kind)), content_type=workbooks.XLSX)
    response["Content-Disposition"] = f'attachment; filename="import-{run.pk}.xlsx"'
    response["Cache-Control"] = "no-store, private"
    return response
