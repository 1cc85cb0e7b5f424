"""The demo: believable, the same every time, and never on top of real data."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from members.models import Municipality, Person, RoleType
from members.tests import factories as members
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


def test_the_demo_has_what_it_promises():
    seed()

    today = A_SUNDAY
    assert Municipality.objects.existing_on(today).count() == 285
    assert Municipality.objects.exclude(valid_to=None).count() == 42
    assert Person.objects.filter(email__startswith="officer").count() == 60
    assert Edition.objects.count() == 8
    stands = {availability(edition, today=today) for edition in Edition.objects.with_seats_taken()}
    assert stands >= {Availability.FREE, Availability.LAST, Availability.FULL, Availability.CLOSED, Availability.DRAFT}


def test_one_edition_has_a_single_seat_left():
    seed()

    open_ones = Edition.objects.with_seats_taken().filter(state=EditionState.OPEN, closes_on__gte=A_SUNDAY)
    assert 1 in [edition.seats_left for edition in open_ones]


def test_the_same_day_gives_the_same_people_in_the_same_editions():
    def told():
        with transaction.atomic():
            seed()
            rows = Registration.objects.order_by("pk")
            names = list(rows.values_list("person__email", "person__last_name", "edition__city", "state"))
            transaction.set_rollback(True)
        demo.forget()
        return names

    assert told() == told()


def test_a_second_time_leaves_the_data_as_it_is():
    seed()
    people = Person.objects.count()

    seed()

    assert (Person.objects.count(), DemoMark.objects.count()) == (people, 1)


def test_demo_data_never_comes_on_top_of_real_data():
    members.municipality()

    with pytest.raises(CommandError, match="rows that are not demo data"):
        seed()

    assert (DemoMark.objects.count(), RoleType.objects.exists()) == (0, True)


def test_the_tables_of_another_application_are_left_alone():
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE invoices (number integer)")

    with pytest.raises(CommandError, match="rows that are not demo data"):
        seed()


def test_demo_data_is_for_development(settings):
    settings.DEBUG = False

    with pytest.raises(CommandError, match="DEBUG is off"):
        seed()


def test_all_log_ins_exist():
    seed()

    assert {person.email for person in demo.PEOPLE} <= set(Person.objects.values_list("user__email", flat=True))


@pytest.mark.parametrize("days_later", range(0, 380, 19))
def test_no_edition_falls_in_a_weekend_or_on_a_holiday(days_later):
    today = timezone.localdate() + timedelta(days=days_later)

    for plan in EDITIONS:
        days = on_working_days([today + timedelta(days=day) for day in plan.days])

        assert max(day.weekday() for day in days) < 5
