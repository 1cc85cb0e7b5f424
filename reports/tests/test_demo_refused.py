"""The demo never comes on top of real data; these tests begin with an empty database."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from members.models import RoleType
from members.tests import factories as members
from portal import demo
from portal.models import DemoMark

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def development(settings):
    settings.DEBUG = True
    yield
    demo.forget()


def seed():
    call_command("demo", no_serve=True, verbosity=0)


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
