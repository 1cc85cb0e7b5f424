"""The deeds of the builder: each lands in the version being made, and none runs over what a colleague did."""

import pytest

from members.models import Role
from members.tests import factories as members
from portal.refused import Refused
from portal.trail.models import Line
from surveys import actions, documents, drafting
from surveys.models import Response, Survey
from surveys.rules import Refusal
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


def made(survey):
    return survey.versions.last().document


def codes(survey):
    return [[question["code"] for question in section["questions"]] for section in made(survey)["sections"]]


def seen(survey):
    return drafting.part_hash(made(survey))


def asked(text="Wat vind je?", **fields):
    return {"type": "open", "text": {"nl": text, "en": ""}, "required": False, **fields}


def draft(*questions, **fields):
    return surveys.survey(*questions, state="draft", **fields)


def test_a_question_gets_a_code_of_its_words_once(staff):
    survey = draft()

    first = actions.add_question(survey, asked(), "all", by=staff)
    second = actions.add_question(survey, asked(), "all", by=staff)

    assert (first, second) == ("q-wat-vind-je", "q-wat-vind-je-2")
    assert codes(survey) == [["q1", first, second]]
    assert not list(documents.faults(made(survey)))


def test_words_without_letters_get_a_code_too(staff):
    assert actions.add_question(draft(), asked("🎉?!"), "all", by=staff) == "q"


def test_a_question_is_changed_by_who_saw_how_it_stands(staff):
    survey = draft()
    was = drafting.part_hash(surveys.question())

    actions.change_question(survey, "q1", asked("Mine"), seen=was, by=staff)
    with pytest.raises(Refused) as refused:
        actions.change_question(survey, "q1", asked("Theirs"), seen=was, by=staff)

    assert refused.value.reasons == [Refusal.STALE]
    assert documents.questions(made(survey))[0]["text"]["nl"] == "Mine"


def test_two_colleagues_change_two_questions_at_once(staff):
    survey = draft(surveys.question("q1"), surveys.question("q2"))
    first, second = (drafting.part_hash(question) for question in documents.questions(made(survey)))

    actions.change_question(survey, "q1", asked("One"), seen=first, by=staff)
    actions.change_question(survey, "q2", asked("Two"), seen=second, by=staff)

    assert [question["text"]["nl"] for question in documents.questions(made(survey))] == ["One", "Two"]


def test_questions_move_within_and_between_sections(staff):
    survey = surveys.survey(document=surveys.pages(surveys.question("a"), surveys.question("b")), state="draft")

    actions.move_question(survey, "b", "a", 0, seen=seen(survey), by=staff)
    assert codes(survey) == [["b", "a"], []]
    actions.move_question(survey, "b", "b", 99, seen=seen(survey), by=staff)
    assert codes(survey) == [["a"], ["b"]]


@pytest.mark.parametrize("deed", ["move_question", "copy_question", "remove_question"])
def test_moving_about_what_a_colleague_changed_is_refused(staff, deed):
    survey = draft(surveys.question("q1"), surveys.question("q2"))
    more = ("all", 0) if deed == "move_question" else ()
    before = seen(survey)
    actions.add_section(survey, {"title": surveys.both("Nieuw")}, by=staff)

    with pytest.raises(Refused) as refused:
        getattr(actions, deed)(survey, "q2", *more, seen=before, by=staff)

    assert refused.value.reasons == [Refusal.STALE]
    getattr(actions, deed)(survey, "q2", *more, seen=seen(survey), by=staff)


@pytest.mark.parametrize("question", ["gone", ""])
def test_what_is_gone_is_refused_in_words(staff, question):
    survey = draft()

    with pytest.raises(Refused) as refused:
        actions.remove_question(survey, question, seen=seen(survey), by=staff)

    assert refused.value.reasons == [Refusal.NO_LONGER_THERE]


def test_a_removed_question_comes_back_where_it_stood_once(staff):
    survey = draft(surveys.question("a"), surveys.question("b"), surveys.question("c"))
    before = made(survey)

    removed = actions.remove_question(survey, "b", seen=seen(survey), by=staff)
    assert codes(survey) == [["a", "c"]]
    actions.restore_question(survey, removed, by=staff)

    assert made(survey) == before
    with pytest.raises(Refused):
        actions.restore_question(survey, removed, by=staff)


def test_a_copy_stands_below_with_a_code_of_its_own(staff):
    survey = draft(surveys.question("a"), surveys.question("b"))

    copy = actions.copy_question(survey, "a", seen=seen(survey), by=staff)

    assert codes(survey) == [["a", copy, "b"]]


def test_only_an_empty_section_is_removed(staff):
    survey = surveys.survey(document=surveys.pages(surveys.question("a"), surveys.question("b")), state="draft")

    with pytest.raises(Refused) as refused:
        actions.remove_section(survey, "b", seen=seen(survey), by=staff)
    actions.move_question(survey, "b", "a", 0, seen=seen(survey), by=staff)
    actions.remove_section(survey, "b", seen=seen(survey), by=staff)

    assert refused.value.reasons == [Refusal.HOLDS_QUESTIONS]
    assert codes(survey) == [["b", "a"]]


