from datetime import timedelta

from django.contrib.auth.decorators import permission_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from trainings import grids, rules
from trainings.models import Module

staff_only = permission_required("trainings.plan", raise_exception=True)


@staff_only
@require_safe
def edition_calendar(request):
    """A month as a grid or a list, or a week; the page is complete without a script."""
    today, module = timezone.localdate(), request.GET.get("module", "")
    look = request.GET.get("weergave") if request.GET.get("weergave") in ("week", "lijst") else "maand"
    shown = a_week(request, today, module) if look == "week" else a_month(request, today, module)
    half_days = shown["half_days"]
    context = {
        **shown,
        **module_chips(module),
        "today": today,
        "is_month": look == "maand",
        "is_week": look == "week",
        "is_list": look == "lijst",
        "days_with_half_days": grids.days_with_half_days(grids.by_day(half_days)),
        "editions": [
            edition
            for edition in {half_day.edition_id: half_day.edition for half_day in half_days}.values()
            if edition.availability != rules.Availability.CANCELLED
        ],
    }
    return render(request, "trainings/edition_calendar.html", context)


def a_month(request, today, module):
    month = grids.month_of(request.GET.get("maand", ""), today)
    last = grids.neighbour(month, +1) - timedelta(days=1)
    first_shown, last_shown = month - timedelta(days=month.weekday()), last + timedelta(days=6 - last.weekday())
    half_days = grids.half_days_between(first_shown, last_shown, module=module, today=today)
    weeks = grids.month_grid(month, grids.by_day(half_days))
    days = [each.day for week in weeks for each in week]
    return {
        "half_days": half_days,
        "month": month,
        "anchor": today if (today.year, today.month) == (month.year, month.month) else month,
        "weeks": weeks,
        "previous": grids.neighbour(month, -1),
        "next": grids.neighbour(month, +1),
        "events": grids.as_data(half_days, days, view="month", start=month.isoformat()),
    }


def a_week(request, today, module):
    monday = grids.week_of(request.GET.get("dag", ""), today)
    half_days = grids.half_days_between(monday, monday + timedelta(days=6), module=module, today=today)
    columns, rows = grids.week_grid(monday, grids.by_day(half_days))
    return {
        "half_days": half_days,
        "month": (monday + timedelta(days=3)).replace(day=1),  # the Thursday says to which month a week belongs
        "anchor": monday,
        "monday": monday,
        "last_day": columns[-1].day,
        "columns": columns,
        "rows": rows,
        "previous": monday - grids.WEEK,
        "next": monday + grids.WEEK,
        "events": grids.as_data(half_days, [each.day for each in columns], view="week", start=monday.isoformat()),
    }


@staff_only
@require_safe
def edition_year(request):
    """The year on one page, for the wall: the same half-days as in the months and the list."""
    today, module = timezone.localdate(), request.GET.get("module", "")
    year = grids.year_of(request.GET.get("jaar", ""), today)
    first = today.replace(year=year, month=1, day=1)
    half_days = grids.half_days_between(first, first.replace(month=12, day=31), module=module, today=today)
    context = {
        **module_chips(module),
        "today": today,
        "first": first,
        "heading": _("Trainings in %(year)s") % {"year": year},
        "previous": year - 1,
        "next": year + 1,
        "month": today.replace(day=1) if year == today.year else first,
        "anchor": today if year == today.year else first,
        "months": grids.year_grid(year, grids.by_day(half_days)),
        "number_of_editions": len({half_day.edition_id for half_day in half_days if not half_day.is_off}),
        "number_of_half_days": sum(not half_day.is_off for half_day in half_days),
    }
    return render(request, "trainings/edition_year.html", context)


def module_chips(module):
    return {"modules": Module.objects.on_offer(), "module": module, "no_module": not module}
