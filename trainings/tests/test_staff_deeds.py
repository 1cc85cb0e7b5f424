"""What staff may do beyond the rules, with a reason that stays; and what self-service may not."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.refused import Refused
from trainings import actions, audit, rules
from trainings.rules import Refusal
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db

TODAY = date(2027, 2, 1)
NOW = timezone.make_aware(datetime(2027, 2, 1, 12))


def an_edition(**fields):
    return trainings.edition(**{"first_day": date(2027, 3, 1), **fields})


def register(edition, person, by=None, **answers):
    return actions.register(edition, person, by=by or person.user, today=TODAY, now=NOW, **answers)


def add(edition, *, staff=None, **answers):
    staff = staff or members.user_with(Role.STAFF)
    return actions.add_participant(edition, members.person(), by=staff, today=TODAY, now=NOW, **answers)


def refused_by(deed):
    with pytest.raises(Refused) as refused:
        deed()
    return refused.value.reasons


# --- Beyond the seats -----------------------------------------------------------------------------


def test_staff_add_somebody_beyond_the_seats_only_with_a_reason_that_stays_in_the_history_and_the_audit():
    edition = an_edition(seats=1)
    trainings.registration(edition)

    without_reason = refused_by(lambda: add(edition, beyond_seats=True, reason="  "))
    registration = add(edition, beyond_seats=True, reason="She gives the afternoon with us.")

    assert without_reason == [Refusal.NEEDS_REASON]
    assert (registration.state, registration.is_beyond_seats) == ("confirmed", True)
    assert registration.events.get().reason == "She gives the afternoon with us."
    assert list(audit.seats()) == []
    assert list(audit.beyond_seats()) == [
        f"edition {edition.pk}: registration {registration.pk} came beyond 1 seats (She gives the afternoon with us.)"
    ]


def test_without_the_override_staff_add_to_the_end_of_the_queue_like_everybody():
    edition = an_edition(seats=1)
    trainings.registration(edition)

    assert add(edition).state == "waitlisted"


def test_who_comes_beyond_the_seats_makes_no_seat_for_who_waits_when_somebody_cancels():
    edition = an_edition(seats=1)
    leaving = trainings.registration(edition)
    add(edition, beyond_seats=True, reason="Agreed by phone.")
    waiting = trainings.registration(edition, state="waitlisted")

    actions.cancel(leaving, by=leaving.person.user, now=NOW)

    waiting.refresh_from_db()
    edition.refresh_from_db()
    assert (waiting.state, edition.kept_above_seats) == ("waitlisted", 0)


def test_somebody_who_waits_gets_a_seat_that_is_not_there_only_with_a_reason():
    edition, staff = an_edition(seats=1), members.user_with(Role.STAFF)
    trainings.registration(edition)
    waiting = trainings.registration(edition, state="waitlisted")

    without_override = refused_by(lambda: actions.seat(waiting, by=staff, now=NOW))
    without_reason = refused_by(lambda: actions.seat(waiting, by=staff, now=NOW, beyond_seats=True))
    actions.seat(waiting, by=staff, now=NOW, beyond_seats=True, reason="A mistake of ours.")

    waiting.refresh_from_db()
    assert (without_override, without_reason) == ([Refusal.NO_SEAT_FREE], [Refusal.NEEDS_REASON])
    assert (waiting.state, waiting.is_beyond_seats) == ("confirmed", True)
    assert list(audit.seats()) == []


def test_only_staff_add_people():
    assert refused_by(lambda: add(an_edition(), staff=members.user_with(Role.OFFICER))) == [Refusal.NOT_YOURS]


def test_staff_register_also_after_closing_and_after_the_start_but_not_once_it_is_over():
    closed = an_edition(state="closed", first_day=TODAY)
    over = an_edition(state="closed", first_day=date(2027, 1, 25))

    assert add(closed).state == "confirmed"
    assert refused_by(lambda: add(over)) == [Refusal.OVER]


# --- Priority -------------------------------------------------------------------------------------


def test_who_gets_priority_for_a_reason_is_served_first_and_the_history_says_so():
    edition, staff = an_edition(seats=1), members.user_with(Role.STAFF)
    trainings.registration(edition)
    first, second = (trainings.registration(edition, state="waitlisted") for _ in range(2))

    without_reason = refused_by(lambda: actions.give_priority(second, by=staff, now=NOW, reason=""))
    actions.give_priority(second, by=staff, now=NOW, reason="Missed the edition that we called off.")
    actions.change_edition(edition, seats=2, now=NOW)

    first.refresh_from_db()
    second.refresh_from_db()
    step = second.events.get(priority=1)
    assert without_reason == [Refusal.NEEDS_REASON]
    assert (first.state, second.state) == ("waitlisted", "confirmed")
    assert (step.by, step.reason) == (staff, "Missed the edition that we called off.")


def test_priority_that_is_taken_away_puts_somebody_back_where_they_were():
    edition, staff = an_edition(seats=1), members.user_with(Role.STAFF)
    first, second = (trainings.registration(edition, state="waitlisted") for _ in range(2))

    actions.give_priority(second, by=staff, now=NOW, reason="A mistake of ours.")
    actions.give_priority(second, by=staff, now=NOW, reason="It was no mistake.", priority=0)

    assert list(edition.registrations.waiting()) == [first, second]


def test_who_does_not_plan_gives_no_priority():
    waiting = trainings.registration(an_edition(), state="waitlisted")

    reasons = refused_by(lambda: actions.give_priority(waiting, by=waiting.person.user, now=NOW, reason="Me first."))

    assert reasons == [Refusal.NOT_YOURS]


# --- Self-service ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("self_service", "own", "by_a_colleague"),
    [
        ("everybody", [], []),
        ("own", [], [Refusal.ONLY_ONESELF]),
        ("nobody", [Refusal.STAFF_REGISTER], [Refusal.STAFF_REGISTER]),
    ],
)
def test_what_self_service_may_is_said_by_the_edition_and_staff_still_may(self_service, own, by_a_colleague):
    edition, person, colleague = an_edition(self_service=self_service), members.person(), members.person()

    assert rules.refusals(edition, person, today=TODAY, by=person.user) == own
    assert rules.refusals(edition, person, today=TODAY, by=colleague.user) == by_a_colleague
    assert add(edition).state == "confirmed"


def test_the_action_refuses_what_the_page_does_not_offer():
    person = members.person()

    assert refused_by(lambda: register(an_edition(self_service="nobody"), person)) == [Refusal.STAFF_REGISTER]


# --- The length of the queue and the last hours ---------------------------------------------------


@pytest.mark.parametrize(("limit", "waiting"), [(1, 1), (0, 0)])
def test_a_waiting_list_that_is_full_takes_nobody_but_who_staff_add(limit, waiting):
    edition = an_edition(seats=1, queue_limit=limit)
    trainings.registration(edition)
    for _ in range(waiting):
        trainings.registration(edition, state="waitlisted")

    assert refused_by(lambda: register(edition, members.person())) == [Refusal.QUEUE_FULL]
    assert add(edition).state == "waitlisted"


def test_a_waiting_list_without_a_limit_or_below_it_takes_one_more():
    for limit in (None, 1):
        edition = an_edition(seats=1, queue_limit=limit)
        trainings.registration(edition)

        assert register(edition, members.person()).state == "waitlisted"


@pytest.mark.parametrize(("hours", "state"), [(24, "waitlisted"), (0, "confirmed")])
def test_when_automatic_seats_stop_is_said_by_the_edition(hours, state):
    edition = an_edition(seats=1, promotion_stops_hours=hours)
    waiting = trainings.registration(edition, state="waitlisted")

    actions.seat_who_waits(now=timezone.make_aware(datetime(2027, 2, 28, 10)))

    waiting.refresh_from_db()
    assert waiting.state == state
