from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.jobs import actions, rules
from portal.jobs.models import Job

STOP_POLLING = 286  # htmx's own: show this, and ask no more
GONE = 410


def job_of(request, job_id):
    return get_object_or_404(Job.objects.visible_to(request.user), uuid=job_id)


@require_safe
def job_detail(request, job_id):
    """How far a job is; the row in it renews itself."""
    return render(request, "jobs/job_detail.html", {"job": job_of(request, job_id)})


@require_safe
def job_row(request, job_id):
    """The row alone, for the page that shows it; the last time with what may be done now."""
    job = job_of(request, job_id)
    status = 200 if job.is_under_way else STOP_POLLING
    return render(request, "jobs/job_row.html", {"job": job, "is_news": not job.is_under_way}, status=status)


@require_POST
def job_cancel(request, job_id):
    job = job_of(request, job_id)
    if not actions.cancel(job):
        messages.info(request, _("This had ended already."))
    return redirect(job)


@require_safe
def job_download(request, job_id):
    """The file of a job, for its owner; whoever may not have it gets the page of what does not exist."""
    job = job_of(request, job_id)
    if not rules.may_open(request.user, job):
        raise Http404
    if job.removed_at:
        return render(request, "jobs/job_expired.html", {"job": job}, status=GONE)
    if not rules.has_file(job):
        raise Http404
    try:
        file = job.file.open()
    except FileNotFoundError:  # taken away at this very moment
        return render(request, "jobs/job_expired.html", {"job": job}, status=GONE)
    response = FileResponse(file, as_attachment=True, filename=job.file_name)
    response["Cache-Control"] = "no-store, private"
    return response
