from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from portal.tests.visits import number_of_queries, visit_as
from surveys import rules
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db


def address(name, survey):
    return reverse(f"surveys:{name}", args=[survey.pk])


def visit(survey, role=Role.STAFF):
    return visit_as(members.user_with(role)).get(survey.get_absolute_url())


def press(survey, name, role=Role.STAFF):
    """Press a button on the page; the page that comes back."""
    return visit_as(members.user_with(role)).post(address(name, survey), {"seen": rules.seen_of(survey)}, follow=True)


def test_it_shows_the_numbers_and_the_questions():
    survey = surveys.survey(surveys.question("q1", text=surveys.both("How are you?")))
    surveys.response(survey)
    surveys.invitation(survey, state="started")

    page = visit(survey)

    assert page.context["states"] == [("Started", 1)]
    assert page.context["survey"].answered == 1
    assert "How are you?" in page.content.decode()


def test_a_draft_is_brought_into_the_field_by_a_button():
    members.membership()
    draft = surveys.survey(state="draft")

    page = press(draft, "survey_open")

    draft.refresh_from_db()
    assert draft.state == "open"
    assert "The survey is in the field." in page.content.decode()


def test_a_draft_for_nobody_says_what_to_do_first():
    draft = surveys.survey(state="draft", audience={"regions": ["nowhere"]})
    members.membership()

    page = press(draft, "survey_open")

    draft.refresh_from_db()
    assert draft.state == "draft"
    assert "Choose a wider one" in page.content.decode()


def test_a_draft_that_is_not_ready_says_why():
    draft = surveys.survey(state="draft", closes_on=timezone.localdate() - timedelta(days=1))

    page = press(draft, "survey_open")

    draft.refresh_from_db()
    assert draft.state == "draft"
    assert page.content.decode().count("The last day to answer is over.") == 2  # what happened, and on the page


def test_everybody_is_invited_by_a_button():
    survey = surveys.survey()
    members.person(role=Role.OFFICER, municipality=surveys.unit(survey).municipality)

    assert visit(survey).context["to_invite"] == 1
    page = press(survey, "survey_invite")

    assert Mail.objects.filter(kind="surveys/mail/invited").count() == 1
    assert "1 invitation is on its way." in page.content.decode()


def test_closing_first_says_what_happens_and_changes_nothing():
    survey = surveys.survey()
    surveys.invitation(survey, state="submitted")
    surveys.invitation(survey, draft={"q1": "yes"}, state="started")
    surveys.invitation(survey)

    page = visit_as(members.user_with(Role.STAFF)).get(address("survey_close", survey))

    survey.refresh_from_db()
    assert (survey.state, page.context["unanswered"], page.context["unsent"]) == ("open", 2, 1)
    assert "What was filled in there is thrown away." in page.content.decode()


def test_it_is_closed_by_a_button_once():
    survey = surveys.survey()

    first, second = press(survey, "survey_close"), press(survey, "survey_close")

    survey.refresh_from_db()
    assert survey.state == "closed"
    assert "The survey is closed." in first.content.decode()
    assert "This survey is not in the field." in second.content.decode()


@pytest.mark.parametrize("name", ["survey_open", "survey_invite", "survey_close"])
def test_the_director_reads_but_changes_nothing(name):
    survey = surveys.survey(state="draft" if name == "survey_open" else "open")

    page = visit(survey, Role.DIRECTOR)

    assert address(name, survey) not in page.content.decode()
    assert press(survey, name, Role.DIRECTOR).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_asks_the_database_as_often_for_three_as_for_one(rows):
    survey = surveys.survey()
    for _ in range(rows):
        members.person(role=Role.OFFICER, municipality=surveys.unit(survey).municipality)
        surveys.invitation(survey)
    user = members.user_with(Role.STAFF)

    assert number_of_queries(visit_as(user), survey.get_absolute_url()) <= 15
