"""A page that was sent too late to be kept gives back what was typed on it, on a page for people."""

import pytest
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from surveys import actions, rules
from surveys.models import Response
from surveys.tests import factories as surveys
from surveys.tests.factories import question
from surveys.tests.test_response_section import Answering

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
OPEN, CHOICE = question("q1", "open"), question("q2", options=("yes", "no"))


def answering(*questions, **fields):
    return Answering(surveys.invitation(surveys.survey(*(questions or (OPEN, CHOICE)), **fields)))


def typed(page):
    return [(each.question, each.answer) for each in page.context["typed"]]


@pytest.mark.parametrize("confidentiality", ["identified", "confidential", "anonymous"])
def test_another_tab_that_comes_after_the_answers_were_sent_is_given_back(confidentiality):
    me = answering(confidentiality=confidentiality)
    me.post(q1="The first tab", q2="yes")

    late = me.post(q1="The <b>second</b> tab", q2="no")

    assert late.status_code == 410
    assert typed(late) == [("Question q1?", "The <b>second</b> tab"), ("Question q2?", "No")]
    assert "The &lt;b&gt;second&lt;/b&gt; tab" in late.content.decode()


def test_the_same_page_sent_twice_is_thanked_twice():
    me = answering(confidentiality="identified")

    first, second = (me.post(q1="Once", q2="yes") for _ in range(2))

    assert first.url == second.url == f"/b/{me.invitation.survey_id}/bedankt/"
    assert Response.objects.get().answers == {"q1": "Once", "q2": "yes"}


def test_what_was_typed_when_the_survey_closed_is_given_back():
    me = answering()
    actions.close_survey(me.invitation.survey, today=TODAY)

    late = me.post(q1="Just too late", q2="yes")
    read = me.read()

    assert (late.status_code, read.status_code) == (410, 410)
    assert typed(late) == [("Question q1?", "Just too late"), ("Question q2?", "Yes")]
    assert typed(read) == []


def test_what_an_edit_asks_no_more_is_given_back_and_the_rest_is_kept():
    staff = members.user_with(Role.STAFF)
    me = answering()
    survey = me.invitation.survey
    actions.new_version(survey, surveys.document(CHOICE), staff)
    actions.publish_version(survey, staff, seen=rules.seen_of(survey))
    page = {"invitation": me.invitation.pk, "version": 1, "go": "next", "v-q1": "No longer asked", "v-q2": "yes"}

    late = me.browser.post(me.address(1), page)

    assert late.status_code == 409
    assert typed(late) == [("Question q1?", "No longer asked")]
    assert (late.context["go_on"], me.draft) == (me.address(1), {"q2": "yes"})


def test_a_page_that_another_tab_made_superfluous_is_kept_and_one_goes_on():
    later = question("q2", show_if={"question": "q1", "has": ["yes"]})
    me = answering(document=surveys.pages(question("q1"), later, question("q3")))
    me.post(1, q1="yes")
    me.post(1, q1="no")

    sent, read = me.post(2, q2="yes"), me.read(2)

    assert sent.status_code == read.status_code == 302
    assert me.browser.get(read.url).status_code == 200
    assert me.draft == {"q1": "no", "q2": "yes"}


def test_what_was_typed_after_a_colleague_took_over_is_given_back_without_the_questions():
    me = Answering(surveys.invitation(survey := surveys.survey(OPEN, CHOICE), unit=surveys.unit(survey)))
    actions.hand_over(me.invitation, first_name="Col", last_name="Lega", email="c@example.org", today=TODAY)

    late = me.post(q1="My own words", q2="yes")

    assert late.status_code == 404
    assert typed(late) == [("", "My own words")]
    assert "Question q1?" not in late.content.decode()


def test_the_page_of_another_link_in_the_same_browser_is_given_back():
    me = answering()
    other = surveys.invitation(me.invitation.survey)
    me.browser.get(f"/b/{other.token}/")

    late = me.post(q1="Of the first link")

    assert (late.status_code, typed(late)) == (409, [("Question q1?", "Of the first link")])
    other.refresh_from_db()
    assert other.draft == {}


def test_every_kind_of_answer_is_given_back_in_words():
    ranking, matrix = question("q3", "ranking", options=("a", "b")), question("q4", "matrix", items=("r1", "r2"))
    me = answering(question("q2", "multiple", options=("a", "b")), ranking, matrix, question("q5", "nps"))
    actions.close_survey(me.invitation.survey, today=TODAY)

    late = me.post(q2=["a", "b"], q3__a="2", q3__b="1", q4__r2="yes", q5="7")

    assert [each.answer for each in late.context["typed"]] == ["A, B", "1. B\n2. A", "R2: Yes", "7"]


def test_a_remark_on_the_register_is_given_back_too():
    me = answering()
    actions.close_survey(me.invitation.survey, today=TODAY)

    late = me.browser.post(f"/b/{me.invitation.survey_id}/klopt-niet/", {"text": "We have two FTE"})

    assert late.context["typed"] == [("", "We have two FTE")]
