import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.holidays import school_year_of
from portal.models import SchoolHoliday
from portal.trail.models import Line

pytestmark = pytest.mark.django_db

YEAR = school_year_of(timezone.localdate())


def edit(client, **answers):
    client.force_login(members.user_with(Role.STAFF), backend="django.contrib.auth.backends.ModelBackend")
    return client.post(reverse("holiday_edit", args=[YEAR, "carnival"]), answers)


def test_staff_move_a_school_holiday_and_the_trail_knows_who(client):
    answer = edit(client, starts_on=f"{YEAR + 1}-02-15", ends_on=f"{YEAR + 1}-02-21")

    holiday = SchoolHoliday.objects.get(school_year=YEAR, kind="carnival")
    assert (answer.url, str(holiday.starts_on)) == (reverse("holiday_list"), f"{YEAR + 1}-02-15")
    assert Line.objects.count() == 1


@pytest.mark.parametrize(("first", "last"), [("02-15", "02-14"), ("02-15", "09-30")])
def test_days_that_make_no_sense_are_refused(client, first, last):
    answer = edit(client, starts_on=f"{YEAR + 1}-{first}", ends_on=f"{YEAR + 1}-{last}")

    assert (answer.status_code, Line.objects.count()) == (200, 0)


def test_the_list_shows_four_school_years_also_those_that_were_not_published(client):
    client.force_login(members.user_with(Role.STAFF), backend="django.contrib.auth.backends.ModelBackend")
    SchoolHoliday.objects.filter(school_year=YEAR + 1).delete()

    page = client.get(reverse("holiday_list"))

    assert [(year, len(periods)) for year, _title, periods in page.context["years"]] == [
        (YEAR + number, 6) for number in range(4)
    ]


def test_a_holiday_that_does_not_exist_has_no_page(client):
    client.force_login(members.user_with(Role.STAFF), backend="django.contrib.auth.backends.ModelBackend")

    addresses = [reverse("holiday_edit", args=[YEAR, "nonsense"]), reverse("holiday_edit", args=[99999, "easter"])]

    assert [client.get(address).status_code for address in addresses] == [404, 404]
