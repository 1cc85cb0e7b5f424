"""Conditions written as expressions and read again; and the shortest way to say one, which means the same."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys import documents
from surveys.foreign.conditions import Target, bounds_of, condition_of, expression_of, of_rows, shortest
from surveys.foreign.expressions import Unread, parse
from surveys.foreign.writing import name_of
from surveys.tests.any_forms import answers_to, conditions, forms
from surveys.tests.factories import question

pytestmark = pytest.mark.usefixtures("english")


def targets_of(questions):
    """Every name that a form of these questions holds, with what it stands for."""
    named = {name_of(each["code"]): Target(each) for each in questions}
    for each in questions:
        for item in documents.item_codes(each):
            named[name_of(each["code"], item)] = Target(each, item)
    return named


@st.composite
def conditions_on_forms(draw):
    document = draw(forms())
    return document, draw(conditions(documents.questions(document))), draw(answers_to(document))


@settings(max_examples=150, deadline=None)
@given(conditions_on_forms())
def test_a_condition_that_is_written_and_read_again_is_the_same(drawn):
    document, condition, _answers = drawn
    questions = {each["code"]: each for each in documents.questions(document)}

    text = expression_of(condition, questions, name_of)
    read = shortest(of_rows(condition_of(text, targets_of(questions.values()).__getitem__), questions))

    # all rows of a matrix, one by one, are read back as the matrix: compare both said that way
    assert read == shortest(of_rows(shortest(condition), questions))


@settings(max_examples=150, deadline=None)
@given(conditions_on_forms())
def test_the_shortest_condition_means_the_same(drawn):
    _document, condition, answers = drawn

    assert documents.holds(shortest(condition), answers) == documents.holds(condition, answers)


NUMBER, SINGLE, TEXT = question("n", "number"), question("s"), question("t", "open")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${n} > 3", {"question": "n", "at_least": 4}),
        ("3 < ${n}", {"question": "n", "at_least": 4}),
        ("${n} < 3", {"question": "n", "at_most": 2}),
        ("${n} >= 2.5", {"question": "n", "at_least": 3}),
        ("not(${n} > 3)", {"any": [{"question": "n", "answered": False}, {"question": "n", "at_most": 3}]}),
        ("${n} = 2", {"question": "n", "has": ["2"]}),
        ("string-length(${t}) > 0", {"question": "t", "answered": True}),
        ("not(${s} = 'yes' or ${s} = 'no')", {"question": "s", "lacks": ["no", "yes"]}),
        ("((${s} = 'yes'))", {"question": "s", "has": ["yes"]}),
        ('s == "yes" && n.NAOK >= 1', {"all": [{"question": "s", "has": ["yes"]}, {"question": "n", "at_least": 1}]}),
        (
            '!(s == "yes") || is_empty(n)',
            {"any": [{"question": "s", "lacks": ["yes"]}, {"question": "n", "answered": False}]},
        ),
    ],
)
def test_an_expression_says_a_condition(text, expected):
    named = {each["code"]: Target(each) for each in (NUMBER, SINGLE, TEXT)}

    assert condition_of(text, lambda name: named[name.removesuffix(".NAOK")]) == expected


@pytest.mark.parametrize(
    "text", ["${t} = 'word'", "${s} > 2", "${s} = ${t}", "'a'", "count-selected(${s}) > 1", "", "${s} = 'yes"]
)
def test_an_expression_without_an_equal_is_not_read(text):
    named = {each["code"]: Target(each) for each in (NUMBER, SINGLE, TEXT)}

    with pytest.raises(Unread):
        condition_of(text, named.__getitem__)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("${}q'\"().,=!<>&| 19andornt-"), max_size=60))
def test_any_text_is_read_or_refused(text):
    with suppress(Unread):
        parse(text)


def test_a_constraint_narrows_from_both_sides():
    assert bounds_of(". >= 0 and . < 10 and 5 >= .", NUMBER) == ({"min": 0, "max": 5}, [])
