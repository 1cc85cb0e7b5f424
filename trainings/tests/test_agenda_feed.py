"""Agendas to subscribe to: one's own by a secret address, a trainer's, and what is on offer."""

from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from portal.tokens import hash_of
from trainings import actions
from trainings.models import AgendaAddress
from trainings.tests import factories as trainings
from trainings.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db

DAY = date(2027, 3, 1)
TODAY = date(2027, 2, 1)
NOW = timezone.make_aware(datetime(2027, 2, 1, 12))


def address_of(person):
    token = actions.token_of(actions.make_agenda_address(person, now=NOW))
    return reverse("trainings:agenda_feed", args=[token])


def events_at(address, **headers):
    return Calendar.from_ical(visit_as().get(address, headers=headers).content).walk("VEVENT")


def values(events, *names):
    return [tuple(str(event.get(name, "")) for name in names) for event in events]


# --- Whose it is, and who can read it ----------------------------------------------------------------


def test_somebody_finds_the_half_days_that_they_come_to_and_nobody_elses():
    edition = trainings.edition(first_day=DAY, half_days=2)
    registration = trainings.registration(edition)
    trainings.registration(trainings.edition(first_day=DAY))

    events = events_at(address_of(registration.person))

    assert [event.decoded("dtstart") for event in events] == [each.begins for each in edition.half_days.all()]


def test_a_trainer_finds_what_they_teach_beside_what_they_follow():
    coach = members.person(role=Role.COACH)
    taught, followed = (trainings.edition(first_day=DAY + timedelta(days=days), half_days=1) for days in (0, 1))
    taught.trainers.add(coach)
    trainings.registration(followed, coach)

    events = events_at(address_of(coach))

    assert {event["summary"] for event in events} == {taught.module.title_nl, followed.module.title_nl}
    assert sorted(str(event.get("description", "")) for event in events) == ["", "Je geeft deze vorming."]


def test_a_new_address_and_a_revoked_one_close_the_old_one_at_once():
    person, browser = members.person(), visit_as()
    first = address_of(person)
    second = address_of(person)
    after_renewing = [browser.get(each).status_code for each in (first, second)]
    actions.revoke_agenda_address(person)

    assert after_renewing == [404, 200]
    assert browser.get(second).status_code == 404


def test_the_database_keeps_no_address_that_opens_a_feed():
    token = actions.token_of(actions.make_agenda_address(members.person(), now=NOW))

    row = AgendaAddress.objects.get()

    assert token not in (row.seed, row.token_hash)
    assert row.token_hash == hash_of(token)


def test_who_may_no_longer_log_in_has_no_feed():
    person = members.person()
    address = address_of(person)
    before = visit_as().get(address).status_code
    person.user.is_active = False
    person.user.save()

    assert (before, visit_as().get(address).status_code) == (200, 404)


def test_no_feed_names_a_participant_or_what_somebody_needs():
    coach, participant = members.person(role=Role.COACH), members.person(first_name="Annelore", last_name="Verbeke")
    edition = trainings.edition(first_day=DAY)
    edition.trainers.add(coach)
    trainings.registration(edition, participant, wishes="Rolstoelplaats")

    texts = [
        visit_as().get(address).content.decode()
        for address in (address_of(coach), address_of(participant), reverse("trainings:agenda_public"))
    ]

    for text in texts:
        assert not any(word in text for word in ("Verbeke", "Rolstoel", "ORGANIZER", "ATTENDEE", participant.email))
        assert "METHOD:PUBLISH" in text


def test_the_public_feed_holds_what_is_on_offer_and_no_drafts():
    trainings.edition(first_day=DAY, state="draft", half_days=1)
    shown = trainings.edition(first_day=timezone.localdate() + timedelta(days=9), half_days=2)

    events = events_at(reverse("trainings:agenda_public"))

    assert values(events, "summary", "transp") == [(shown.module.title_nl, "TRANSPARENT")] * 2


# --- How it follows what happens -----------------------------------------------------------------------


def test_a_plain_fetch_changes_nothing_and_the_second_time_nothing_is_sent():
    address = address_of(trainings.registration(trainings.edition(first_day=DAY)).person)
    browser = visit_as()

    first, second = browser.get(address), browser.get(address)
    not_changed = browser.get(address, headers={"if-none-match": first["ETag"]})

    assert first.content == second.content
    assert (not_changed.status_code, not_changed.content) == (304, b"")


def test_a_move_keeps_the_uid_raises_sequence_and_last_modified_and_changes_the_etag():
    registration = trainings.registration(trainings.edition(first_day=DAY, half_days=1))
    address = address_of(registration.person)
    (before,), tag = events_at(address), visit_as().get(address)["ETag"]

    later = NOW + timedelta(hours=1)
    actions.move_half_day(
        registration.edition.half_days.get(),
        date=DAY + timedelta(days=7),
        starts_at=trainings.MORNING[0],
        ends_at=trainings.MORNING[1],
        today=TODAY,
        now=later,
    )

    (after,) = events_at(address)
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert after.decoded("last-modified") == later > before.decoded("last-modified")
    assert visit_as().get(address, headers={"if-none-match": tag}).status_code == 200


