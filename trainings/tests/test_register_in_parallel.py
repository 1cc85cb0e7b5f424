"""Many people at the same moment: seats are given under the hold, on SQLite and on PostgreSQL alike."""

import uuid
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event

import pytest
from django.db import connection, connections, transaction
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from trainings import actions, audit, rules
from trainings.models import Edition, FreePlaces, Registration, RegistrationGroup
from trainings.models.billing import MemberYearQuerySet
from trainings.models.editions import EditionQuerySet
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 24


def at_once(deeds):
    """Do all deeds, the first of each thread at the same moment; gives what each returned or raised, in no order."""
    threads = min(THREADS, len(deeds))
    start = Barrier(threads)

    def do(share):
        try:
            start.wait(timeout=20)
            return [outcome_of(deed) for deed in share]
        finally:
            connections.close_all()  # each thread has connections of its own

    with ThreadPoolExecutor(threads) as pool:
        return [
            outcome for outcomes in pool.map(do, (deeds[n::threads] for n in range(threads))) for outcome in outcomes
        ]


def outcome_of(deed):
    try:
        return deed()
    except Exception as error:
        return error


def registering(edition, number, *, register=actions.register):
    """As many deeds as that, each of which registers somebody else."""
    today = timezone.localdate()

    def deed_of(person):
        return lambda: register(edition, person, by=person.user, today=today).state

    return [deed_of(members.person()) for _ in range(number)]


def violations():
    return [*audit.seats(), *audit.queues(), *audit.offers()]


def test_48_people_on_10_seats_are_10_who_sit_and_38_who_wait_in_line():
    edition = trainings.edition(seats=10)

    outcomes = at_once(registering(edition, 48))

    places = edition.registrations.waiting().with_place_in_line().values_list("place_in_line", flat=True)
    assert Counter(outcomes) == {"confirmed": 10, "waitlisted": 38}
    assert list(places) == list(range(1, 39))
    assert Counter(Mail.objects.values_list("kind", flat=True)) == {
        "trainings/mail/registered": 10,
        "trainings/mail/waitlisted": 38,
    }
    assert violations() == []


def test_without_the_hold_the_same_race_gives_more_seats_than_there_are(monkeypatch):
    """The control: it shows that the test above could fail, and that the hold is what makes it pass."""
    edition = trainings.edition(seats=10)
    # Without the hold the race is there but seldom seen, so everybody waits between counting and writing until all
    # have counted. On SQLite the transaction goes too: it begins with the write lock (IMMEDIATE), which would keep
    # the others from counting at all.
    register = actions.register if connection.vendor == "postgresql" else actions.register.__wrapped__
    all_have_counted, count = Barrier(THREADS), rules.arrival

    def count_and_wait(*args, **kwargs):
        arrival = count(*args, **kwargs)
        all_have_counted.wait(timeout=20)
        return arrival

    monkeypatch.setattr(EditionQuerySet, "hold", lambda editions, pk: editions.get(pk=pk))
    monkeypatch.setattr(rules, "arrival", count_and_wait)
    outcomes = at_once(registering(edition, THREADS, register=register))

    assert Counter(outcomes) == {"confirmed": THREADS}
    assert violations() == [f"edition {edition.pk}: {THREADS} people on 10 seats"]


def colleagues_on_the_last_free_place(*, register=actions.register):
    """Two deeds, each of which registers a colleague for an edition of their own: no hold on an edition helps here."""
    today, place = timezone.localdate(), members.municipality()
    members.membership(place)
    editions = [trainings.edition() for _ in range(2)]
    FreePlaces.objects.create(year=editions[0].half_days.first().date.year, places=1)

    def deed_of(edition):
        person = members.person(role=Role.OFFICER, municipality=place)
        return lambda: register(edition, person, by=person.user, today=today, municipality=place).tariff

    return [deed_of(edition) for edition in editions]


def test_two_colleagues_on_the_last_free_place_are_one_who_is_free_and_one_who_pays_as_a_member():
    outcomes = at_once(colleagues_on_the_last_free_place())

    assert Counter(outcomes) == {"free-place": 1, "member": 1}
    assert list(audit.free_places()) == []


