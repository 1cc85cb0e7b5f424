from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members import actions, value
from members.fee_lists import MembershipList
from members.forms import BillingForm, MembershipForm
from members.models import BillingDetails, EndReason, FeeAssessment, Membership
from members.rules import billing as places
from members.rules import memberships as rules
from members.views.fees import STATE_TAGS
from portal.housestyle import exports
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused

FIRST_YEARS_SHOWN = 5

see_fees = permission_required("members.see_fees", raise_exception=True)
see_own_fees = permission_required("members.see_own_fees", raise_exception=True)
draft_fees = permission_required("members.draft_fees", raise_exception=True)


@see_fees
@require_safe
def membership_list(request):
    """How many municipalities are members against what the decree asks, and who came and went, with the rows."""
    today = timezone.localdate()
    memberships = Membership.objects.visible_to(request.user)
    number = memberships.active_on(today).count()
    rows, chosen = rules.narrowed(memberships, request.GET, today=today)
    if exports.is_asked_for(request):
        return exports.download(request, MembershipList(), rows)

    page = page_of(request, rows)
    for membership in page:
        membership.status = rules.status_of(membership, today)
    context = {
        "number": number,
        "minimum": rules.STATUTORY_MINIMUM,
        "above": number - rules.STATUTORY_MINIMUM,
        "leaving": memberships.leaving(today).count(),
        "ending": memberships.ending(today).count(),
        "decree": rules.DECREE,
        "source": rules.DECREE_SOURCE,
        "years": rules.flow(first_year=today.year - FIRST_YEARS_SHOWN + 1, today=today),
        "page": page,
        "chosen": chosen,
    }
    return render(request, "members/membership_list.html", context)


@draft_fees
@with_form
def membership_edit(request, nis_code):
    """Let a municipality join, ask to leave, stay after all, or end its membership."""
    today = timezone.localdate()
    municipality = get_object_or_404(places.places_seen_by(request.user, day=today), nis_code=nis_code)
    membership = Membership.objects.of(municipality).order_by("-starts_on").first()
    deeds = deeds_for(membership, today)
    data = request.POST if request.method == "POST" else None
    form = MembershipForm(data, deeds=deeds, initial={"deed": deeds[0], "on": today})

    if form.is_valid():
        try:
            carry_out(municipality, membership, form.cleaned_data, by=request.user)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Saved."))
            return redirect("members:billing_detail", municipality.nis_code)

    context = {"municipality": municipality, "membership": membership, "form": form}
    return render(request, "members/membership_edit.html", context)


def deeds_for(membership, today):
    """Which deeds make sense, the likeliest first."""
    if membership is None or membership.has_ended_on(today):
        return [MembershipForm.JOIN]
    if membership.ends_on:
        return [MembershipForm.END]
    first = MembershipForm.STAY if membership.cancel_requested_on else MembershipForm.ASK
    return [first, MembershipForm.END]


def carry_out(municipality, membership, answers, *, by):
    """Do the one deed that the form asks for."""
    deed, on, note = answers["deed"], answers["on"], answers["note"]
    if deed == MembershipForm.JOIN:
        actions.join(municipality, on=on, by=by, note=note)
    elif deed == MembershipForm.ASK:
        actions.ask_to_leave(membership, on=on, by=by, note=note)
    elif deed == MembershipForm.STAY:
        actions.stay(membership, by=by, note=note)
    else:
        actions.end_membership(membership, on=on, reason=EndReason(answers["reason"]), by=by, note=note)


@see_own_fees
@require_safe
def billing_detail(request, nis_code):
    """The membership of a municipality, its fees through the years, and where the invoices go."""
    today = timezone.localdate()
    municipality = get_object_or_404(places.places_seen_by(request.user, day=today), nis_code=nis_code)
    memberships = list(Membership.objects.visible_to(request.user).of(municipality).order_by("-starts_on"))
    for membership in memberships:
        membership.status = rules.status_of(membership, today)
    fees = list(FeeAssessment.objects.visible_to(request.user).of(municipality).made())
    for fee in fees:
        fee.tag = STATE_TAGS[fee.state]
    can_edit = places.places_billed_by(request.user, day=today).filter(pk=municipality.pk).exists()
    details = BillingDetails.objects.of(municipality)
    context = {
        "municipality": municipality,
        "memberships": memberships,
        "fees": fees,
        "amounts_are_closed": not can_edit and not details.officers_see_amounts and not fees,
        "details": details,
        "orders": municipality.purchase_orders.order_by("-year"),
        "can_edit": can_edit,
        "can_draft": request.user.has_perm("members.draft_fees"),
        "sees_details": can_edit or request.user.has_perm("members.see_fees"),
        "this_year": today.year,
    }
    return render(request, "members/billing_detail.html", context)


@see_own_fees
@with_form
def billing_edit(request, nis_code):
    """Change company number, Peppol address, mail and purchase orders."""
    today = timezone.localdate()
    municipality = get_object_or_404(places.places_billed_by(request.user, day=today), nis_code=nis_code)
    form = BillingForm(
        request.POST if request.method == "POST" else None,
        instance=BillingDetails.objects.of(municipality),
        years=(today.year, today.year + 1),
        orders=dict(municipality.purchase_orders.values_list("year", "number")),
    )
    if form.is_valid():
        actions.change_billing(municipality, by=request.user, **form.answers())
        messages.success(request, _("Saved."))
        return redirect("members:billing_detail", municipality.nis_code)
    return render(request, "members/billing_edit.html", {"municipality": municipality, "form": form})


@see_own_fees
@require_safe
def value_detail(request, nis_code):
    """What a municipality received in a year, next to its fee; never a rating."""
    today = timezone.localdate()
    municipality = get_object_or_404(places.places_seen_by(request.user, day=today), nis_code=nis_code)
    years = list(range(today.year, today.year - FIRST_YEARS_SHOWN, -1))
    asked = request.GET.get("jaar", "")
    year = next((year for year in years if str(year) == asked), today.year)
    context = {
        "municipality": municipality,
        "years": [(each, each == year) for each in years],
        "sheet": value.sheet(municipality, year, user=request.user),
    }
    return render(request, "members/value_detail.html", context)
