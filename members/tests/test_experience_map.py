from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members import layers
from members.models import Municipality, Province, Role
from members.tests import factories as members

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def years_ago(years):
    return TODAY - timedelta(days=round(years * 365.25))


def officers(number, municipality, *, years=4):
    """So many officers, at it for so many years."""
    for _number in range(number):
        members.role(members.person(role=None, user=False), "youth-officer", municipality, on=years_ago(years))


def experience(province=Province.ANTWERP):
    return layers.experience_by_province(Municipality.objects.with_province(TODAY), TODAY)[province]


def test_the_mean_of_a_province_counts_from_somebodys_first_day_as_an_officer():
    lier = members.municipality()
    officers(4, lier, years=2)
    veteran = members.person(role=None, user=False)
    members.role(veteran, "youth-officer", members.municipality(), on=years_ago(12), until=years_ago(5))
    members.role(veteran, "combination-officer", lier, on=years_ago(3))

    assert experience() == (5, 4.0)  # 4 × 2 years and 12


def test_fewer_than_five_officers_are_people_and_no_figure():
    lier = members.municipality()
    officers(4, lier)
    too_few = experience()
    officers(1, lier)

    assert (too_few, experience()) == ((4, None), (5, 4.0))


def test_who_stopped_or_has_yet_to_begin_does_not_count():
    lier = members.municipality()
    officers(5, lier)
    members.role(members.person(role=None), "youth-officer", lier, on=years_ago(30), until=years_ago(20))
    members.role(members.person(role=None), "youth-officer", lier, on=TODAY + timedelta(days=1))
    members.role(members.person(role=None), "alderman", lier, on=years_ago(30))

    assert experience() == (5, 4.0)


def test_a_province_with_too_few_is_hatched_and_the_others_go_from_light_to_dark():
    found = {
        Province.ANTWERP: layers.Experience(3, None),
        Province.LIMBURG: layers.Experience(9, 8.0),
        Province.WEST_FLANDERS: layers.Experience(9, 2.0),
    }

    assert layers.experience_steps(found) == {
        Province.ANTWERP: "none",
        Province.LIMBURG: "step-5",
        Province.WEST_FLANDERS: "step-1",
    }


def test_the_page_says_too_few_and_not_how_many(client):
    officers(3, members.municipality())
    officers(5, members.municipality(province=Province.LIMBURG), years=7)
    client.force_login(members.user_with(Role.STAFF))

    response = client.get(reverse("members:experience_map"))

    shown = {each["province"]: each["experience"].years for each in response.context["provinces"]}
    assert (shown[Province.ANTWERP], shown[Province.LIMBURG]) == (None, 7.0)
    assert "fewer than 5" in response.text
    assert '<td class="number">3</td>' not in response.text


def test_the_page_needs_as_many_queries_for_more_officers(client):
    client.force_login(members.user_with(Role.STAFF))
    lier = members.municipality()
    officers(1, lier)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("members:experience_map"))
        return len(captured)

    queries()
    for_one = queries()
    officers(2, members.municipality())

    assert queries() == for_one <= 6
