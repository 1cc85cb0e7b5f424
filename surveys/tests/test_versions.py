"""Editing the questions while a survey is in the field."""

from copy import deepcopy

import pytest
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.refused import Refused
from portal.trail.models import Line
from surveys import actions, disclosure, documents, frames, rules, variables
from surveys.models import Confidentiality, Response, Survey
from surveys.tests import factories as surveys
from surveys.tests.factories import option, question
from surveys.tests.test_response_section import Answering

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


def in_the_field(*questions, **fields):
    return surveys.survey(*(questions or (question("q1", options=("a", "b")),)), **fields)


def edited(survey, **changes):
    """The document of a survey, with changes to its first question."""
    document = deepcopy(survey.version.document)
    document["sections"][0]["questions"][0].update(changes)
    return document


def test_an_edit_waits_beside_what_is_asked_until_it_is_published(staff):
    survey = in_the_field()
    document = edited(survey, text=surveys.both("In other words"))

    draft = actions.new_version(survey, document, staff)
    asked_before = survey.version.number
    actions.publish_version(survey, staff, seen=rules.seen_of(survey))

    assert (draft.number, asked_before, survey.version.number) == (2, 1, 2)
    assert survey.version.content_hash == documents.hash_of(document)


def test_editing_again_before_publishing_makes_no_third_version(staff):
    survey = in_the_field()
    actions.new_version(survey, edited(survey, text=surveys.both("Once")), staff)

    again = actions.new_version(survey, edited(survey, text=surveys.both("Twice")), staff)

    assert (again.number, survey.versions.count()) == (2, 2)


def test_a_draft_is_edited_where_it_stands(staff):
    survey = in_the_field(state="draft")
    document = surveys.document(question("q7", "number"))

    version = actions.new_version(survey, document, staff)

    assert (version.number, survey.versions.get().document) == (1, document)


def test_a_published_version_never_changes(staff):
    survey = in_the_field()
    before = survey.version.document

    actions.new_version(survey, edited(survey, text=surveys.both("New")), staff)
    actions.publish_version(survey, staff, seen=rules.seen_of(survey))

    assert survey.versions.first().document == before


def test_an_edit_that_makes_answers_mean_something_else_is_refused_with_the_question(staff):
    survey = in_the_field()

    with pytest.raises(Refused) as refused:
        actions.new_version(survey, edited(survey, type="multiple"), staff)

    (reason,) = refused.value.reasons
    assert (reason.question, survey.versions.count()) == ("q1", 1)
    assert refused.value.messages == [
        "The kind of question changed. Give it a new code, so that old and new answers stay apart."
    ]


def test_a_code_that_was_dropped_does_not_come_back_as_something_else(staff):
    survey = in_the_field(question("q1", options=("a", "b")), question("q2"))
    actions.new_version(survey, surveys.document(question("q2")), staff)
    actions.publish_version(survey, staff, seen=rules.seen_of(survey))

    with pytest.raises(Refused):
        actions.new_version(survey, surveys.document(question("q1", "number"), question("q2")), staff)
    assert actions.new_version(survey, surveys.document(question("q1", options=("a", "b"))), staff).number == 3


def test_a_closed_survey_is_edited_no_more(staff):
    survey = in_the_field(state="closed")

    with pytest.raises(Refused):
        actions.new_version(survey, survey.version.document, staff)


def test_an_edit_with_faults_is_kept_but_not_published(staff):
    survey = in_the_field()
    actions.new_version(survey, surveys.document(question("q9", options=("a",))), staff)

    with pytest.raises(Refused):
        actions.publish_version(survey, staff, seen=rules.seen_of(survey))
    assert survey.version.number == 1


def test_without_an_edit_there_is_nothing_to_publish(staff):
    survey = in_the_field()

    with pytest.raises(Refused):
        actions.publish_version(survey, staff, seen=rules.seen_of(survey))


def test_publishing_an_edit_is_written_in_the_trail(staff):
    survey = in_the_field()
    actions.new_version(survey, edited(survey, text=surveys.both("New")), staff)

    actions.publish_version(survey, staff, seen=rules.seen_of(survey))

    line = Line.objects.latest("pk")
    assert (line.by, line.change) == (staff, {"version": [1, 2]})


