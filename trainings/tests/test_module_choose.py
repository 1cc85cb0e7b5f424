import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from trainings.tests import factories as trainings
from trainings.tests.visits import visit_as

pytestmark = pytest.mark.django_db

ADDRESS = reverse("trainings:module_choose")


def test_who_plans_chooses_among_the_modules_that_are_still_given():
    given, retired = trainings.module(), trainings.module(stage="retired")

    modules = visit_as(members.user_with(Role.STAFF)).get(ADDRESS).context["modules"]

    assert (given in modules, retired in modules) == (True, False)


def test_the_day_that_was_chosen_in_the_calendar_goes_along():
    module = trainings.module()

    text = visit_as(members.user_with(Role.STAFF)).get(ADDRESS, {"dag": "2027-03-01"}).content.decode()

    assert f'href="{reverse("trainings:edition_create", args=[module.code])}?dag=2027-03-01"' in text


@pytest.mark.parametrize("role", [Role.OFFICER, Role.MANAGER, Role.COACH, Role.DIRECTOR])
def test_who_does_not_plan_is_forbidden(role):
    assert visit_as(members.user_with(role)).get(ADDRESS).status_code == 403
