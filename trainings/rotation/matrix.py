"""The years beside each other, as the planner shows them."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from trainings.models import Interest, Module
from trainings.rotation.history import Status

YEARS_BACK, YEARS_AHEAD = 3, 2
ICONS = {
    Status.RAN: "circle-check",
    Status.PLANNED: "calendar-days",
    Status.DRAFT: "pencil",
    Status.ANNOUNCED: "megaphone",
    Status.MEANT: "bookmark",
    Status.CANCELLED: "circle-x",
    Status.DROPPED: "circle-minus",
}


class Gap(models.TextChoices):
    """Why nothing counts in a year."""

    MISSING = "missing", _("Missing")
    DUE = "due", _("Due")
    NOT_THIS_YEAR = "not-this-year", _("Not this year")


class Cell(NamedTuple):
    """A module in a year: what happens, or which gap there is and since when."""

    year: int
    happenings: list  # (Happening, icon)
    gap: Gap | None
    due_in: int | None
    is_now: bool
    can_plan: bool


class Row(NamedTuple):
    module: Module
    cells: list
    demand: int


class Matrix(NamedTuple):
    years: list
    rows: list


def matrix(history, *, today):
    """Years × modules, with how many people wait for each module."""
    years = list(range(today.year - YEARS_BACK, today.year + YEARS_AHEAD + 1))
    demand = Interest.objects.unserved().per_module()
    rows = [
        Row(module, [cell(history, module, year, today=today) for year in years], demand.get(module.pk, 0))
        for module in Module.objects.on_the_planner()
    ]
    return Matrix(years, rows)


def cell(history, module, year, *, today):
    happenings = [(happening, ICONS[happening.status]) for happening in history.of(module, year)]
    gap = None if history.is_in(module, year) else gap_of(history, module, year, today=today)
    if gap == Gap.NOT_THIS_YEAR and happenings:
        gap = None  # called off or left out: that says it already
    return Cell(
        year=year,
        happenings=happenings,
        gap=gap,
        due_in=history.due_in(module, year) if gap == Gap.MISSING else None,
        is_now=year == today.year,
        can_plan=gap is not None and gap != Gap.NOT_THIS_YEAR and year >= today.year,
    )


def gap_of(history, module, year, *, today):
    """Missing once the year is here and the module fell due; due in a year to come; else nothing to do."""
    if not history.is_due(module, year):
        return Gap.NOT_THIS_YEAR
    if year > today.year:
        return Gap.DUE
    never_ran = history.due_in(module, year) is None
    if never_ran:
        return Gap.DUE if year == today.year else Gap.NOT_THIS_YEAR
    return Gap.MISSING
