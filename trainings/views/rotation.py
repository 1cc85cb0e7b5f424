from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.methods import with_form
from portal.refused import Refused
from trainings import actions, rotation
from trainings.forms import HalfDays
from trainings.models import Edition, Module, RotationPlan
from trainings.proposals import proposed_half_days
from trainings.rotation.forms import AnnounceForm, CopyForm, DatesForm, RotationPlanForm, SlotForm

staff_only = permission_required("trainings.plan", raise_exception=True)


@staff_only
@require_safe
def rotation_detail(request):
    return show_planner(request)


def show_planner(request, *, plan_form=None, slot_form=None):
    """The planner for the year in the address; next year when there is none."""
    today = timezone.localdate()
    history = rotation.staff_history(today=today)
    year = year_of(request, today)
    context = {
        "today": today,
        "year": year,
        "years": [{"year": each, "is_chosen": each == year} for each in years_to_plan(today)],
        "matrix": rotation.matrix(history, today=today),
        "findings": rotation.findings(history, years=range(today.year, year + 1), today=today),
        "suggestions": rotation.suggestions(history, year),
        "plan": history.plan,
        "copied_year": year - history.plan.cycle_years,
        "plan_form": plan_form or RotationPlanForm(instance=history.plan),
        "slot_form": slot_form or SlotForm(initial={"year": year}),
    }
    return render(request, "trainings/rotation_detail.html", context)


def years_to_plan(today):
    return range(today.year, today.year + 3)


def year_of(request, today):
    asked = request.GET.get("jaar", "")
    return next((year for year in years_to_plan(today) if str(year) == asked), today.year + 1)


@staff_only
@require_POST
def rotation_change(request):
    form = RotationPlanForm(request.POST, instance=RotationPlan.current())
    if not form.is_valid():
        return show_planner(request, plan_form=form)
    actions.change_rotation(**form.cleaned_data)
    messages.success(request, _("Saved."))
    return redirect("trainings:rotation_detail")


@staff_only
@require_POST
def rotation_slot_write(request):
    form, today = SlotForm(request.POST), timezone.localdate()
    if form.is_valid():
        try:
            actions.write_slot(**form.cleaned_data, by=request.user, today=today)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Saved."))
            return redirect("trainings:rotation_detail")
    return show_planner(request, slot_form=form)


@staff_only
@with_form
def cycle_copy(request, year):
    """What copying a year of the cycle would write; a POST writes it when that is what was seen."""
    today = timezone.localdate()
    form = CopyForm(request.POST if request.method == "POST" else None)

    if form.is_valid():
        try:
            drafts = actions.copy_cycle(year, today=today, **form.cleaned_data)
        except Refused as refused:
            refused.say(request)
        else:
            number = len(drafts)
            messages.success(
                request,
                ngettext("%(number)s draft made.", "%(number)s drafts made.", number) % {"number": number},
            )
            return redirect("trainings:rotation_detail")

    later, copied = rotation.copies(year, today=today)
    context = {
        "year": year,
        "later": later,
        "copies": copied,
        "number_of_new": sum(copy.is_new for copy in copied),
        "form": CopyForm(initial={"seen": rotation.seal(copied)}),
    }
    return render(request, "trainings/cycle_copy.html", context)


@staff_only
@with_form
def edition_announce(request, code):
    module, today = get_object_or_404(Module.objects.on_offer(), code=code), timezone.localdate()
    form = AnnounceForm(
        request.POST if request.method == "POST" else None, today=today, initial={"year": year_of(request, today)}
    )
    if form.is_valid():
        try:
            edition = actions.announce_edition(module, today=today, **form.cleaned_data)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Announced. Who is interested can say so from now on."))
            return redirect(edition)
    return render(request, "trainings/edition_announce.html", {"module": module, "form": form})


@staff_only
@with_form
def edition_date(request, edition_id):
    """Dates and a place for an announced edition; saving opens it and mails who is interested."""
    edition = get_object_or_404(Edition.objects.visible_to(request.user).announced(), pk=edition_id)
    module, today = edition.module, timezone.localdate()
    data = request.POST if request.method == "POST" else None
    form = DatesForm(data, instance=edition)
    half_days = HalfDays(data, initial=proposed_half_days(module, None))

    if form.is_valid() and half_days.is_valid():
        try:
            edition = actions.open_announced(
                edition, half_days=half_days.as_tuples(), today=today, now=timezone.now(), **form.cleaned_data
            )
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("Registration is open."))
            return redirect(edition)

    context = {
        "edition": edition,
        "module": module,
        "form": form,
        "half_days": half_days,
        "proposed_rows": half_days.forms[: module.half_day_count],
        "spare_rows": half_days.forms[module.half_day_count :],
        "number_interested": module.interests.unserved().count(),
        "back_to": reverse("trainings:edition_detail", args=[edition.pk]),
    }
    return render(request, "trainings/edition_date.html", context)
