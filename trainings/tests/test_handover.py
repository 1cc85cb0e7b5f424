"""Registrations of who leaves, and of two records that are one human."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members import actions as members_actions
from members import handover
from members.models import Role, Touchpoint
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused
from trainings import actions
from trainings.models import Registration
from trainings.rules import Refusal
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def lier():
    return members.municipality("Lier")


@pytest.fixture
def leaver(lier):
    return members.person(municipality=lier)


@pytest.fixture
def successor(lier):
    return members.person(municipality=lier)


def open_with(person, place, today):
    return [key for key, _matter in handover.open_matters(person, municipality=place, today=today)]


def test_a_coming_registration_for_the_municipality_is_open_and_a_past_or_foreign_one_is_not(leaver, lier, today):
    coming = trainings.registration(trainings.edition(), leaver, municipality=lier)
    trainings.registration(trainings.edition(), leaver, municipality=members.municipality())
    past = trainings.registration(trainings.edition(), leaver, municipality=lier)
    past.edition.half_days.update(date=today - timedelta(days=1))

    assert open_with(leaver, lier, today) == [f"trainings.registrations|{coming.pk}"]


def test_without_a_municipality_what_is_open_everywhere_is_named(leaver, lier, today):
    edition = trainings.edition()
    here = trainings.registration(edition, leaver, municipality=lier)
    there = trainings.registration(trainings.edition(), leaver, municipality=members.municipality())

    keys = {f"trainings.registrations|{each.pk}" for each in (here, there)}
    assert set(open_with(leaver, None, today)) == keys


def test_who_takes_over_takes_the_seat(leaver, successor, lier, today, now):
    registration = trainings.registration(trainings.edition(seats=1), leaver, municipality=lier)
    staff = members.user_with(Role.STAFF)
    keys = open_with(leaver, lier, today)

    members_actions.leave_seat(leaver.roles.get(), on=today, by=staff, now=now, to=successor, matters=keys)

    registration.refresh_from_db()
    follower = Registration.objects.get(person=successor)
    assert (registration.state, follower.state) == ("replaced", "confirmed")
    assert (follower.municipality, follower.price, follower.tariff) == (lier, registration.price, registration.tariff)
    assert Mail.objects.filter(to_email=successor.email, kind="trainings/mail/took_over").count() == 1
    assert [row.person for row in Touchpoint.objects.all()] == [successor]


def test_who_takes_over_a_place_in_the_queue_stands_where_the_other_stood(leaver, successor, lier, now):
    edition = trainings.edition(seats=1)
    trainings.registration(edition, members.person())
    first = trainings.registration(edition, leaver, "waitlisted", municipality=lier)
    trainings.registration(edition, members.person(), "waitlisted")

    actions.replace(first, successor, by=None, now=now)

    waiting = [each.person for each in edition.registrations.waiting()]
    assert (first.state, waiting[0]) == ("waitlisted", successor)


def test_a_place_cannot_go_to_somebody_who_is_registered_already(leaver, successor, now):
    edition = trainings.edition()
    registration = trainings.registration(edition, leaver)
    trainings.registration(edition, successor)

    with pytest.raises(Refused) as refused:
        actions.replace(registration, successor, by=None, now=now)

    assert refused.value.reasons == [Refusal.REGISTERED_TOO]
    registration.refresh_from_db()
    assert registration.state == "confirmed"


def test_registrations_follow_the_kept_record_and_come_back(today):
    kept, gone = members.person(user=False), members.person(user=False)
    edition = trainings.edition()
    edition.trainers.add(gone)
    registration = trainings.registration(trainings.edition(), gone)
    admin = members.user_with(Role.ADMIN)

    done = members_actions.merge_people(kept, gone, by=admin, today=today)
    registration.refresh_from_db()
    followed = (registration.person, list(edition.trainers.all()))
    members_actions.undo_merge(done, by=admin, today=today)
    registration.refresh_from_db()

    assert followed == (kept, [kept])
    assert (registration.person, list(edition.trainers.all())) == (gone, [gone])
