"""What leaving costs, by the terms of the day of registration."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.refused import Refused
from trainings import actions, rules
from trainings.models import RegistrationState
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db

FIRST_DAY = date(2027, 3, 30)  # two days after the clock change
STEPS = ((14, 0), (3, 50))


def registered(*steps, **fields):
    edition = trainings.edition(first_day=FIRST_DAY, cancellation_policy=trainings.policy(*steps))
    return trainings.registration(edition, **{"price": Decimal("95.50"), **fields})


@pytest.mark.parametrize(
    ("today", "percent", "amount", "until"),
    [
        (date(2027, 3, 16), 0, "0.00", date(2027, 3, 16)),
        (date(2027, 3, 17), 50, "47.75", date(2027, 3, 27)),
        (date(2027, 3, 27), 50, "47.75", date(2027, 3, 27)),
        (date(2027, 3, 28), 100, "95.50", None),
    ],
)
def test_leaving_costs_more_the_nearer_the_start_and_the_last_day_of_a_step_still_counts(today, percent, amount, until):
    cost = rules.cost_of_leaving(registered(*STEPS), today=today)

    assert (cost.percent, cost.amount, cost.until) == (percent, Decimal(amount), until)


def test_a_limit_of_zero_days_is_until_the_start_and_no_limit_is_for_ever():
    until_the_start, for_ever = registered((0, 0)), registered((None, 0))
    after = FIRST_DAY + timedelta(days=1)

    assert rules.cost_of_leaving(until_the_start, today=FIRST_DAY).amount == 0
    assert rules.cost_of_leaving(until_the_start, today=after).amount == Decimal("95.50")
    assert rules.cost_of_leaving(for_ever, today=after).amount == 0


@pytest.mark.parametrize("state", ["waitlisted", "offered", "requested"])
def test_who_has_no_seat_yet_leaves_free_at_any_time(state):
    registration = registered(*STEPS, state=state)

    assert rules.cost_of_leaving(registration, today=FIRST_DAY) == rules.FREE


def test_a_policy_that_changes_later_changes_no_registration():
    registration = registered(*STEPS)

    registration.edition.cancellation_policy.steps.all().delete()

    assert registration.terms == [[14, 0], [3, 50]]
    assert rules.cost_of_leaving(registration, today=date(2027, 3, 20)).percent == 50


def test_an_edition_that_names_no_policy_takes_the_one_for_all():
    registration = trainings.registration(trainings.edition(first_day=FIRST_DAY))

    assert registration.terms == [[14, 0], [3, 50]]


def test_whoever_we_moved_leaves_free_for_two_weeks():
    edition = trainings.edition(first_day=FIRST_DAY, half_days=1)
    registration = trainings.registration(edition)
    move = {"date": date(2027, 4, 1), "starts_at": trainings.MORNING[0], "ends_at": trainings.MORNING[1]}

    actions.move_half_day(edition.half_days.get(), today=date(2027, 3, 20), **move)

    registration.edition.refresh_from_db()
    assert rules.cost_of_leaving(registration, today=date(2027, 4, 1)).amount == 0


def test_a_slip_of_the_pen_gives_nobody_a_free_exit():
    edition = trainings.edition(first_day=FIRST_DAY, half_days=1)
    registration = trainings.registration(edition)
    move = {"date": FIRST_DAY, "starts_at": trainings.AFTERNOON[0], "ends_at": trainings.AFTERNOON[1]}

    actions.move_half_day(edition.half_days.get(), today=date(2027, 3, 29), mail_participants=False, **move)

    registration.edition.refresh_from_db()
    assert rules.cost_of_leaving(registration, today=FIRST_DAY).percent == 100


def test_the_page_shows_day_percentage_and_amount_and_leaving_costs_just_that():
    edition = trainings.edition(first_day=timezone.localdate() + timedelta(days=5))
    registration = trainings.registration(edition)
    address = reverse("trainings:registration_cancel", args=[registration.pk])
    browser = visit_as(registration.person.user)

    page = browser.get(address)

    cost = page.context["cost"]
    assert (cost.percent, cost.amount) == (50, registration.price / 2)
    assert f"It costs € {int(cost.amount)}: 50% of the price." in page.content.decode()
    browser.post(address, {"reason": ""})
    registration.refresh_from_db()
    assert (registration.state, registration.left_for) == ("cancelled-by-participant", cost.amount)


def test_whom_staff_cancel_pays_nothing():
    edition = trainings.edition(first_day=timezone.localdate() + timedelta(days=5))
    registration = trainings.registration(edition)

    actions.cancel(registration, by=members.person(role=Role.STAFF).user, now=timezone.now(), reason="Our mistake")

    registration.refresh_from_db()
    assert (registration.state, registration.left_for) == (RegistrationState.CANCELLED_BY_ORGANISER, 0)


def test_nobody_leaves_once_it_has_started():
    registration = registered(*STEPS)
    start = timezone.make_aware(datetime.combine(FIRST_DAY, trainings.MORNING[0]))

    with pytest.raises(Refused):
        actions.cancel(registration, by=registration.person.user, now=start)
