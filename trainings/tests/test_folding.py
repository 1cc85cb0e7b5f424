"""Two records of one human, both registered for one edition."""

from datetime import timedelta

import pytest
from django.core import serializers
from django.utils import timezone, translation

from members import actions as register
from members.models import Role, Touchpoint
from members.tests import factories as members
from trainings import actions, audit
from trainings.models import Edition, Registration, RegistrationEvent, RegistrationState
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db

CONFIRMED, WAITLISTED, REQUESTED = (
    RegistrationState.CONFIRMED,
    RegistrationState.WAITLISTED,
    RegistrationState.REQUESTED,
)


@pytest.fixture
def admin():
    return members.user_with(Role.ADMIN)


def merge(kept, gone, admin):
    return register.merge_people(kept, gone, by=admin, today=timezone.localdate())


def rows():
    models = (Registration, Touchpoint)
    return [serializers.serialize("json", model.objects.order_by("pk")) for model in models]


@pytest.mark.parametrize(
    ("of_kept", "of_gone", "remains"),
    [(WAITLISTED, CONFIRMED, "gone"), (CONFIRMED, WAITLISTED, "kept"), (REQUESTED, WAITLISTED, "gone")],
)
def test_of_two_registrations_the_better_one_stays(admin, of_kept, of_gone, remains):
    kept, gone = members.person(), members.person()
    edition = trainings.edition(seats=1)
    made = {
        "kept": trainings.registration(edition, kept, of_kept),
        "gone": trainings.registration(edition, gone, of_gone),
    }

    merge(kept, gone, admin)

    assert list(kept.registrations.active()) == [made[remains]]
    assert kept.registrations.count() == 2


def test_of_two_places_in_the_queue_the_earlier_one_stays(admin):
    kept, gone = members.person(), members.person()
    edition, now = trainings.edition(seats=1), timezone.now()
    trainings.registration(edition)
    trainings.registration(edition, kept, WAITLISTED, queued_at=now)
    earlier = trainings.registration(edition, gone, WAITLISTED, queued_at=now - timedelta(days=3))

    merge(kept, gone, admin)

    assert list(kept.registrations.active()) == [earlier]


def test_the_seat_that_comes_free_goes_to_who_waits_and_undoing_takes_it_from_nobody(admin):
    kept, gone, waiting = members.person(), members.person(), members.person()
    edition = trainings.edition(seats=2)
    for person in (kept, gone, waiting):
        actions.register(edition, person, by=person.user, today=timezone.localdate())

    done = merge(kept, gone, admin)
    assert waiting.registrations.get().state == CONFIRMED
    register.undo_merge(done, by=admin, today=timezone.localdate())

    states = Registration.objects.order_by("pk").values_list("person", "state")
    assert list(states) == [(each.pk, CONFIRMED) for each in (kept, gone, waiting)]
    assert Edition.objects.get().kept_above_seats == 1
    assert list(audit.seats()) == []


def test_undoing_brings_back_both_to_the_last_field(admin):
    kept, gone = members.person(), members.person()
    edition = trainings.edition()
    for person in (kept, gone):
        actions.register(edition, person, by=person.user, today=timezone.localdate())
    before = rows()

    done = merge(kept, gone, admin)
    between = rows()
    register.undo_merge(done, by=admin, today=timezone.localdate())

    assert between != before
    assert rows() == before
    steps = (
        RegistrationEvent.objects.filter(registration__person=gone).order_by("pk").values_list("to_state", flat=True)
    )
    assert list(steps) == [CONFIRMED, RegistrationState.CANCELLED_BY_ORGANISER, CONFIRMED]


def test_the_preview_says_how_many_are_there_twice(admin):
    kept, gone = members.person(), members.person()
    one, other = trainings.edition(), trainings.edition()
    for edition, person in ((one, kept), (one, gone), (other, gone)):
        trainings.registration(edition, person)

    with translation.override("en"):
        counted = {str(sentence): number for sentence, number in register.preview_merge(kept, gone)}

    assert counted["registrations that are there twice and become one"] == 1
