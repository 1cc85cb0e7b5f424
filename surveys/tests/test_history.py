"""Answers from elsewhere: guessed columns, codes and labels, every mistake by row and column, all or nothing."""

import io
import json
from datetime import date

import pytest
from django.core.management import call_command
from openpyxl import Workbook

from members.tests import factories as members
from surveys import frames, history, variables
from surveys.models import Confidentiality, Response
from surveys.tests import factories as surveys
from surveys.tests.factories import both, question

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

HEADER = "nis;datum;q1;q2__a;q2__b;q3__r1;q3__r2;q4;q5;q6"


def asked(**fields):
    """A survey of two municipalities, 11001 Aartselaar and 11002 Antwerpen."""
    survey = surveys.survey(
        question("q1", text=both("Do you?")),
        question("q2", "multiple", options=("a", "b")),
        question("q3", "matrix", items=("r1", "r2")),
        question("q4", "number", decimals=1, max=10),
        question("q5", "open"),
        question("q6", "ranking", options=("x", "y", "z"), show_if={"question": "q1", "has": ["yes"]}),
        **fields,
    )
    for name, nis_code in (("Aartselaar", "11001"), ("Antwerpen", "11002")):
        surveys.unit(survey, members.municipality(name, nis_code=nis_code))
    return survey


def table(*rows, name="answers.csv"):
    file = io.BytesIO("\r\n".join((HEADER, *rows) if rows and ";" in rows[0] else rows).encode())
    file.name = name
    return file


def run(survey, *rows, commit=True, **options):
    return history.run(table(*rows), commit=commit, survey=survey.pk, **options)


def problems(outcome):
    return [(problem.line, problem.column, problem.message) for problem in outcome.rejected]


def test_a_row_becomes_a_response():
    survey = asked()

    outcome = run(survey, "11001;01/02/2024;Yes;1;0;yes;No;2,5;Words;y, x")

    response = Response.objects.get()
    assert (outcome.accepted, outcome.rejected, outcome.file_error) == (1, [], None)
    assert (response.unit.name, response.submitted_on) == ("Aartselaar", date(2024, 2, 1))
    assert response.answers == {
        "q1": "yes",
        "q2": ["a"],
        "q3": {"r1": "yes", "r2": "no"},
        "q4": 2.5,
        "q5": "Words",
        "q6": ["y", "x"],
    }


def test_a_dry_run_counts_and_saves_nothing():
    outcome = run(asked(), "11001;01/02/2024;yes;;;;;;;", "antwerpen;;no;;;;;;;", commit=False)

    assert (outcome.accepted, outcome.added, Response.objects.count()) == (2, 2, 0)


@pytest.mark.parametrize(
    ("row", "column", "sentence"),
    [
        ("11001;01/02/2024;maybe;;;;;;;", "q1", "Unknown code or answer: “maybe”."),
        ("11001;01/02/2024;yes;often;;;;;;", "q2__a", "“often” is neither ticked nor empty. Write 1 or 0."),
        ("11001;01/02/2024;yes;;;;perhaps;;;", "q3__r2", "Unknown code or answer: “perhaps”."),
        ("11001;01/02/2024;yes;;;;;11;;", "q4", "Write a number of at most 10."),
        ("11001;01/02/2024;no;;;;;;;x", "q6", "This question was not asked after the other answers of this row."),
        ("99999;01/02/2024;yes;;;;;;;", "nis", "“99999” is not in the population of this survey."),
        (";01/02/2024;yes;;;;;;;", "nis", "Fill in the municipality."),
        ("11001;01/02/2999;yes;;;;;;;", "datum", "This day is still to come."),
    ],
)
def test_a_mistake_is_told_by_row_and_column_and_nothing_is_saved(row, column, sentence):
    outcome = run(asked(), "11002;01/02/2024;yes;;;;;;;", row)

    assert problems(outcome) == [(3, column, sentence)]
    assert Response.objects.count() == 0


