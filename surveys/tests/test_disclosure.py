import numpy as np
import pytest

from surveys import disclosure, frames
from surveys.frames import BANNERS, Row
from surveys.models import Confidentiality, SurveyState
from surveys.protection import covered, covered_together, may_filter
from surveys.publications import OTHER
from surveys.tests import factories as surveys
from surveys.tests.factories import document, question

ANONYMOUS, CONFIDENTIAL, IDENTIFIED = (
    Confidentiality.ANONYMOUS,
    Confidentiality.CONFIDENTIAL,
    Confidentiality.IDENTIFIED,
)


def people(number, answers=None, *, asked=None, version=0, **attributes):
    """So many responses of people with the same attributes."""
    banners = [attributes.get(banner, "") for banner in BANNERS]
    return [Row({"q1": "yes"} if answers is None else answers, asked, version, banners) for _ in range(number)]


def published(rows, *questions, confidentiality=CONFIDENTIAL, versions=None, labels=None, **options):
    frame = frames.build(rows, versions or [document(*(questions or [question("q1")]))])
    return disclosure.publish(frame, labels or {}, confidentiality=confidentiality, **options)


def columns_of(publication, banner="province", code="q1"):
    return {column.code: column.n for column in publication.table(code, banner).columns[1:]}


# --- Small groups ---------------------------------------------------------------------------------------


def test_a_group_of_four_is_not_shown_apart_and_a_group_of_five_is():
    four = published([*people(30, province="a"), *people(20, province="b"), *people(4, province="c")])
    five = published([*people(30, province="a"), *people(20, province="b"), *people(5, province="c")])

    assert columns_of(four) == {"a": 30, OTHER: 24}
    assert columns_of(five) == {"a": 30, "b": 20, "c": 5}


def test_in_a_survey_by_name_every_group_is_shown():
    publication = published([*people(30, province="a"), *people(1, province="b")], confidentiality=IDENTIFIED)

    assert columns_of(publication) == {"a": 30, "b": 1}


def test_two_groups_of_which_one_is_small_are_no_breakdown():
    publication = published([*people(30, province="a"), *people(4, province="b")])

    assert columns_of(publication) == {}
    assert publication.banners["province"].notes


def test_who_stands_under_other_is_said_without_a_number():
    labels = {"province": {"a": "Antwerp", "b": "Brabant", "c": "Limburg"}}
    rows = [*people(30, province="a"), *people(20, province="b"), *people(4, province="c")]

    (note,) = published(rows, labels=labels).banners["province"].notes

    assert ("Brabant" in note, "Limburg" in note, "4" in note) == (True, True, False)


def test_people_without_the_attribute_are_a_group_too():
    publication = published([*people(30, province="a"), *people(20, province="b"), *people(6)])

    assert columns_of(publication) == {"a": 30, "b": 20, "": 6}


def test_groups_stand_in_the_order_of_their_labels_with_the_unknown_last():
    labels = {"province": {"b": "First", "a": "Second"}}
    rows = [*people(9, province="a"), *people(9, province="b"), *people(9), *people(9, province="x")]

    assert list(columns_of(published(rows, labels=labels))) == ["b", "a", "x", ""]


def test_fewer_than_five_answers_in_all_are_not_shown():
    publication = published(people(4))

    assert publication.withheld
    assert publication.tables == {}


def test_an_empty_survey_says_so():
    assert published([]).withheld


# --- Few answers to one question ------------------------------------------------------------------------


def test_a_group_with_few_answers_to_one_question_is_absent_there_with_another():
    rows = [
        *people(20, {"q1": "yes", "q2": "yes"}, province="a"),
        *people(12, {"q1": "yes", "q2": "yes"}, province="b"),
    ]
    rows += [*people(4, {"q1": "yes", "q2": "yes"}, province="c"), *people(6, {"q1": "yes"}, province="c")]

    publication = published(rows, question("q1"), question("q2"))

    assert columns_of(publication, code="q1") == {"a": 20, "b": 12, "c": 10}
    assert columns_of(publication, code="q2") == {"a": 20}
    assert len(publication.table("q2", "province").notes) == 1


def test_a_question_that_few_answered_gives_no_figures():
    rows = [*people(20, {"q1": "yes"}), *people(4, {"q1": "yes", "q2": "no"})]

    publication = published(rows, question("q1"), question("q2"))

    assert publication.table("q2").blocks == ()
    assert publication.table("q2").notes


def test_only_the_statement_of_a_matrix_that_few_answered_is_left_out():
    asked = question("q1", "matrix", options=("1", "2"), items=("here", "there"))
    rows = [*people(20, {"q1": {"here": "1"}}), *people(4, {"q1": {"here": "1", "there": "2"}})]

    assert [block.code for block in published(rows, asked).table("q1").blocks] == ["here"]


def test_an_option_that_few_were_offered_is_left_out():
    versions = [document(question("q1", options=("a", "b"))), document(question("q1", options=("a", "b", "c")))]
    rows = [*people(10, {"q1": "a"}, province="x"), *people(10, {"q1": "a"}, province="y")]
    rows += people(4, {"q1": "c"}, version=1, province="y")

    publication = published(rows, versions=versions)

    (block,) = publication.table("q1").blocks
    assert [row.code for row in block.rows] == ["a", "b"]
    assert columns_of(publication) == {"x": 10, "y": 14}


def test_a_mean_of_few_is_not_shown_when_the_others_do_not_know():
    rows = [*people(20, {"q1": "4"}, province="a"), *people(20, {"q1": "4"}, province="b")]
    rows += [*people(6, {"q1": "dk"}, province="c"), *people(3, {"q1": "1"}, province="c")]

    publication = published(rows, question("q1", "likert", dont_know=True))

    assert columns_of(publication) != {"a": 20, "b": 20, "c": 9}
    assert "c" not in columns_of(publication)


