import re
import shutil
import subprocess
import zipfile
from io import BytesIO

import pytest
from django.utils import timezone, translation
from openpyxl import load_workbook

from members.models import Province
from portal import demo
from surveys import banners, charts, disclosure, frames, workbook
from surveys.frames import BANNERS
from surveys.models import Confidentiality, SurveyState
from surveys.tests import factories as surveys
from surveys.tests import results
from surveys.tests.factories import question

pytestmark = pytest.mark.django_db

SHEETS = ["Summary", "Response", "All", "Charts", "Open answers", "Data", "Codebook", "Method"]


def written(survey):
    return workbook.write(survey, "en")


def opened(survey):
    """The workbook as a spreadsheet program opens it."""
    return load_workbook(BytesIO(written(survey)))


def parts_of(content):
    """Every part of the file as text: sheets, shared strings, caches of charts, names, properties."""
    with zipfile.ZipFile(BytesIO(content)) as file:
        return {name: file.read(name).decode("utf-8", "replace") for name in file.namelist()}


def texts_in(sheet):
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]


def column_under(sheet, head):
    """The values of the column with this head on a section sheet."""
    place = next(cell.column for cell in sheet[5] if cell.value == head)
    return [row[0].value for row in sheet.iter_rows(min_col=place, max_col=place)]


@pytest.fixture
def survey():
    return results.large_and_small(title_en="Services")


# --- What is in it --------------------------------------------------------------------------------------


def test_it_has_a_sheet_for_the_summary_each_section_and_the_rest(survey):
    assert opened(survey).sheetnames == SHEETS


def test_every_sheet_is_visible_frozen_and_ready_to_print(survey):
    sheets = opened(survey).worksheets

    assert {sheet.sheet_state for sheet in sheets} == {"visible"}
    assert all(sheet.freeze_panes for sheet in sheets)
    assert {sheet.page_setup.orientation for sheet in sheets} == {"landscape"}
    assert all(sheet.print_title_rows for sheet in sheets)
    assert not any(row.hidden for sheet in sheets for row in sheet.row_dimensions.values())


def test_figures_are_numbers_that_are_not_rounded(survey):
    values = column_under(opened(survey)["All"], "All")

    shares = [value for value in values if isinstance(value, float) and value < 1]
    assert any(round(share, 4) != share for share in shares)


def test_a_share_is_shown_as_a_percentage(survey):
    cells = [cell for row in opened(survey)["All"].iter_rows() for cell in row if isinstance(cell.value, float)]

    assert {"0%", "0.0"} <= {cell.number_format for cell in cells}


def test_each_closed_question_has_a_chart_with_words_for_who_cannot_see_it(survey):
    parts = parts_of(written(survey))

    drawings = "".join(text for name, text in parts.items() if name.startswith("xl/drawings/drawing"))
    assert len([name for name in parts if name.startswith("xl/charts/chart")]) == 1 + 5
    assert drawings.count('descr="') == 1 + 5
    assert not [name for name in parts if name.startswith("xl/media/")]


def test_it_speaks_the_language_of_who_asked(survey):
    dutch = load_workbook(BytesIO(workbook.write(survey, "nl")))

    assert dutch.sheetnames[0] == "Samenvatting"


def test_progress_is_told_to_its_end(survey):
    told = []

    workbook.write(survey, "en", lambda *step: told.append(step))

    assert told[-1][:2] == (4, 4)


def test_demo_data_says_so_and_real_data_does_not(survey):
    before = texts_in(opened(survey)["Summary"])
    demo.mark(seeded_on=timezone.localdate(), size="small")

    assert "Demo data: the people are invented." not in before
    assert "Demo data: the people are invented." in texts_in(opened(survey)["Summary"])


# --- Text stays text ------------------------------------------------------------------------------------


def test_what_people_typed_stays_text(survey):
    cells = [cell for row in opened(survey)["Open answers"].iter_rows() for cell in row if cell.value]

    typed = {cell.value: cell for cell in cells if cell.value in ("=1+1", "https://example.org", "-2 is te weinig")}
    assert len(typed) == 3
    assert {(cell.data_type, cell.hyperlink) for cell in typed.values()} == {("s", None)}


def test_no_part_of_the_file_holds_a_formula(survey):
    assert not [name for name, text in parts_of(written(survey)).items() if "/worksheets/" in name and "<f>" in text]


def test_titles_and_labels_that_look_like_formulas_stay_text():
    odd = question("q7", text={"en": "=1+1", "nl": "=1+1"})
    survey = results.survey_with({Province.ANTWERP: 9}, odd, title_en="=SUM(A1)")

    parts = parts_of(written(survey))

    assert not [name for name, text in parts.items() if "/worksheets/" in name and "<f>" in text]


def test_a_long_text_is_cut_with_a_mark():
    survey = results.survey_with(
        {Province.ANTWERP: 9}, question("q6", "open"), confidentiality=Confidentiality.IDENTIFIED
    )
    surveys.response(survey, {"q6": "x" * 40_000}, unit=survey.snapshot.units.first())

    longest = max(texts_in(opened(survey)["Open answers"]), key=len)

    assert (len(longest), longest[-3:]) == (32_767, "[…]"[-3:])


# --- What may not be seen -------------------------------------------------------------------------------


