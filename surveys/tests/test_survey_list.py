from datetime import date

import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from portal.tests.visits import number_of_queries, visit_as
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db

ADDRESS = reverse("surveys:survey_list")


def page_for(role=Role.STAFF):
    return visit_as(members.user_with(role)).get(ADDRESS)


def test_what_is_in_the_field_stands_on_top():
    closed = surveys.survey(state="closed", opens_on=date(2026, 3, 1))
    draft = surveys.survey(state="draft")
    older, newer = (surveys.survey(opens_on=date(2026, month, 1)) for month in (1, 2))

    assert list(page_for().context["page"]) == [newer, older, draft, closed]


def test_each_survey_says_how_many_of_all_answered():
    survey = surveys.survey()
    for _ in range(3):
        surveys.unit(survey)
    surveys.response(survey, unit=survey.snapshot.units.first())
    surveys.response(survey, unit=survey.snapshot.units.last(), is_test=True)
    for _ in range(2):
        surveys.invitation(survey)

    found = page_for().context["page"][0]

    assert (found.population, found.invited, found.answered) == (3, 2, 1)
    assert round(found.percentage_answered) == 33


@pytest.mark.parametrize(("role", "status"), [(Role.DIRECTOR, 200), (Role.STAFF, 200), (Role.COACH, 403)])
def test_who_may_analyse_sees_the_list(role, status):
    assert page_for(role).status_code == status


def test_without_surveys_it_says_how_to_begin():
    assert "No survey yet" in page_for().content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_asks_the_database_as_often_for_three_as_for_one(rows):
    for _ in range(rows):
        surveys.response(surveys.survey())

    assert number_of_queries(visit_as(members.user_with(Role.STAFF)), ADDRESS) <= 8
