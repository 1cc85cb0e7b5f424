"""Who is asked what: conditions as trees, and those that never hold."""

import time

import pytest

from surveys import documents
from surveys.tests import factories as surveys
from surveys.tests.factories import question

pytestmark = pytest.mark.usefixtures("english")


def leaf(code="q1", **test):
    return {"question": code, **test}


@pytest.mark.parametrize(
    ("condition", "answer", "is_met"),
    [
        (leaf(has=["a", "b"]), "a", True),
        (leaf(has=["a"]), ["b", "a"], True),
        (leaf(has=["a"]), ["b"], False),
        (leaf(has=["a"]), None, False),
        (leaf(lacks=["a"]), ["b"], True),
        (leaf(lacks=["a"]), ["a", "b"], False),
        (leaf(lacks=["a"]), None, True),
        (leaf(at_least=3), 3, True),
        (leaf(at_least=3), 2.9, False),
        (leaf(at_least=3), None, False),
        (leaf(at_most=3), 3, True),
        (leaf(at_most=3), 4, False),
        (leaf(at_most=3), None, False),
        (leaf(has=["2"]), 2.0, True),
        (leaf(answered=True), "Fine", True),
        (leaf(answered=True), None, False),
        (leaf(answered=False), None, True),
        (leaf(answered=False), ["a"], False),
        (leaf(item="r1", has=["a"]), {"r1": "a", "r2": "b"}, True),
        (leaf(item="r2", has=["a"]), {"r1": "a", "r2": "b"}, False),
        (leaf(item="r1", has=["a"]), {"r1": ["a", "b"]}, True),
        (leaf(item="r2", answered=False), {"r1": "a"}, True),
        ({"all": [leaf(at_least=1), leaf(at_most=3)]}, 2, True),
        ({"all": [leaf(at_least=1), leaf(at_most=3)]}, 4, False),
        ({"any": [leaf(at_least=9), leaf(at_most=1)]}, 0, True),
        ({"any": [leaf(at_least=9), leaf(at_most=1)]}, 5, False),
        ({"any": [{"all": [leaf(at_least=5), leaf(lacks=["7"])]}, leaf(at_most=0)]}, 7, False),
        (None, None, True),
    ],
)
def test_a_condition_holds_for_some_answers_and_not_for_others(condition, answer, is_met):
    assert documents.holds(condition, {"q1": answer}) is is_met


def test_a_hidden_section_hides_its_questions_and_what_depends_on_them():
    visit = leaf(has=["yes"])
    document = {
        "languages": ["nl"],
        "sections": [
            {"code": "a", "title": {}, "questions": [question("q1")]},
            {"code": "b", "title": {}, "show_if": visit, "questions": [question("q2"), question("n", "note")]},
            {"code": "c", "title": {}, "questions": [question("q3", show_if=leaf("q2", has=["yes"]))]},
        ],
    }
    answers = {"q2": "yes", "q3": "yes"}

    assert documents.routed(document, {"q1": "yes", **answers})[0] == ["q1", "q2", "q3"]
    assert documents.routed(document, {"q1": "no", **answers}) == (["q1"], {"q1": "no"})


def test_a_note_is_shown_and_asked_of_nobody():
    document = surveys.document(question("n", "note"), question("q1"))

    assert [each["code"] for each in documents.shown_to(document, {})[0]] == ["n", "q1"]
    assert documents.routed(document, {})[0] == ["q1"]


# --- What never holds -------------------------------------------------------------------------------

NEVER = "Nobody is asked this: its conditions never hold together."


def faults_of(*questions):
    return [(each.question, each.sentence) for each in documents.faults(surveys.document(*questions))]


SINGLE = question("q1", options=("a", "b", "c"))
NEEDED = question("q1", options=("a", "b"), required=True)
SEVERAL = question("q1", "multiple", options=("a", "b", "c"), none=True)
TWO = question("q1", "multiple", options=("a", "b", "c"), max_choices=2)
NUMBER = question("q1", "number", min=0, max=10)
GRADE = question("q1", "nps")
MATRIX = question("q1", "matrix", options=("a", "b"), items=("r1", "r2"))


@pytest.mark.parametrize(
    ("asked", "condition"),
    [
        (SINGLE, {"all": [leaf(has=["a"]), leaf(has=["b"])]}),
        (SINGLE, {"all": [leaf(has=["a", "b"]), leaf(lacks=["a"]), leaf(lacks=["b"])]}),
        (SINGLE, {"all": [leaf(has=["a"]), leaf(answered=False)]}),
        (NEEDED, leaf(lacks=["a", "b"])),
        (NEEDED, leaf(answered=False)),
        (SEVERAL, {"all": [leaf(has=["none"]), leaf(has=["a"])]}),
        (TWO, {"all": [leaf(has=["a"]), leaf(has=["b"]), leaf(has=["c"])]}),
        (NUMBER, {"all": [leaf(at_least=5), leaf(at_most=4)]}),
        (NUMBER, leaf(at_least=11)),
        (NUMBER, {"all": [leaf(at_least=3), leaf(at_most=3), leaf(lacks=["3"])]}),
        (GRADE, {"all": [leaf(at_least=9), leaf(at_most=8)]}),
        (GRADE, leaf(at_least=11)),
        (MATRIX, {"all": [leaf(item="r1", has=["a"]), leaf(item="r1", has=["b"])]}),
        (SINGLE, {"all": [{"any": [leaf(has=["a"])]}, leaf(lacks=["a"])]}),
    ],
)
def test_conditions_that_never_hold_together_are_a_fault(asked, condition):
    assert faults_of(asked, question("q2", show_if=condition)) == [("q2", NEVER)]


