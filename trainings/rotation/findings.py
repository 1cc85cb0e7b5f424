"""What stands out in the planning, each a sentence with a link to where it can be put right."""

from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.holidays import Off, days_off
from trainings.models import HalfDay, Module, ModuleKind

SATURDAY = 5
ICONS = {
    "not-within-the-cycle": "history",
    "planned-twice": "copy",
    "not-the-right-number": "scale",
    "no-fixed-value": "anchor",
    "too-close": "arrow-right-left",
    "on-a-day-off": "tree-palm",
}


class Finding(NamedTuple):
    kind: str
    year: int
    text: str
    url: str

    @property
    def icon(self):
        return ICONS[self.kind]


def findings(history, *, years, today):
    """Everything that stands out in these years, the years in order and the weightiest first in each."""
    modules = list(Module.objects.on_the_planner())
    rotating = [module for module in modules if module.kind == ModuleKind.ROTATING]
    found = []
    for year in years:
        found += not_within_the_cycle(history, rotating, year)
        found += planned_twice(history, rotating, year)
        found += not_the_right_number(history, rotating, year)
        found += no_fixed_value(history, modules, year)
        found += too_close(history, modules, year, today=today)
    found += on_days_off(years, today=today)
    return sorted(found, key=lambda finding: finding.year)


def not_within_the_cycle(history, modules, year):
    for module in modules:
        due = history.due_in(module, year)
        if due is not None and history.is_due(module, year) and not history.is_in(module, year):
            words = (
                _("“%(module)s” is not planned in %(year)s: it fell due in %(due)s.")
                if due < year
                else _("“%(module)s” is not planned in %(year)s, the year in which it falls due.")
            )
            yield Finding("not-within-the-cycle", year, words % name(module, year, due=due), plan_it(module))


def planned_twice(history, modules, year):
    """Twice in a year is only worth a line while another module is due."""
    waiting = [module for module in modules if history.is_due(module, year) and not history.is_in(module, year)]
    for module in modules:
        editions = history.editions_in(module, year)
        if len(editions) > 1 and waiting:
            words = _("“%(module)s” stands twice in %(year)s, while “%(other)s” is due.")
            yield Finding(
                "planned-twice",
                year,
                words % name(module, year, other=waiting[0].title),
                editions[-1].get_absolute_url(),
            )


def not_the_right_number(history, modules, year):
    planned, wanted = sum(history.is_in(module, year) for module in modules), history.plan.multi_day_per_year
    if planned != wanted:
        words = ngettext(
            "%(planned)s of the multi-day modules stands in %(year)s; the agreement is %(wanted)s a year.",
            "%(planned)s of the multi-day modules stand in %(year)s; the agreement is %(wanted)s a year.",
            planned,
        )
        yield Finding(
            "not-the-right-number",
            year,
            words % {"planned": planned, "year": year, "wanted": wanted},
            f"{reverse('trainings:rotation_detail')}?jaar={year}#suggestions",
        )


def no_fixed_value(history, modules, year):
    for module in modules:
        is_fixed = module.kind in ModuleKind.every_year()
        if is_fixed and not history.is_in(module, year) and not history.is_left_out(module, year):
            words = _("“%(module)s” is missing in %(year)s; it comes every year.")
            yield Finding("no-fixed-value", year, words % name(module, year), plan_it(module))


def too_close(history, modules, year, *, today):
    """Trainings that begin too soon after another ended; who comes to both needs the time in between."""
    least = timedelta(weeks=history.plan.weeks_between)
    editions = [edition for module in modules for edition in history.editions_in(module, year) if edition.first_day]
    editions = sorted(editions, key=lambda edition: edition.first_day)
    for one, other in pairwise(editions):
        if other.first_day >= today and other.first_day - one.last_day < least:
            weeks = history.plan.weeks_between
            words = ngettext(
                "Less than %(weeks)s week between “%(one)s” and “%(other)s” (%(day)s).",
                "Less than %(weeks)s weeks between “%(one)s” and “%(other)s” (%(day)s).",
                weeks,
            )
            names = {"weeks": weeks, "one": one.module.title, "other": other.module.title}
            yield Finding(
                "too-close",
                year,
                words % {**names, "day": date_format(other.first_day, "j F")},
                other.get_absolute_url(),
            )


def on_days_off(years, *, today):
    """Half-days to come, of whatever training, on a public or a school holiday or in a weekend."""
    first, last = max(today, date(years[0], 1, 1)), date(years[-1], 12, 31)
    off = days_off(first, last)
    half_days = HalfDay.objects.between(first, last).of_editions_going_on().select_related("edition__module")
    per_day = {(half_day.edition_id, half_day.date): half_day for half_day in reversed(half_days)}
    for half_day in sorted(per_day.values(), key=lambda each: (each.date, each.starts_at)):
        reasons = [str(each.name) for each in off.get(half_day.date, []) if each.kind is not Off.NOTE]
        if half_day.date.weekday() >= SATURDAY:
            reasons.insert(0, _("weekend"))
        if reasons:
            words = _("“%(module)s” has a half-day on %(day)s: %(reason)s.")
            named = {
                "module": half_day.edition.module.title,
                "day": date_format(half_day.date, "l j F Y"),
                "reason": reasons[0],
            }
            address = reverse("trainings:half_day_move", args=[half_day.pk])
            yield Finding("on-a-day-off", half_day.date.year, words % named, address)


def name(module, year, **more):
    return {"module": module.title, "year": year, **more}


def plan_it(module):
    return reverse("trainings:edition_create", args=[module.code])
