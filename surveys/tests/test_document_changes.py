"""Which edits keep the meaning of earlier answers."""

from copy import deepcopy

import pytest

from surveys import documents
from surveys.tests import factories as surveys
from surveys.tests.factories import option, question

pytestmark = pytest.mark.usefixtures("english")

BEFORE = surveys.document(
    question("q1", options=("a", "b")),
    question("q2", "likert"),
    question("q3", "matrix", options=("1", "2", "3"), items=("r1", "r2")),
    question("q4", "number", unit=surveys.both("hours")),
)


def edits(change, code):
    after = deepcopy(BEFORE)
    asked = {each["code"]: each for each in documents.questions(after)}
    change(asked[code])
    return [
        (each.question, each.sentence.split(":")[0].split(".")[0]) for each in documents.semantic_edits(BEFORE, after)
    ]


def turned(asked):
    asked["options"].reverse()


def words_turned(asked):
    labels = [each["label"] for each in asked["options"]]
    for each, label in zip(asked["options"], reversed(labels), strict=True):
        each["label"] = label


@pytest.mark.parametrize(
    ("code", "change", "sentence"),
    [
        ("q1", lambda asked: asked.update(type="multiple"), "The kind of question changed"),
        ("q1", lambda asked: asked["options"].pop(), "An answer that people could give is gone"),
        ("q1", lambda asked: asked["options"][0].update(kind="dont_know"), "An answer counts otherwise than before"),
        ("q1", words_turned, "The words of one answer went to another"),
        ("q2", turned, "The scale has other steps, or another order"),
        ("q2", words_turned, "The words of one answer went to another"),
        ("q2", lambda asked: asked["options"].append(option("6")), "The scale has other steps, or another order"),
        ("q3", lambda asked: asked["items"].pop(), "A row that people answered is gone"),
        ("q4", lambda asked: asked.update(unit=surveys.both("days")), "The number counts in another unit"),
    ],
)
def test_an_edit_that_makes_answers_mean_something_else_is_named(code, change, sentence):
    assert edits(change, code) == [(code, sentence)]


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("q1", lambda asked: asked.update(text=surveys.both("In other words"))),
        ("q1", lambda asked: asked["options"][0].update(label=surveys.both("Better"))),
        ("q1", lambda asked: asked["options"].append(option("c"))),
        ("q1", turned),
        ("q2", lambda asked: asked["options"].append(option("dk", "dont_know"))),
        ("q3", lambda asked: asked["items"].append({"code": "r3", "label": surveys.both("R3")})),
        ("q4", lambda asked: asked.update(max=50)),
        ("q1", lambda asked: asked.update(required=True, show_if=None, code="q1")),
        ("q1", lambda asked: asked.update(code="q9")),
    ],
)
def test_new_words_and_new_answers_keep_the_code(code, change):
    assert edits(change, code) == []
