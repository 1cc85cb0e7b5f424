"""One variable for each column that can be analysed."""

from surveys import frames, variables
from surveys.frames import NO_ANSWER, NOT_ASKED
from surveys.tests.factories import document, option, question

EVERY_TYPE = (
    question("n", "note"),
    question("q1", options=("a", "b"), dont_know=True),
    question("q2", "multiple", options=("a", "b"), none=True),
    question("q3", "matrix", options=("1", "2"), items=("r1", "r2")),
    question("q4", "matrix_multiple", options=("a", "b"), items=("r1", "r2")),
    question("q5", "ranking", options=("a", "b")),
    question("q6", "nps"),
    question("q7", "number"),
    question("q8", "open"),
    question("q9", "file"),
)


def of(*documents):
    return variables.of_codebook(frames.merged(documents))


def test_each_row_and_each_of_several_options_has_a_variable_of_its_own():
    assert [variable.name for variable in of(document(*EVERY_TYPE))] == [
        *("q1", "q2__a", "q2__b", "q2__none", "q3__r1", "q3__r2"),
        *("q4__r1__a", "q4__r1__b", "q4__r2__a", "q4__r2__b", "q5__a", "q5__b"),
        *("q6", "q7", "q8", "q9"),
    ]


def test_a_variable_knows_its_scale_and_what_is_missing():
    scale, chosen = of(document(*EVERY_TYPE))[:2]

    assert [each.code for each in scale.options] == ["a", "b", "dk"]
    assert (scale.missing, scale.section, scale.type) == ((NOT_ASKED, NO_ANSWER), "all", "single")
    assert (chosen.question, chosen.option, chosen.options) == ("q2", "a", ())


def test_a_variable_knows_the_first_and_the_last_version_that_had_it():
    first = document(question("q1", "multiple", options=("a", "b")), question("q2"))
    second = document(question("q1", "multiple", options=("a", "b", "c")))
    second["sections"][0]["questions"][0]["options"][0]["label"] = option("in-other-words")["label"]

    assert [(each.name, each.first_version, each.last_version) for each in of(first, second)] == [
        ("q1__a", 1, 2),
        ("q1__b", 1, 2),
        ("q1__c", 2, 2),
        ("q2", 1, 1),
    ]
