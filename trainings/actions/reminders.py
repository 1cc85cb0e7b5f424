"""Reminding who has a seat of the days that are near; running it twice does nothing."""

from itertools import groupby

from django.db import transaction
from django.utils import timezone

from trainings import rules
from trainings.actions.registrations import tell
from trainings.models import Edition, HalfDay, RegistrationState, Reminder


def remind_of_half_days(*, now):
    """Mail each participant once about each day that comes near; returns how many mails that were."""
    near = rules.days_to_remind_of(timezone.localdate(now))
    half_days = HalfDay.objects.of_editions_going_on().between(*near)
    editions = half_days.order_by("edition").values_list("edition", flat=True).distinct()
    return sum(_remind_edition(pk, near, now=now) for pk in list(editions))


@transaction.atomic
def _remind_edition(pk, near, *, now):
    edition = Edition.objects.hold(pk)  # who moves or calls off a half-day waits, or was first
    half_days = HalfDay.objects.of_editions_going_on().filter(edition=edition).between(*near)
    days = [(day, list(on_it)) for day, on_it in groupby(half_days, key=lambda half_day: half_day.date)]
    participants = edition.registrations.filter(state=RegistrationState.CONFIRMED)
    participants = participants.select_related("person", "registered_by__person", "edition__module")
    done = set(Reminder.objects.filter(half_day__in=half_days).values_list("registration_id", "half_day_id", "date"))
    mails = 0
    for registration in participants:
        for day, on_it in days:
            new = [each for each in on_it if (registration.pk, each.pk, day) not in done]
            if new:
                Reminder.objects.bulk_create(
                    Reminder(registration=registration, half_day=each, date=day, at=now) for each in new
                )
                tell(registration, "reminder", day=day, half_days=on_it)
                mails += 1
    return mails