def test_a_colleague_may_add_questions_while_one_renames_the_section(staff):
    survey = draft()
    own = drafting.part_hash({"code": "all", "title": surveys.both("All")})

    actions.add_question(survey, asked(), "all", by=staff)
    actions.change_section(survey, "all", {"title": surveys.both("Alles"), "intro": None}, seen=own, by=staff)
    with pytest.raises(Refused):
        actions.change_section(survey, "all", {"title": surveys.both("Niets")}, seen=own, by=staff)

    assert made(survey)["sections"][0]["title"]["nl"] == "Alles"
    assert len(documents.questions(made(survey))) == 2


# --- In the field -----------------------------------------------------------------------------------


def test_new_words_for_a_survey_in_the_field_wait_beside_what_is_asked(staff):
    survey = surveys.survey()
    question = surveys.question()

    actions.change_question(
        survey, "q1", {**question, "text": surveys.both("New?")}, seen=drafting.part_hash(question), by=staff
    )

    assert survey.version.number == 1
    assert documents.questions(survey.version.document)[0]["text"]["nl"] == "Question q1?"
    assert documents.questions(made(survey))[0]["text"]["nl"] == "New?"


def test_another_meaning_is_refused_in_the_field_unless_as_a_new_question(staff):
    later = surveys.question("q2", show_if={"question": "q1", "answered": True}, text=surveys.both("{q1}?"))
    survey = surveys.survey(surveys.question(), later)
    was, other = drafting.part_hash(surveys.question()), surveys.question(options=("yes", "maybe"))

    with pytest.raises(Refused):
        actions.change_question(survey, "q1", other, seen=was, by=staff)
    assert survey.versions.count() == 1
    code = actions.change_question(survey, "q1", other, seen=was, by=staff, as_new=True)

    first, second = documents.questions(made(survey))
    assert first["code"] == code != "q1"
    assert second["show_if"]["question"] == code
    assert second["text"]["nl"] == f"{{{code}}}?"


def test_a_code_that_was_ever_asked_is_not_given_again(staff):
    survey = surveys.survey(surveys.question("q-wat-vind-je", "nps"), surveys.question("q2"))
    actions.remove_question(survey, "q-wat-vind-je", seen=seen(survey), by=staff)

    assert actions.add_question(survey, asked(), "all", by=staff) == "q-wat-vind-je-2"


def test_a_closed_survey_is_not_built_at(staff):
    survey = surveys.survey(state="closed")

    with pytest.raises(Refused) as refused:
        actions.add_question(survey, asked(), "all", by=staff)

    assert refused.value.reasons == [Refusal.CLOSED]


# --- Settings and the end ---------------------------------------------------------------------------


def test_the_promise_changes_until_somebody_was_asked(staff):
    survey = draft()
    actions.change_settings(survey, by=staff, confidentiality="anonymous")
    surveys.invitation(survey)

    with pytest.raises(Refused) as refused:
        actions.change_settings(survey, by=staff, confidentiality="identified")
    actions.change_settings(survey, by=staff, title_nl="Anders")

    survey.refresh_from_db()
    assert refused.value.reasons == [Refusal.PROMISED]
    assert (survey.confidentiality, survey.title_nl) == ("anonymous", "Anders")


def test_settings_are_those_of_a_draft(staff):
    with pytest.raises(Refused) as refused:
        actions.change_settings(surveys.survey(), by=staff, title_nl="Anders")

    assert refused.value.reasons == [Refusal.NOT_DRAFT]


def test_a_closed_survey_goes_with_its_answers_and_leaves_a_line(staff):
    survey = surveys.survey()
    surveys.response(survey, unit=surveys.unit(survey))
    surveys.invitation(survey)

    with pytest.raises(Refused) as refused:
        actions.remove_survey(survey, by=staff)
    Survey.objects.filter(pk=survey.pk).update(state="closed")
    actions.remove_survey(survey, by=staff)

    assert refused.value.reasons == [Refusal.IN_THE_FIELD]
    assert not Survey.objects.exists()
    assert not Response.objects.exists()
    assert Line.objects.get(kind="privacy").change == {"title": ["Dienstverlening", None], "answers": [1, None]}


def test_a_survey_by_name_goes_with_its_files(staff, django_capture_on_commit_callbacks):
    kept = surveys.answer_file()
    storage, place = kept.file.storage, kept.file.name
    survey = kept.invitation.survey
    Survey.objects.filter(pk=survey.pk).update(state="closed")
    assert storage.exists(place)

    with django_capture_on_commit_callbacks(execute=True):
        actions.remove_survey(survey, by=staff)

    assert not storage.exists(place)
