from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from members.tests import factories as members
from portal.celery import app
from portal.post.models import Mail
from trainings import actions, audit, tasks
from trainings.models import Edition
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db


def state_of(registration):
    registration.refresh_from_db()
    return registration.state


def busy_elsewhere(edition):
    """Somebody who waits for a free seat of this edition, and who sits in another one at that time."""
    elsewhere = trainings.registration(trainings.edition(first_day=edition.half_days.first().date))
    return elsewhere, trainings.registration(edition, elsewhere.person, state="waitlisted")


def test_who_was_elsewhere_gets_the_free_seat_once_that_is_cancelled():
    elsewhere, waiting = busy_elsewhere(trainings.edition(seats=1))

    tasks.seat_who_waits()
    while_elsewhere = state_of(waiting)
    actions.cancel(elsewhere, by=elsewhere.person.user, now=timezone.now())
    tasks.seat_who_waits()
    afterwards = state_of(waiting)

    assert (while_elsewhere, afterwards) == ("waitlisted", "confirmed")
    assert list(audit.queues()) == []


def test_seating_twice_mails_once():
    edition = trainings.edition(seats=1)
    trainings.registration(edition, state="waitlisted")
    trainings.registration(edition, state="waitlisted")

    tasks.seat_who_waits()
    tasks.seat_who_waits()

    assert [mail.kind for mail in Mail.objects.all()] == ["trainings/mail/promoted"]


def test_nobody_is_seated_within_a_day_of_the_beginning():
    tomorrow, later = (timezone.localdate() + timedelta(days=days) for days in (1, 3))
    too_late = trainings.registration(trainings.edition(first_day=tomorrow), state="waitlisted")
    in_time = trainings.registration(trainings.edition(first_day=later), state="waitlisted")
    morning_of_today = too_late.edition.half_days.first().begins - timedelta(days=1)

    actions.seat_who_waits(now=morning_of_today)

    assert (state_of(too_late), state_of(in_time)) == ("waitlisted", "confirmed")


def test_editions_without_a_queue_or_without_a_free_seat_are_left_alone():
    trainings.registration(trainings.edition(seats=2), members.person())
    full = trainings.edition(seats=1)
    trainings.registration(full)
    trainings.registration(full, state="waitlisted")

    tasks.seat_who_waits()

    assert list(Edition.objects.values_list("turn", flat=True)) == [0, 0]


def test_the_clock_calls_tasks_that_exist():
    app.loader.import_default_modules()

    scheduled = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}

    assert scheduled - set(app.tasks) == set()
