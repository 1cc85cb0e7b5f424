import numpy as np
import pytest

from surveys import frames
from surveys.frames import NO_ANSWER, NOT_ASKED, Row, UnknownAnswer
from surveys.models import SurveyVersion
from surveys.tests import factories as surveys

document, question = surveys.document, surveys.question


def frame_of(*answers, questions, asked=None):
    return frames.build([Row(each, asked) for each in answers], [document(*questions)])


# --- Each type of question ------------------------------------------------------------------------------


def test_several_answers_a_row_become_a_column_for_each_option_of_each_row():
    asked = question("q1", "matrix_multiple", options=("a", "b"), items=("r1", "r2"))
    rows = [Row({"q1": {"r1": ["a", "b"]}}, ["q1"]), Row({"q1": {"r2": ["b"]}}, ["q1"]), Row({}, ["q1"]), Row({}, [])]

    frame = frames.build(rows, [document(asked)])

    assert frame.codes["q1__r1"].tolist() == [0, NO_ANSWER, NO_ANSWER, NOT_ASKED]
    assert frame.chosen["q1__r1"].tolist() == [[1, 1], [-2, -2], [-2, -2], [-1, -1]]
    assert frame.chosen["q1__r2"].tolist() == [[-2, -2], [0, 1], [-2, -2], [-1, -1]]


def test_an_order_becomes_a_place_for_each_option():
    asked = question("q1", "ranking", options=("a", "b", "c"))
    rows = [Row({"q1": ["c", "a", "b"]}, ["q1"]), Row({"q1": ["b"]}, ["q1"]), Row({}, ["q1"]), Row({}, [])]

    frame = frames.build(rows, [document(asked)])

    assert frame.ranks["q1"].tolist() == [[2, 3, 1], [0, 1, 0], [-2, -2, -2], [-1, -1, -1]]
    assert frame.codes["q1"].tolist() == [0, 0, NO_ANSWER, NOT_ASKED]


def test_of_files_their_number_is_counted_and_a_note_is_no_column():
    frame = frame_of({"q1": ["one", "two"]}, {}, questions=[question("n", "note"), question("q1", "file")])

    assert (frame.codes["q1"].tolist(), frame.numbers["q1"][0]) == ([0, NO_ANSWER], 2)
    assert [each.code for each in frame.codebook.questions] == ["q1"]


def test_an_option_becomes_its_place_and_missing_answers_become_two_codes():
    rows = [Row({"q1": "no"}, ["q1"]), Row({}, ["q1"]), Row({}, [])]

    frame = frames.build(rows, [document(question("q1", options=("yes", "no")))])

    assert frame.codes["q1"].tolist() == [1, NO_ANSWER, NOT_ASKED]
    assert frame.codes["q1"].dtype == np.int8


def test_a_question_with_many_options_gets_wider_codes():
    options = tuple(f"o{number}" for number in range(300))

    frame = frame_of({"q1": "o299"}, questions=[question("q1", options=options)])

    assert (frame.codes["q1"].tolist(), frame.codes["q1"].dtype) == ([299], np.int16)


def test_several_answers_become_a_column_for_each_option():
    rows = [Row({"q1": ["a", "c"]}, ["q1"]), Row({}, ["q1"]), Row({}, [])]

    frame = frames.build(rows, [document(question("q1", "multiple", options=("a", "b", "c")))])

    assert frame.chosen["q1"].tolist() == [[1, 0, 1], [NO_ANSWER] * 3, [NOT_ASKED] * 3]


def test_each_item_of_a_matrix_is_a_column():
    asked = question("q1", "matrix", options=("1", "2"), items=("here", "there"))

    frame = frame_of({"q1": {"here": "2"}}, {}, questions=[asked])

    assert frame.codes["q1__here"].tolist() == [1, NO_ANSWER]
    assert frame.codes["q1__there"].tolist() == [NO_ANSWER, NO_ANSWER]


def test_numbers_keep_their_cents_and_a_zero_is_an_answer():
    frame = frame_of({"q1": 0}, {"q1": 123456789.01}, {}, questions=[question("q1", "number")])

    assert frame.numbers["q1"][:2].tolist() == [0, 123456789.01]
    assert (frame.codes["q1"] >= 0).tolist() == [True, True, False]


def test_a_score_of_zero_is_an_answer():
    frame = frame_of({"q1": 0}, {"q1": 10}, questions=[question("q1", "nps")])

    assert frame.codes["q1"].tolist() == [0, 10]


def test_an_empty_text_is_no_answer():
    frame = frame_of({"q1": "=1+1"}, {"q1": ""}, questions=[question("q1", "open")])

    assert frame.codes["q1"].tolist() == [0, NO_ANSWER]
    assert frame.texts["q1"][0] == "=1+1"


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (question("q1"), "perhaps"),
        (question("q1", "multiple"), ["yes", "perhaps"]),
        (question("q1", "matrix", items=("here",)), {"here": "perhaps"}),
    ],
)
def test_a_code_that_no_version_has_is_never_dropped(asked, answer):
    with pytest.raises(UnknownAnswer):
        frame_of({"q1": answer}, questions=[asked])


