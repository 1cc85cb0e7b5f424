from calendar import Calendar
from collections import defaultdict
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import permission_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_time
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.holidays import holiday_on
from portal.methods import with_form
from portal.refused import Refused
from trainings import actions, rules
from trainings.forms import MoveForm
from trainings.models import Edition, HalfDay, Module

FRIDAY = 4
SPOKEN = (rules.Availability.FULL, rules.Availability.DRAFT, rules.Availability.CANCELLED)

staff_only = permission_required("trainings.plan", raise_exception=True)


@staff_only
@require_safe
def edition_calendar(request):
    today = timezone.localdate()
    month = month_of(request.GET.get("maand", ""), today)
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    code = request.GET.get("module", "")
    half_days = present(HalfDay.objects.between(weeks[0][0], weeks[-1][-1]).of_module(code), today=today)

    by_day = defaultdict(list)
    for half_day in half_days:
        by_day[half_day.date].append(half_day)
    has_weekends = any(day.weekday() > FRIDAY for day in by_day)
    is_list = request.GET.get("weergave") == "lijst"
    context = {
        "month": month,
        "today": today,
        "previous": neighbour(month, -1),
        "next": neighbour(month, +1),
        "is_month": not is_list,
        "is_list": is_list,
        "weeks": [
            [(day, holiday_on(day), by_day[day]) for day in week if has_weekends or day.weekday() <= FRIDAY]
            for week in weeks
        ],
        "days_with_half_days": [(day, by_day[day]) for day in sorted(by_day) if by_day[day]],
        "modules": Module.objects.on_offer(),
        "module": code,
        "no_module": not code,
        "editions": [
            edition
            for edition in {half_day.edition_id: half_day.edition for half_day in half_days}.values()
            if edition.availability != rules.Availability.CANCELLED
        ],
        "events": {
            "month": month.isoformat(),
            "weekends": has_weekends,
            "holidays": {day.isoformat(): str(holiday_on(day)) for week in weeks for day in week if holiday_on(day)},
            "events": [as_event(half_day) for half_day in half_days],
        },
    }
    return render(request, "trainings/edition_calendar.html", context)


def month_of(text, today):
    """The first day of the month in an address such as 2026-11; of this month when that makes no sense."""
    try:
        month = parse_date(f"{text}-01")
    except ValueError:
        month = None
    has_neighbours = month and date.min.year < month.year < date.max.year
    return month if has_neighbours else today.replace(day=1)


def neighbour(month, step):
    """The first day of the month before (-1) or after (+1)."""
    number = month.year * 12 + month.month - 1 + step
    return date(number // 12, number % 12 + 1, 1)


def present(half_days, *, today):
    """The half-days in order, each with the numbers of its edition and the lines that the calendar shows."""
    half_days = list(half_days.select_related("edition__module"))
    editions = Edition.objects.with_seats_taken().select_related("module")
    editions = editions.in_bulk({half_day.edition_id for half_day in half_days})
    for edition in editions.values():
        edition.availability = rules.availability(edition, today=today)
        edition.line = f"{edition.module.title}, {edition.short_place}"
    for half_day in half_days:
        half_day.edition = edition = editions[half_day.edition_id]
        half_day.can_move = half_day.date >= today and edition.availability != rules.Availability.CANCELLED
        half_day.short_line = f"{half_day.starts_at:%H:%M} · {edition.short_place}"
        half_day.long_line = f"{half_day.starts_at:%H:%M} – {half_day.ends_at:%H:%M} · {edition.short_place}"
        half_day.count_line = (
            edition.availability.label if edition.availability in SPOKEN else f"{edition.seats_taken}/{edition.seats}"
        )
    return half_days


def as_event(half_day):
    """What the calendar script needs to draw and move a half-day."""
    return {
        "id": str(half_day.pk),
        "title": half_day.edition.module.title,
        "start": f"{half_day.date}T{half_day.starts_at:%H:%M}",
        "end": f"{half_day.date}T{half_day.ends_at:%H:%M}",
        "when": str(half_day.short_line),
        "count": str(half_day.count_line),
        "editable": half_day.can_move,
        "full": half_day.edition.availability == rules.Availability.FULL,
        "category": half_day.edition.module.category,
        "url": half_day.edition.get_absolute_url(),
        "moveUrl": reverse("trainings:half_day_move", args=[half_day.pk]),
    }


@staff_only
@with_form
def half_day_move(request, half_day_id):
    """The form that moves a half-day; dragging in the calendar opens this same form in a dialog."""
    half_day = get_object_or_404(
        HalfDay.objects.visible_to(request.user).select_related("edition__module"), pk=half_day_id
    )
    edition, today = half_day.edition, timezone.localdate()
    form = MoveForm(request.POST if request.method == "POST" else None, initial=proposed_move(request, half_day))
    is_fragment = request.headers.get("X-Requested-With") == "fetch"

    if form.is_valid():
        try:
            answers = {**form.cleaned_data, "mail_participants": not form.cleaned_data["without_mail"]}
            del answers["without_mail"]
            actions.move_half_day(half_day, today=today, **answers)
        except Refused as refused:
            refused.add_to(form)
        else:
            messages.success(request, _("The half-day has moved."))
            if is_fragment:
                return HttpResponse(status=204)
            return redirect(f"{reverse('trainings:edition_calendar')}?maand={form.cleaned_data['date']:%Y-%m}")

    context = {
        "half_day": half_day,
        "edition": edition,
        "form": form,
        "number_of_people": edition.registrations.active().count(),
    }
    template = "trainings/_half_day_move.html" if is_fragment else "trainings/half_day_move.html"
    return render(request, template, context, status=422 if is_fragment and form.errors else 200)


def proposed_move(request, half_day):
    """The new moment that a drag proposes in the address; else the moment as it stands."""
    try:
        day = parse_date(request.GET.get("dag", "")) or half_day.date
        starts_at = parse_time(request.GET.get("van", "")) or half_day.starts_at
        ends_at = parse_time(request.GET.get("tot", "")) or half_day.ends_at
    except ValueError:
        day, starts_at, ends_at = half_day.date, half_day.starts_at, half_day.ends_at
    return {"date": day, "starts_at": starts_at, "ends_at": ends_at}