def test_a_municipality_stands_in_a_file_once():
    outcome = run(asked(), "11001;01/02/2024;yes;;;;;;;", "Aartselaar;01/02/2024;no;;;;;;;")

    assert problems(outcome) == [(3, "nis", "Aartselaar stands on row 2 too. Keep one of them.")]


def test_a_municipality_that_answered_is_not_answered_for_again():
    survey = asked()
    run(survey, "11001;01/02/2024;yes;;;;;;;")

    outcome = run(survey, "11001;01/02/2024;yes;;;;;;;")

    assert problems(outcome) == [(2, "nis", "An answer for Aartselaar is there already.")]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"confidentiality": Confidentiality.ANONYMOUS}, "This survey is anonymous"),
        ({"unit_of_analysis": "person"}, "This survey asks people"),
    ],
)
def test_a_survey_that_takes_no_answers_by_municipality_refuses_the_file(fields, sentence):
    outcome = run(asked(**fields), "11001;01/02/2024;yes;;;;;;;")

    assert outcome.file_error.startswith(sentence)


def test_columns_are_guessed_by_code_and_by_label():
    document = asked().version.document

    mapping = history.guess(["Gemeente", "Do you?", "q2__a", "row", "Q4"], document)

    assert mapping == {"0": "place", "1": "q1", "2": "q2__a", "4": "q4"}


def test_a_mapping_that_was_chosen_is_followed():
    file = io.BytesIO(b"waar;wat\r\n11001;no\r\n")
    file.name = "answers.csv"

    outcome = history.run(file, commit=True, survey=asked().pk, mapping={"0": "place", "1": "q1"})

    assert (outcome.accepted, Response.objects.get().answers) == (1, {"q1": "no"})


def test_without_a_column_for_the_municipality_the_file_is_refused():
    file = io.BytesIO(b"q1\r\nno\r\n")
    file.name = "answers.csv"

    assert "which column holds the municipality" in history.run(file, survey=asked().pk).file_error


def test_the_command_brings_answers_to_a_survey(tmp_path, capsys):
    survey, path = asked(), tmp_path / "answers.csv"
    path.write_bytes(table("11001;01/02/2024;yes;;;;;;;").getvalue())

    call_command("import_data", "responses", str(path), "--survey", str(survey.pk), "--commit", "--json")

    assert json.loads(capsys.readouterr().out) == {"accepted": 1, "rejected": [], "file_error": None}
    assert Response.objects.count() == 1


def test_the_command_refuses_without_a_survey(tmp_path, capsys):
    path = tmp_path / "answers.csv"
    path.write_bytes(table("11001;01/02/2024;yes;;;;;;;").getvalue())

    with pytest.raises(SystemExit) as ended:
        call_command("import_data", "responses", str(path), "--json")

    assert ended.value.code == 2


def test_every_column_of_our_own_data_sheet_is_known():
    document = asked().version.document

    names = [variable.name for variable in variables.of_codebook(frames.merged([document]))]

    assert {*names} <= {target.key for target in history.targets(document)}


def test_an_order_may_stand_in_a_column_for_each_answer():
    file = io.BytesIO(b"nis;q1;q6__x;q6__y;q6__z\r\n11001;yes;2;1;\r\n")
    file.name = "answers.csv"

    history.run(file, commit=True, survey=asked().pk)

    assert Response.objects.get().answers["q6"] == ["y", "x"]


def test_ten_thousand_wrong_rows_are_all_named():
    rows = [f"{number};01/02/2024;maybe;;;;;;;" for number in range(20_000, 30_000)]

    outcome = run(asked(), *rows)

    assert (outcome.accepted, len({problem.line for problem in outcome.rejected})) == (0, 10_000)


def test_a_formula_without_a_result_is_named():
    workbook = Workbook()
    workbook.active.append(["nis", "q5"])
    workbook.active.append(["11001", "=1+1"])
    file = io.BytesIO()
    workbook.save(file)
    file.name = "answers.xlsx"
    file.seek(0)

    outcome = history.run(file, survey=asked().pk)

    assert [(line, column) for line, column, _message in problems(outcome)] == [(2, "q5")]
