from datetime import date, datetime

import pytest

from members import reading, workbooks
from members.reading import FileRefused
from members.tests import files

COLUMNS = {"nis_code": ("NIS-code",), "name": ("naam",), "fte": ("VTE",)}


def read(file):
    return reading.read(file, COLUMNS, required=frozenset({"nis_code"}))


def refusal(file):
    with pytest.raises(FileRefused) as refused:
        read(file)
    return str(refused.value)


def with_sheet(change, *rows):
    return files.with_part(files.xlsx(*rows), "xl/worksheets/sheet1.xml", change)


# --- Text files ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_text_file_is_read_in_every_honest_dialect(encoding, separator):
    lines = (separator.join(cells) for cells in (("nis_code", "name"), ("11002", "Liège é")))

    sheet = read(files.csv(*lines, encoding=encoding))

    assert sheet.rows == [(2, {"nis_code": "11002", "name": "Liège é"})]
    assert not sheet.problems


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_lines_may_end_in_every_way(end):
    assert len(read(files.named("a.csv", end.join(["nis_code;name", "1;a", "2;b"]))).rows) == 2


def test_a_sep_line_is_not_a_row_because_excel_does_not_show_it():
    assert read(files.csv("sep=|", "nis_code|name", "11002|A;B")).rows == [(2, {"nis_code": "11002", "name": "A;B"})]


def test_a_line_of_cp1252_in_a_utf8_file_is_refused_with_its_number():
    content = "nis_code;name\n1;é\n".encode() + "2;é\n".encode("cp1252")

    assert "3" in refusal(files.named("mixed.csv", content))


def test_blank_rows_count_but_are_not_read():
    assert [line for line, _row in read(files.csv("nis_code;name", "1;a", "", ";", "2;b")).rows] == [2, 5]


def test_a_line_break_in_quotes_stays_in_one_row():
    sheet = read(files.csv("nis_code;name", '1;"a', 'b"', "2;b"))

    assert [line for line, _row in sheet.rows] == [2, 3]
    assert [(problem.line, problem.column) for problem in sheet.problems] == [(2, "name")]


def test_a_quotation_mark_that_never_closes_refuses_the_file():
    assert "quotation mark" in refusal(files.csv("nis_code;name", '1;"a', "2;b"))


@pytest.mark.parametrize("row", ["1;a;1,5;more", "1;a"])
def test_a_row_with_more_or_fewer_cells_than_the_header_is_wrong(row):
    sheet = read(files.csv("nis_code;name;fte", "2;b;1", row))

    assert [problem.line for problem in sheet.problems] == [3]


# --- Headers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("header", ["nis_code", "NIS-code", " Nis Code ", "\u00a0NIS_CODE\u00a0"])
def test_a_header_may_be_english_or_dutch_in_any_case_and_padded(header):
    assert read(files.csv(f"{header};x", "1;2")).rows == [(2, {"nis_code": "1"})]


def test_unknown_columns_are_named_and_ignored():
    assert read(files.csv("nis_code;Opmerking;", "1;2;")).ignored == ["Opmerking"]


@pytest.mark.parametrize(
    "header", ["is_superuser", "Password", "id", "delete", "Groups", "wachtwoord", "person__user__is_staff"]
)
def test_a_column_that_names_something_privileged_refuses_the_file(header):
    assert header in refusal(files.csv(f"nis_code;{header}", "1;1"))


def test_a_missing_column_is_named():
    assert "nis_code" in refusal(files.csv("name;fte", "a;1"))


def test_a_column_that_is_there_twice_refuses_the_file():
    assert "nis_code" in refusal(files.csv("nis_code;NIS-code", "1;1"))


@pytest.mark.parametrize("content", ["", "\ufeff", " \r\n ", ";;;\n"])
def test_an_empty_file_says_that_it_is_empty(content):
    assert "empty" in refusal(files.named("empty.csv", content))


@pytest.mark.parametrize("file", [files.csv("nis_code;name"), files.xlsx(["nis_code", "name"])])
def test_a_header_alone_says_that_there_are_no_rows(file):
    assert "no rows" in refusal(file)


# --- Cells -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["\x07", "\u202e", "\u200b", "\u2066", "\ufffd"])
def test_an_invisible_or_damaged_sign_is_wrong(sign):
    sheet = read(files.csv("nis_code;name", f"1;a{sign}b", "2;ab"))

    assert [(problem.line, problem.column) for problem in sheet.problems] == [(2, "name")]


def test_a_name_is_read_in_nfc_with_ordinary_spaces():
    assert read(files.csv("nis_code;name", "1;Zoe\u0308\u00a0 ")).rows[0][1]["name"] == "Zo\u00eb"


@pytest.mark.parametrize("name", ["'t Hart", "O’Brien", "Null", "משה", "D'Hondt-Ğül"])
def test_uncommon_names_are_fine(name):
    sheet = read(files.csv("nis_code;name", f"1;{name}"))

    assert sheet.rows[0][1]["name"] == name
    assert not sheet.problems