# --- Two breakdowns together ----------------------------------------------------------------------------


def test_a_province_minus_its_regions_leaves_nobody_alone():
    rows = [*people(20, province="a", youth_region="r1"), *people(12, province="b", youth_region="r2")]
    rows += [*people(3, province="b", youth_region="r3"), *people(9, province="a", youth_region="r3")]

    publication = published(rows)
    shown = columns_of(publication, "youth_region")

    assert columns_of(publication) == {"a": 29, "b": 15}
    assert "r2" not in shown  # province b minus r2 would be three people


def test_the_same_is_shown_whichever_breakdown_is_asked_for_and_in_whichever_language():
    rows = [row for region in ("r1", "r2", "r3") for row in people(10, youth_region=region)]
    rows += people(3, youth_region="r4")
    labels = {"youth_region": {"r3": "A", "r2": "B", "r1": "C", "r4": "D"}}

    alone = published(rows, banners=["youth_region"], labels=labels)
    together = published(rows)

    assert columns_of(alone, "youth_region") == columns_of(together, "youth_region") == {"r2": 10, "r3": 10, OTHER: 13}


def test_no_breakdowns_together_tell_of_fewer_than_five():
    random = np.random.default_rng(7)
    for _ in range(30):
        cells = int(random.integers(5, 40))
        bases = random.integers(1, 9, (1, cells))
        groups = {name: random.integers(0, width, cells) for name, width in (("p", 4), ("q", 6), ("r", 3))}
        widths = {"p": 4, "q": 6, "r": 3}

        outcome = covered_together(bases, groups, widths, 5)

        columns = []
        for name, (cover, _why) in outcome.items():
            if cover is not None:
                merged = np.where(np.isin(groups[name], sorted(cover)), widths[name], groups[name])
                columns += [frozenset(np.flatnonzero((merged == each) & (bases[0] > 0))) for each in np.unique(merged)]
        everything = frozenset(np.flatnonzero(bases[0] > 0))
        shown = {*columns, *(everything - column for column in columns)}
        sizes = [bases[0][sorted(outer - inner)].sum() for outer in shown for inner in shown if inner < outer]
        assert all(size >= 5 for size in [*sizes, *(bases[0][sorted(column)].sum() for column in columns if column)])


# --- Rules on numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("bases", "cover"),
    [
        ([25, 13, 19], set()),
        ([25, 3, 19, 18, 14], {1, 4}),
        ([25, 3, 4, 18, 14], {1, 2}),
        ([25, 1, 2, 18, 14], {1, 2, 4}),
        ([3, 4], None),
        ([25, 0, 19], set()),
        ([25, 0, 4, 19, 9], {2, 4}),
    ],
)
def test_small_groups_and_those_that_would_tell_of_them_are_covered(bases, cover):
    assert covered(bases, 5) == cover


def test_a_group_that_is_covered_for_another_reason_is_not_covered_alone():
    assert covered([25, 13, 19], 5, also={1}) == {1, 2}


@pytest.mark.parametrize(("selected", "may"), [(89, True), (84, True), (85, False), (5, True), (4, False)])
def test_a_selection_and_what_it_leaves_out_each_hold_five(selected, may):
    assert may_filter(89, selected, 5) is may


# --- Texts, time, rows ----------------------------------------------------------------------------------


def test_texts_stand_in_alphabetical_order_from_ten_on():
    texts = [f"text {number}" for number in (7, 3, 9, 1, 5, 8, 2, 6, 4, 0)]
    rows = [row for text in texts for row in people(1, {"q1": text})]

    ten = published(rows, question("q1", "open")).table("q1")
    nine = published(rows[:9], question("q1", "open")).table("q1")

    assert ten.texts == tuple(sorted(texts))
    assert (nine.texts, len(nine.notes)) == ((), 1)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("confidentiality", "state", "waits"),
    [
        (CONFIDENTIAL, SurveyState.OPEN, True),
        (ANONYMOUS, SurveyState.OPEN, True),
        (CONFIDENTIAL, SurveyState.CLOSED, False),
        (IDENTIFIED, SurveyState.OPEN, False),
    ],
)
def test_results_wait_until_the_survey_is_closed_unless_it_is_by_name(confidentiality, state, waits):
    survey = surveys.survey(confidentiality=confidentiality, state=state)

    assert bool(disclosure.waits(survey)) is waits


def test_while_results_wait_only_the_response_is_told():
    publication = published([*people(9, province="a"), *people(1, province="b")], withheld="Later.")

    assert publication.response["province"] == {"a": 9, "b": 1}
    assert (publication.tables, publication.rows.values) == ({}, ())


@pytest.mark.parametrize(("confidentiality", "number"), [(IDENTIFIED, 9), (CONFIDENTIAL, 0), (ANONYMOUS, 0)])
def test_responses_stand_in_rows_in_a_survey_by_name_alone(confidentiality, number):
    asked = [question("q1"), question("q2", "number"), question("q3", "open")]
    rows = people(9, {"q1": "yes", "q2": 4.5, "q3": "text"}, province="a")

    publication = published(rows, *asked, confidentiality=confidentiality, with_rows=True)

    assert [row[0] for row in publication.rows.values] == ["a"] * number
    assert [row[len(BANNERS) :] for row in publication.rows.values] == [("Yes", 4.5, "text")] * number


def test_the_log_says_how_often_and_not_what():
    publication = published([*people(30, province="a"), *people(20, province="b"), *people(4, province="c")])

    assert publication.hidden == {"base": 1, "complement": 1}
