"""The half-days in an .ics file, as an agenda will read them."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from icalendar import Calendar

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from trainings import actions, calendars
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db

TODAY = date(2027, 2, 1)
NOW = timezone.make_aware(datetime(2027, 2, 1, 12))
BRUSSELS = ZoneInfo("Europe/Brussels")


def agenda(registration):
    """The file as somebody's agenda reads it."""
    return Calendar.from_ical(calendars.attachment(registration)["text"])


def mailed_agenda(registration):
    """The file in the last mail to this participant."""
    mail = Mail.objects.filter(to_email=registration.person.email).latest("pk")
    (attachment,) = mail.attachments
    return Calendar.from_ical(attachment["text"])


def values(calendar, name):
    return [event[name] for event in calendar.walk("VEVENT")]


def move(half_day, day):
    return actions.move_half_day(
        half_day, date=day, starts_at=half_day.starts_at, ends_at=half_day.ends_at, today=TODAY, now=NOW
    )


# --- What is in it --------------------------------------------------------------------------------


def test_each_half_day_is_an_event_of_its_own_in_local_time():
    edition = trainings.edition(first_day=date(2027, 3, 1), half_days=4)

    calendar = agenda(trainings.registration(edition))

    assert [(event.decoded("dtstart"), event.decoded("dtend")) for event in calendar.walk("VEVENT")] == [
        (half_day.begins, half_day.finishes) for half_day in edition.half_days.all()
    ]
    assert {event["dtstart"].params["TZID"] for event in calendar.walk("VEVENT")} == {"Europe/Brussels"}


def test_an_event_says_what_where_and_that_it_is_certain():
    module = trainings.module(title_nl="Eén, twee; drie – wérkvormen")
    edition = trainings.edition(module=module, venue="De Wervel", city="Gent", half_days=1)

    calendar = agenda(trainings.registration(edition))

    (event,) = calendar.walk("VEVENT")
    assert (event["summary"], event["location"], event["status"]) == (
        "Eén, twee; drie – wérkvormen",
        "De Wervel, Gent",
        "CONFIRMED",
    )
    assert event["url"].endswith(edition.get_absolute_url())


def test_the_file_speaks_the_language_of_who_gets_it_whoever_caused_it():
    edition = trainings.edition(module=trainings.module(title_nl="Netwerken", title_en="Networking"), half_days=1)
    reads_dutch, reads_english = (trainings.registration(edition, members.person(language=it)) for it in ("nl", "en"))

    with translation.override("en"):
        in_dutch = values(agenda(reads_dutch), "summary")
    with translation.override("nl"):
        in_english = values(agenda(reads_english), "summary")

    assert (in_dutch, in_english) == (["Netwerken"], ["Networking"])


def test_the_file_asks_for_no_answer_and_names_no_people():
    calendar = agenda(trainings.registration(trainings.edition()))

    assert calendar["method"] == "PUBLISH"
    for event in calendar.walk("VEVENT"):
        assert "organizer" not in event
        assert "attendee" not in event


def test_the_file_brings_the_time_zone_that_it_names():
    calendar = agenda(trainings.registration(trainings.edition()))

    assert [zone["tzid"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Brussels"]


@pytest.mark.parametrize(
    ("day", "in_utc"),
    [
        (date(2027, 3, 27), time(8, 30)),  # the clock goes forward on 28 March
        (date(2027, 3, 28), time(7, 30)),
        (date(2027, 3, 29), time(7, 30)),
        (date(2027, 10, 30), time(7, 30)),  # and back on 31 October
        (date(2027, 10, 31), time(8, 30)),
        (date(2027, 11, 1), time(8, 30)),
    ],
)
def test_half_past_nine_stays_half_past_nine_around_the_change_of_the_clock(day, in_utc):
    edition = trainings.edition(first_day=day, half_days=1)

    (event,) = agenda(trainings.registration(edition)).walk("VEVENT")

    assert event["dtstart"].to_ical() == f"{day:%Y%m%d}T093000".encode()
    assert event.decoded("dtstart").astimezone(BRUSSELS).time() == time(9, 30)
    assert event.decoded("dtstart").astimezone(UTC).time() == in_utc


# --- How it follows what happens ------------------------------------------------------------------


def test_a_half_day_that_moves_stays_the_same_event_of_a_higher_sequence():
    edition = trainings.edition(first_day=date(2027, 3, 1), half_days=2)
    registration = trainings.registration(edition)
    before = agenda(registration)

    move(edition.half_days.first(), date(2027, 2, 22))
    once = mailed_agenda(registration)
    move(edition.half_days.first(), date(2027, 2, 15))
    twice = mailed_agenda(registration)

    assert values(before, "uid") == values(once, "uid") == values(twice, "uid")
    assert (values(before, "sequence"), values(once, "sequence"), values(twice, "sequence")) == ([0, 0], [1, 0], [2, 0])
    assert twice.walk("VEVENT")[0].decoded("dtstart").date() == date(2027, 2, 15)


def test_every_event_has_a_uid_of_its_own():
    edition = trainings.edition(half_days=4)

    uids = values(agenda(trainings.registration(edition)), "uid")

    assert len(set(uids)) == 4


def test_a_cancelled_registration_takes_its_half_days_out_of_the_agenda():
    registration = trainings.registration(trainings.edition(first_day=date(2027, 3, 1)))
    before = agenda(registration)

    actions.cancel(registration, by=registration.person.user, now=NOW)

    after = mailed_agenda(registration)
    assert values(after, "uid") == values(before, "uid")
    assert values(after, "status") == ["CANCELLED", "CANCELLED"]
    assert (values(before, "sequence"), values(after, "sequence")) == ([0, 0], [1, 1])


def test_a_cancelled_edition_takes_its_half_days_out_of_every_agenda():
    edition = trainings.edition(first_day=date(2027, 3, 1))
    registration = trainings.registration(edition)
    move(edition.half_days.first(), date(2027, 2, 22))

    actions.cancel_edition(edition, by=members.user_with(Role.STAFF), now=NOW)

    after = mailed_agenda(registration)
    assert values(after, "status") == ["CANCELLED", "CANCELLED"]
    assert values(after, "sequence") == [3, 2]


def test_who_cancels_and_comes_back_gets_events_that_the_agenda_has_not_thrown_away():
    edition = trainings.edition(first_day=date(2027, 3, 1))
    person = members.person()
    first = actions.register(edition, person, by=person.user, today=TODAY, now=NOW)
    actions.cancel(first, by=person.user, now=NOW)
    thrown_away = mailed_agenda(first)

    second = actions.register(edition, person, by=person.user, today=TODAY, now=NOW)

    back = mailed_agenda(second)
    assert values(back, "status") == ["CONFIRMED", "CONFIRMED"]
    assert set(values(back, "uid")).isdisjoint(values(thrown_away, "uid"))


def test_a_seat_that_comes_free_arrives_with_the_half_days_for_the_agenda():
    edition = trainings.edition(seats=1, first_day=date(2027, 3, 1))
    registration = trainings.registration(edition)
    waiting = trainings.registration(edition, state="waitlisted")

    actions.cancel(registration, by=registration.person.user, now=NOW)

    assert values(mailed_agenda(waiting), "status") == ["CONFIRMED", "CONFIRMED"]
