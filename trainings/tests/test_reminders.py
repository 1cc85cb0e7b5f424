from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from trainings import actions
from trainings.models import Reminder
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db

FIRST_DAY = timezone.localdate() + timedelta(days=30)


def remind(*, days_before, first_day=FIRST_DAY):
    """What the clock does on the morning so many days before."""
    now = timezone.make_aware(datetime.combine(first_day - timedelta(days=days_before), time(7)))
    return actions.remind_of_half_days(now=now)


def reminders():
    return list(Mail.objects.filter(kind="trainings/mail/reminder").order_by("pk"))


def move(edition, days):
    half_day = edition.half_days.first()
    actions.move_half_day(
        half_day,
        date=half_day.date + timedelta(days=days),
        starts_at=half_day.starts_at,
        ends_at=half_day.ends_at,
        others_too=True,
        today=timezone.localdate(),
    )


def test_three_days_before_a_day_one_mail_tells_both_half_days_and_running_it_twice_changes_nothing():
    trainings.registration(trainings.edition(first_day=FIRST_DAY), members.person(language="en"))

    numbers = [remind(days_before=4), remind(days_before=3), remind(days_before=3), remind(days_before=2)]

    assert numbers == [0, 1, 0, 0]
    (mail,) = reminders()
    assert ("09:30 – 12:30" in mail.text, "13:30 – 16:30" in mail.text) == (True, True)
    assert (mail.language, mail.attachments[0]["name"]) == ("en", "agenda.ics")


def test_a_second_day_has_its_own_reminder():
    trainings.registration(trainings.edition(first_day=FIRST_DAY, half_days=4))

    numbers = [remind(days_before=3), remind(days_before=2)]

    assert numbers == [1, 1]
    assert Reminder.objects.count() == 4


def test_a_half_day_that_moves_after_the_reminder_asks_for_one_with_the_new_date():
    edition = trainings.edition(first_day=FIRST_DAY)
    trainings.registration(edition, members.person(language="en"))
    remind(days_before=3)

    move(edition, 7)
    numbers = [remind(days_before=2), remind(days_before=3 - 7), remind(days_before=3 - 7)]

    assert numbers == [0, 1, 0]
    new_day = FIRST_DAY + timedelta(days=7)
    assert f"{new_day.day} {new_day:%B}" in reminders()[-1].subject


def test_a_half_day_that_moves_before_the_reminder_gives_one_on_the_new_date():
    edition = trainings.edition(first_day=FIRST_DAY)
    trainings.registration(edition)

    move(edition, 7)
    numbers = [remind(days_before=3), remind(days_before=3 - 7)]

    assert numbers == [0, 1]


def test_nobody_is_reminded_of_what_was_called_off():
    edition = trainings.edition(first_day=FIRST_DAY)
    trainings.registration(edition, members.person(language="en"))
    other = trainings.edition(first_day=FIRST_DAY)
    trainings.registration(other)

    staff, now = members.user_with(Role.STAFF), timezone.now()
    actions.cancel_half_day(edition.half_days.first(), by=staff, now=now)
    actions.cancel_edition(other, by=staff, now=now)

    assert remind(days_before=3) == 1
    assert ("09:30 – 12:30" in reminders()[0].text, "13:30 – 16:30" in reminders()[0].text) == (False, True)


@pytest.mark.parametrize(("state", "number"), [("confirmed", 1), ("waitlisted", 0), ("offered", 0)])
def test_only_who_has_a_seat_for_sure_is_reminded(state, number):
    trainings.registration(trainings.edition(first_day=FIRST_DAY), state=state)

    assert remind(days_before=3) == number