def test_another_place_raises_the_sequence():
    registration = trainings.registration(trainings.edition(first_day=DAY, half_days=1))
    address = address_of(registration.person)

    actions.change_edition(registration.edition, seats=12, now=NOW, city="Brugge")

    assert values(events_at(address), "location", "sequence") == [("De Wervel, Brugge", "1")]


def test_the_mail_and_the_feed_hold_the_same_events():
    edition, person = trainings.edition(first_day=DAY), members.person()
    actions.register(edition, person, by=person.user, today=TODAY, now=NOW)
    names = ("uid", "sequence", "dtstart", "status", "last-modified")

    mailed = Calendar.from_ical(Mail.objects.get().attachments[0]["text"]).walk("VEVENT")

    assert [[event[name].to_ical() if name != "uid" else event[name] for name in names] for event in mailed] == [
        [event[name].to_ical() if name != "uid" else event[name] for name in names]
        for event in events_at(address_of(person))
    ]


def test_who_waits_is_not_sure_and_free_until_a_seat_comes():
    edition = trainings.edition(first_day=DAY, half_days=1, seats=1)
    first = trainings.registration(edition)
    waiting = trainings.registration(edition, state="waitlisted")
    address = address_of(waiting.person)
    before = values(events_at(address), "status", "transp", "sequence")

    actions.cancel(first, by=first.person.user, now=NOW)

    assert before == [("TENTATIVE", "TRANSPARENT", "0")]
    assert values(events_at(address), "status", "transp", "sequence") == [("CONFIRMED", "OPAQUE", "1")]


def test_a_half_day_that_was_called_off_stays_in_every_agenda_as_cancelled():
    edition, coach = trainings.edition(first_day=DAY, half_days=2), members.person(role=Role.COACH)
    edition.trainers.add(coach)
    registration = trainings.registration(edition)

    actions.cancel_half_day(edition.half_days.last(), by=None, now=NOW)

    addresses = (address_of(registration.person), address_of(coach), reverse("trainings:agenda_public"))
    for address in addresses:
        assert values(events_at(address), "status", "sequence") == [("CONFIRMED", "0"), ("CANCELLED", "1")]


def test_a_cancelled_edition_stays_in_every_agenda_as_cancelled():
    edition, coach = trainings.edition(first_day=DAY, half_days=1), members.person(role=Role.COACH)
    edition.trainers.add(coach)
    registration = trainings.registration(edition)

    actions.cancel_edition(edition, by=members.user_with(Role.STAFF), now=NOW)

    for address in (address_of(registration.person), address_of(coach), reverse("trainings:agenda_public")):
        assert values(events_at(address), "status") == [("CANCELLED",)]


def test_who_cancels_finds_it_no_more():
    registration = trainings.registration(trainings.edition(first_day=DAY))
    address = address_of(registration.person)

    actions.cancel(registration, by=registration.person.user, now=NOW)

    assert events_at(address) == []


# --- What another program reads ------------------------------------------------------------------------


def test_accents_commas_and_long_lines_come_through_unharmed():
    title = "Éénoudergezinnen, crèches; één naïef „idee”\\ " + "lang " * 14
    edition = trainings.edition(
        module=trainings.module(title_nl=title.strip()), first_day=DAY, city="Sint-Katelijne, Waver"
    )
    content = visit_as().get(address_of(trainings.registration(edition).person)).content

    events = Calendar.from_ical(content).walk("VEVENT")

    assert values(events, "summary", "location") == [(title.strip(), "De Wervel, Sint-Katelijne, Waver")] * 2
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))


@pytest.mark.parametrize("day", [date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 31), date(2027, 11, 1)])
def test_nine_oclock_stays_nine_oclock_around_the_change_of_the_clock(day):
    address = address_of(trainings.registration(trainings.edition(first_day=day, half_days=1)).person)

    calendar = Calendar.from_ical(visit_as().get(address).content)

    (event,) = calendar.walk("VEVENT")
    assert event["dtstart"].to_ical() == f"{day:%Y%m%d}T093000".encode()
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == [event["dtstart"].params["TZID"]]


def test_three_registrations_take_as_many_queries_as_one():
    person = members.person()
    address, browser = address_of(person), visit_as()

    def join():
        trainings.registration(trainings.edition(first_day=DAY), person)

    join()
    with_one = number_of_queries(browser, address)
    join()
    join()

    assert with_one == number_of_queries(browser, address) <= 6


# --- The page -------------------------------------------------------------------------------------------


def test_the_page_makes_shows_and_revokes_an_address_and_reading_it_makes_none():
    person = members.person()
    browser, page = visit_as(person.user), reverse("trainings:agenda_detail")

    browser.get(page)
    none_yet = AgendaAddress.objects.count()
    browser.post(reverse("trainings:agenda_make"))
    url = browser.get(page).context["url"]
    opened = browser.get(url.removeprefix("http://localhost:8000")).status_code
    browser.post(reverse("trainings:agenda_revoke"))

    assert (none_yet, opened, AgendaAddress.objects.count()) == (0, 200, 0)


def test_an_address_of_another_server_secret_works_and_is_not_shown(settings):
    person = members.person()
    address = address_of(person)
    settings.SECRET_KEY = "another secret of the server"

    page = visit_as(person.user).get(reverse("trainings:agenda_detail"))

    assert (page.context["url"], visit_as().get(address).status_code) == (None, 200)
