"""What may be marked of who was there, by whom and until when."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trainings.models import EditionState, Presence, Registration, RegistrationState
from trainings.rules.planning import is_over

OPENS_BEFORE = timedelta(minutes=15)
CLOSES_AFTER = timedelta(minutes=30)


class AttendanceRefusal(models.TextChoices):
    """Why attendance is not written, as a sentence for who tried."""

    NOT_PLANNED = "not-planned", _("This edition is a draft or was cancelled: there is no attendance.")
    NO_REASON = "no-reason", _("This edition is completed. Say why you correct it.")
    NOT_HERE = "not-here", _("Somebody on this sheet is not in this edition any more. Load the page again.")
    NO_MINUTES = "no-minutes", _("Say how many minutes somebody was there, no more than the half-day lasts.")
    NOT_NOW = "not-now", _("Checking in is possible from 15 minutes before until 30 minutes after the start.")
    NO_SEAT = "no-seat", _("You have no seat in this edition. Ask the trainer.")
    OLD_CODE = "old-code", _("This code is too old. Scan the one that is on the screen now.")
    NOT_OVER = "not-over", _("This edition is not over yet.")
    COMPLETED = "completed", _("This edition is completed already.")


def sheet(edition):
    """The registrations on the attendance sheet: who has a seat, and who was there before leaving, by name."""
    was_there = Q(attendance__presence__in=Presence.there())
    has_seat = Q(state__in=RegistrationState.holding_a_seat())
    return Registration.objects.filter(has_seat | was_there, edition=edition).distinct().order_by("person__sort_name")


def mark_refusals(edition, marks, *, half_days, registrations, reason=""):
    """Every reason why these marks cannot be written; `half_days` and `registrations` are those of the edition."""
    lasts = {each.pk: each.minutes for each in half_days}
    people = {each.pk for each in registrations}
    rules = (
        (AttendanceRefusal.NOT_PLANNED, edition.state in (EditionState.DRAFT, EditionState.CANCELLED)),
        (AttendanceRefusal.NO_REASON, edition.completed_on is not None and not reason.strip()),
        (
            AttendanceRefusal.NOT_HERE,
            any(mark.half_day not in lasts or mark.registration not in people for mark in marks),
        ),
        (
            AttendanceRefusal.NO_MINUTES,
            any(
                mark.presence == Presence.PARTIAL and not 0 < (mark.minutes or 0) <= lasts.get(mark.half_day, 0)
                for mark in marks
            ),
        ),
    )
    return [refusal for refusal, applies in rules if applies]


def takes_check_in(half_day, *, now):
    """From a quarter of an hour before the start until half an hour after it."""
    return half_day.begins - OPENS_BEFORE <= now <= half_day.begins + CLOSES_AFTER


def check_in_refusals(half_day, registration, *, now):
    """Every reason why somebody cannot say now that they are here."""
    rules = (
        (AttendanceRefusal.NOT_PLANNED, half_day.edition.state in (EditionState.DRAFT, EditionState.CANCELLED)),
        (AttendanceRefusal.COMPLETED, half_day.edition.completed_on is not None),
        (AttendanceRefusal.NOT_NOW, not takes_check_in(half_day, now=now)),
        (AttendanceRefusal.NO_SEAT, registration is None),
    )
    return [refusal for refusal, applies in rules if applies]


def complete_refusals(edition, *, now):
    """Every reason why an edition cannot be completed."""
    rules = (
        (AttendanceRefusal.NOT_PLANNED, edition.state in (EditionState.DRAFT, EditionState.CANCELLED)),
        (AttendanceRefusal.COMPLETED, edition.completed_on is not None),
        (AttendanceRefusal.NOT_OVER, not is_over(edition, now=now)),
    )
    return [refusal for refusal, applies in rules if applies]
