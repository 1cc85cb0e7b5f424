"""The demo: believable, and the same every time."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from members import duplicates
from members.models import Claim, Municipality, Person, Role, RoleAssignment, Vacancy, YouthCouncil
from portal import demo
from portal.models import DemoMark
from reports.demo import EDITIONS, on_working_days
from trainings.models import Edition, EditionState, Registration
from trainings.rules import Availability, availability

A_SUNDAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def development(settings):
    settings.DEBUG = True
    yield
    demo.forget()


def seed(today=A_SUNDAY):
    call_command("demo", no_serve=True, today=today, verbosity=0)


def who_goes_where():
    rows = Registration.objects.order_by("pk")
    return list(rows.values_list("person__email", "person__last_name", "edition__city", "state"))


@pytest.fixture(scope="module")
def seeded_twice(django_db_setup, django_db_blocker):
    """A demo made, thrown away and made again, for all tests that only look; gives who went where each time."""
    told = []
    with django_db_blocker.unblock(), override_settings(DEBUG=True):
        for is_kept in (False, True):
            with transaction.atomic():
                seed()
                told.append(who_goes_where())
                if is_kept:
                    yield told
                transaction.set_rollback(True)
            demo.forget()


def test_the_demo_has_what_it_promises(seeded_twice):
    today = A_SUNDAY
    assert Municipality.objects.existing_on(today).count() == 285
    assert Municipality.objects.exclude(valid_to=None).count() == 42
    assert Person.objects.filter(email__startswith="officer").count() == 60
    assert Edition.objects.count() == 8
    stands = {availability(edition, today=today) for edition in Edition.objects.with_seats_taken()}
    assert stands >= {Availability.FREE, Availability.LAST, Availability.FULL, Availability.CLOSED, Availability.DRAFT}


def test_one_edition_has_a_single_seat_left(seeded_twice):
    open_ones = Edition.objects.with_seats_taken().filter(state=EditionState.OPEN, closes_on__gte=A_SUNDAY)
    assert 1 in [edition.seats_left for edition in open_ones]


def test_the_same_day_gives_the_same_people_in_the_same_editions(seeded_twice):
    first, second = seeded_twice

    assert first == second != []


def test_a_second_time_leaves_the_data_as_it_is(seeded_twice):
    people = Person.objects.count()

    seed()

    assert (Person.objects.count(), DemoMark.objects.count()) == (people, 1)


def test_all_log_ins_exist(seeded_twice):
    assert {person.email for person in demo.PEOPLE} <= set(Person.objects.values_list("user__email", flat=True))


def test_the_people_of_the_demo_show_what_they_are_there_for(seeded_twice):
    active = RoleAssignment.objects.active_on(A_SUNDAY).filter(municipality__isnull=False)
    coming = RoleAssignment.objects.filter(starts_on__gt=A_SUNDAY, role_type__code="alderman")
    minors = [person for person in Person.objects.exclude(birth_year=None) if person.is_minor(A_SUNDAY)]

    assert len(duplicates.find(today=A_SUNDAY)) == 14
    assert [role.starts_on for role in coming] == [date(2027, 1, 1)]
    assert Vacancy.objects.active_on(A_SUNDAY).count() >= 4
    assert any(person.needs_consent(A_SUNDAY) for person in minors)
    assert 0.1 < active.unconfirmed_on(A_SUNDAY).count() / active.count() < 0.3
    assert Claim.objects.waiting().count() == 1
    assert YouthCouncil.objects.count() == 285
    both = Person.objects.with_role(Role.OFFICER, day=A_SUNDAY)
    assert max(person.roles.active_on(A_SUNDAY).values("municipality").distinct().count() for person in both) >= 2


@pytest.mark.parametrize("days_later", range(0, 380, 19))
def test_no_edition_falls_in_a_weekend_or_on_a_holiday(days_later):
    today = timezone.localdate() + timedelta(days=days_later)

    for plan in EDITIONS:
        days = on_working_days([today + timedelta(days=day) for day in plan.days])

        assert max(day.weekday() for day in days) < 5
