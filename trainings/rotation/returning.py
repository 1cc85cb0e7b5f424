"""When a module that one looks for comes back."""

from typing import NamedTuple

from trainings.models import Edition, ModuleKind
from trainings.rotation.history import Status, public_history

LAST_MONTH_TO_PLAN_THIS_YEAR = 6


class Return(NamedTuple):
    """Editions with dates to come, or else the year in which it returns."""

    editions: list
    announced: Edition | None
    year: int | None
    is_sure: bool  # announced or meant, not only worked out from when it last ran
    last: int | None


def returns(module, user, *, today):
    """What a reader may know about when `module` comes; the year is worked out from when it last ran."""
    coming = Edition.objects.visible_to(user).filter(module=module).going_on().coming(today).with_seats_taken()
    coming = list(coming.select_related("module"))
    dated = [edition for edition in coming if edition.first_day]
    announced = next((edition for edition in coming if not edition.first_day and edition.expected_year), None)
    if module.kind not in ModuleKind.on_the_planner() or not module.is_on_offer:
        return Return(dated, announced, announced and announced.expected_year, bool(announced), None)

    history = public_history(today=today)
    last = history.last_before(module, today.year + 1)
    year = year_of_return(history, module, today=today)
    is_sure = year is not None and any(
        happening.status in (Status.PLANNED, Status.ANNOUNCED, Status.MEANT) for happening in history.of(module, year)
    )
    return Return(dated, announced, year, is_sure, last)


def year_of_return(history, module, *, today):
    """The year of the next edition that is certain, else the year in which it falls due; never one that is over."""
    ahead = (Status.PLANNED, Status.ANNOUNCED, Status.MEANT)
    for year in range(today.year, today.year + history.cycle_of(module) + 2):
        if any(happening.status in ahead and happening.counts for happening in history.of(module, year)):
            return year
    soonest = today.year if today.month <= LAST_MONTH_TO_PLAN_THIS_YEAR else today.year + 1
    year = max(history.due_in(module, today.year + 1) or 0, soonest)
    while history.is_left_out(module, year):
        year += 1
    return year
