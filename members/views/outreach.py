from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from members import access
from members.actions import outreach as actions
from members.candidates import balance_of
from members.contact_lists import OutreachTargetList
from members.forms.outreach import CampaignForm, SwapForm, TargetFilterForm, TargetForm, places_on
from members.models import OutreachCampaign, OutreachTarget, TargetState
from members.rules import outreach as rules
from portal.housestyle import exports
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused

see_outreach = permission_required("members.see_outreach", raise_exception=True)
run_outreach = permission_required("members.run_outreach", raise_exception=True)


@require_safe
@see_outreach
def outreach_list(request):
    """The campaigns, the last one on top, with how far each is."""
    campaigns = OutreachCampaign.objects.visible_to(request.user).with_progress()
    return render(request, "members/outreach_list.html", {"page": page_of(request, campaigns)})


@run_outreach
@with_form
def outreach_create(request):
    form = CampaignForm(request.POST if request.method == "POST" else None, today=timezone.localdate())

    if form.is_valid():
        try:
            campaign = actions.start_campaign(by=request.user, **form.answers())
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("The campaign stands. Now let the portal propose whom to visit."))
            return redirect(campaign)

    return render(request, "members/outreach_create.html", {"form": form})


@require_safe
@see_outreach
def outreach_detail(request, campaign_id):
    """A campaign: how far it is, how it is spread, and every municipality with why it is on the list."""
    campaign = campaign_for(request, campaign_id)
    form = TargetFilterForm(request.GET)
    targets = OutreachTarget.objects.visible_to(request.user).of_campaign(campaign)
    if exports.is_asked_for(request):
        return exports.download(request, OutreachTargetList(), form.narrow(targets.with_people()))
    listed = list(targets.on_the_list())
    context = {
        "campaign": campaign,
        "page": page_of(request, form.narrow(targets.with_people())),
        "states": form.options("state", _("Everything")),
        "provinces": form.options("province", _("All provinces")),
        "runs": request.user.has_perm("members.run_outreach"),
        "can_propose": all(target.state == TargetState.PROPOSED for target in targets),
        "has_list": bool(listed),
        "waiting": sum(target.state in rules.WAITING for target in listed),
        "falls_short": bool(listed) and len(listed) < campaign.goal,
        "elsewhere": OutreachTarget.objects.waiting_elsewhere(campaign, timezone.localdate()),
        "balance": balance_of(listed),
    }
    return render(request, "members/outreach_detail.html", context)


def campaign_for(request, campaign_id):
    return get_object_or_404(OutreachCampaign.objects.visible_to(request.user).with_progress(), pk=campaign_id)


def target_for(request, target_id):
    targets = OutreachTarget.objects.visible_to(request.user).with_people().select_related("campaign", "contact")
    return get_object_or_404(targets, pk=target_id)


@run_outreach
@require_POST
def outreach_propose(request, campaign_id):
    campaign = campaign_for(request, campaign_id)
    try:
        targets = actions.propose_targets(campaign, by=request.user, today=timezone.localdate())
    except Refused as refused:
        refused.say(request)
    else:
        if len(targets) < campaign.goal:
            sentence = _("%(number)s of %(goal)s: no more municipalities can be chosen.")
            messages.warning(request, sentence % {"number": len(targets), "goal": campaign.goal})
            return redirect(campaign)
        sentence = ngettext(
            "%(number)s municipality is proposed, with the reason beside it.",
            "%(number)s municipalities are proposed, each with the reason beside it.",
            len(targets),
        )
        messages.success(request, sentence % {"number": len(targets)})
    return redirect(campaign)


@see_outreach
@with_form
def outreach_target(request, target_id):
    """One municipality of a campaign: why it is there, how the visit stands, and when it is planned."""
    target, today = target_for(request, target_id), timezone.localdate()
    runs = request.user.has_perm("members.run_outreach")
    data = request.POST if request.method == "POST" and runs else None
    form = TargetForm(data, target=target, today=today, me=access.person_of(request.user))

    if form.is_valid():
        try:
            actions.move_target(target, by=request.user, today=today, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Saved."))
            return redirect(target)

    context = {
        "target": target,
        "form": form,
        "runs": runs,
        "can_move": runs and target.state in (*rules.WAITING, TargetState.DECLINED, TargetState.UNREACHABLE),
    }
    return render(request, "members/outreach_target.html", context)


@run_outreach
@with_form
def outreach_swap(request, target_id):
    """Put another municipality on the list instead of this one; the reason stays in the trail."""
    target, today = target_for(request, target_id), timezone.localdate()
    form = SwapForm(request.POST if request.method == "POST" else None, today=today)

    if form.is_valid():
        try:
            replacement = actions.swap_target(target, by=request.user, today=today, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(
                request,
                _("%(place)s comes instead.") % {"place": replacement.municipality.name},
            )
            return redirect(target.campaign)

    context = {"target": target, "form": form, "places": places_on(today)}
    return render(request, "members/outreach_swap.html", context)
