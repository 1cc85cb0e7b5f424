"""What a member received in a year, next to its fee."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from members import touchpoints, value
from members.models import Role, TouchpointKind
from members.tests import factories as members

pytestmark = pytest.mark.django_db

DAY = date(2026, 5, 4)


def numbers(place, year=2026):
    return {str(benefit.what): benefit.number for benefit in value.from_the_ledger(place, year)}


def test_questions_visits_and_surveys_of_the_year_are_counted():
    place, source = members.municipality(), members.municipality()
    touchpoints.record(TouchpointKind.QUESTION, source=source, on=DAY, municipality=place)
    touchpoints.record(TouchpointKind.VISIT, source=source, on=DAY, municipality=place)
    touchpoints.record(TouchpointKind.SURVEY_ANSWERED, source=source, on=DAY, municipality=place)
    touchpoints.record(TouchpointKind.QUESTION, source=place, on=date(2025, 5, 4), municipality=place)

    assert numbers(place) == {
        "Questions answered": 1,
        "Visits and guidance sessions": 1,
        "Surveys taken part in": 1,
    }


def test_a_visit_with_two_people_counts_once():
    place = members.municipality()
    for _number in range(2):
        person = members.person(municipality=place)
        touchpoints.record(TouchpointKind.VISIT, source=place, on=DAY, person=person, municipality=place)

    assert numbers(place)["Visits and guidance sessions"] == 1


def test_each_figure_has_the_rows_that_it_was_counted_from():
    place = members.municipality()
    touchpoints.record(TouchpointKind.QUESTION, source=place, on=DAY, municipality=place)

    questions = value.from_the_ledger(place, 2026)[0]

    assert (questions.number, [day for day, _title in questions.rows]) == (1, [DAY])


def test_the_fee_stands_beside_it_for_own_people_alone(client):
    fee = members.fee(timezone.localdate().year)
    address = reverse("members:value_detail", args=[fee.municipality.nis_code])

    client.force_login(members.user_with(Role.OFFICER, fee.municipality))
    own = client.get(address)
    client.force_login(members.user_with(Role.OFFICER))

    assert own.context["sheet"].assessment == fee
    assert client.get(address).status_code == 404


def test_a_year_that_makes_no_sense_is_this_year(client):
    place = members.municipality()
    client.force_login(members.user_with(Role.STAFF))

    page = client.get(reverse("members:value_detail", args=[place.nis_code]), {"jaar": "nonsense"})

    assert page.context["sheet"].year == timezone.localdate().year


@pytest.mark.parametrize("year", ["²", "9" * 5000, "0", "jaar"])
def test_a_year_that_is_none_shows_this_one(client, year):
    client.force_login(members.user_with(Role.STAFF))
    place = members.municipality()

    response = client.get(reverse("members:value_detail", args=[place.nis_code]), {"jaar": year})

    assert [each for each, is_chosen in response.context["years"] if is_chosen] == [timezone.localdate().year]
