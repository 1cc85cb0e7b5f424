from django.contrib.auth.decorators import login_not_required, permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from members import acting
from members.borders import Border
from members.models import OutreachCampaign
from portal.housestyle.paging import page_of
from portal.jobs import actions as jobs
from portal.jobs.models import Job
from reports import activity, outreach
from reports.forms import YearForm
from reports.home import announced, home_of, offer
from reports.participants_per_year import years
from surveys.banners import IN_ADDRESSES, TITLES
from trainings import schema_org

may_ask = permission_required("reports.ask", raise_exception=True)
sees_outreach = permission_required("members.see_outreach_totals", raise_exception=True)


@login_not_required
@require_safe
def home(request):
    """What is on offer for a visitor; what there is to do for somebody who is logged in."""
    today = timezone.localdate()
    if request.user.is_authenticated:
        context = home_of(request.user, today=today)
        context["acting_for"] = acting.place_of(request, day=today, places=context["places"])
        return render(request, "reports/home.html", context)
    editions = offer(request.user, today=today)
    context = {
        "offer": editions,
        "announced": announced(today=today),
        "linked_data": schema_org.catalogue(editions),
    }
    return render(request, "reports/public_home.html", context)


@may_ask
@require_safe
def report_list(request):
    """The reports that one may ask for, and what became of those that one asked for."""
    mine = Job.objects.owned_by(request.user)
    return render(request, "reports/report_list.html", {"page": page_of(request, mine, per_page=20)})


@may_ask
@require_safe
def activity_per_municipality(request):
    """How often we heard or saw each municipality in a year, with the borders of then or of today."""
    today = timezone.localdate()
    known = activity.years(today)
    year = next((each for each in known if str(each) == request.GET.get("jaar")), known[0])
    asked = request.GET.get("grenzen", "")
    border = Border(asked) if asked in Border.values else Border.THEN
    found = activity.of_year(year, border, today=today)
    context = {
        "activity": found,
        "page": page_of(request, found.municipalities),
        "year": str(year),
        "years": [{"text": str(each), "is_chosen": each == year} for each in known],
        "year_titles": [str(each) for each in found.years],
        "borders": [(value, label, value == border) for value, label in Border.choices],
    }
    return render(request, "reports/activity_per_municipality.html", context)


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


@sees_outreach
@require_safe
def outreach_report_list(request):
    """The campaigns of which one may read what the visited members need."""
    campaigns = OutreachCampaign.objects.reported_to(request.user).with_progress()
    return render(request, "reports/outreach_report_list.html", {"page": page_of(request, campaigns)})


@sees_outreach
@require_safe
def outreach_report(request, campaign_id):
    """The needs of the silent members that were visited, beside what heard members answered in a closed survey."""
    campaign = get_object_or_404(OutreachCampaign.objects.reported_to(request.user), pk=campaign_id)
    by_address = {IN_ADDRESSES[code]: code for code in outreach.BREAKDOWNS}
    breakdown = by_address.get(request.GET.get("uitsplitsing", ""), "")
    surveys = outreach.closed_surveys(request.user)
    asked = request.GET.get("bevraging", "")
    survey = next((each for each in surveys if str(each.pk) == asked), surveys[0] if surveys else None)
    context = {
        "campaign": campaign,
        "needs": outreach.needs_of(campaign, breakdown),
        "beside": outreach.answers_of(survey, request.GET.get("vraag", ""), breakdown) if survey else None,
        "surveys": [(each.pk, each.title, each == survey) for each in surveys],
        "breakdown": breakdown,
        "breakdowns": [(address, TITLES[code], code == breakdown) for address, code in by_address.items()],
        "least": outreach.LEAST,
    }
    return render(request, "reports/outreach_report.html", context)
