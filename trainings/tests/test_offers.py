"""A seat that is offered: until when, what an answer does, and what the clock does without one."""

from datetime import date, datetime, time, timedelta

import pytest
from django.utils import timezone

from members.models import Role, Touchpoint
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused
from trainings import actions, audit, rules
from trainings.rules import Refusal
from trainings.tests import factories as trainings

TODAY = date(2027, 2, 1)
NOW = timezone.make_aware(datetime(2027, 2, 1, 12))
AN_HOUR = timedelta(hours=1)


def at(*moment):
    return timezone.make_aware(datetime(*moment))


def an_edition(**fields):
    return trainings.edition(**{"first_day": date(2027, 3, 1), "promotion": "offer", "seats": 1, **fields})


def waiting(edition, number=1):
    return [trainings.registration(edition, state="waitlisted") for _ in range(number)]


def offered(edition, *, behind=0, now=NOW):
    """A seat of this edition, offered to the first of those who wait; `behind` more wait after them."""
    first, *_others = waiting(edition, 1 + behind)
    actions.change_edition(edition, seats=edition.seats, now=now)
    first.refresh_from_db()
    return first


def mails_to(person):
    kinds = Mail.objects.filter(to_email=person.email).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("trainings/mail/") for kind in kinds]


def state_of(registration):
    registration.refresh_from_db()
    return registration.state


# --- Until when -----------------------------------------------------------------------------------

FAR_AWAY = at(2027, 12, 1, 9)


@pytest.mark.parametrize(
    ("now", "deadline"),
    [
        (at(2027, 2, 1, 12), at(2027, 2, 3, 12)),  # Monday noon: two working days
        (at(2027, 2, 5, 16), at(2027, 2, 9, 16)),  # Friday 16 h: the weekend does not count
        (at(2027, 2, 6, 11), at(2027, 2, 10, 9)),  # Saturday: counted from Monday morning
        (at(2027, 2, 1, 22), at(2027, 2, 4, 9)),  # in the evening: counted from the next morning
        (at(2027, 2, 1, 6), at(2027, 2, 3, 9)),  # at dawn: from opening time
        (at(2027, 3, 25, 16), at(2027, 3, 30, 16)),  # Thursday before Easter: Monday is a holiday
        (at(2027, 3, 26, 16), at(2027, 3, 31, 16)),  # over the change to summer time it stays 16 h on the clock
    ],
)
def test_an_offer_leaves_two_working_days(now, deadline):
    assert rules.offer_deadline(now, stops=FAR_AWAY) == deadline


def test_an_offer_on_christmas_eve_waits_until_after_the_holiday_and_the_weekend():
    christmas_eve = at(2026, 12, 24, 16)  # a Thursday; Friday is Christmas Day

    assert rules.offer_deadline(christmas_eve, stops=at(2027, 1, 20, 9)) == at(2026, 12, 29, 16)


@pytest.mark.parametrize(
    ("stops", "deadline"),
    [
        (at(2027, 2, 12, 16), at(2027, 2, 9, 16)),  # a week left: two days to answer
        (at(2027, 2, 11, 16), at(2027, 2, 8, 16)),  # less: one day has to do
        (at(2027, 2, 8, 9, 30), at(2027, 2, 8, 9, 30)),  # and never later than promotion stops
        (at(2027, 2, 8, 9), at(2027, 2, 8, 9)),
        (at(2027, 2, 8, 8, 59), None),  # nobody answers in a weekend: staff phone
        (at(2027, 2, 7, 12), None),
    ],
)
def test_an_offer_of_friday_afternoon_shrinks_as_the_start_comes_near(stops, deadline):
    assert rules.offer_deadline(at(2027, 2, 5, 16), stops=stops) == deadline


@pytest.mark.parametrize("hours", range(0, 24 * 14, 5))
def test_a_deadline_is_always_on_a_working_day_in_office_hours_and_not_before_the_next_morning(hours):
    now = at(2026, 12, 18, 0) + timedelta(hours=hours)

    deadline = timezone.localtime(rules.offer_deadline(now, stops=at(2027, 3, 1, 9)))

    assert deadline.weekday() < 5
    assert time(9) <= deadline.time() < time(17)
    assert deadline.date() not in (date(2026, 12, 25), date(2027, 1, 1))
    assert deadline.date() > timezone.localdate(now)


# --- Offering -------------------------------------------------------------------------------------

pytestmark = pytest.mark.django_db


def test_a_seat_that_comes_free_is_offered_to_who_is_next_and_held_for_them():
    edition = an_edition()
    registration = trainings.registration(edition)
    first, second = waiting(edition, 2)

    actions.cancel(registration, by=registration.person.user, now=NOW)

    first.refresh_from_db()
    assert (first.state, first.offer_until, first.offers_made) == ("offered", at(2027, 2, 3, 12), 1)
    assert state_of(second) == "waitlisted"
    assert mails_to(first.person) == ["offered"]
    assert rules.seats_free(edition) == 0


def test_without_time_to_answer_nothing_is_offered_and_staff_phone():
    edition = an_edition()
    [first] = waiting(edition)
    saturday = at(2027, 2, 27, 12)  # the edition starts on Monday; automatic promotion stops on Sunday

    actions.seat_who_waits(now=saturday)

    assert state_of(first) == "waitlisted"
    assert rules.may_promote(edition, now=saturday) is False


def test_the_same_saturday_a_seat_is_given_where_seats_are_not_offered():
    edition = an_edition(promotion="direct")
    [first] = waiting(edition)

    actions.seat_who_waits(now=at(2027, 2, 27, 12))

    assert state_of(first) == "confirmed"