# --- Workbooks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (11002, "11002"),
        (11002.0, "11002"),
        (0.1 + 0.2, "0.3"),
        (datetime(2025, 2, 1), "2025-02-01"),
        (date(2025, 2, 1), "2025-02-01"),
        ("1,5", "1,5"),
        (None, ""),
    ],
)
def test_a_cell_of_a_workbook_reads_as_it_shows(value, text):
    assert read(files.xlsx(["nis_code", "name"], ["1", value])).rows == [(2, {"nis_code": "1", "name": text})]


def test_hidden_sheets_are_not_read():
    assert len(read(files.xlsx(["nis_code"], [1], hidden=[["nis_code"], [2], [3]])).rows) == 1


def test_a_formula_counts_with_the_result_that_excel_stored():
    file = with_sheet(lambda xml: xml.replace(b"<v />", b"<v>11002</v>").replace(b"<v/>", b"<v>11002</v>"),
                      ["nis_code"], ["=11000+2"])  # fmt: skip

    assert read(file).rows == [(2, {"nis_code": "11002"})]


@pytest.mark.parametrize("rows", [(["nis_code", "name"], [1, "=1+1"]), (["nis_code", "name"], [1, "#N/A"])])
def test_a_formula_without_a_result_is_wrong_and_never_blank(rows):
    assert [(problem.line, problem.column) for problem in read(files.xlsx(*rows)).problems] == [(2, "name")]


@pytest.mark.parametrize("hostile", [b'<!DOCTYPE x [<!ENTITY y "z">]>', b"<!doctype x>"])
def test_a_workbook_that_brings_its_own_entities_is_refused(hostile):
    file = with_sheet(lambda xml: hostile + xml, ["nis_code"], [1])

    assert "not allowed" in refusal(file)


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/elsewhere/VBAPROJECT.bin"])
def test_a_workbook_with_macros_is_refused(part):
    assert "macros" in refusal(files.with_part(files.xlsx(["nis_code"], [1]), part, lambda _old: b"x"))


def test_a_workbook_that_climbs_out_of_its_folder_is_refused():
    assert "strange" in refusal(files.with_part(files.xlsx(["nis_code"], [1]), "../x", lambda _old: b"x"))


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked():
    bomb = files.with_part(files.xlsx(["nis_code"], [1]), "xl/media/bomb", lambda _old: bytes(20_000_000))

    assert len(bomb.getvalue()) < 100_000
    assert "unpacks" in refusal(bomb)


def test_a_workbook_with_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(workbooks, "MOST_PARTS", 3)

    assert "unpacks" in refusal(files.xlsx(["nis_code"], [1]))


@pytest.mark.parametrize("cut", [100, 2_000])
def test_a_damaged_workbook_is_refused_in_one_sentence(cut):
    assert "damaged" in refusal(files.named("a.xlsx", files.xlsx(["nis_code"], [1]).getvalue()[:cut]))


# --- Kinds and sizes -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xls", b"nis_code;name\n1;a\n"),
        ("a.json", b'[{"nis_code": 1}]'),
        ("a.xlsx", b"nis_code;name\n1;a\n"),
        ("a.csv", files.xlsx(["nis_code"], [1]).getvalue()),
        ("a.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00"),
        ("a.csv", b"nis_code;name\n1;a\x00b\n"),
        ("a", b"nis_code;name\n1;a\n"),
    ],
)
def test_a_file_of_another_kind_than_it_says_is_refused(name, content):
    assert "save it as" in refusal(files.named(name, content)).lower()


def test_ten_thousand_rows_are_read_and_one_more_is_refused():
    lines = ["nis_code"] + ["1"] * 10_000

    assert len(read(files.csv(*lines)).rows) == 10_000
    assert "10,000 rows" in refusal(files.csv(*lines, "1"))


def test_ten_thousand_rows_of_a_workbook_are_read_and_one_more_is_refused():
    rows = [["nis_code"]] + [[1]] * 10_000

    assert len(read(files.xlsx(*rows)).rows) == 10_000
    assert "10,000 rows" in refusal(files.xlsx(*rows, [1]))


def test_sixty_columns_are_read_and_one_more_is_refused():
    header = ["nis_code"] + [f"x{number}" for number in range(59)]

    assert len(read(files.csv(";".join(header), ";" * 59, ";".join(["1"] * 60))).rows) == 1
    assert "60 columns" in refusal(files.csv(";".join([*header, "x"]), ";".join(["1"] * 61)))


def test_a_cell_of_two_thousand_signs_is_fine_and_one_more_is_not():
    sheet = read(files.csv("nis_code;name", f"1;{'a' * 2_000}", f"2;{'a' * 2_001}"))

    assert [problem.line for problem in sheet.problems] == [3]


def test_a_file_over_ten_megabytes_is_refused():
    assert "10 MB" in refusal(files.named("a.csv", b"a" * (reading.MOST_BYTES + 1)))


@pytest.mark.parametrize("content", [b"nis_code;" + b"a" * 9_000_000, b'nis_code;name\n1;"' + b'""' * 100_000])
def test_a_line_without_end_is_refused(content):
    assert refusal(files.named("a.csv", content))
