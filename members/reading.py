"""Reads an import file into rows of text and refuses what could hurt; it knows the kinds of file, not what they mean.

Each step refuses before the next can be hurt: size, kind of content, text encoding or workbook, header, cells.
"""

import codecs
import csv
import io
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import PurePath

from django.utils.translation import gettext as _

from members import workbooks
from members.cells import bare
from members.workbooks import FileRefused, Table

MOST_BYTES = 10 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 60
MOST_SIGNS = 2_000

BYTE_ORDER_MARKS = (  # the longest first: that of UTF-32 begins like that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
MULTI_BYTE_UTF8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
MOJIBAKE = frozenset("ÃÂâÅ")  # how most of UTF-8 begins when it is read as cp1252
UNSEEN = {"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"}  # control signs, bidi marks, zero width, private use
NEVER_IN_A_FILE = {
    *("id", "pk", "uuid", "user", "userid", "password", "wachtwoord", "isstaff", "issuperuser", "superuser"),
    *("isactive", "groups", "group", "groepen", "permissions", "userpermissions", "rechten", "grants", "right"),
    *("rights", "delete", "verwijder", "verwijderen", "wissen", "lastlogin", "datejoined"),
}


@dataclass
class Problem:
    """What is wrong in one cell or row, and where: the line as Excel numbers it."""

    line: int
    column: str
    message: str


@dataclass
class Sheet:
    """The rows of a file as (line, {column: text}), the columns that nobody asked for, and what is wrong.

    `lines` are all lines as they stand in the file, the header first, for a copy of it.
    """

    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    lines: list[tuple[int, list[str]]] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(file, columns, *, required):
    """The rows of `file`, whose `name` tells its kind, under the names that `columns` gives to its headers.

    `columns` maps each column to the labels that a header may bear; those in `required` must be there.
    Raises FileRefused with a sentence when nothing of the file can be used.
    """
    tables = _filled_tables(file)
    names = {bare(label): column for column, labels in columns.items() for label in (column, *labels)}
    known = [table for table in tables if required <= {names.get(bare(cell)) for cell in _header_of(table.rows)}]
    if len(known) > 1:
        raise FileRefused(_("More than one sheet holds these columns. Keep one sheet in the file."))
    table = known[0] if known else tables[0]
    if table.refusal:
        raise FileRefused(table.refusal)
    return _sheet(table.rows, names, required)


def lines_of(file):
    """All lines of the first sheet of `file` as (line, cells), the header first, whatever its columns are called.

    Raises FileRefused as `read` does, but for what it asks of columns.
    """
    table = _filled_tables(file)[0]
    if table.refusal:
        raise FileRefused(table.refusal)
    if len(table.rows) == 1:
        raise FileRefused(_("The file holds no rows below the header."))
    if len(table.rows) > MOST_ROWS + 1:
        raise FileRefused(_("The file holds more than 10,000 rows. Split it in parts."))
    return table.rows


# --- From bytes to lines of cells ------------------------------------------------------------------


def _filled_tables(file):
    """The tables of a file that have rows; FileRefused when there is none."""
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FileRefused(_("The file is larger than 10 MB. Split it in parts."))
    tables = content.strip() and [table for table in _tables(content, PurePath(file.name).suffix.lower()) if table.rows]
    if not tables:
        raise FileRefused(_("The file is empty. Choose a file with a header and at least one row."))
    return tables


def _tables(content, suffix):
    """The tables in a file; a text file is one table."""
    is_zip = content.startswith(b"PK\x03\x04")
    if suffix == ".xlsx" and is_zip:
        return workbooks.tables(content, most_rows=MOST_ROWS + 1)
    if suffix not in {".csv", ".txt", ".tsv", ".xlsx"} or suffix == ".xlsx" or is_zip:
        raise FileRefused(_("This is not a .csv or .xlsx file. Open it in Excel and save it as .xlsx."))
    return [Table(_lines(_text(content)))]


def _text(content):
    """The text of a file without a word about its encoding; Belgian Excel writes cp1252."""
    encoding = next((name for mark, name in BYTE_ORDER_MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        if encoding != "utf-8" or MULTI_BYTE_UTF8.search(content):
            raise FileRefused(
                _("The letters on line %(line)s are damaged. Save the file again as CSV UTF-8.") % {"line": line}
            ) from None
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError:
            raise FileRefused(_("This is not a text file. Save it as .csv or .xlsx.")) from None
    if "\x00" in text:
        raise FileRefused(_("This is not a text file. Save it as .csv or .xlsx."))
    return text


def _lines(text):
    if told := re.match(r"sep=(.)\r?\n?", text, re.IGNORECASE):
        text, delimiter = text[told.end() :], told[1]
    else:
        first = next((line for line in text.splitlines() if line.strip()), "")
        delimiter = max(";,\t", key=first.count)

    lines = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True), 1):
            if any(cell.strip() for cell in cells):
                lines.append((number, cells))
            if len(lines) > MOST_ROWS + 1:
                break
    except csv.Error:
        raise FileRefused(
            _("The file cannot be read after row %(line)s: is a quotation mark missing?")
            % {"line": lines[-1][0] if lines else 0}
        ) from None
    return lines


# --- From lines to named columns -------------------------------------------------------------------


def _header_of(table):
    """The cells of the first row, without the blank ones at its end."""
    _line, cells = table[0]
    header = [_plain(cell) for cell in cells]
    while not header[-1]:  # a row of blanks alone is in no table
        header.pop()
    return header


def _sheet(table, names, required):
    header = _header_of(table)
    _refuse_header(header, names, required)
    if len(table) == 1:
        raise FileRefused(_("The file holds no rows below the header."))
    if len(table) > MOST_ROWS + 1:
        raise FileRefused(_("The file holds more than 10,000 rows. Split it in parts."))

    columns = [names.get(bare(cell)) for cell in header]
    unknown = [cell for cell, column in zip(header, columns, strict=True) if cell and not column]
    sheet = Sheet(lines=table, ignored=unknown)
    for line, cells in table[1:]:
        sheet.rows.append((line, {}))
        if any(_plain(cell) for cell in cells[len(header) :]) or len(cells) < len(header):
            message = _("This row has more or fewer cells than the header. Is there a separator within a cell?")
            sheet.problems.append(Problem(line, "", message))
            continue
        for column, cell in zip(columns, cells, strict=False):
            if column is None:
                continue
            text = _plain(cell)
            if wrong := _wrong_with(text):
                sheet.problems.append(Problem(line, column, wrong))
            sheet.rows[-1][1][column] = text
    return sheet


def _refuse_header(header, names, required):
    if len(header) > MOST_COLUMNS:
        raise FileRefused(_("The file has more than 60 columns. Keep those that you want to import."))
    forbidden = [cell for cell in header if bare(cell) in NEVER_IN_A_FILE or "__" in cell]
    if forbidden:
        raise FileRefused(
            _("The column %(column)s cannot be imported. Take it out of the file.") % {"column": forbidden[0]}
        )
    columns = [names[bare(cell)] for cell in header if bare(cell) in names]
    if missing := sorted(required - set(columns)):
        raise FileRefused(
            _("A column is missing: %(columns)s. The first row must hold the names of the columns.")
            % {"columns": ", ".join(missing)}
        )
    if twice := [column for column in columns if columns.count(column) > 1]:
        raise FileRefused(_("The column %(column)s is there twice. Keep one.") % {"column": twice[0]})


def _plain(cell):
    """A cell as text in NFC, with ordinary spaces, trimmed."""
    text = unicodedata.normalize("NFC", cell)
    return re.sub("[\u00a0\u2007\u202f]", " ", text).strip()


def _wrong_with(text):
    if len(text) > MOST_SIGNS:
        return _("This cell holds more than 2,000 signs.")
    if workbooks.FAILED in text:
        return _("This formula has no result. Open the file in Excel, save it, and try again.")
    if any(sign in MOJIBAKE for sign in text) and _was_read_wrongly(text):
        return _("The letters in this cell are damaged: the accents were read wrongly once. Type the text again.")
    if "\ufffd" in text or any(unicodedata.category(sign) in UNSEEN for sign in text):
        return _("This cell holds an invisible or damaged sign. Type the text again.")
    return ""


def _was_read_wrongly(text):
    """True for UTF-8 that somebody once read as cp1252: "LiÃ¨ge" instead of "Liège"."""
    try:
        return len(text.encode("cp1252").decode("utf-8")) < len(text)
    except UnicodeError:
        return False