def test_raising_the_seats_offers_the_first_three_in_order_and_a_seat_with_a_price_too():
    edition = an_edition(price_member=90)
    trainings.registration(edition)
    people = waiting(edition, 5)

    actions.change_edition(edition, seats=4, now=NOW)

    assert [state_of(each) for each in people] == ["offered"] * 3 + ["waitlisted"] * 2


# --- Answering ------------------------------------------------------------------------------------


def test_who_says_yes_in_time_has_the_seat():
    registration = offered(an_edition())

    actions.accept(registration, by=registration.person.user, now=registration.offer_until - AN_HOUR)

    assert state_of(registration) == "confirmed"
    assert mails_to(registration.person) == ["offered", "registered"]


def test_who_says_yes_at_the_last_moment_is_too_late_also_when_the_clock_was_not_there_yet():
    registration = offered(an_edition())

    with pytest.raises(Refused) as refused:
        actions.accept(registration, by=registration.person.user, now=registration.offer_until)

    assert refused.value.reasons == [Refusal.OFFER_LAPSED]


def test_somebody_else_cannot_say_yes_but_staff_who_phoned_can():
    registration = offered(an_edition())

    with pytest.raises(Refused) as refused:
        actions.accept(registration, by=members.user_with(Role.OFFICER), now=NOW)
    actions.accept(registration, by=members.user_with(Role.STAFF), now=NOW)

    assert refused.value.reasons == [Refusal.NOT_YOURS]
    assert state_of(registration) == "confirmed"


def test_who_waits_has_nothing_to_say_yes_to():
    [registration] = waiting(an_edition())

    with pytest.raises(Refused) as refused:
        actions.accept(registration, by=registration.person.user, now=NOW)

    assert refused.value.reasons == [Refusal.NOT_OFFERED]


def test_who_says_no_leaves_the_seat_to_the_next_person():
    edition = an_edition()
    first = offered(edition, behind=1)
    second = edition.registrations.waiting().get()

    actions.refuse(first, by=first.person.user, now=NOW)

    assert (state_of(first), state_of(second)) == ("offer-lapsed", "offered")
    assert mails_to(first.person) == ["offered", "offer_refused"]


def test_who_was_offered_a_seat_can_leave_at_any_time():
    edition = an_edition()
    first = offered(edition, behind=1)

    actions.cancel(first, by=first.person.user, now=NOW)

    assert state_of(first) == "cancelled-by-participant"
    assert edition.registrations.offered().count() == 1


# --- The clock ------------------------------------------------------------------------------------


def test_an_offer_without_an_answer_lapses_and_the_next_person_is_served():
    edition = an_edition()
    first = offered(edition, behind=1)
    second = edition.registrations.waiting().get()

    actions.lapse_offers(now=first.offer_until - AN_HOUR)
    before = state_of(first)
    actions.lapse_offers(now=first.offer_until)
    actions.lapse_offers(now=first.offer_until)

    assert (before, state_of(first), state_of(second)) == ("offered", "offer-lapsed", "offered")
    assert mails_to(first.person) == ["offered", "offer_lapsed"]
    assert mails_to(second.person) == ["offered"]
    assert list(audit.offers()) == []


def test_who_lapsed_joins_the_queue_at_its_end_once():
    edition = an_edition()
    first = offered(edition, behind=2)
    actions.refuse(first, by=first.person.user, now=NOW)

    again = actions.queue_again(first, by=first.person.user, now=NOW, today=TODAY)
    places = list(edition.registrations.waiting())
    actions.cancel(again, by=first.person.user, now=NOW)
    with pytest.raises(Refused) as refused:
        actions.queue_again(first, by=first.person.user, now=NOW, today=TODAY)

    assert places[-1] == again
    assert refused.value.reasons == [Refusal.BACK_ALREADY]
    assert state_of(first) == "offer-lapsed"


def test_a_seat_is_offered_twice_at_most():
    edition = an_edition()
    first = offered(edition, behind=1)
    actions.refuse(first, by=first.person.user, now=NOW)
    again = actions.queue_again(first, by=first.person.user, now=NOW, today=TODAY)
    actions.refuse(edition.registrations.offered().get(), by=members.user_with(Role.STAFF), now=NOW)
    actions.refuse(again, by=first.person.user, now=NOW)
    again.refresh_from_db()

    with pytest.raises(Refused) as refused:
        actions.queue_again(again, by=first.person.user, now=NOW, today=TODAY)

    assert (again.state, again.offers_made) == ("offer-lapsed", 2)
    assert refused.value.reasons == [Refusal.OFFERED_TWICE]


def test_who_lapsed_cannot_come_back_once_staff_phone():
    edition = an_edition()
    first = offered(edition, behind=1)
    actions.refuse(first, by=first.person.user, now=NOW)

    with pytest.raises(Refused) as refused:
        actions.queue_again(first, by=first.person.user, now=at(2027, 2, 28, 9, 30), today=date(2027, 2, 28))

    assert refused.value.reasons == [Refusal.STARTED]


def test_a_colleague_who_takes_over_an_offer_has_as_long_to_answer():
    registration = offered(an_edition())

    follower = actions.replace(registration, members.person(), by=registration.person.user, now=NOW)

    assert (follower.state, follower.offer_until) == ("offered", registration.offer_until)


def test_an_offer_that_lapsed_leaves_nothing_in_the_ledger():
    edition, person = an_edition(), members.person()
    trainings.registration(edition)
    registration = actions.register(edition, person, by=person.user, today=TODAY, now=NOW)
    actions.change_edition(edition, seats=2, now=NOW)

    actions.refuse(registration, by=person.user, now=NOW)

    assert Touchpoint.objects.filter(person=person).count() == 0
