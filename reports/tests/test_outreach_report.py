"""What silent members need, beside what heard members answered: by province and size, with n, no group under five."""

from datetime import date

import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from portal.tests.visits import number_of_queries, visit_as
from reports.outreach import needs_of
from surveys import disclosure, frames
from surveys.banners import labels_of
from surveys.models import SurveyState
from surveys.tests import results

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def english():
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture
def campaign():
    return members.campaign()


@pytest.fixture
def visited(campaign):
    staff = members.person(role=Role.STAFF)

    def visited(number, *needs, province="10000", size="", heard="x", **facts):
        for _number in range(number):
            place = members.municipality()
            contact = members.contact(
                place, by=staff, on=TODAY, heard=heard, needs=[{"need": n} for n in needs], **facts
            )
            members.target(place, of=campaign, state="held", contact=contact, province=province, size_band=size)

    return visited


def columns(table):
    return [(column.label, column.n) for column in table.columns]


def cells(table):
    return {row.label: [(share, count) for share, count, _small in row.cells] for row in table.rows}


def test_needs_are_counted_by_municipality_with_n(campaign, visited):
    plan = members.need("plan")
    visited(2, plan)
    visited(3)

    table = needs_of(campaign)

    assert (columns(table), cells(table)) == ([("All", 5)], {plan.title: [("40%", "2")]})


def test_fewer_than_five_visits_show_nothing(campaign, visited):
    visited(4, members.need("plan"))

    table = needs_of(campaign)

    assert (table.columns, table.rows, bool(table.withheld)) == ((), (), True)


def test_a_group_of_five_stands_alone_and_smaller_ones_together(campaign, visited):
    visited(6, province="10000")
    visited(4, province="40000")
    visited(3, province="70000")

    assert columns(needs_of(campaign, "province")) == [("All", 13), ("Antwerp", 6), ("Other", 7)]


def test_one_small_group_takes_the_next_along_so_that_nobody_can_subtract(campaign, visited):
    visited(6, province="10000")
    visited(5, province="40000")
    visited(2, province="70000")

    assert columns(needs_of(campaign, "province")) == [("All", 13), ("Antwerp", 6), ("Other", 7)]


def test_a_breakdown_that_would_show_a_small_group_is_not_made(campaign, visited):
    visited(6, province="10000")
    visited(2, province="40000")

    table = needs_of(campaign, "province")

    assert (columns(table), len(table.notes)) == ([("All", 8)], 1)


def test_a_visit_that_was_taken_back_does_not_count(campaign, visited):
    visited(5, members.need("plan"))
    target = campaign.targets.first()
    target.contact.withdrawn_at = target.contact.recorded_at
    target.contact.save()

    assert needs_of(campaign).withheld


def test_own_words_are_counted_and_never_quoted(campaign, visited):
    visited(5)
    for target in campaign.targets.all():
        target.contact.needs.create(own_words="Mayor Peeters must go")

    table = needs_of(campaign)
    html = visit_as(members.user_with(Role.DIRECTOR)).get(address(campaign)).text

    assert cells(table) == {"Something else, in their own words": [("100%", "5")]}
    assert "Peeters must go" not in html


# --- The page --------------------------------------------------------------------------------------


def address(campaign):
    return reverse("reports:outreach_report", args=[campaign.pk])


def test_the_note_for_the_team_and_what_was_heard_are_not_in_the_report(campaign, visited):
    visited(5, members.need("plan"), heard="Heard words", internal_note="Secret words")

    html = visit_as(members.user_with(Role.STAFF)).get(address(campaign)).text

    assert ("Heard words" in html, "Secret words" in html) == (False, False)


@pytest.mark.parametrize("asked", ["provincie", "inwoners", "nonsense", "", "years_band"])
def test_whatever_the_address_says_the_page_opens(campaign, visited, asked):
    visited(5, members.need("plan"))
    browser = visit_as(members.user_with(Role.STAFF))

    response = browser.get(address(campaign), {"uitsplitsing": asked, "bevraging": "x", "vraag": "nonsense"})

    assert response.status_code == 200


def test_without_a_closed_survey_it_says_so(campaign):
    html = visit_as(members.user_with(Role.STAFF)).get(address(campaign)).text

    assert "No survey is closed yet" in html


def test_more_visits_ask_no_more_of_the_database(campaign, visited):
    browser = visit_as(members.user_with(Role.STAFF))
    visited(5, members.need("plan"))
    once = number_of_queries(browser, address(campaign))
    visited(5, members.need("plan"))

    assert number_of_queries(browser, address(campaign)) == once


@pytest.mark.parametrize("asked", ["", "provincie"])
def test_the_survey_beside_it_shows_what_is_published_and_no_more(campaign, asked):
    survey = results.large_and_small()
    browser = visit_as(members.user_with(Role.STAFF))

    beside = browser.get(address(campaign), {"uitsplitsing": asked, "vraag": "q2"}).context["beside"]

    breakdown = "province" if asked else ""
    published = disclosure.of_survey(survey, frames.of_survey(survey), labels_of([breakdown] if asked else []))
    codes = [column.code for column in published.table("q2", breakdown).columns]
    assert (beside.question, [column.code for column in beside.columns]) == ("q2", codes)


def test_a_survey_in_the_field_cannot_stand_beside_it(campaign):
    results.large_and_small(state=SurveyState.OPEN)

    assert visit_as(members.user_with(Role.STAFF)).get(address(campaign)).context["beside"] is None
