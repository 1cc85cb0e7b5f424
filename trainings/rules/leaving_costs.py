"""What leaving costs: by the terms of the day of registration, in calendar days that end at midnight in Brussels."""

from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from trainings.models import CancellationPolicy, RegistrationState
from trainings.rules.leaving import is_for_participant

EVERYTHING = 100
FREE_EXIT_DAYS = 14  # after we moved an edition
CENT = Decimal("0.01")


class Step(NamedTuple):
    """Until and with this day leaving costs this share; no day is without a limit."""

    until: date | None
    percent: int
    amount: Decimal


class Cost(NamedTuple):
    """What leaving costs today, and until which day that holds."""

    amount: Decimal
    percent: int
    until: date | None = None


FREE = Cost(Decimal(0), 0)


def terms_of(edition):
    """The steps of the policy of an edition, as a registration keeps them: [[days before it or None, percent]]."""
    policy = edition.cancellation_policy or CancellationPolicy.objects.filter(is_default=True).first()
    return [[step.days, step.percent] for step in policy.steps.all()] if policy else [[None, 0]]


def steps(terms, *, price, first_day):
    """Terms as dates and amounts, the earliest first; what comes after the last costs it all."""
    return [
        Step(
            until=None if days is None else first_day - timedelta(days=days),
            percent=percent,
            amount=share(price, percent),
        )
        for days, percent in terms
    ]


def steps_of(edition, *, price):
    """What leaving would cost who registers now at this price; nothing to tell when it is free."""
    first_half_day = edition.half_days.first()
    if not price or first_half_day is None:
        return []
    return steps(terms_of(edition), price=price, first_day=first_half_day.date)


def share(price, percent):
    return (price * percent / 100).quantize(CENT)


def cost_for(registration, *, by, today):
    """What leaving costs when `by` cancels: nothing when it is our doing."""
    if not is_for_participant(registration, by=by):
        return FREE
    return cost_of_leaving(registration, today=today)


def cost_of_leaving(registration, *, today):
    """What leaving costs today. Who has no seat yet leaves free, and so does whoever we moved, for a while."""
    edition = registration.edition
    first_half_day = edition.half_days.first()
    if registration.state != RegistrationState.CONFIRMED or not registration.terms or first_half_day is None:
        return FREE
    if edition.free_exit_until and today <= edition.free_exit_until:
        return Cost(Decimal(0), 0, edition.free_exit_until)
    for step in steps(registration.terms, price=registration.price, first_day=first_half_day.date):
        if step.until is None or today <= step.until:
            return Cost(step.amount, step.percent, step.until)
    return Cost(registration.price, EVERYTHING)
