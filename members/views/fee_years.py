from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from members import actions
from members.forms import FeeYearForm, TransitionForm, bands_form
from members.models import FeeAssessment, FeeSchedule, FeeTransition, FeeYearState, TerritorialEvent
from members.rules import fee_years as rules
from members.rules.latecomers import latecomers_of
from portal.housestyle.paging import page_of
from portal.methods import with_form
from portal.refused import Refused

see_fees = permission_required("members.see_fees", raise_exception=True)
draft_fees = permission_required("members.draft_fees", raise_exception=True)
lock_fees = permission_required("members.lock_fees", raise_exception=True)

STATE_TAGS = {FeeYearState.DRAFT: "neutral", FeeYearState.ASKED: "warn", FeeYearState.LOCKED: "ok"}


def schedule_for(user, year):
    schedules = FeeSchedule.objects.visible_to(user).select_related("asked_by__person", "locked_by__person")
    return get_object_or_404(schedules, year=year)


@see_fees
@require_safe
def fee_year_list(request):
    """The fee years, the latest first, with what each brings."""
    schedules = list(FeeSchedule.objects.visible_to(request.user).with_totals())
    for schedule in schedules:
        schedule.tag = STATE_TAGS[schedule.state]
    next_year = (
        max([schedules[0].year, timezone.localdate().year] if schedules else [timezone.localdate().year - 1]) + 1
    )
    return render(request, "members/fee_year_list.html", {"schedules": schedules, "next_year": next_year})


@draft_fees
@require_POST
def fee_year_create(request):
    """Begin the next year as a copy of the latest one."""
    latest = FeeSchedule.objects.visible_to(request.user).first()
    today = timezone.localdate()
    year = max(latest.year + 1, today.year) if latest else today.year
    try:
        schedule = actions.draft_year(year, by=request.user)
    except Refused as refused:
        refused.say(request)
        return redirect("members:fee_year_list")
    messages.success(request, _("Begun as a draft. Check the bands and the day on which inhabitants are counted."))
    return redirect("members:fee_year_edit", schedule.year)


@see_fees
@require_safe
def fee_year_detail(request, year):
    """One fee year: its rule; before the lock what it would bring, after it how the payments stand."""
    schedule = schedule_for(request.user, year)
    context = {
        "schedule": schedule,
        "tag": STATE_TAGS[schedule.state],
        "bands": schedule.bands.all(),
        "can_draft": request.user.has_perm("members.draft_fees"),
        "can_lock": request.user.has_perm("members.lock_fees"),
    }
    if schedule.state == FeeYearState.LOCKED:
        made = FeeAssessment.objects.visible_to(request.user).of_year(year).made()
        context |= {"states": made.by_state(), "latecomers": latecomers_of(year)}
        context["received"] = made.of_kind("received").total()
        context["total"] = sum(state.amount for state in context["states"])
    else:
        shown = rules.preview(schedule)
        context |= {
            "preview": shown,
            "ask_refusals": rules.ask_refusals(schedule, shown) if schedule.state == FeeYearState.DRAFT else [],
            "lock_refusals": rules.lock_refusals(schedule, request.user),
        }
    return render(request, "members/fee_year_detail.html", context)


@see_fees
@require_safe
def fee_year_preview(request, year):
    """Member by member what a schedule would bring: the rows behind the figures of its page."""
    schedule = schedule_for(request.user, year)
    lines, chosen = rules.preview(schedule).lines, request.GET.get("wat", "")
    if chosen in rules.Changed.values:
        lines = [line for line in lines if rules.changed(line) == chosen]
    chips = [(None, _("Everybody"), chosen not in rules.Changed.values)]
    chips += [(value, label, value == chosen) for value, label in rules.Changed.choices]
    context = {"schedule": schedule, "page": page_of(request, lines), "chips": chips}
    return render(request, "members/fee_year_preview.html", context)


@draft_fees
@with_form
def fee_year_edit(request, year):
    """Change the rule and the bands of a draft."""
    schedule = schedule_for(request.user, year)
    data = request.POST if request.method == "POST" else None
    form, bands = FeeYearForm(data, instance=schedule), bands_form(data, bands=schedule.bands.all())

    if form.is_valid() and (form.cleaned_data["rule"] != "bands" or bands.is_valid()):
        chosen = bands.as_bands() if form.cleaned_data["rule"] == "bands" else ()
        try:
            actions.change_year(schedule, bands=chosen, by=request.user, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Saved. This is what it would bring."))
            return redirect(schedule)

    return render(request, "members/fee_year_edit.html", {"schedule": schedule, "form": form, "bands": bands})


@see_fees
@require_POST
def fee_year_ask(request, year):
    """Ask a second person to confirm this fee year."""
    return do(request, year, actions.ask_lock, _("Asked. Somebody else has to confirm it now."), now=timezone.now())


@see_fees
@require_POST
def fee_year_withdraw(request, year):
    return do(request, year, actions.withdraw_lock, _("The request is taken back: this is a draft again."))


@lock_fees
@require_POST
def fee_year_lock(request, year):
    """Confirm, as the second person."""
    return do(request, year, actions.lock, _("Locked: every member has its assessment."), now=timezone.now())


@draft_fees
@require_POST
def fee_year_assess(request, year):
    """Assess the members of the year that have no assessment yet."""
    done = _("Every member of this year has an assessment now.")
    return do(request, year, actions.assess_latecomers, done, now=timezone.now())


@draft_fees
@require_POST
def fee_year_invoice(request, year):
    """Note that everything that waited has its invoice."""
    return do(request, year, actions.mark_invoiced, _("Noted as invoiced."), on=timezone.localdate())


def do(request, year, action, done, **arguments):
    """Do one deed with a fee year, say how it went, and show the year."""
    schedule = schedule_for(request.user, year)
    try:
        action(schedule, by=request.user, **arguments)
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, done)
    return redirect(schedule)


@see_fees
@require_safe
def fee_transition_list(request):
    """The mergers that still matter for fees, and how the fee goes on after each."""
    events = rules.mergers_of(timezone.localdate())
    return render(request, "members/fee_transition_list.html", {"events": events})


@draft_fees
@with_form
def fee_transition_edit(request, event_id):
    """Choose how the fee goes on after a merger, and see what that makes of it year by year."""
    event = get_object_or_404(TerritorialEvent.objects.visible_to(request.user).with_parties(), pk=event_id)
    transition = getattr(event, "fee_transition", None) or FeeTransition(event=event)
    form = TransitionForm(request.POST if request.method == "POST" else None, instance=transition)

    if form.is_valid():
        actions.choose_transition(event, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. It holds for fee years that are not locked yet."))
        return redirect("members:fee_transition_list")

    context = {"event": event, "form": form}
    return render(request, "members/fee_transition_edit.html", context)
