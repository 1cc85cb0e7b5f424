"""Conditions in words, and the rows in which they are written."""

import pytest
from django.utils import translation

from surveys import phrases
from surveys.tests import factories as surveys

DOCUMENT = surveys.document(
    surveys.question("q1", text=surveys.both("Used?")),
    surveys.question("note", "note"),
    surveys.question("q2", "nps"),
    surveys.question("q3", "matrix", items=("web",)),
    surveys.question("q4", "open"),
    surveys.question("q5"),
)


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ({"question": "q1", "has": ["yes", "no"]}, "chose ‘Yes’ or ‘No’ at Q1"),
        ({"question": "q1", "lacks": ["yes"]}, "did not choose ‘Yes’ at Q1"),
        ({"question": "q2", "at_least": 7}, "gave at least 7 at Q2"),
        ({"question": "q2", "at_most": 3}, "gave at most 3 at Q2"),
        ({"question": "q3", "item": "web", "has": ["no"]}, "chose ‘No’ at Q3 (Web)"),
        ({"question": "q4", "answered": True}, "answered Q4"),
        ({"question": "q4", "answered": False}, "did not answer Q4"),
        ({"question": "gone", "answered": True}, "a question that is not there (gone)"),
        (
            {"any": [{"question": "q4", "answered": True}, {"all": [{"question": "q2", "at_most": 3}] * 2}]},
            "answered Q4 or (gave at most 3 at Q2 and gave at most 3 at Q2)",
        ),
    ],
)
def test_a_condition_is_said_in_words(condition, said):
    with translation.override("en"):
        assert phrases.in_words(condition, phrases.numbered(DOCUMENT)) == said


def test_rows_give_back_the_condition_they_came_from():
    one = {"question": "q1", "has": ["yes"]}
    several = {"any": [one, {"question": "q2", "at_most": 3}]}

    assert [phrases.rows_of(each, DOCUMENT).condition for each in (None, one, several)] == [None, one, several]


def test_a_deeper_tree_does_not_fit_the_rows():
    leaf = {"question": "q1", "has": ["yes"]}

    assert phrases.rows_of({"all": [leaf, leaf]}, DOCUMENT)
    assert phrases.rows_of({"all": [leaf, {"any": [leaf, leaf]}]}, DOCUMENT) is None


def test_a_condition_is_about_what_comes_before():
    assert list(phrases.subjects(DOCUMENT, "q4")) == ["q1", "q2", "q3", "q3 web"]
    assert list(phrases.subjects(DOCUMENT, "section:all")) == []
    assert list(phrases.subjects(DOCUMENT, "after:all"))[-1] == "q5"
