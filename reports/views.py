from django.contrib.auth.decorators import login_not_required, permission_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.housestyle.paging import page_of
from portal.jobs import actions as jobs
from portal.jobs.models import Job
from reports.forms import YearForm
from reports.home import home_of, offer
from reports.participants_per_year import years

may_ask = permission_required("reports.ask", raise_exception=True)


@login_not_required
@require_safe
def home(request):
    """What is on offer for a visitor; what there is to do for somebody who is logged in."""
    today = timezone.localdate()
    if request.user.is_authenticated:
        return render(request, "reports/home.html", home_of(request.user, today=today))
    return render(request, "reports/public_home.html", {"offer": offer(request.user, today=today)})


@may_ask
@require_safe
def report_list(request):
    """The reports that one may ask for, and what became of those that one asked for."""
    mine = Job.objects.owned_by(request.user)
    return render(request, "reports/report_list.html", {"page": page_of(request, mine, per_page=20)})


@may_ask
def participants_per_year(request):
    this_year = {"year": timezone.localdate().year}
    form = YearForm(request.POST if request.method == "POST" else None, initial=this_year, years=years())
    if form.is_valid():
        year = form.cleaned_data["year"]
        job = jobs.ask(
            "participants-per-year",
            title=format_lazy(_("Participants of the trainings in {year}"), year=year),
            task="reports.tasks.write_participants_per_year",
            arguments={"year": year},
            by=request.user,
            right="reports.ask",
            keep_days=jobs.A_MONTH,
        )
        return redirect(job)
    return render(request, "reports/participants_per_year.html", {"form": form})