def test_more_rows_than_a_chunk_stay_in_order(monkeypatch):
    monkeypatch.setattr(frames, "CHUNK", 2)
    answers = ["yes", "no", "no", "yes", "no"]

    frame = frame_of(*({"q1": answer} for answer in answers), questions=[question("q1")])

    assert frame.codes["q1"].tolist() == [0, 1, 1, 0, 1]


def test_a_survey_without_answers_is_a_frame_of_nothing():
    frame = frame_of(questions=[question("q1"), question("q2", "multiple"), question("q3", "number")])

    assert (frame.size, frame.codes["q1"].size, frame.chosen["q2"].shape) == (0, 0, (0, 2))


# --- Several versions -----------------------------------------------------------------------------------


def test_a_question_that_moved_and_got_new_words_stays_one_question():
    old = document(question("q1", text={"en": "Old?"}), question("q2"))
    new = document(question("q2"), question("q1", text={"en": "New?"}))

    codebook = frames.merged([old, new])

    assert [(each.code, each.text["en"]) for each in codebook.questions if each.code == "q1"] == [("q1", "New?")]
    assert [each.code for each in codebook.questions] == ["q2", "q1"]


def test_a_question_and_an_option_that_are_gone_stay_in_the_results():
    old = document(question("q1", options=("a", "b")), question("q2"))
    new = document(question("q1", options=("a", "c")))

    codebook = frames.merged([old, new])

    assert [each.code for each in codebook.questions] == ["q1", "q2"]
    assert [option.code for option in codebook.questions[0].options] == ["a", "c", "b"]


def test_an_option_is_not_asked_of_who_had_a_version_without_it():
    versions = [
        document(question("q1", "multiple", options=("a",))),
        document(question("q1", "multiple", options=("a", "b"))),
    ]

    frame = frames.build([Row({"q1": ["a"]}, ["q1"], 0), Row({"q1": ["b"]}, ["q1"], 1)], versions)

    assert frame.chosen["q1"].tolist() == [[1, NOT_ASKED], [0, 1]]


# --- From the database ----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_survey_is_read_with_its_attributes_and_without_its_tests():
    survey = surveys.survey(question("q1"))
    unit = surveys.unit(survey, province="10000", fte_band="over-4")
    surveys.response(survey, {"q1": "yes"}, unit=unit)
    surveys.response(survey, {"q1": "no"}, unit=unit, is_test=True)

    frame = frames.of_survey(survey)

    assert (frame.size, frame.groups["province"], frame.groups["fte_band"]) == (1, ("10000",), ("over-4",))
    assert frame.unit.tolist() == [unit.pk]


@pytest.mark.django_db
def test_a_large_survey_is_read_once(monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(frames, "LARGE", 1)
    survey = surveys.survey(question("q1"))
    surveys.response(survey, {"q1": "yes"})
    first = frames.of_survey(survey)

    with django_assert_num_queries(3):  # the versions, a look, the hash
        again = frames.of_survey(survey)

    assert again.codes["q1"].tolist() == first.codes["q1"].tolist()


@pytest.mark.django_db
@pytest.mark.parametrize("change", ["answers", "province", "another", "a test", "gone", "version"])
def test_what_is_remembered_is_never_old(monkeypatch, change):
    monkeypatch.setattr(frames, "LARGE", 1)
    survey = surveys.survey(question("q1"))
    unit = surveys.unit(survey)
    kept, other = (surveys.response(survey, {"q1": "yes"}, unit=unit) for _ in range(2))
    before = frames.of_survey(survey)

    if change == "answers":
        survey.responses.filter(pk=kept.pk).update(answers={"q1": "no"})
    elif change == "province":
        survey.responses.filter(pk=kept.pk).update(province="70000")
    elif change == "another":
        other.delete()
        surveys.response(survey, {"q1": "no"}, unit=unit)
    elif change == "a test":
        survey.responses.filter(pk=kept.pk).update(is_test=True)
    elif change == "gone":
        other.delete()
    elif change == "version":
        SurveyVersion.objects.create(
            survey=survey,
            number=2,
            document=document(question("q1", text={"en": "Other words?"})),
            content_hash="another",
            published_at=survey.versions.get().published_at,
        )
    after = frames.of_survey(survey)

    def tells(frame):
        first = frame.codebook.questions[0]
        provinces = [frame.groups["province"][place] for place in frame.banners["province"]]
        return sorted(zip(frame.codes["q1"].tolist(), provinces, strict=True)), first.text.get("en")

    assert tells(before) != tells(after)
    assert before.data_hash != after.data_hash
    assert frames.hash_of_survey(survey) == after.data_hash
