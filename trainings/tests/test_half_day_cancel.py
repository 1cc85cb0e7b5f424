from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Booking, Role
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused
from trainings import actions, rules
from trainings.models import Edition, HalfDay
from trainings.moving import Refusal
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db

FIRST_DAY = date(2027, 3, 1)
NOW = timezone.now()


def call_off(half_day, **fields):
    return actions.cancel_half_day(half_day, by=None, now=NOW, **fields)


def test_a_half_day_is_called_off_alone_and_who_comes_is_told_why():
    edition = trainings.edition(first_day=FIRST_DAY, half_days=2)
    registration = trainings.registration(edition, members.person(language="en"))
    morning, afternoon = edition.half_days.all()

    call_off(afternoon, reason="The trainer is ill.")

    mail = Mail.objects.get()
    assert list(edition.half_days.all()) == [morning]
    assert mail.to_email == registration.person.email
    assert "does not take place: Monday 1 March 2027, 13:30 – 16:30.\nThe trainer is ill." in mail.text


def test_what_was_called_off_counts_for_nothing():
    edition = trainings.edition(first_day=FIRST_DAY, half_days=3)
    last = edition.half_days.last()

    call_off(last)

    assert Edition.objects.with_dates().get().last_day == FIRST_DAY
    assert HalfDay.with_cancelled.count() == 3


def test_a_trainer_is_free_again_at_that_hour():
    coach = members.person(role=Role.COACH)
    edition = actions.plan_edition(
        trainings.module(),
        half_days=[(FIRST_DAY, *trainings.MORNING), (FIRST_DAY, *trainings.AFTERNOON)],
        today=FIRST_DAY,
        trainers=[coach],
    )
    before = Booking.objects.filter(person=coach).count()

    call_off(edition.half_days.last())

    assert (before, Booking.objects.get(person=coach).starts_at) == (2, edition.half_days.get().begins)


def test_who_was_elsewhere_at_that_hour_gets_the_free_seat():
    edition = trainings.edition(first_day=FIRST_DAY, half_days=2)
    elsewhere = trainings.edition(first_day=FIRST_DAY, half_days=2, city="Brugge")
    elsewhere.half_days.first().delete()
    waiting = trainings.registration(edition, state="waitlisted")
    trainings.registration(elsewhere, waiting.person)

    call_off(edition.half_days.last())

    waiting.refresh_from_db()
    assert waiting.state == "confirmed"


@pytest.mark.parametrize(
    ("state", "half_days", "twice", "reasons"),
    [
        ("open", 2, False, []),
        ("open", 1, False, [Refusal.LAST_ONE]),
        ("open", 3, True, [Refusal.CALLED_OFF]),
        ("cancelled", 2, False, [rules.Refusal.CANCELLED]),
    ],
)
def test_the_last_one_and_what_is_off_already_cannot_be_called_off(state, half_days, twice, reasons):
    half_day = trainings.edition(state=state, half_days=half_days).half_days.last()
    if twice:
        call_off(half_day)

    try:
        call_off(half_day)
        found = []
    except Refused as refused:
        found = refused.reasons

    assert found == reasons


def test_the_page_calls_off_and_can_mail_nobody():
    edition = trainings.edition(half_days=2)
    trainings.registration(edition)
    browser = visit_as(members.user_with(Role.STAFF))

    page = browser.post(
        reverse("trainings:half_day_cancel", args=[edition.half_days.last().pk]), {"reason": "", "without_mail": "on"}
    )

    assert (page.url, edition.half_days.count(), Mail.objects.count()) == (edition.get_absolute_url(), 1, 0)


def test_the_edition_shows_what_was_called_off():
    edition = trainings.edition(half_days=2)
    call_off(edition.half_days.last())

    text = visit_as().get(edition.get_absolute_url()).content.decode()

    assert ("<s>" in text, "Cancelled" in text) == (True, True)
