"""Rows, orders, files and notes on screen, in charts and in the workbook, under the same protection as the rest."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from members.models import Province
from surveys import banners, charts, disclosure, frames, rules, screens, variables, workbook
from surveys.models import Confidentiality, SurveyState
from surveys.tests import factories as surveys
from surveys.tests import results
from surveys.tests.factories import question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

QUESTIONS = (
    question("n", "note"),
    question("q1", "matrix_multiple", options=("a", "b"), items=("r1", "r2"), none=True),
    question("q2", "ranking", options=("x", "y", "z")),
    question("q3", "file"),
    question("q4", "nps"),
)


def answers(number):
    return {
        "q1": {"r1": [["a", "b"], ["a"], ["none"]][number % 3], "r2": ["b"]},
        "q2": [["x", "y", "z"], ["y"], ["x", "z"]][number % 3],
        "q3": ["one-id", "another-id"] if number % 2 else [],
        "q4": number % 11,
    }


def survey_with(groups, **fields):
    made = surveys.survey(*QUESTIONS, state=SurveyState.CLOSED, **fields)
    number = 0
    for province, size in groups.items():
        for _ in range(size):
            surveys.response(made, answers(number), unit=surveys.unit(made, province=province))
            number += 1
    return made


def published(survey):
    return disclosure.of_survey(survey, frames.of_survey(survey), banners.labels_of(frames.BANNERS), with_rows=True)


@pytest.fixture
def by_name():
    return survey_with({Province.ANTWERP: 12, Province.LIMBURG: 9}, confidentiality=Confidentiality.IDENTIFIED)


@pytest.fixture
def protected():
    return survey_with({Province.ANTWERP: 20, Province.EAST_FLANDERS: 15, Province.LIMBURG: 3})


def test_each_row_has_its_options_as_shares_of_who_answered_it(by_name):
    first, second = published(by_name).table("q1").blocks

    assert [(row.code, row.counts[0], row.bases[0]) for row in first.rows] == [
        ("a", 14, 21),
        ("b", 7, 21),
        ("none", 7, 21),
    ]
    assert [(row.code, row.shares[0]) for row in second.rows] == [("a", 0), ("b", 1), ("none", 0)]
    assert first.measure("mentions").values[0] == pytest.approx(1)


def test_an_order_shows_who_came_first_the_mean_place_and_points_and_says_how(by_name):
    table = published(by_name).table("q2")
    (block,) = table.blocks

    assert [(row.code, row.counts[0]) for row in block.rows] == [("x", 14), ("y", 7), ("z", 0)]
    assert block.measure("rank-x").values[0] == pytest.approx((7 * 1 + 7 * 2.5 + 7 * 1) / 21)
    assert block.measure("borda-x").values[0] == pytest.approx(3 - block.measure("rank-x").values[0])
    assert "what got no place shares the places that were left" in table.notes[0]


def test_of_files_only_how_many_answered_is_shown_and_notes_are_nowhere(by_name):
    publication = published(by_name)
    (block,) = publication.table("q3").blocks

    assert (block.answered[0], block.rows, block.measures) == (10, (), ())
    assert ("n", "") not in publication.tables


def test_a_page_has_lines_and_a_chart_for_what_can_be_drawn(by_name):
    publication = published(by_name)

    shown = {code: screens.of(publication.table(code)) for code in ("q1", "q2", "q3")}

    assert [bool(shown[code].chart) for code in shown] == [True, True, False]
    assert [line.label for line in shown["q3"].lines] == ["Answered (n)"]
    assert len(shown["q1"].chart.figure["data"]) == 3


@pytest.mark.parametrize("code", ["q1", "q2"])
def test_a_chart_holds_the_shares_of_the_table(by_name, code):
    table = published(by_name).table(code)

    drawn = sorted(value for trace in charts.of(table).figure["data"] for value in trace["x"])

    assert drawn == sorted(row.shares[0] for block in table.blocks for row in block.rows)


@pytest.mark.parametrize("code", ["q1", "q2", "q3"])
def test_a_small_group_stands_with_another_one(protected, code):
    table = published(protected).table(code, "province")

    assert [column.label for column in table.columns] == ["All", "Antwerp", "Other"]
    for block in table.blocks:
        assert min(base for row in block.rows for base in row.bases) >= 5 if block.rows else True


def test_a_row_that_too_few_answered_gives_no_figures():
    made = surveys.survey(QUESTIONS[1], state=SurveyState.CLOSED)
    for number in range(12):
        given = {"r1": ["a"], **({"r2": ["b"]} if number < 4 else {})}
        surveys.response(made, {"q1": given}, unit=surveys.unit(made))

    assert [block.code for block in published(made).table("q1").blocks] == ["r1"]


def test_a_few_orders_are_not_shown():
    made = surveys.survey(QUESTIONS[2], question("q9"), state=SurveyState.CLOSED)
    for number in range(12):
        surveys.response(made, {"q9": "yes", **({"q2": ["x"]} if number < 4 else {})}, unit=surveys.unit(made))

    assert published(made).table("q2").blocks == ()


# --- The workbook -----------------------------------------------------------------------------------


def test_the_data_sheet_and_the_codebook_name_the_same_variables(by_name):
    publication, frame = published(by_name), frames.of_survey(by_name)
    book = load_workbook(BytesIO(workbook.write(by_name, "en")))

    of_data = [variable for variable, _label in publication.rows.heads if variable]
    in_codebook = {row[0] for row in book["Codebook"].iter_rows(min_row=5, values_only=True)}

    assert of_data == [variable.name for variable in variables.of_codebook(frame.codebook)]
    assert in_codebook == set(of_data)


def test_the_data_sheet_has_a_column_for_each_option_of_each_row(by_name):
    rows = published(by_name).rows
    places = {variable: place for place, (variable, _label) in enumerate(rows.heads)}

    def values(name):
        return sorted((row[places[name]] for row in rows.values), key=str)

    assert values("q1__r1__a") == [0] * 7 + [1] * 14
    assert values("q2__x") == sorted([1] * 14 + [None] * 7, key=str)
    assert values("q3") == [2.0] * 10 + ["no answer"] * 11


def test_the_workbook_opens_with_a_chart_for_each_closed_question(by_name):
    book = load_workbook(BytesIO(workbook.write(by_name, "en")))

    assert len(book["Charts"]._charts) == 3


def test_a_protected_survey_writes_no_cell_of_the_small_group(protected):
    book = load_workbook(BytesIO(workbook.write(protected, "en")))

    heads = [cell.value for cell in book["All"][5]]
    assert "Limburg" not in heads
    assert {"Antwerp", "Other"} <= set(heads)


# --- Test entries -----------------------------------------------------------------------------------


def test_a_test_entry_appears_in_no_count():
    made = results.survey_with({Province.ANTWERP: 12}, confidentiality=Confidentiality.IDENTIFIED)
    before = published(made)
    unit = surveys.unit(made)
    surveys.response(made, results.answers(1, 5), unit=unit, is_test=True)
    invitation = surveys.invitation(made, unit=unit)

    after = published(made)
    numbers = type(made).objects.with_numbers().get(pk=made.pk)

    assert (after.total, after.tables, after.data_hash) == (before.total, before.tables, before.data_hash)
    assert numbers.answered == 12
    made.state = SurveyState.OPEN
    assert rules.answer_refusals(made, invitation, today=made.opens_on) == []
