"""What came of everybody whom a colleague registered, and the seats that still wait for a name."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.methods import with_form
from portal.refused import Refused
from trainings import actions, rules
from trainings.colleague_forms import SomebodyForm
from trainings.models import RegistrationGroup, ReservedSeat


@require_safe
def group_detail(request, group_id):
    groups = RegistrationGroup.objects.visible_to(request.user).select_related("edition__module", "municipality")
    group = get_object_or_404(groups, pk=group_id)
    registrations = group.registrations.select_related("person").with_place_in_line()
    context = {
        "group": group,
        "edition": group.edition,
        "half_days": group.edition.half_days.all(),
        "running": registrations.active(),
        "ended": registrations.ended(),
        "kept": group.reserved_seats.kept(),
        "gone": group.reserved_seats.gone(),
    }
    return render(request, "trainings/group_detail.html", context)


@with_form
def seat_name(request, seat_id):
    """Say who comes to sit on a seat that was kept."""
    seats = ReservedSeat.objects.visible_to(request.user).select_related(
        "group__edition__module", "group__municipality"
    )
    seat = get_object_or_404(seats, pk=seat_id)
    now, today = timezone.now(), timezone.localdate()
    colleagues = rules.colleagues_in([seat.group.municipality_id], today=today)
    form = SomebodyForm(request.POST if request.method == "POST" else None, colleagues=colleagues)
    refusals = rules.name_refusals(seat, by=request.user, now=now)

    if not refusals and form.is_valid():
        try:
            actions.name_seat(seat, by=request.user, today=today, now=now, **form.answers())
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("This seat has a name now. A mail with the dates is on its way."))
            return redirect(seat.group)

    context = {"seat": seat, "edition": seat.group.edition, "form": form, "refusals": refusals}
    return render(request, "trainings/seat_name.html", context)


@require_POST
def seat_give_back(request, seat_id):
    seat = get_object_or_404(ReservedSeat.objects.visible_to(request.user).select_related("group"), pk=seat_id)
    try:
        actions.give_back_seat(seat, by=request.user, now=timezone.now())
    except Refused as refused:
        refused.say(request)
    else:
        messages.success(request, _("You gave this seat back."))
    return redirect(seat.group)
