"""How answers are read: what counts, and what is refused in a clear sentence."""

import pytest

from surveys import rules
from surveys.tests.factories import question

pytestmark = pytest.mark.usefixtures("english")

SEVERAL = question("q1", "multiple", options=("a", "b", "c"), none=True, min_choices=2, max_choices=2)
ROWS = question("q1", "matrix_multiple", options=("a", "b"), items=("r1", "r2"), none=True, max_choices=1)
NEEDED_ROWS = question("q1", "matrix_multiple", options=("a", "b"), items=("r1", "r2"), required=True)
ORDER = question("q1", "ranking", options=("a", "b", "c"), max_choices=2)
WHOLE_ORDER = question("q1", "ranking", options=("a", "b", "c"), min_choices=3)
TEXT = question("q1", "open")
FILES = question("q1", "file")
IDS = [f"8f91f1ee-14e9-4eb0-8b6f-f8dd480cc0a{number}" for number in range(4)]


@pytest.mark.parametrize(
    ("asked", "given", "kept"),
    [
        (SEVERAL, ["b", "a"], ["a", "b"]),
        (SEVERAL, ["none"], ["none"]),
        (ROWS, {"r1": ["a"], "r2": ["none"]}, {"r1": ["a"], "r2": ["none"]}),
        (ROWS, {"r1": [], "r2": ["b"]}, {"r2": ["b"]}),
        (NEEDED_ROWS, {"r1": ["a", "b"], "r2": ["b"]}, {"r1": ["a", "b"], "r2": ["b"]}),
        (ORDER, ["c", "a"], ["c", "a"]),
        (ORDER, {"a": "2", "c": "1"}, ["c", "a"]),
        (ORDER, {"a": "3", "b": "", "c": "1"}, ["c", "a"]),
        (WHOLE_ORDER, {"a": "3", "b": "1", "c": "2"}, ["b", "c", "a"]),
        (FILES, [IDS[0], IDS[0]], [IDS[0]]),
        (TEXT, " <script>alert(1)</script> ", "<script>alert(1)</script>"),
        (TEXT, "=1+1", "=1+1"),
        (TEXT, "@SUM(A1)", "@SUM(A1)"),
        (TEXT, "שלום עולם 👩‍👩‍👧 e\u0301 \u202eabc", "שלום עולם 👩‍👩‍👧 e\u0301 \u202eabc"),
        (TEXT, "a\x00b\x07c\r\nd", "abc\nd"),
        (TEXT, "{q1} {{ secret }} {% load x %}", "{q1} {{ secret }} {% load x %}"),
        (TEXT, "\x00", None),
        (TEXT, "é" * 4000, "é" * 4000),
    ],
)
def test_what_can_be_answered_is_kept_as_it_is(asked, given, kept):
    assert rules.answer_to(asked, given) == kept


@pytest.mark.parametrize(
    ("asked", "given", "sentence"),
    [
        (SEVERAL, ["a"], "Choose at least 2 answers."),
        (SEVERAL, ["a", "b", "c"], "Choose at most 2 answers."),
        (SEVERAL, ["none", "a"], "“None” does not go with another answer."),
        (ROWS, {"r1": ["none", "a"]}, "“None” does not go with another answer."),
        (ROWS, {"r1": ["a", "b"]}, "Choose at most 1 answer."),
        (ROWS, {"r3": ["a"]}, "Choose one of the answers that stand here."),
        (ROWS, {"r1": "a"}, "Choose one of the answers that stand here."),
        (ROWS, ["a"], "Choose one of the answers that stand here."),
        (NEEDED_ROWS, {"r1": ["a"]}, "Please give an answer on every row."),
        (ORDER, {"a": "1", "b": "1"}, "Give each place in the order to one answer."),
        (ORDER, ["a", "a"], "Give each place in the order to one answer."),
        (ORDER, ["a", "x"], "Give each place in the order to one answer."),
        (ORDER, "a", "Give each place in the order to one answer."),
        (ORDER, {"a": "1", "b": "2", "c": "3"}, "Choose at most 2 answers."),
        (ORDER, {"a": "0"}, "Choose one of the places that stand here."),
        (ORDER, {"a": "first"}, "Choose one of the places that stand here."),
        (ORDER, {"a": "1" * 5000}, "Choose one of the places that stand here."),
        (ORDER, {"x": "1"}, "Give each place in the order to one answer."),
        (WHOLE_ORDER, ["a", "b"], "Choose at least 3 answers."),
        (FILES, IDS, "Add at most 3 files."),
        (FILES, ["../../etc/passwd"], "Add the file again: it did not come through."),
        (FILES, IDS[0], "Add the file again: it did not come through."),
        (TEXT, "é" * 4001, "Keep it under 4000 characters."),
        (TEXT, "x" * 100_000, "Keep it under 4000 characters."),
        (question("q1", "open", max_length=10), "elf tekens!", "Keep it under 10 characters."),
        (question("q1"), "<script>", "Choose one of the answers that stand here."),
        (question("q1"), ["yes"], "Choose one of the answers that stand here."),
        (question("q1", "number"), "=1+1", "Write a number, with figures only."),
        (question("q1", "number"), "٣", "Write a number, with figures only."),
        (question("q1", "number"), "9" * 5000, "Write a number, with figures only."),
        (question("q1", "number"), "NaN", "Write a number, with figures only."),
    ],
)
def test_what_cannot_is_refused_in_a_sentence(asked, given, sentence):
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the sentence is compared below
        rules.answer_to(asked, given)

    assert str(refused.value) == sentence
