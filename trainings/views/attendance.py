"""Who was there: the sheet that trainers and staff fill in, and checking oneself in."""

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from members import access
from portal.methods import with_form
from portal.refused import Refused
from trainings import actions, sheets
from trainings.certificate_forms import WalkInForm
from trainings.models import Edition, HalfDay, Registration
from trainings.rules import attendance as rules
from trainings.views.participants import title_of

staff_only = permission_required("trainings.plan", raise_exception=True)


def edition_of(request, edition_id):
    editions = Edition.objects.attended_by(request.user).with_dates().select_related("module")
    return get_object_or_404(editions, pk=edition_id)


@with_form
def attendance_edit(request, edition_id):
    """The sheet: people by half-days. A script sends each mark as it is made; without it one button saves all."""
    edition, now = edition_of(request, edition_id), timezone.now()
    half_days = list(edition.half_days.all())
    is_script = request.headers.get("X-Requested-With") == "fetch"
    refused = None

    if request.method == "POST":
        try:
            number = save(edition, half_days, request.POST, by=request.user, now=now)
        except Refused as refusal:
            refused = refusal
            if is_script:
                return JsonResponse({"messages": [str(each) for each in refusal.messages]}, status=422)
        else:
            if is_script:
                return JsonResponse({"saved": number})
            messages.success(request, ngettext("Saved: {n} mark.", "Saved: {n} marks.", number).format(n=number))
            return redirect(request.get_full_path())

    chosen = sheets.chosen_half_day(half_days, request.GET.get("dagdeel", ""), today=timezone.localdate())
    context = {
        "edition": edition,
        "lead": title_of(edition),
        "half_days": [(each, each == chosen) for each in half_days],
        "chosen": chosen,
        "rows": sheets.rows(rules.sheet(edition).select_related("person"), half_days, chosen=chosen),
        "choices": sheets.choices(),
        "quick": [each for each in sheets.choices() if each[0] in ("present", "excused", "absent")],
        "can_complete": not rules.complete_refusals(edition, now=now),
        "refused": refused,
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "trainings/attendance_edit.html", context)


def save(edition, half_days, data, *, by, now):
    """Write what a form says: the marks in it, or that everybody is present in one half-day."""
    reason = data.get("reason", "")
    everybody = next((each for each in half_days if str(each.pk) == data.get("everybody")), None)
    number = actions.mark(edition, sheets.marks_in(data), by=by, now=now, reason=reason)
    if everybody:
        number += actions.all_present(edition, everybody, by=by, now=now, reason=reason)
    return number


@require_safe
def attendance_sheet(request, edition_id):
    """A sheet of paper to sign."""
    edition = edition_of(request, edition_id)
    context = {
        "edition": edition,
        "lead": title_of(edition),
        "half_days": edition.half_days.all(),
        "registrations": rules.sheet(edition).select_related("person"),
        "spare_lines": range(3),
    }
    return render(request, "trainings/attendance_sheet.html", context)


@staff_only
@with_form
def attendance_walk_in(request, edition_id):
    """Let somebody in who stands at the door without a registration."""
    edition = edition_of(request, edition_id)
    form = WalkInForm(request.POST if request.method == "POST" else None)

    if form.is_valid():
        person, today = form.cleaned_data["person"], timezone.localdate()
        try:
            place = access.municipalities_of(person, day=today).first()
            actions.register(edition, person, by=request.user, today=today, municipality=place, at_the_door=True)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("This person is on the sheet now."))
            return redirect("trainings:attendance_edit", edition.pk)

    return render(request, "trainings/attendance_walk_in.html", {"edition": edition, "form": form})


@require_POST
def edition_complete(request, edition_id):
    edition = edition_of(request, edition_id)
    try:
        actions.complete_edition(edition, by=request.user, now=timezone.now())
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("The edition is completed. A correction needs a reason from now on."))
    return redirect("trainings:attendance_edit", edition.pk)


# --- Checking oneself in ----------------------------------------------------------------------------


@require_safe
def check_in_show(request, half_day_id):
    """The code for the screen in the room; a script asks for a new one every half minute."""
    half_days = HalfDay.objects.visible_to(request.user).select_related("edition__module")
    half_day = get_object_or_404(half_days, pk=half_day_id)
    edition_of(request, half_day.edition_id)
    address = settings.SITE_URL + reverse("trainings:check_in", args=[actions.check_in_code(half_day)])
    svg = segno.make(address, error="m").svg_inline(scale=8, border=2, dark="#16233B", light="#FFFFFF")
    context = {
        "half_day": half_day,
        "edition": half_day.edition,
        "is_open": rules.takes_check_in(half_day, now=timezone.now()),
        "opens": half_day.begins - rules.OPENS_BEFORE,
        "closes": half_day.begins + rules.CLOSES_AFTER,
        "here": half_day.attendance.there().count(),
        "qr": mark_safe(svg),  # noqa: S308 - drawn by segno from our own address
    }
    is_piece = request.headers.get("X-Requested-With") == "fetch"
    return render(request, "trainings/_check_in_code.html" if is_piece else "trainings/check_in_show.html", context)


@with_form
def check_in(request, code):
    """ "I am here": looking at the page says nothing yet, the button does."""
    context = {"half_day": None, "refusals": [], "is_here": False}
    try:
        half_day = actions.half_day_of(code)
        context |= {"half_day": half_day, "edition": half_day.edition}
        if request.method == "POST":
            actions.check_in(half_day, request.user, now=timezone.now())
            context["is_here"] = True
        else:
            mine = Registration.objects.of(request.user).holding_a_seat().filter(edition=half_day.edition_id).first()
            context["refusals"] = rules.check_in_refusals(half_day, mine, now=timezone.now())
    except Refused as refused:
        context["refusals"] = refused.reasons
    return render(request, "trainings/check_in.html", context)
