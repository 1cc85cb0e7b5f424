from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from members import access, actions
from members.contact_lists import ClaimList
from members.forms import ClaimForm, DecisionOnClaimForm
from members.models import Claim
from members.rules import claims as rules
from portal.housestyle import exports
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused

decide_claims = permission_required("members.decide_claims", raise_exception=True)


@with_form
def claim_create(request):
    """Somebody with an account says where they work; what they asked before stands there with its answer."""
    today = timezone.localdate()
    person = access.person_of(request.user)
    claims = list(Claim.objects.of(request.user).select_related("municipality", "role_type"))
    form = ClaimForm(request.POST if request.method == "POST" else None, today=today, is_known=person is not None)
    if form.is_valid():
        try:
            actions.claim_role(request.user, today=today, **form.answers())
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Thank you. You get a mail as soon as somebody looked at it."))
            return redirect("members:claim_create")
    context = {
        "form": form,
        "claims": claims,
        "waits": any(claim.state == "waiting" for claim in claims),
        "person": person,
        "today": today,
    }
    return render(request, "members/claim_create.html", context)


@require_safe
@decide_claims
def claim_list(request):
    """The claims on which the reader may decide, and what was decided before."""
    claims = Claim.objects.visible_to(request.user).select_related("municipality", "role_type", "user")
    if exports.is_asked_for(request):
        return exports.download(request, ClaimList(), claims)
    decided = claims.exclude(state="waiting").select_related("decided_by__person")
    context = {"waiting": claims.waiting(), "page": page_of(request, decided, per_page=20)}
    return render(request, "members/claim_list.html", context)


@decide_claims
@with_form
def claim_decide(request, claim_id):
    """Approve or refuse one claim."""
    claims = Claim.objects.visible_to(request.user).select_related("municipality", "role_type", "user", "person")
    claim = get_object_or_404(claims, pk=claim_id)
    today = timezone.localdate()
    form = DecisionOnClaimForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            if form.cleaned_data["decision"] == form.APPROVE:
                actions.approve_claim(claim, by=request.user, today=today)
            else:
                actions.refuse_claim(claim, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Decided. A mail is on its way."))
            return redirect("members:claim_list")
    context = {
        "claim": claim,
        "form": form,
        "refusals": rules.decide_refusals(claim, by=request.user),
        "known": rules.person_of(claim) if claim.state == "waiting" else None,
    }
    return render(request, "members/claim_decide.html", context)
