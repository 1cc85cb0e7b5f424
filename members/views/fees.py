from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import actions
from members.fee_lists import FeeList
from members.forms import CorrectionForm, FeeFilterForm, PaymentForm
from members.models import AssessmentState, FeeAssessment, FeeSchedule
from members.rules import fee_years as rules
from portal.housestyle import exports
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused

see_fees = permission_required("members.see_fees", raise_exception=True)
see_own_fees = permission_required("members.see_own_fees", raise_exception=True)
draft_fees = permission_required("members.draft_fees", raise_exception=True)

STATE_TAGS = {
    AssessmentState.DRAFT: "neutral",
    AssessmentState.ASSESSED: "sun",
    AssessmentState.INVOICED: "warn",
    AssessmentState.PAID: "ok",
    AssessmentState.CREDITED: "neutral",
}


@see_fees
@require_safe
def fee_list(request, year):
    """The assessments of a year, narrowed by filters in the address, and as a file for the bookkeeping."""
    schedule = get_object_or_404(FeeSchedule.objects.visible_to(request.user), year=year)
    form = FeeFilterForm(request.GET)
    assessments = form.narrow(FeeAssessment.objects.visible_to(request.user).of_year(year).made())
    if exports.is_asked_for(request):
        return exports.download(request, FeeList(), assessments.for_bookkeeping())

    page = page_of(request, assessments.for_bookkeeping())
    for assessment in page:
        assessment.tag = STATE_TAGS[assessment.state]
    context = {
        "schedule": schedule,
        "page": page,
        "form": form,
        "search": form.chosen("search"),
        "states": [option for option in form.options("state", _("Every state")) if option[0] != AssessmentState.DRAFT],
        "kinds": form.options("kind", _("Everything")),
        "total": assessments.total(),
    }
    return render(request, "members/fee_list.html", context)


def assessment_for(user, pk):
    assessments = FeeAssessment.objects.visible_to(user).select_related(
        "schedule__locked_by__person", "municipality", "made_by__person", "replaces__schedule"
    )
    return get_object_or_404(assessments, pk=pk)


@see_own_fees
@require_safe
def fee_detail(request, assessment_id):
    """One assessment, unfolded into the steps by which it was reckoned."""
    assessment = assessment_for(request.user, assessment_id)
    context = {
        "assessment": assessment,
        "tag": STATE_TAGS[assessment.state],
        "successors": FeeAssessment.objects.visible_to(request.user).filter(replaces=assessment).order_by("pk"),
        "can_draft": request.user.has_perm("members.draft_fees"),
        "can_correct": request.user.has_perm("members.draft_fees")
        and not rules.correction_refusals(assessment, reason="-"),
        "payment": PaymentForm(initial={"on": timezone.localdate()}),
        "sees_names": request.user.has_perm("members.see_fees"),
    }
    return render(request, "members/fee_detail.html", context)


@draft_fees
@with_form
def fee_correct(request, assessment_id):
    """Correct what is locked: a credit note and a new assessment, with a reason."""
    assessment = assessment_for(request.user, assessment_id)
    data = request.POST if request.method == "POST" else None
    form = CorrectionForm(data, initial={"correction": assessment.correction or None})

    if form.is_valid():
        try:
            _credit, renewed = actions.correct(assessment, by=request.user, now=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("A credit note and a new assessment were made."))
            return redirect(renewed)

    refusals = rules.correction_refusals(assessment, reason="-")
    context = {"assessment": assessment, "form": form, "refusals": refusals}
    return render(request, "members/fee_correct.html", context)


@draft_fees
@require_POST
def fee_pay(request, assessment_id):
    """Note a payment, or with `terug` take that note back."""
    assessment = assessment_for(request.user, assessment_id)
    form = PaymentForm(request.POST)
    try:
        if "terug" in request.POST:
            actions.mark_unpaid(assessment, by=request.user)
        elif form.is_valid():
            actions.mark_paid(assessment, on=form.cleaned_data["on"], by=request.user)
        else:
            messages.error(request, _("Say on which day it was paid."))
    except Refused as refused:
        refused.say(request)
    return redirect(assessment)