def test_without_the_hold_on_the_year_both_colleagues_are_free(monkeypatch):
    """The control, as above: both have counted before either writes."""
    register = actions.register if connection.vendor == "postgresql" else actions.register.__wrapped__
    both_have_counted, price_today = Barrier(2), rules.price_today

    def count_and_wait(*args, **kwargs):
        price = price_today(*args, **kwargs)
        both_have_counted.wait(timeout=20)
        return price

    monkeypatch.setattr(MemberYearQuerySet, "hold", lambda *args: None)
    monkeypatch.setattr(rules, "price_today", count_and_wait)
    outcomes = at_once(colleagues_on_the_last_free_place(register=register))

    assert Counter(outcomes) == {"free-place": 2}
    assert len(list(audit.free_places())) == 1


def test_6_groups_of_4_on_10_seats_hold_10_and_each_person_has_a_result_of_their_own():
    """Each group is three colleagues and a seat for which the name follows, which is kept or refused."""
    edition, today = trainings.edition(seats=10), timezone.localdate()

    def deed_of(place):
        by, people = members.user_with(Role.OFFICER, place), [members.person(municipality=place) for _ in range(3)]
        fields = {"by": by, "municipality": place, "people": people, "unnamed": 1, "form_key": uuid.uuid4()}
        return lambda: actions.register_group(edition, today=today, **fields).outcomes

    outcomes = at_once([deed_of(members.municipality()) for _ in range(6)])

    results = [outcome for group in outcomes for outcome in group]
    seated = [one for one in results if one.seat or (one.registration and one.registration.state == "confirmed")]
    waiting = [one for one in results if one.registration and one.registration.state == "waitlisted"]
    refused = [one for one in results if one.reasons]
    assert [len(group) for group in outcomes] == [4] * 6
    assert (len(seated), len(seated) + len(waiting) + len(refused)) == (10, 24)
    assert edition.count_seats_held() == 10
    assert {one.reasons for one in refused} == {(rules.Refusal.NO_SEAT_TO_KEEP,)}
    assert violations() == []


def test_a_group_that_is_sent_twice_at_once_is_one_group():
    edition, place, form_key = trainings.edition(), members.municipality(), uuid.uuid4()
    user, colleague = members.user_with(Role.OFFICER, place), members.person(municipality=place)
    address = reverse("trainings:edition_register", args=[edition.pk])
    answers = {"form_key": form_key, "colleagues": [colleague.pk]}
    browsers = [visit_as(user) for _ in range(2)]

    pages = at_once([lambda browser=browser: browser.post(address, answers) for browser in browsers])

    group = RegistrationGroup.objects.get()
    assert [(page.status_code, page.url) for page in pages] == [(302, group.get_absolute_url())] * 2
    assert (Registration.objects.count(), Mail.objects.count()) == (2, 3)


def test_a_name_for_a_kept_seat_and_its_lapse_at_once_fill_it_once():
    edition, place = trainings.edition(seats=1), members.municipality()
    user, colleague = members.user_with(Role.OFFICER, place), members.person(municipality=place)
    seat = trainings.kept_seat(trainings.group(edition, user, municipality=place))
    waiting = trainings.registration(edition, state="waitlisted")
    today, now = timezone.localdate(), timezone.now()
    too_late = now + timedelta(days=1)
    type(seat).objects.update(names_by=today)

    at_once(
        [
            lambda: actions.name_seat(seat, by=user, today=today, now=now, person=colleague),
            lambda: actions.mind_reserved_seats(now=too_late),
        ]
    )

    seated = edition.registrations.holding_a_seat().get()
    assert seated.person in (colleague, waiting.person)
    assert edition.count_seats_held() == 1
    assert violations() == []


