"""Until when somebody may think about a seat that was offered, and who may say yes, no or "once more"."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from portal.holidays import holiday_on
from trainings.models import EditionState, RegistrationState
from trainings.rules.refusals import Refusal

OFFICE_OPENS, OFFICE_CLOSES = time(9), time(17)
WORKING_DAYS_TO_ANSWER = 2
SHORT_OF_TIME = 5  # with fewer working days left than this, one day to answer has to do
MOST_OFFERS = 2
SATURDAY = 5


def promotion_stops(edition):
    """The moment from which nobody gets a seat automatically, or None without half-days."""
    first_half_day = edition.half_days.first()
    return first_half_day and first_half_day.begins - timedelta(hours=edition.promotion_stops_hours)


def offer_deadline(now, *, stops):
    """Until when somebody has to answer whom a seat is offered `now`; None when too little time is left.

    Two working days, or one shortly before promotion `stops`; always during office hours of a working day, so that
    nobody loses a seat in a weekend, and never before the next working morning.
    """
    local = timezone.localtime(now)
    next_morning = working_day_after(local.date())
    last_moment = last_office_moment(timezone.localtime(stops))
    if last_moment < at(next_morning, OFFICE_OPENS):
        return None

    is_short = working_days_between(local.date(), last_moment.date()) < SHORT_OF_TIME
    start = first_office_moment(local)
    day = start.date()
    for _day in range(1 if is_short else WORKING_DAYS_TO_ANSWER):
        day = working_day_after(day)
    return min(at(day, start.time()), last_moment)


def is_working_day(day):
    return day.weekday() < SATURDAY and holiday_on(day) is None


def working_day_after(day):
    day += timedelta(days=1)
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def working_days_between(first, last):
    """How many working days come after `first`, up to and with `last`; it stops counting where it no longer matters."""
    number, day = 0, first
    while number < SHORT_OF_TIME and (day := working_day_after(day)) <= last:
        number += 1
    return number


def first_office_moment(moment):
    """The first moment during office hours of a working day that is not earlier than `moment`, in local time."""
    day, hour = moment.date(), moment.time().replace(second=0, microsecond=0)
    if not is_working_day(day) or hour >= OFFICE_CLOSES:
        return at(working_day_after(day), OFFICE_OPENS)
    return at(day, max(hour, OFFICE_OPENS))


def last_office_moment(moment):
    """The last moment during office hours of a working day that is not later than `moment`, in local time."""
    day = moment.date()
    if is_working_day(day) and moment.time() >= OFFICE_OPENS:
        return min(moment, at(day, OFFICE_CLOSES))
    day -= timedelta(days=1)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return at(day, OFFICE_CLOSES)


def at(day, hour):
    return timezone.make_aware(datetime.combine(day, hour))


def offer_refusals(registration, *, by, now):
    """Every reason why `by` cannot say yes or no to the seat that was offered; staff may, for who phones."""
    is_offered = registration.state == RegistrationState.OFFERED
    rules = (
        (Refusal.NOT_YOURS, not is_own_or_staff(registration, by)),
        (Refusal.OFFER_LAPSED, (is_offered and now >= registration.offer_until) or has_lapsed(registration)),
        (Refusal.NOT_OFFERED, not is_offered and not has_lapsed(registration)),
    )
    return [refusal for refusal, applies in rules if applies]


def queue_again_refusals(registration, *, by, now):
    """Every reason why somebody whose offer lapsed cannot join the queue again at its end."""
    edition = registration.edition
    stops = promotion_stops(edition)
    later = edition.registrations.filter(person=registration.person_id, pk__gt=registration.pk)
    rules = (
        (Refusal.NOT_YOURS, not is_own_or_staff(registration, by)),
        (Refusal.NOT_OFFERED, not has_lapsed(registration)),
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.OFFERED_TWICE, registration.offers_made >= MOST_OFFERS),
        (Refusal.BACK_ALREADY, later.exists()),
        (Refusal.STARTED, stops is None or now >= stops),
    )
    return [refusal for refusal, applies in rules if applies]


def has_lapsed(registration):
    return registration.state == RegistrationState.OFFER_LAPSED


def is_own_or_staff(registration, user):
    return registration.person.user_id == user.pk or user.has_perm("trainings.plan")