@pytest.mark.parametrize(
    ("asked", "condition"),
    [
        (SINGLE, {"any": [leaf(has=["a"]), leaf(has=["b"])]}),
        (SINGLE, {"all": [leaf(has=["a", "b"]), leaf(lacks=["a"])]}),
        (SINGLE, leaf(lacks=["a", "b", "c"])),
        (NEEDED, leaf(lacks=["a"])),
        (SEVERAL, {"all": [leaf(has=["a"]), leaf(has=["b"])]}),
        (TWO, {"all": [leaf(has=["a"]), leaf(has=["b"]), leaf(lacks=["c"])]}),
        (NUMBER, {"all": [leaf(at_least=5), leaf(at_most=5)]}),
        (NUMBER, {"all": [leaf(at_least=3), leaf(at_most=4), leaf(lacks=["3"])]}),
        (GRADE, leaf(at_least=10)),
        (MATRIX, {"all": [leaf(item="r1", has=["a"]), leaf(item="r2", has=["b"])]}),
    ],
)
def test_conditions_that_can_hold_together_are_none(asked, condition):
    assert faults_of(asked, question("q2", show_if=condition)) == []


def test_a_question_that_needs_one_on_the_other_road_is_never_asked():
    asked = [
        question("q1"),
        question("q2", show_if=leaf(has=["yes"])),
        question("q3", show_if={"all": [leaf("q2", has=["yes"]), leaf(has=["no"])]}),
    ]

    assert faults_of(*asked) == [("q3", NEVER)]


def linked(number, condition, **fields):
    """So many questions, each after the first asked because of earlier ones, as `condition(place)` says."""
    return [question("s0", **fields)] + [
        question(f"s{place}", show_if=condition(place), **fields) for place in range(1, number)
    ]


def yes(place):
    return leaf(f"s{place}", has=["yes"])


def judged(questions):
    """The faults and the warnings, and how many seconds that took."""
    document, start = surveys.document(*questions), time.perf_counter()
    found = [*documents.faults(document)], [str(each) for each in documents.warnings(document)]
    return *found, time.perf_counter() - start


LINKS = {
    "a chain": lambda place: yes(place - 1),
    "one of the two before": lambda place: {"any": [yes(max(0, place - 2)), yes(place - 1)]},
    "both before": lambda place: {"all": [yes(max(0, place - 2)), yes(place - 1)]},
    "one of all before": lambda place: {"any": [yes(each) for each in range(place)]},
}


@pytest.mark.parametrize("link", LINKS.values(), ids=LINKS)
def test_sixty_linked_questions_are_checked_within_a_second(link):
    faults, warnings, seconds = judged(linked(60, link))

    assert (faults, "routes" in " ".join(warnings)) == ([], False)
    assert seconds < 1


@pytest.mark.parametrize("number", [480, 500])
def test_a_long_chain_is_checked_without_an_error(number):
    faults, _warnings, seconds = judged(linked(number, LINKS["a chain"]))

    assert faults == []
    assert seconds < 10


def test_the_end_of_a_chain_that_contradicts_its_beginning_is_never_asked():
    chain = linked(60, LINKS["one of the two before"])
    chain.append(question("end", show_if={"all": [yes(59), leaf("s0", has=["no"]), leaf("s1", answered=False)]}))

    faults, _warnings, seconds = judged(chain)

    assert [(each.question, each.sentence) for each in faults] == [("end", NEVER)]
    assert seconds < 1


def pigeons(holes):
    """Conditions that contradict each other in a way that only trying nearly everything brings out."""
    places = [f"h{number}" for number in range(holes)]
    asked = [question(f"p{pigeon}", "multiple", options=places, max_choices=1) for pigeon in range(holes + 1)]
    everywhere = [{"any": [leaf(f"p{pigeon}", has=[hole]) for hole in places]} for pigeon in range(holes + 1)]
    apart = [
        {"any": [leaf(f"p{one}", lacks=[hole]), leaf(f"p{other}", lacks=[hole])]}
        for hole in places
        for one in range(holes + 1)
        for other in range(one)
    ]
    return [*asked, question("end", show_if={"all": [*everywhere, *apart]})]


def test_what_would_take_too_long_to_check_is_said_and_stands_in_nobodys_way():
    faults, warnings, seconds = judged(pigeons(7))

    assert faults == []
    assert [each for each in warnings if "routes" in each] == [
        "We could not check all routes: of 1 question we do not know whether anybody is asked it. Try the survey out."
    ]
    assert seconds < 2


def test_of_many_answers_in_one_condition_none_is_taken_for_impossible():
    codes = tuple(f"o{number}" for number in range(12))
    several = question("q1", "multiple", options=codes, required=True)

    assert faults_of(several, question("q2", show_if=leaf(lacks=list(codes[:11])))) == []
    assert faults_of(several, question("q2", show_if={"all": [leaf(has=[code]) for code in codes]})) == []


def test_what_depends_on_a_question_that_nobody_is_asked_says_so():
    asked = [
        question("q1", "nps"),
        question("q2", show_if=leaf(at_least=11)),
        question("q3", show_if=leaf("q2", has=["yes"])),
    ]

    assert faults_of(*asked)[1] == ("q3", "Nobody is asked this: it depends on q2, which nobody is asked.")


def test_a_question_of_a_section_on_the_other_road_is_never_asked():
    document = {
        "languages": ["nl"],
        "sections": [
            {"code": "a", "title": {}, "questions": [question("q1")]},
            {
                "code": "b",
                "title": {},
                "show_if": leaf(has=["yes"]),
                "questions": [question("q2", show_if=leaf(has=["no"])), question("q3")],
            },
        ],
    }

    assert [(each.question, each.sentence) for each in documents.faults(document)] == [("q2", NEVER)]
