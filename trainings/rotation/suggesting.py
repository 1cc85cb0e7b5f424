"""Which modules to plan in a year: who did not run for longest first, then what most people ask for."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from trainings.models import Interest, Module, ModuleKind

NEVER = 1000  # years since a run that there never was


class Suggestion(NamedTuple):
    module: Module
    years_since: int
    demand: int
    reasons: list
    is_overdue: bool
    is_planned: bool
    is_pick: bool = False


def suggestions(history, year):
    """The modules that take turns, the first to plan on top; those that fill the year are the picks."""
    demand = Interest.objects.unserved().per_module()
    modules = Module.objects.on_the_planner().filter(kind=ModuleKind.ROTATING)
    found = [suggestion(history, module, year, demand.get(module.pk, 0)) for module in modules]
    found.sort(key=lambda each: (-each.years_since, -each.demand, each.module.order, each.module.pk))
    room = history.plan.multi_day_per_year - sum(each.is_planned for each in found)
    picks = [each for each in found if not each.is_planned and not history.is_left_out(each.module, year)]
    picked = {each.module.pk for each in picks[: max(0, room)]}
    return [each._replace(is_pick=each.module.pk in picked) for each in found]


def suggestion(history, module, year, demand):
    last, due = history.last_before(module, year), history.due_in(module, year)
    called_off = history.called_off_since(module, year)
    is_overdue = called_off is not None or (due is not None and due < year)
    return Suggestion(
        module=module,
        years_since=NEVER if last is None else year - last,
        demand=demand,
        reasons=list(reasons(year, last=last, due=due, called_off=called_off, demand=demand)),
        is_overdue=is_overdue and not history.is_left_out(module, year),
        is_planned=history.is_in(module, year),
    )


def reasons(year, *, last, due, called_off, demand):
    """Why this module stands where it stands, as sentences."""
    if last is None:
        yield _("It never ran.")
    else:
        since = {"last": last, "years": year - last}
        yield (
            ngettext(
                "Last in %(last)s, %(years)s year before.", "Last in %(last)s, %(years)s years before.", year - last
            )
            % since
        )
    if called_off:
        yield _("The edition of %(year)s was called off, so it did not run.") % {"year": called_off}
    if due is not None and due < year:
        yield _("It fell due in %(year)s.") % {"year": due}
    elif due is not None and due > year:
        yield _("It is not due before %(year)s.") % {"year": due}
    if demand:
        yield ngettext("%(number)s person asks for it.", "%(number)s people ask for it.", demand) % {"number": demand}
