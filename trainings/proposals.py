"""The half-days that a module proposes from its first day on, without days on which nobody works."""

from datetime import time, timedelta

from portal.holidays import holiday_on
from trainings.conflicts import SATURDAY, why_off
from trainings.models import ModuleKind

MORNING = {"starts_at": time(9, 30), "ends_at": time(12, 30)}
AFTERNOON = {"starts_at": time(13, 30), "ends_at": time(16, 30)}
SPARE_ROWS = 2
A_DAY, A_WEEK = timedelta(days=1), timedelta(weeks=1)


def proposed_half_days(module, first_day):
    """Mornings and afternoons in turn, then spare rows; without a first day only the hours."""
    days = proposed_days(module, first_day) if first_day else []
    rows = []
    for number in range(module.half_day_count + SPARE_ROWS):
        has_day = first_day and number < module.half_day_count
        rows.append({"date": days[number // 2] if has_day else None, **(MORNING if number % 2 == 0 else AFTERNOON)})
    return rows


def proposed_days(module, first_day):
    """The first day as it was asked, then the same weekday week after week; a two-day training goes on the next day."""
    step = A_DAY if module.kind == ModuleKind.TWO_DAY else A_WEEK
    days = [first_day]
    while len(days) * 2 < module.half_day_count:
        days.append(next_working_day(days[-1] + step, step))
    return days


def next_working_day(day, step):
    """This day, or the first one a step further that is no day off; a series of Saturdays stays on Saturdays."""
    may_be_weekend = step == A_WEEK and day.weekday() >= SATURDAY
    for _again in range(10):
        why = why_off(day)
        if why is None or (may_be_weekend and not holiday_on(day)):
            return day
        day += step
    return day
