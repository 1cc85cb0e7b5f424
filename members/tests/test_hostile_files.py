"""What a stranger's file may try, group by group: each is refused in one sentence, or read as the eye reads it."""

import io
import re
import time
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from members import reading, workbooks
from members.bounds import TooMuch, bounded
from members.reading import FileRefused
from members.tests import files

COLUMNS = {"nis_code": ("NIS-code",), "name": ("naam",), "started_on": ("startdatum",)}


def read(file):
    return reading.read(file, COLUMNS, required=frozenset({"nis_code"}))


def refusal(file):
    with pytest.raises(FileRefused) as refused:
        read(file)
    return str(refused.value)


def workbook(change=None, rows=(["nis_code", "name"], [11002, "Lier"], [12021, "Mol"])):
    """A workbook with these rows, after `change(book, sheet)`."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book, book.active)
    saved = io.BytesIO()
    book.save(saved)
    return files.named("file.xlsx", saved.getvalue())


def with_xml(change, part="xl/worksheets/sheet1.xml"):
    return files.with_part(workbook(), part, change)


# --- What the user cannot see ------------------------------------------------------------------------


def test_a_hidden_row_refuses_the_file_and_a_shown_one_does_not():
    def hide(_book, sheet, row=3):
        sheet.row_dimensions[row].hidden = True

    assert "Row 3 is hidden" in refusal(workbook(hide))
    assert len(read(workbook(lambda book, sheet: hide(book, sheet, row=9))).rows) == 2


def test_rows_hidden_by_a_filter_refuse_the_file():
    def narrow(_book, sheet):
        sheet.auto_filter.ref = "A1:B3"
        sheet.row_dimensions[2].hidden = True

    assert "Row 2 is hidden" in refusal(workbook(narrow))


@pytest.mark.parametrize("attribute", [b"hidden='1'", b'hidden="true"', b'spans="1:2" hidden = "1"'])
def test_a_row_is_hidden_however_that_is_written(attribute):
    file = with_xml(lambda xml: re.sub(rb'<row r="3"', b'<row r="3" ' + attribute, xml))

    assert "Row 3 is hidden" in refusal(file)


def test_a_row_without_a_number_is_hidden_too():
    file = with_xml(lambda xml: xml.replace(b'<row r="1"', b"<row").replace(b'<row r="2"', b'<row hidden="1"'))

    assert "hidden" in refusal(file)


def test_a_hidden_column_with_data_refuses_the_file_and_an_empty_one_does_not():
    def hide(letter):
        def change(_book, sheet):
            sheet.column_dimensions[letter].hidden = True

        return change

    assert "Column B is hidden" in refusal(workbook(hide("B")))
    assert len(read(workbook(hide("F"))).rows) == 2


def test_merged_cells_refuse_the_file_when_they_hold_data():
    assert "B2:B3 are merged" in refusal(workbook(lambda book, sheet: sheet.merge_cells("B2:B3")))
    assert len(read(workbook(lambda book, sheet: sheet.merge_cells("H8:J9"))).rows) == 2


def test_only_the_visible_sheet_with_our_columns_is_read():
    def more(book, _sheet):
        book.create_sheet("notes").append(["remember", "this"])
        secret = book.create_sheet("secret")
        secret.append(["nis_code"])
        secret.append([99999])
        secret.sheet_state = "veryHidden"

    assert [row["nis_code"] for _line, row in read(workbook(more)).rows] == ["11002", "12021"]


def test_two_sheets_with_our_columns_are_asked_about():
    assert "More than one sheet" in refusal(workbook(lambda book, sheet: book.copy_worksheet(sheet)))


# --- Dialects of a workbook --------------------------------------------------------------------------


def strict(file):
    """The same workbook in the names of ISO 29500 Strict, as Excel saves it when asked."""
    written = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(written, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for strict_name, transitional in workbooks.TRANSITIONAL:
                content = content.replace(transitional, strict_name)
            new.writestr(name, content)
    return files.named("strict.xlsx", written.getvalue())


def test_a_strict_workbook_reads_like_any_other():
    assert read(strict(workbook())).rows == read(workbook()).rows


@pytest.mark.parametrize("epoch_1904", [False, True])
def test_a_date_is_the_same_day_in_both_calendars(epoch_1904):
    def change(book, _sheet):
        if epoch_1904:
            book.epoch = CALENDAR_MAC_1904

    file = workbook(
        change, rows=(["nis_code", "started_on"], [11002, date(2025, 2, 1)], [12021, datetime(2024, 2, 29)])
    )

    assert [row["started_on"] for _line, row in read(file).rows] == ["2025-02-01", "2024-02-29"]


@pytest.mark.parametrize(
    ("value", "shown_as", "text"),
    [(123, "00000", "00123"), (0.5, "0%", "50%"), (11002.0, "General", "11002"), (True, "General", "TRUE")],
)
def test_a_number_reads_as_it_shows(value, shown_as, text):
    def show(_book, sheet):
        sheet["B2"].number_format = shown_as

    assert read(workbook(show, rows=(["nis_code", "name"], [1, value]))).rows[0][1]["name"] == text


def test_a_serial_that_is_no_day_is_wrong_and_not_blank():
    def show(_book, sheet):
        sheet["B2"].number_format = "dd/mm/yyyy"

    file = workbook(show, rows=(["nis_code", "started_on"], [1, 99_999_999]))

    assert [problem.column for problem in read(file).problems] == ["started_on"]


def test_an_escaped_control_sign_is_wrong():
    file = workbook(rows=(["nis_code", "name"], [1, "a_x0000_b"]))

    assert [problem.column for problem in read(file).problems] == ["name"]


# --- Letters -----------------------------------------------------------------------------------------


def test_belgian_excel_writes_cp1252_with_semicolons():
    file = files.csv("NIS-code;naam", "11002;Liège – ’t Hof €", encoding="cp1252")

    assert read(file).rows == [(2, {"nis_code": "11002", "name": "Liège – ’t Hof €"})]


def test_letters_that_were_read_wrongly_once_are_named_and_right_ones_pass():
    sheet = read(files.csv("nis_code;name", "1;LiÃ¨ge", "2;Âge Ãland", "3;Çelik"))

    assert [problem.line for problem in sheet.problems] == [2]


# --- Bombs and packages ------------------------------------------------------------------------------


def test_strings_that_unpack_to_too_much_are_refused_at_once():
    bomb = files.with_part(workbook(), "xl/sharedStrings.xml", lambda _old: b"<sst>" + b" " * 200_000_000)
    began = time.monotonic()

    assert "unpacks" in refusal(bomb)
    assert time.monotonic() - began < 1


def test_a_part_that_lies_about_its_size_is_refused():
    content = bytearray(files.with_part(workbook(), "xl/media/x", lambda _old: bytes(3_000_000)).getvalue())
    true, told = (3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    lying = bytes(content.replace(true, told))

    assert refusal(files.named("a.xlsx", lying))


def test_too_many_entries_are_refused():
    written = io.BytesIO(workbook().getvalue())
    with zipfile.ZipFile(written, "a") as package:
        for number in range(600):
            package.writestr(f"xl/media/{number}", b"")

    assert "unpacks" in refusal(files.named("a.xlsx", written.getvalue()))


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/sharedStrings.xml", "[Content_Types].xml", "docProps/core.xml"]
)
def test_a_document_type_anywhere_refuses_the_file(part):
    hostile = b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>'

    assert "not allowed" in refusal(with_xml(lambda xml: hostile + xml, part=part))


def test_a_document_type_in_utf_16_refuses_the_file():
    assert "not allowed" in refusal(with_xml(lambda xml: "<!DOCTYPE x>".encode("utf-16") + xml))


def test_a_part_that_is_there_twice_refuses_the_file():
    written = io.BytesIO(workbook().getvalue())
    with zipfile.ZipFile(written, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("xl/worksheets/sheet1.xml", b"<worksheet/>")

    assert "strange" in refusal(files.named("a.xlsx", written.getvalue()))


def test_a_workbook_that_is_one_of_macros_by_its_types_is_refused():
    change = lambda xml: xml.replace(b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")  # noqa: E731

    assert "not allowed" in refusal(with_xml(change, part="[Content_Types].xml"))


@pytest.mark.parametrize("damage", [b"<worksheet><sheetData><row r='1'>", b"", b"<a" + b"<a" * 50_000])
def test_broken_xml_is_refused_in_one_sentence(damage):
    assert refusal(with_xml(lambda _xml: damage))


def test_a_cell_at_the_far_end_does_not_fill_the_memory():
    file = with_xml(lambda xml: xml.replace(b'r="B3"', b'r="XFD3"'))

    assert "too many columns" in refusal(file)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("a.ods", b"PK\x03\x04mimetypeapplication/vnd.oasis"),
        ("a.xls", b"<html><table><tr><td>nis_code</td></tr></table></html>"),
        ("a.xlsm", b"PK\x03\x04"),
        ("a.pdf", b"%PDF-1.7\n"),
        ("a.exe", b"MZ\x90\x00"),
        ("a.csv.zip", b"PK\x03\x04"),
        ("a.yaml", b"!!python/object/apply:os.system ['id']"),
        ("a.xlsx", b"%PDF-1.7\n"),
    ],
)
def test_another_kind_of_file_is_refused_with_what_to_do(name, content):
    assert "save it as" in refusal(files.named(name, content)).lower()


# --- Room and time -----------------------------------------------------------------------------------


def test_reading_stops_when_it_takes_too_long():
    with pytest.raises(TooMuch), bounded(seconds=0.05):
        time.sleep(5)


def test_reading_stops_when_it_takes_too_much_memory():
    with pytest.raises(MemoryError), bounded(memory=50 * 1024 * 1024):
        bytearray(500 * 1024 * 1024)
    assert bytearray(500 * 1024 * 1024)
