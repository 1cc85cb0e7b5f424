from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext as _

from portal.methods import with_form
from portal.refused import Refused
from trainings import actions, moving
from trainings.forms import HalfDayCancelForm, MoveForm
from trainings.models import HalfDay

staff_only = permission_required("trainings.plan", raise_exception=True)


@staff_only
@with_form
def half_day_move(request, half_day_id):
    """The form that moves a half-day; dragging in the calendar opens this same form in a dialog.

    Whom it touches and what clashes is shown first; a second press moves, unless something changed meanwhile.
    """
    half_day = half_day_for(request, half_day_id)
    today, now = timezone.localdate(), timezone.now()
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        initial=proposed_move(request, half_day),
        others=moving.others_of_its_day(half_day),
    )
    preview = preview_of(form, half_day, today=today, now=now, by=request.user)

    if form.is_valid() and form.has_seen(preview):
        try:
            actions.move_half_day(half_day, today=today, now=now, by=request.user, **form.answers())
        except Refused as refused:
            refused.add_to(form, "reason" if moving.is_a_clash(refused) else None)
        else:
            messages.success(request, _("The half-day has moved."))
            return done(request, form.cleaned_data["date"])

    form.ask_about(preview)
    context = {"half_day": half_day, "edition": half_day.edition, "form": form, "preview": preview}
    template = "trainings/_half_day_move.html" if is_fragment(request) else "trainings/half_day_move.html"
    return render(request, template, context, status=422 if is_fragment(request) and form.is_bound else 200)


def preview_of(form, half_day, *, today, now, by):
    """What the moment in the form would touch; None when that moment is no moment to move to."""
    moment = form.moment()
    if moment is None:
        return None
    moves = moving.moves_of(half_day, **moment)
    if moving.refusals(half_day, moves, today=today, now=now):
        return None
    return moving.preview(half_day, moves, by=by)


@staff_only
@with_form
def half_day_cancel(request, half_day_id):
    """Call one half-day off while the edition goes on."""
    half_day = half_day_for(request, half_day_id)
    form = HalfDayCancelForm(request.POST if request.method == "POST" else None)

    if form.is_valid():
        try:
            actions.cancel_half_day(half_day, by=request.user, now=timezone.now(), **form.answers())
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("The half-day is called off."))
            return redirect(half_day.edition)

    context = {
        "half_day": half_day,
        "edition": half_day.edition,
        "form": form,
        "refusals": moving.cancel_refusals(half_day),
        "number_of_people": half_day.edition.registrations.active().count(),
    }
    return render(request, "trainings/half_day_cancel.html", context)


def half_day_for(request, half_day_id):
    half_days = HalfDay.with_cancelled.visible_to(request.user).select_related("edition__module")
    return get_object_or_404(half_days, pk=half_day_id)


def is_fragment(request):
    return request.headers.get("X-Requested-With") == "fetch"


def done(request, day):
    """Where the calendar stands after a move: where it stood when it was dragged, else the month of the new day."""
    if is_fragment(request):
        return HttpResponse(status=204)
    return redirect(f"{reverse('trainings:edition_calendar')}?maand={day:%Y-%m}")


def proposed_move(request, half_day):
    """The new moment that a drag proposes in the address; else the moment as it stands."""
    try:
        day = parse_date(request.GET.get("dag", "")) or half_day.date
        starts_at = parse_time(request.GET.get("van", "")) or half_day.starts_at
        ends_at = parse_time(request.GET.get("tot", "")) or half_day.ends_at
    except ValueError:
        day, starts_at, ends_at = half_day.date, half_day.starts_at, half_day.ends_at
    return {"date": day, "starts_at": starts_at, "ends_at": ends_at}
