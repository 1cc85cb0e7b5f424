import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from portal.jobs.tests import factories as jobs
from trainings.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db

ADDRESS = reverse("reports:report_list")


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


def test_without_a_report_the_page_says_what_to_do(staff):
    assert "No report yet" in visit_as(staff).get(ADDRESS).text


def test_my_reports_stand_there_with_their_files_the_latest_first(staff):
    jobs.done(staff, title_en="The first")
    jobs.job(staff, title_en="The second")

    html = visit_as(staff).get(ADDRESS).text

    assert html.index("The second") < html.index("The first")
    assert (html.count(">Stop<"), html.count(">Download<")) == (1, 1)


def test_the_reports_of_others_are_not_there(staff):
    jobs.done(title_en="Of somebody else")

    assert "Of somebody else" not in visit_as(staff).get(ADDRESS).text


def test_only_what_is_under_way_asks_again_by_itself(staff):
    jobs.done(staff)
    jobs.job(staff, "running")

    assert visit_as(staff).get(ADDRESS).text.count("hx-get=") == 1


def test_three_reports_cost_no_more_queries_than_one(staff):
    jobs.done(staff)
    with_one = number_of_queries(visit_as(staff), ADDRESS)
    jobs.done(staff)
    jobs.job(staff, "running")
    with_three = number_of_queries(visit_as(staff), ADDRESS)

    assert (with_one, with_three <= 8) == (with_three, True)


@pytest.mark.parametrize(
    ("role", "is_shown"), [(Role.STAFF, True), (Role.DIRECTOR, True), (Role.OFFICER, False), (Role.COACH, False)]
)
def test_who_may_ask_for_reports_finds_them_in_the_navigation(role, is_shown):
    assert (f'href="{ADDRESS}"' in visit_as(members.user_with(role)).get("/").text) == is_shown