def test_a_group_of_three_leaves_no_trace(survey):
    parts = parts_of(written(survey))

    assert str(results.TELLING) not in " ".join(parts.values())
    assert not [name for name, text in parts.items() if re.search(r"<v>777\.25|777,25", text)]


def test_the_same_group_is_there_in_a_survey_by_name():
    survey = results.large_and_small(confidentiality=Confidentiality.IDENTIFIED)

    assert "777.25" in " ".join(parts_of(written(survey)).values())


def test_a_group_with_too_few_answers_to_a_question_shows_that_and_no_number():
    groups = {Province.ANTWERP: 20, Province.EAST_FLANDERS: 15, Province.LIMBURG: 6}
    survey = results.survey_with(groups, question("q5", "number"))
    silent = survey.responses.filter(province=Province.LIMBURG)[:3]
    for response in silent:
        survey.responses.filter(pk=response.pk).update(answers={})

    content = written(survey)
    values = column_under(load_workbook(BytesIO(content))["All"], "Limburg")

    assert "777.25" not in " ".join(parts_of(content).values())
    assert values.count("<5") == 4
    assert [value for value in values if isinstance(value, int | float)] == [6]


@pytest.mark.parametrize("confidentiality", [Confidentiality.CONFIDENTIAL, Confidentiality.ANONYMOUS])
def test_the_data_sheet_of_a_survey_that_is_not_by_name_says_why_it_is_empty(confidentiality):
    survey = results.large_and_small()
    if confidentiality == Confidentiality.ANONYMOUS:
        survey = surveys.survey(*results.QUESTIONS, state=SurveyState.CLOSED, confidentiality=confidentiality)
        for number in range(9):
            surveys.response(survey, results.answers(number, 1))

    sheet = opened(survey)["Data"]

    assert [text for text in texts_in(sheet) if text.startswith("No rows: in a confidential or anonymous survey")]
    assert sheet.max_row == 4


def test_the_data_sheet_of_a_survey_by_name_has_a_row_for_each_response():
    survey = results.large_and_small(confidentiality=Confidentiality.IDENTIFIED)

    rows = list(opened(survey)["Data"].iter_rows(min_row=5, values_only=True))

    assert len(rows) == 38
    assert {row[0] for row in rows} == {"Antwerp", "East Flanders", "Limburg"}
    assert {results.TELLING} <= {value for row in rows for value in row}


def test_every_question_of_the_data_is_in_the_codebook_and_back():
    book = opened(results.large_and_small(confidentiality=Confidentiality.IDENTIFIED))

    heads = {cell.value.split(" – ")[0] for cell in book["Data"][4] if cell.value and "Question" in cell.value}
    asked = {row[2].split(" – ")[0] for row in book["Codebook"].iter_rows(min_row=5, values_only=True)}

    assert heads == asked


@pytest.mark.parametrize(("state", "number"), [(SurveyState.OPEN, 9), (SurveyState.CLOSED, 0), (SurveyState.CLOSED, 1)])
def test_a_survey_without_results_to_show_is_a_workbook_that_says_why(state, number):
    survey = results.survey_with({Province.ANTWERP: number}, state=state)

    book = opened(survey)

    assert book.sheetnames == ["Summary", "Response", "Data", "Codebook", "Method"]
    assert disclosure.of_survey(survey, frames.of_survey(survey), {}).withheld
    assert "777.25" not in " ".join(parts_of(written(survey)).values())


# --- One table, three renderers -------------------------------------------------------------------------


def test_chart_and_workbook_hold_the_numbers_of_the_table(survey):
    with translation.override("en"):
        frame = frames.of_survey(survey)
        publication = disclosure.of_survey(survey, frame, banners.labels_of(BANNERS))
        table = publication.table("q2", "province")
        figure = charts.of(table).figure
    sheet = opened(survey)["All"]
    first = next(row for row in range(1, 200) if sheet.cell(row, 1).value == table.text) + 2
    places = [next(cell.column for cell in sheet[5] if cell.value == column.label) for column in table.columns]
    (block,) = table.blocks

    shares = [list(row.shares) for row in block.rows]
    in_chart = [list(row) for row in zip(*(trace["x"] for trace in figure["data"]), strict=True)]
    in_sheet = [[sheet.cell(first + row, place).value for place in places] for row in range(len(block.rows))]

    assert [column.label for column in table.columns] == ["All", "Antwerp", "Other"]
    assert in_chart == shares
    assert in_sheet == [pytest.approx(row, rel=1e-15) for row in shares]  # a file keeps sixteen digits


# --- The file ----------------------------------------------------------------------------------------


def test_the_same_data_have_the_same_key_and_other_data_another(survey):
    before = workbook.data_key(survey)
    again = workbook.data_key(survey)
    surveys.response(survey, results.answers(1, 2), unit=survey.snapshot.units.first())

    assert before == again != workbook.data_key(survey)


def test_libreoffice_opens_it_and_finds_every_sheet(survey, tmp_path):
    soffice = shutil.which("soffice")
    if not soffice:
        pytest.skip("needs LibreOffice, of Debian's package libreoffice-calc")
    (tmp_path / "results.xlsx").write_bytes(written(survey))

    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [soffice, profile, "--headless", "--convert-to", "ods", "--outdir", str(tmp_path), "results.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)

    content = zipfile.ZipFile(tmp_path / "results.ods").read("content.xml").decode()
    assert [name for name in SHEETS if f'table:name="{name}"' not in content] == []
    assert "of:=1+1" not in content
