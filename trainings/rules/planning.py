"""What can be planned, opened, changed and moved."""

from datetime import timedelta
from itertools import pairwise

from trainings.models import EditionState
from trainings.rules.refusals import Refusal

HOURS_FIRST = 48  # in which who asked to be kept informed registers before others


def is_over(edition, *, now):
    """True once the last half-day has finished."""
    last_half_day = edition.half_days.last()
    return last_half_day is not None and now >= last_half_day.finishes


def has_closed(edition, *, today):
    return edition.closes_on is not None and today > edition.closes_on


def plan_refusals(*, seats, half_days, closes_on=None):
    """Every reason why an edition with these seats and half-days cannot be planned.

    `half_days` holds (date, starts_at, ends_at) tuples; `closes_on` is empty when we propose the day.
    """
    ordered = sorted(half_days)
    rules = (
        (Refusal.NO_SEATS, seats < 1),
        (Refusal.NO_DATES, not ordered),
        (Refusal.ENDS_BEFORE_IT_STARTS, any(ends_at <= starts_at for _date, starts_at, ends_at in ordered)),
        (
            Refusal.HALF_DAYS_OVERLAP,
            any(one[0] == other[0] and other[1] < one[2] for one, other in pairwise(ordered)),
        ),
        (Refusal.CLOSES_TOO_LATE, bool(ordered and closes_on) and closes_on >= ordered[0][0]),
    )
    return [refusal for refusal, applies in rules if applies]


def change_refusals(edition, *, seats, closes_on, has_place=True):
    """Every reason why an edition cannot change to this."""
    first_half_day = edition.half_days.first()
    rules = (
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.NO_SEATS, seats < 1),
        (Refusal.CLOSES_TOO_LATE, first_half_day is not None and closes_on >= first_half_day.date),
        (
            Refusal.NO_PLACE,
            edition.state not in (EditionState.DRAFT, EditionState.ANNOUNCED) and not has_place,
        ),
    )
    return [refusal for refusal, applies in rules if applies]


def open_refusals(edition, *, today):
    """Every reason why registration for an edition cannot open."""
    half_days = list(edition.half_days.all())
    rules = (
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.NO_DATES, not half_days),
        (Refusal.STARTED, bool(half_days) and half_days[0].date <= today),
        (Refusal.CLOSED_BEFORE_IT_OPENS, has_closed(edition, today=today)),
        (Refusal.NO_PLACE, not edition.is_online and not edition.city),
    )
    return [refusal for refusal, applies in rules if applies]


def move_refusals(half_day, *, date, starts_at, ends_at, today):
    """Every reason why a half-day cannot move to this date and time."""
    siblings = [other for other in half_day.edition.half_days.all() if other.pk != half_day.pk]
    rules = (
        (Refusal.CANCELLED, half_day.edition.state == EditionState.CANCELLED),
        (Refusal.STARTED, half_day.date < today),
        (Refusal.IN_THE_PAST, date < today),
        (Refusal.ENDS_BEFORE_IT_STARTS, ends_at <= starts_at),
        (
            Refusal.HALF_DAYS_OVERLAP,
            any(other.date == date and other.starts_at < ends_at and other.ends_at > starts_at for other in siblings),
        ),
    )
    return [refusal for refusal, applies in rules if applies]


def opens_by(half_days, *, today):
    """When registration should be open at the latest: six weeks before the first half-day."""
    first_day = min(date for date, _starts_at, _ends_at in half_days)
    return max(today, first_day - timedelta(weeks=6))


def proposed_closing_day(half_days, *, today):
    """A week before the first half-day, or the day before it when a week ago is past; staff may say otherwise."""
    first_day = min(date for date, _starts_at, _ends_at in half_days)
    a_week_before = first_day - timedelta(days=7)
    return a_week_before if a_week_before >= today else first_day - timedelta(days=1)