def test_an_edit_can_be_thrown_away(staff):
    survey = in_the_field()
    actions.new_version(survey, edited(survey, text=surveys.both("New")), staff)

    actions.discard_version(survey, staff, seen=rules.seen_of(survey))

    assert [version.number for version in survey.versions.all()] == [1]
    assert Line.objects.latest("pk").change == {"version": [2, 1]}
    with pytest.raises(Refused, match="no-change"):
        actions.discard_version(survey, staff, seen=rules.seen_of(survey))


@pytest.mark.parametrize("deed", [actions.publish_version, actions.discard_version])
def test_what_a_colleague_changed_after_one_looked_is_neither_asked_nor_thrown_away(staff, deed):
    survey = in_the_field()
    actions.new_version(survey, edited(survey, text=surveys.both("Seen")), staff)
    seen = rules.seen_of(survey)
    actions.new_version(survey, edited(survey, text=surveys.both("Not seen")), staff)

    with pytest.raises(Refused, match="stale"):
        deed(survey, staff, seen=seen)

    assert (survey.version.number, survey.versions.count()) == (1, 2)
    deed(survey, staff, seen=rules.seen_of(survey))


def test_a_draft_is_opened_as_it_was_seen(staff):
    members.membership()
    survey = in_the_field(state="draft")
    seen = rules.seen_of(survey)
    actions.change_settings(survey, by=staff, confidentiality=Confidentiality.IDENTIFIED)
    now_seen = rules.seen_of(Survey.objects.get())

    with pytest.raises(Refused, match="stale"):
        actions.open_survey(survey, today=timezone.localdate(), by=staff, seen=seen)

    assert actions.open_survey(survey, today=timezone.localdate(), by=staff, seen=now_seen).state == "open"


# --- Counting over versions -------------------------------------------------------------------------


def published(survey):
    labels = {}
    return disclosure.of_survey(survey, frames.of_survey(survey), labels)


def test_an_answer_in_new_words_stays_one_row_with_the_sum_and_a_new_one_has_its_own_base(staff):
    survey = in_the_field(confidentiality=Confidentiality.IDENTIFIED)
    for answer in ("a", "a", "b"):
        surveys.response(survey, {"q1": answer})
    document = edited(survey)
    asked = document["sections"][0]["questions"][0]
    asked["options"][0]["label"] = surveys.both("A, in other words")
    asked["options"].append(option("c"))
    actions.new_version(survey, document, staff)
    actions.publish_version(survey, staff, seen=rules.seen_of(survey))
    for answer in ("a", "c"):
        surveys.response(survey, {"q1": answer})

    (block,) = published(survey).table("q1").blocks

    assert [(row.code, row.label, row.counts[0], row.bases[0]) for row in block.rows] == [
        ("a", "A, in other words", 3, 5),
        ("b", "B", 1, 5),
        ("c", "C", 1, 2),
    ]
    (variable,) = variables.of_codebook(frames.of_survey(survey).codebook)
    assert (variable.name, variable.first_version, variable.last_version) == ("q1", 1, 2)


# --- Who is answering meanwhile ---------------------------------------------------------------------


def test_who_has_the_old_page_before_them_keeps_their_answers_and_sees_the_new_questions(staff):
    survey = in_the_field(question("q1", options=("a", "b")), question("q2"))
    me = Answering(surveys.invitation(survey))
    actions.new_version(survey, surveys.document(question("q1", options=("a", "b", "c")), question("q3")), staff)
    actions.publish_version(survey, staff, seen=rules.seen_of(survey))

    old = {"invitation": me.invitation.pk, "version": 1, "go": "next", "v-q1": "a", "v-q2": "yes"}
    sent_on = me.browser.post(me.address(1), old)

    assert sent_on.url == me.address(1)
    assert me.draft == {"q1": "a"}
    assert not Response.objects.exists()


def test_a_draft_with_an_answer_to_a_dropped_question_can_still_be_sent(staff):
    survey = in_the_field(question("q1", options=("a", "b")), question("q2"))
    me = Answering(surveys.invitation(survey))
    me.post(go="stay", q1="a", q2="yes")
    actions.new_version(survey, surveys.document(question("q1", options=("a", "b"))), staff)
    actions.publish_version(survey, staff, seen=rules.seen_of(survey))

    me.post(q1="b")

    response = Response.objects.get()
    assert (response.answers, response.version.number) == ({"q1": "b"}, 2)
