"""What is allowed and decided about trainings, from planning an edition to leaving the waiting list."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from members import actions as member_actions
from members.models import Role
from members.tests import factories as members
from trainings import rules
from trainings.models import Edition
from trainings.rules import Availability, Refusal
from trainings.tests import factories as trainings
from trainings.tests.factories import AFTERNOON, MORNING

pytestmark = pytest.mark.django_db

TODAY = date(2027, 2, 1)
FIRST_DAY = date(2027, 3, 1)
A_DAY = timedelta(days=1)
A_MINUTE = timedelta(minutes=1)


def at(day, clock):
    """A moment in local time."""
    return timezone.make_aware(datetime.combine(day, clock))


def an_edition(**fields):
    return trainings.edition(**{"first_day": FIRST_DAY, **fields})


# --- Planning an edition --------------------------------------------------------------------------


def test_an_edition_with_a_seat_and_a_half_day_can_be_planned():
    assert rules.plan_refusals(seats=1, half_days=[(FIRST_DAY, *MORNING)]) == []


@pytest.mark.parametrize("seats", [0, -1])
def test_an_edition_without_a_seat_cannot_be_planned(seats):
    assert rules.plan_refusals(seats=seats, half_days=[(FIRST_DAY, *MORNING)]) == [Refusal.NO_SEATS]


def test_an_edition_without_a_half_day_cannot_be_planned():
    assert rules.plan_refusals(seats=1, half_days=[]) == [Refusal.NO_DATES]


@pytest.mark.parametrize("ends_at", [time(9, 30), time(9, 29)])
def test_a_half_day_has_to_end_after_it_starts(ends_at):
    half_days = [(FIRST_DAY, time(9, 30), ends_at)]

    assert rules.plan_refusals(seats=1, half_days=half_days) == [Refusal.ENDS_BEFORE_IT_STARTS]


def test_a_half_day_may_begin_when_the_one_before_it_ends_but_not_sooner():
    morning = (FIRST_DAY, time(9), time(12))

    at_noon = rules.plan_refusals(seats=1, half_days=[(FIRST_DAY, time(12), time(15)), morning])
    sooner = rules.plan_refusals(seats=1, half_days=[(FIRST_DAY, time(11, 59), time(15)), morning])

    assert at_noon == []
    assert sooner == [Refusal.HALF_DAYS_OVERLAP]


def test_the_same_hours_on_another_day_do_not_overlap():
    half_days = [(FIRST_DAY, *MORNING), (FIRST_DAY + A_DAY, *MORNING)]

    assert rules.plan_refusals(seats=1, half_days=half_days) == []


def test_registration_closes_before_the_first_day():
    half_days = [(FIRST_DAY + A_DAY, *MORNING), (FIRST_DAY, *MORNING)]

    the_day_before = rules.plan_refusals(seats=1, half_days=half_days, closes_on=FIRST_DAY - A_DAY)
    on_the_first_day = rules.plan_refusals(seats=1, half_days=half_days, closes_on=FIRST_DAY)

    assert (the_day_before, on_the_first_day) == ([], [Refusal.CLOSES_TOO_LATE])


def test_registration_is_proposed_to_close_a_week_before_the_first_half_day():
    half_days = [(FIRST_DAY + A_DAY, *MORNING), (FIRST_DAY, *MORNING)]

    assert rules.proposed_closing_day(half_days, today=TODAY) == FIRST_DAY - 7 * A_DAY


def test_registration_for_an_edition_within_the_week_is_proposed_to_close_the_day_before():
    assert rules.proposed_closing_day([(TODAY + 3 * A_DAY, *MORNING)], today=TODAY) == TODAY + 2 * A_DAY


def test_registration_should_open_six_weeks_ahead_or_at_once():
    soon, later = ([(TODAY + days * A_DAY, *MORNING)] for days in (7, 70))

    assert [rules.opens_by(half_days, today=TODAY) for half_days in (soon, later)] == [TODAY, TODAY + 28 * A_DAY]


# --- Changing what it offers ----------------------------------------------------------------------


def change_refusals(edition, *, seats=12, closes_on=FIRST_DAY - A_DAY):
    return rules.change_refusals(edition, seats=seats, closes_on=closes_on)


@pytest.mark.parametrize("state", ["draft", "open", "closed"])
def test_an_edition_can_change_until_it_is_cancelled(state):
    assert change_refusals(an_edition(state=state)) == []
    assert change_refusals(an_edition(state="cancelled")) == [Refusal.CANCELLED]


def test_an_edition_keeps_at_least_one_seat():
    edition = an_edition()

    assert change_refusals(edition, seats=1) == []
    assert change_refusals(edition, seats=0) == [Refusal.NO_SEATS]


def test_registration_cannot_come_to_close_on_the_first_day():
    edition = an_edition()

    assert change_refusals(edition, closes_on=FIRST_DAY - A_DAY) == []
    assert change_refusals(edition, closes_on=FIRST_DAY) == [Refusal.CLOSES_TOO_LATE]


def test_an_edition_without_dates_may_close_on_any_day():
    assert change_refusals(an_edition(half_days=0), closes_on=FIRST_DAY + A_DAY) == []


# --- Opening the registration ---------------------------------------------------------------------


def test_a_draft_with_dates_and_a_place_can_open():
    edition = an_edition(state="draft")

    assert rules.open_refusals(edition, today=TODAY) == []


def test_a_draft_without_dates_cannot_open():
    edition = an_edition(state="draft", half_days=0)

    assert rules.open_refusals(edition, today=TODAY) == [Refusal.NO_DATES]


def test_a_draft_without_a_place_cannot_open_unless_it_is_online():
    nowhere = an_edition(state="draft", city="", is_online=False)
    online = an_edition(state="draft", city="", is_online=True)

    assert rules.open_refusals(nowhere, today=TODAY) == [Refusal.NO_PLACE]
    assert rules.open_refusals(online, today=TODAY) == []


def test_a_cancelled_edition_cannot_open_again():
    edition = an_edition(state="cancelled")

    assert rules.open_refusals(edition, today=TODAY) == [Refusal.CANCELLED]


def test_an_edition_can_open_until_the_day_before_it_begins():
    edition = an_edition(state="closed")

    assert rules.open_refusals(edition, today=FIRST_DAY - A_DAY) == []
    assert Refusal.STARTED in rules.open_refusals(edition, today=FIRST_DAY)


def test_an_edition_does_not_open_when_its_last_day_to_register_is_over():
    edition = an_edition(state="closed", closes_on=TODAY)

    assert rules.open_refusals(edition, today=TODAY) == []
    assert rules.open_refusals(edition, today=TODAY + A_DAY) == [Refusal.CLOSED_BEFORE_IT_OPENS]


# --- What a visitor sees --------------------------------------------------------------------------


def availability(edition, *, today=TODAY):
    return rules.availability(Edition.objects.with_seats_taken().get(pk=edition.pk), today=today)


def test_four_seats_left_is_free_and_three_are_the_last():
    edition = an_edition(seats=5)

    trainings.registration(edition)
    at_four = availability(edition)
    trainings.registration(edition)
    at_three = availability(edition)

    assert (at_four, at_three) == (Availability.FREE, Availability.LAST)


def test_an_edition_is_full_when_its_last_seat_is_taken():
    edition = an_edition(seats=2)

    trainings.registration(edition)
    with_one_left = availability(edition)
    trainings.registration(edition)
    with_none_left = availability(edition)

    assert (with_one_left, with_none_left) == (Availability.LAST, Availability.FULL)


def test_a_seat_that_somebody_waits_for_is_not_on_offer():
    edition = an_edition(seats=2)
    trainings.registration(edition, state="waitlisted")

    assert availability(edition) == Availability.FULL


def test_who_cancelled_leaves_a_seat_free():
    edition = an_edition(seats=1)
    trainings.registration(edition, state="cancelled-by-participant")

    assert availability(edition) == Availability.LAST


def test_registration_is_open_through_its_last_day():
    edition = an_edition(closes_on=TODAY)

    assert availability(edition, today=TODAY) == Availability.FREE
    assert availability(edition, today=TODAY + A_DAY) == Availability.CLOSED


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("draft", Availability.DRAFT),
        ("open", Availability.FREE),
        ("closed", Availability.CLOSED),
        ("cancelled", Availability.CANCELLED),
    ],
)
def test_an_edition_is_shown_as_its_state_says(state, shown):
    assert availability(an_edition(state=state)) == shown


def test_one_can_join_an_edition_that_is_free_nearly_full_or_full():
    joinable = [shown for shown in Availability if shown.takes_registrations]

    assert joinable == [Availability.FREE, Availability.LAST, Availability.FULL]


# --- Who may register -----------------------------------------------------------------------------


def test_somebody_with_a_role_may_register_for_an_open_edition():
    edition = an_edition()

    assert rules.refusals(edition, members.person(), today=TODAY) == []


def test_an_account_without_a_person_may_not_register():
    assert rules.refusals(an_edition(), None, today=TODAY) == [Refusal.UNKNOWN]


def test_somebody_without_a_role_may_not_register():
    edition = an_edition()

    assert rules.refusals(edition, members.person(role=None), today=TODAY) == [Refusal.UNKNOWN]


def test_a_role_counts_until_the_day_on_which_it_ends():
    edition = an_edition()
    leaver = members.person(role=None)
    members.role(leaver, Role.OFFICER, members.municipality(), until=TODAY)

    assert rules.refusals(edition, leaver, today=TODAY - A_DAY) == []
    assert rules.refusals(edition, leaver, today=TODAY) == [Refusal.UNKNOWN]


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("draft", [Refusal.NOT_OPEN]),
        ("open", []),
        ("closed", [Refusal.CLOSED]),
        ("cancelled", [Refusal.CANCELLED]),
    ],
)
def test_one_registers_for_an_open_edition_only(state, expected):
    edition = an_edition(state=state)

    assert rules.refusals(edition, members.person(), today=TODAY) == expected


def test_one_may_register_through_the_last_day_to_register():
    edition = an_edition(closes_on=TODAY)

    assert rules.refusals(edition, members.person(), today=TODAY) == []
    assert rules.refusals(edition, members.person(), today=TODAY + A_DAY) == [Refusal.CLOSED]


def test_one_may_register_until_the_day_before_it_begins():
    edition = an_edition(closes_on=FIRST_DAY + 7 * A_DAY)  # as it may stand after a half-day was added by hand

    assert rules.refusals(edition, members.person(), today=FIRST_DAY - A_DAY) == []
    assert rules.refusals(edition, members.person(), today=FIRST_DAY) == [Refusal.STARTED]


def test_an_alderman_without_a_role_in_the_portal_cannot_register():
    person = members.person(role=None)
    members.role(person, "alderman", members.municipality())

    assert rules.refusals(an_edition(), person, today=TODAY) == [Refusal.UNKNOWN]


@pytest.mark.parametrize("state", ["requested", "waitlisted", "offered", "confirmed"])
def test_who_takes_part_or_waits_may_not_register_twice(state):
    edition = an_edition()
    participant = trainings.registration(edition, state=state).person

    assert rules.refusals(edition, participant, today=TODAY) == [Refusal.REGISTERED]


def test_who_cancelled_may_register_again():
    edition = an_edition()
    returner = trainings.registration(edition, state="cancelled-by-participant").person

    assert rules.refusals(edition, returner, today=TODAY) == []


def test_who_takes_part_in_one_edition_may_register_for_another():
    participant = trainings.registration(an_edition()).person

    assert rules.refusals(an_edition(), participant, today=TODAY) == []


def test_every_reason_is_told_at_once():
    edition = an_edition(state="closed", first_day=TODAY - A_DAY)
    participant = trainings.registration(edition).person

    assert rules.refusals(edition, participant, today=TODAY) == [
        Refusal.CLOSED,
        Refusal.STARTED,
        Refusal.REGISTERED,
    ]


# --- A seat or a place in the queue ---------------------------------------------------------------


def test_a_newcomer_gets_the_last_seat_and_the_next_one_waits():
    edition = an_edition(seats=1)

    first = rules.state_for_newcomer(edition, municipality=None, on=TODAY)
    trainings.registration(edition)
    second = rules.state_for_newcomer(edition, municipality=None, on=TODAY)

    assert (first, second) == ("confirmed", "waitlisted")


def test_a_newcomer_does_not_pass_who_waits_for_a_free_seat():
    edition = an_edition(seats=1)
    trainings.registration(edition, state="waitlisted")

    assert rules.state_for_newcomer(edition, municipality=None, on=TODAY) == "waitlisted"


def test_a_newcomer_gets_a_seat_that_who_waits_could_not_take():
    edition, elsewhere = an_edition(seats=1), an_edition()
    busy = trainings.registration(elsewhere).person
    trainings.registration(edition, busy, state="waitlisted")

    assert rules.state_for_newcomer(edition, municipality=None, on=TODAY) == "confirmed"


@pytest.mark.parametrize(("state", "free"), [("confirmed", 1), ("offered", 1), ("requested", 2), ("waitlisted", 2)])
def test_a_seat_is_held_by_who_has_it_and_by_whom_it_was_offered_to(state, free):
    edition = an_edition(seats=2)
    trainings.registration(edition, state=state)

    assert rules.seats_free(edition) == free


def test_no_seats_are_free_when_staff_took_away_more_than_there_were():
    edition = an_edition(seats=1)
    trainings.registration(edition)
    trainings.registration(edition)

    assert rules.seats_free(edition) == 0


# --- What a seat costs ----------------------------------------------------------------------------


def test_who_comes_for_a_member_pays_the_member_price_and_who_does_not_the_other():
    edition = an_edition(price_member=Decimal(90), price_other=Decimal(140))
    member, other = members.municipality(), members.municipality()
    member_actions.join(member, on=TODAY)

    assert rules.price_for(edition, member, on=TODAY) == (Decimal(90), "member")
    assert rules.price_for(edition, other, on=TODAY) == (Decimal(140), "other")
    assert rules.price_for(edition, None, on=TODAY) == (Decimal(140), "other")


def test_a_member_pays_the_member_price_from_the_day_of_joining():
    edition, municipality = an_edition(), members.municipality()
    member_actions.join(municipality, on=TODAY)

    assert rules.price_for(edition, municipality, on=TODAY).tariff == "member"
    assert rules.price_for(edition, municipality, on=TODAY - A_DAY).tariff == "other"


def test_a_free_edition_is_free_for_everybody():
    edition = an_edition(price_member=Decimal(0), price_other=Decimal(0))

    assert rules.price_for(edition, None, on=TODAY) == (Decimal(0), "free")


def test_an_edition_that_is_free_for_members_only_is_a_member_price():
    edition = an_edition(price_member=Decimal(0), price_other=Decimal(50))
    municipality = members.municipality()
    member_actions.join(municipality, on=TODAY)

    assert rules.price_for(edition, municipality, on=TODAY) == (Decimal(0), "member")


# --- Who waits, and who gets a seat that comes free -----------------------------------------------

BEGINNING = at(FIRST_DAY, MORNING[0])
IN_TIME = at(TODAY, time(12))


def names(registrations):
    return [registration.person.first_name for registration in registrations]


def waiting(edition, first_name, **fields):
    return trainings.registration(edition, members.person(first_name=first_name), state="waitlisted", **fields)


def test_as_many_are_seated_as_there_are_seats_free_and_who_came_first_goes_first():
    edition = an_edition(seats=2)
    for first_name in ("An", "Bo", "Cas"):
        waiting(edition, first_name)

    line = rules.next_in_line(edition, now=IN_TIME)

    assert names(line.seated) == ["An", "Bo"]
    assert line.skipped == []


def test_nobody_is_seated_while_no_seat_is_free():
    edition = an_edition(seats=1)
    trainings.registration(edition)
    waiting(edition, "An")

    assert rules.next_in_line(edition, now=IN_TIME).seated == []


def test_who_queued_first_goes_first_whatever_the_order_of_the_rows():
    edition = an_edition(seats=1)
    waiting(edition, "Later", queued_at=IN_TIME)
    waiting(edition, "Sooner", queued_at=IN_TIME - A_DAY)

    assert names(rules.next_in_line(edition, now=IN_TIME).seated) == ["Sooner"]


def test_who_was_given_priority_goes_before_who_came_first():
    edition = an_edition(seats=1)
    waiting(edition, "First")
    waiting(edition, "Urgent", priority=1)

    assert names(rules.next_in_line(edition, now=IN_TIME).seated) == ["Urgent"]


def test_who_has_a_seat_elsewhere_at_that_time_is_skipped_and_the_next_one_is_seated():
    edition, elsewhere = (an_edition(seats=1) for _ in range(2))
    busy = waiting(edition, "Busy")
    trainings.registration(elsewhere, busy.person)
    waiting(edition, "Free")

    line = rules.next_in_line(edition, now=IN_TIME)

    assert (names(line.skipped), names(line.seated)) == (["Busy"], ["Free"])


def is_elsewhere(person, edition):
    waiting = trainings.registration(edition, person, state="waitlisted")
    return rules.marked_elsewhere(edition.registrations.all()).get(pk=waiting.pk).is_elsewhere


@pytest.mark.parametrize(
    ("state", "expected"), [("confirmed", True), ("offered", True), ("waitlisted", False), ("requested", False)]
)
def test_only_who_has_a_seat_there_is_elsewhere(state, expected):
    edition, elsewhere = (an_edition() for _ in range(2))
    person = trainings.registration(elsewhere, state=state).person

    assert is_elsewhere(person, edition) == expected


def test_nobody_is_elsewhere_in_an_edition_that_is_cancelled():
    edition, elsewhere = (an_edition() for _ in range(2))
    person = trainings.registration(elsewhere).person

    Edition.objects.filter(pk=elsewhere.pk).update(state="cancelled")

    assert not is_elsewhere(person, edition)


def test_who_is_elsewhere_on_the_same_day_at_another_hour_can_come():
    morning = an_edition(half_days=1)
    afternoon = an_edition(half_days=0)
    afternoon.half_days.create(date=FIRST_DAY, starts_at=MORNING[1], ends_at=AFTERNOON[1])
    early, late = trainings.registration(morning).person, trainings.registration(afternoon).person

    assert not is_elsewhere(early, afternoon)
    assert not is_elsewhere(late, morning)


def test_who_is_elsewhere_for_one_minute_of_one_half_day_cannot_come():
    morning = an_edition(half_days=1)
    nearly_noon = an_edition(half_days=0)
    nearly_noon.half_days.create(date=FIRST_DAY, starts_at=time(12, 29), ends_at=AFTERNOON[1])
    person = trainings.registration(morning).person

    assert is_elsewhere(person, nearly_noon)


def test_seats_are_given_until_a_day_before_the_beginning():
    edition = an_edition()
    a_day_before = BEGINNING - A_DAY

    assert rules.may_promote(edition, now=a_day_before - timedelta(seconds=1))
    assert not rules.may_promote(edition, now=a_day_before)
    assert not rules.may_promote(edition, now=BEGINNING + A_DAY)


@pytest.mark.parametrize(
    ("state", "expected"), [("draft", False), ("open", True), ("closed", True), ("cancelled", False)]
)
def test_seats_are_given_while_an_edition_is_open_or_closed(state, expected):
    edition = an_edition(state=state)

    assert rules.may_promote(edition, now=IN_TIME) == expected


def test_nobody_is_seated_in_an_edition_without_dates():
    edition = an_edition(half_days=0)

    assert not rules.may_promote(edition, now=IN_TIME)


# --- Cancelling a registration --------------------------------------------------------------------


def test_one_may_cancel_ones_own_registration_and_nobody_elses():
    edition = an_edition()
    mine, yours = trainings.registration(edition), trainings.registration(edition)

    assert rules.cancel_refusals(mine, by=mine.person.user, now=IN_TIME) == []
    assert rules.cancel_refusals(yours, by=mine.person.user, now=IN_TIME) == [Refusal.NOT_YOURS]


def test_who_plans_may_cancel_anybodys_registration():
    registration = trainings.registration(an_edition())

    assert rules.cancel_refusals(registration, by=members.user_with(Role.STAFF), now=IN_TIME) == []


def test_a_head_of_service_sees_the_registrations_of_the_municipality_but_may_not_cancel_them():
    registration = trainings.registration(an_edition())
    head = members.user_with(Role.MANAGER, registration.municipality)

    assert rules.cancel_refusals(registration, by=head, now=IN_TIME) == [Refusal.NOT_YOURS]


def test_what_has_ended_cannot_be_cancelled_again():
    edition = an_edition()
    registration = trainings.registration(edition, state="cancelled-by-participant")

    assert rules.cancel_refusals(registration, by=registration.person.user, now=IN_TIME) == [Refusal.NOT_ACTIVE]


def test_one_may_cancel_until_the_first_half_day_begins():
    registration = trainings.registration(an_edition())
    participant = registration.person.user

    assert rules.cancel_refusals(registration, by=participant, now=BEGINNING - timedelta(seconds=1)) == []
    assert rules.cancel_refusals(registration, by=participant, now=BEGINNING) == [Refusal.STARTED]


def test_who_plans_may_cancel_until_the_edition_is_over():
    registration = trainings.registration(an_edition(half_days=1))
    staff, end = members.user_with(Role.STAFF), registration.edition.half_days.get().finishes

    assert rules.cancel_refusals(registration, by=staff, now=end - A_MINUTE) == []
    assert rules.cancel_refusals(registration, by=staff, now=end) == [Refusal.OVER]


def test_an_edition_can_be_called_off_until_it_is_over():
    edition = an_edition(half_days=1)
    end = edition.half_days.get().finishes

    assert rules.cancel_edition_refusals(edition, now=end - A_MINUTE) == []
    assert rules.cancel_edition_refusals(edition, now=end) == [Refusal.OVER]


# --- Giving a seat by hand ------------------------------------------------------------------------


def test_staff_may_seat_somebody_on_the_last_day_when_a_seat_is_free():
    edition = an_edition(seats=1)
    waiting = trainings.registration(edition, state="waitlisted")

    assert rules.seat_refusals(waiting, now=BEGINNING - A_MINUTE) == []
    trainings.registration(edition)
    assert rules.seat_refusals(waiting, now=BEGINNING - A_MINUTE) == [Refusal.NO_SEAT_FREE]


def test_only_who_waits_can_be_seated():
    assert rules.seat_refusals(trainings.registration(an_edition()), now=BEGINNING) == [Refusal.NOT_WAITING]


# --- Moving a half-day ----------------------------------------------------------------------------


def move_refusals(half_day, *, date=FIRST_DAY + A_DAY, starts_at=MORNING[0], ends_at=MORNING[1], today=TODAY):
    return rules.move_refusals(half_day, date=date, starts_at=starts_at, ends_at=ends_at, today=today)


def test_a_half_day_may_move_to_a_later_day():
    half_day = an_edition().half_days.first()

    assert move_refusals(half_day) == []


def test_a_half_day_may_move_to_today_but_not_to_yesterday():
    half_day = an_edition().half_days.first()

    assert move_refusals(half_day, date=TODAY) == []
    assert move_refusals(half_day, date=TODAY - A_DAY) == [Refusal.IN_THE_PAST]


def test_a_half_day_may_move_on_its_own_day_but_not_once_it_is_over():
    half_day = an_edition().half_days.first()

    assert move_refusals(half_day, today=FIRST_DAY) == []
    assert move_refusals(half_day, today=FIRST_DAY + A_DAY) == [Refusal.STARTED]


@pytest.mark.parametrize("ends_at", [time(9, 30), time(9)])
def test_a_moved_half_day_has_to_end_after_it_starts(ends_at):
    half_day = an_edition().half_days.first()

    assert move_refusals(half_day, starts_at=time(9, 30), ends_at=ends_at) == [Refusal.ENDS_BEFORE_IT_STARTS]


def test_a_half_day_may_move_up_to_the_next_one_of_its_edition_but_not_into_it():
    half_day = an_edition(half_days=2).half_days.first()
    into_it = time(13, 31)

    assert move_refusals(half_day, date=FIRST_DAY, ends_at=AFTERNOON[0]) == []
    assert move_refusals(half_day, date=FIRST_DAY, ends_at=into_it) == [Refusal.HALF_DAYS_OVERLAP]


def test_a_half_day_may_move_into_its_own_hours():
    half_day = an_edition().half_days.first()

    assert move_refusals(half_day, date=FIRST_DAY, starts_at=time(10)) == []


def test_a_half_day_of_a_cancelled_edition_stays_where_it_is():
    half_day = an_edition(state="cancelled").half_days.first()

    assert move_refusals(half_day) == [Refusal.CANCELLED]
