from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from members import actions, touchpoints
from members.borders import Border
from members.models import Province, Role, TouchpointKind
from members.tests import factories as members
from reports import activity
from trainings.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db

MERGED_ON = date(2025, 1, 1)
TODAY = date(2026, 3, 1)
ADDRESS = reverse("reports:activity_per_municipality")


@pytest.fixture(autouse=True)
def english():
    """Sentences are compared in English, the language of the code."""
    with translation.override("en"):
        yield


def call(municipality, on):
    source = members.municipality(province=None)
    return touchpoints.record(TouchpointKind.CALL, source=source, on=on, municipality=municipality)


def by_name(found):
    return {row.name: row.number for row in found.municipalities}


def by_province(found):
    return {row.name: row.by_year for row in found.provinces}


@pytest.fixture
def merged():
    """Zwijndrecht in the province of Antwerp, Beveren in East Flanders, and what they became in 2025."""
    old = members.municipality("Zwijndrecht", valid_to=MERGED_ON, province=Province.ANTWERP)
    other = members.municipality("Beveren", valid_to=MERGED_ON, province=Province.EAST_FLANDERS)
    new = members.municipality("Beveren-Kruibeke-Zwijndrecht", valid_from=MERGED_ON, province=Province.EAST_FLANDERS)
    actions.record_merger(new, [old, other], on=MERGED_ON)
    for place, day in ((old, date(2024, 12, 31)), (old, date(2024, 3, 1)), (other, date(2024, 3, 1)), (new, MERGED_ON)):
        call(place, day)
    return new


def test_with_the_borders_of_then_each_counts_for_itself(merged):
    found = activity.of_year(2024, Border.THEN, today=TODAY)

    assert by_name(found) == {"Zwijndrecht (until 2024)": 2, "Beveren (until 2024)": 1}
    assert found.total == 3


def test_with_the_borders_of_today_predecessors_count_for_their_heir_and_the_total_is_the_same(merged):
    found = activity.of_year(2024, Border.TODAY, today=TODAY)

    assert by_name(found) == {"Beveren-Kruibeke-Zwijndrecht": 3}
    assert found.total == 3


def test_one_report_over_two_years_counts_a_change_of_province_on_its_day(merged):
    then = activity.of_year(2025, Border.THEN, today=TODAY)
    now = activity.of_year(2025, Border.TODAY, today=TODAY)

    assert by_province(then) == {"Antwerp": [2, 0], "East Flanders": [1, 1]}
    assert by_province(now) == {"East Flanders": [3, 1]}
    assert then.totals == now.totals == [3, 1]


def test_a_province_that_changes_within_a_year_divides_that_year():
    place = members.municipality(province=None)
    place.provinces.create(province=Province.ANTWERP, starts_on=date(2000, 1, 1), ends_on=date(2024, 7, 1))
    place.provinces.create(province=Province.LIMBURG, starts_on=date(2024, 7, 1))
    for day in (date(2024, 6, 30), date(2024, 7, 1), date(2024, 12, 31)):
        call(place, day)

    assert by_province(activity.of_year(2024, Border.THEN, today=TODAY)) == {"Antwerp": [0, 1], "Limburg": [0, 2]}


def test_a_mailing_that_was_opened_is_no_activity():
    place = members.municipality()
    touchpoints.record(TouchpointKind.OPENED, source=place, on=date(2025, 5, 1), municipality=place)

    assert activity.of_year(2025, Border.THEN, today=TODAY).municipalities == []


def test_what_happened_without_a_municipality_is_in_the_total_too():
    call(None, date(2025, 5, 1))

    for border in Border:
        found = activity.of_year(2025, border, today=TODAY)
        assert (by_name(found), found.totals) == ({"No municipality": 1}, [0, 1])


def test_the_page_switches_year_and_borders(merged):
    browser = visit_as(members.user_with(Role.STAFF))

    page = browser.get(ADDRESS, {"jaar": "2024", "grenzen": "today"})
    nonsense = browser.get(ADDRESS, {"jaar": "abc", "grenzen": "'"})

    assert by_name(page.context["activity"]) == {"Beveren-Kruibeke-Zwijndrecht": 3}
    assert (nonsense.status_code, nonsense.context["year"]) == (200, "2025")


def test_the_page_asks_as_much_of_the_database_for_three_municipalities_as_for_one():
    browser, year = visit_as(members.user_with(Role.STAFF)), timezone.localdate().year
    call(members.municipality(), date(year, 1, 1))
    for_one = number_of_queries(browser, ADDRESS)
    for _number in range(2):
        call(members.municipality(), date(year, 1, 1))

    assert number_of_queries(browser, ADDRESS) == for_one <= 12