def test_20_cancellations_seat_exactly_the_20_who_wait():
    edition = trainings.edition(seats=20)
    leaving = [trainings.registration(edition) for _ in range(20)]
    waiting = [trainings.registration(edition, state="waitlisted") for _ in range(21)]
    now = timezone.now()

    def deed_of(registration):
        return lambda: actions.cancel(registration, by=registration.person.user, now=now).state

    outcomes = at_once([deed_of(registration) for registration in leaving])

    assert Counter(outcomes) == {"cancelled-by-participant": 20}
    assert set(edition.registrations.holding_a_seat()) == set(waiting[:20])
    assert list(edition.registrations.waiting()) == waiting[20:]
    assert Mail.objects.filter(kind="trainings/mail/promoted").count() == 20
    assert violations() == []


def test_a_seat_that_comes_free_while_others_register_goes_to_who_waits():
    edition = trainings.edition(seats=1)
    leaving = trainings.registration(edition)
    waiting = trainings.registration(edition, state="waitlisted")
    now = timezone.now()

    outcomes = at_once(
        [
            lambda: actions.cancel(leaving, by=leaving.person.user, now=now).state,
            *registering(edition, THREADS - 1),
        ]
    )

    assert Counter(outcomes) == {"cancelled-by-participant": 1, "waitlisted": THREADS - 1}
    assert list(edition.registrations.holding_a_seat()) == [waiting]


def test_a_double_click_registers_once_and_answers_both_times():
    edition, person, form_key = trainings.edition(), members.person(), uuid.uuid4()
    address = reverse("trainings:edition_register", args=[edition.pk])
    browsers = [visit_as(person.user) for _ in range(2)]

    pages = at_once([lambda browser=browser: browser.post(address, {"form_key": form_key}) for browser in browsers])

    assert [page.status_code for page in pages] == [302, 302]
    assert (Registration.objects.count(), Mail.objects.count()) == (1, 1)


def test_two_forms_of_one_person_at_once_register_once_and_refuse_once():
    edition, person = trainings.edition(), members.person()
    address = reverse("trainings:edition_register", args=[edition.pk])
    browsers = [visit_as(person.user) for _ in range(2)]

    pages = at_once([lambda browser=browser: browser.post(address, {"form_key": uuid.uuid4()}) for browser in browsers])

    assert sorted(page.status_code for page in pages) == [200, 302]
    assert (Registration.objects.count(), Mail.objects.count()) == (1, 1)


def test_offers_that_are_accepted_while_the_clock_takes_them_back_end_one_way_each():
    edition = trainings.edition(seats=6, promotion="offer")
    now = timezone.now()
    offers = [
        trainings.registration(edition, state="offered", offer_until=now + timedelta(minutes=number % 2))
        for number in range(6)
    ]
    for _ in range(3):
        trainings.registration(edition, state="waitlisted")

    def accepting(registration):
        return lambda: actions.accept(registration, by=registration.person.user, now=now).state

    outcomes = at_once([*map(accepting, offers), *[lambda: actions.lapse_offers(now=now)] * 3])

    states = Counter(edition.registrations.values_list("state", flat=True))
    assert Counter(str(outcome) for outcome in outcomes) == {"confirmed": 3, "offer-lapsed": 3, "None": 3}
    assert states == {"confirmed": 3, "offer-lapsed": 3, "offered": 3}
    assert Mail.objects.filter(kind="trainings/mail/offered").count() == 3
    assert violations() == []


@pytest.mark.servers
def test_who_waits_too_long_for_their_turn_is_asked_to_try_again():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite waits as long as its settings say, for any lock; on PostgreSQL the hold has its own limit")
    edition, person = trainings.edition(), members.person()
    address = reverse("trainings:edition_register", args=[edition.pk])
    is_held, is_answered = Event(), Event()

    def hold_it():
        with transaction.atomic():
            Edition.objects.hold(edition.pk)
            is_held.set()
            is_answered.wait(timeout=20)

    def ask():
        is_held.wait(timeout=20)
        page = visit_as(person.user).post(address, {"form_key": uuid.uuid4()})
        is_answered.set()
        return page

    pages = at_once([hold_it, ask])

    assert [page.status_code for page in pages if page] == [503]
    assert Registration.objects.count() == 0
