"""Opens an .xlsx file that a stranger may have made: bounded, without macros, without XML of its own making."""

import io
import re
import warnings
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.escape import unescape

MOST_PARTS = 500
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 150
RATIO_COUNTS_FROM = 1024 * 1024
MOST_LINES = 100_000  # blank ones included
MOST_CELLS = 1_000  # in one row, styled blanks included
CHUNK = 1024 * 1024
FAILED = "\ufdd0"  # stands for a formula without a result: no text may hold this sign

FORBIDDEN = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
LONGEST_FORBIDDEN = len(b"<!DOCTYPE")
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
LAID_OUT = re.compile(rb"<(?:\w+:)?(row|col|mergeCell)\s([^<>]*)>")
ATTRIBUTE = re.compile(rb"(\w+)\s*=\s*[\"']([^\"']*)[\"']")
LONGEST_TAG = 64 * 1024
STRICT = b"http://purl.oclc.org/ooxml/"  # the names of ISO 29500 Strict, which Excel can save but openpyxl cannot read
TRANSITIONAL = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
)


class FileRefused(Exception):
    """Nothing of this file can be used; the message says why and what to do."""


@dataclass
class Layout:
    """What a sheet hides or joins, from its XML: openpyxl leaves that out when it reads as it goes."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)
    row: int = 0

    def note(self, tag, attributes):
        told = {name.decode(): value.decode("utf-8", "replace") for name, value in ATTRIBUTE.findall(attributes)}
        is_hidden = told.get("hidden", "") in ("1", "true")
        if tag == b"row":
            self.row = int(told["r"]) if told.get("r", "").isdigit() else self.row + 1  # the number may be left out
            self.hidden_rows |= {self.row} if is_hidden else set()
        if tag == b"col" and is_hidden and told.get("min", "").isdigit() and told.get("max", "").isdigit():
            self.hidden_columns.append((int(told["min"]), int(told["max"])))
        if tag == b"mergeCell":
            self.merged.append(told.get("ref", ""))

    def refusal(self, rows):
        """Why these rows, as (line, cells), are not what somebody sees who opens the file; empty when they are."""
        lines = {line for line, _cells in rows}
        if hidden := sorted(lines & self.hidden_rows):
            return _("Row %(line)s is hidden. Show all rows, or take the hidden ones out, and save again.") % {
                "line": hidden[0]
            }
        filled = {number for _line, cells in rows for number, cell in enumerate(cells, 1) if cell.strip()}
        for first, last in self.hidden_columns:
            if hidden := sorted(number for number in filled if first <= number <= last):
                return _(
                    "Column %(letter)s is hidden. Show all columns, or take the hidden ones out, and save again."
                ) % {"letter": get_column_letter(hidden[0])}
        for area in self.merged:
            left, top, right, bottom = range_boundaries(area)
            if any(top <= line <= bottom for line in lines) and any(left <= number <= right for number in filled):
                return _("The cells %(area)s are merged. Split them and fill in each one.") % {"area": area}
        return ""


@dataclass
class Table:
    """Lines of a file as (line, cells as text), and why they cannot be used, when that is so."""

    rows: list[tuple[int, list[str]]]
    refusal: str = ""
    title: str = ""  # of the sheet


def tables(content, *, most_rows):
    """The visible sheets, each a Table without its blank rows, cut off after `most_rows`.

    `content` holds the bytes of the file. Raises FileRefused when it is damaged, hostile or not a workbook.
    """
    damaged = FileRefused(_("This workbook is damaged or protected. Open it in Excel and save it again as .xlsx."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            has_formulas, layouts, is_strict = _inspect(package)
            if is_strict:
                content = _as_transitional(package)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what openpyxl leaves out, such as comments
            results = _visible(load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False))
            formulas = (
                _visible(load_workbook(io.BytesIO(content), read_only=True, keep_links=False))
                if has_formulas
                else results
            )
            read = []
            for shown, typed in zip(results, formulas, strict=True):
                rows = _table(shown, typed, most_rows)
                layout = layouts.get(shown._worksheet_path, Layout())
                read.append(Table(rows, layout.refusal(rows), shown.title))
    except FileRefused:
        raise
    except MemoryError:
        raise too_large() from None
    except Exception as error:
        raise damaged from error
    return read


def too_large():
    return FileRefused(_("This workbook unpacks to more than we can handle. Save only the data in a new file."))


def _inspect(package):
    """Read every part once within bounds, whatever the package says of itself.

    Returns whether there are formulas, the Layout of each sheet by the name of its part, and whether it is Strict.
    """
    parts = package.infolist()
    names = [part.filename for part in parts]
    declared = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    if "xl/workbook.xml" not in names:
        raise FileRefused(_("This is not an Excel workbook. Save it as .xlsx."))
    if any("vbaproject" in name.lower() for name in names):
        raise FileRefused(_("This workbook holds macros. Save it as .xlsx, without macros."))
    if (
        len(parts) > MOST_PARTS
        or declared > MOST_UNPACKED
        or (declared > RATIO_COUNTS_FROM and declared > packed * MOST_RATIO)
    ):
        raise too_large()
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(_("This workbook has a password. Save it without one."))
    if max(Counter(names).values()) > 1 or any(name.startswith(("/", "\\")) or ".." in name for name in names):
        raise FileRefused(_("This workbook is put together in a strange way. Open it in Excel and save it again."))

    has_formulas, is_strict, unpacked, layouts = False, False, 0, {}
    for part in parts:
        tail, rest, layout = b"", b"", Layout()
        is_sheet = part.filename.startswith("xl/worksheets/")
        with package.open(part) as stream:
            while chunk := stream.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > MOST_UNPACKED:
                    raise too_large()
                seen = tail + chunk.replace(b"\x00", b"")  # so that UTF-16 hides nothing
                if FORBIDDEN.search(seen) or (part.filename == "[Content_Types].xml" and b"macroEnabled" in seen):
                    raise FileRefused(
                        _("This workbook holds parts that are not allowed. Save only the data in a new file.")
                    )
                is_strict |= part.filename == "xl/workbook.xml" and STRICT in seen
                if is_sheet:
                    has_formulas |= bool(FORMULA.search(seen))
                    rest += seen[len(tail) :]
                    for tag, attributes in LAID_OUT.findall(rest):
                        layout.note(tag, attributes)
                    rest = rest[rest.rfind(b"<") :][:LONGEST_TAG] if b"<" in rest else b""
                    rest = b"" if b">" in rest else rest
                tail = seen[-LONGEST_FORBIDDEN:]
        if is_sheet:
            layouts[part.filename] = layout
    return has_formulas, layouts, is_strict


def _as_transitional(package):
    """The same package in the names that openpyxl knows; `_inspect` has measured it."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as plain:
        for part in package.infolist():
            content = package.read(part)
            if part.filename.endswith((".xml", ".rels")):
                for strict, transitional in TRANSITIONAL:
                    content = content.replace(strict, transitional)
            plain.writestr(part.filename, content)
    return written.getvalue()


def _visible(workbook):
    return [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]


def _table(results, formulas, most_rows):
    """The rows of a sheet; `formulas` is the same sheet with what was typed instead of what came out of it."""
    results.reset_dimensions()
    formulas.reset_dimensions()
    # without formulas both are one sheet, whose rows can be read only once at a time
    pairs = (
        ((row, row) for row in results.rows) if results is formulas else zip(results.rows, formulas.rows, strict=True)
    )
    rows = []
    for line, (cells, sources) in enumerate(pairs, 1):
        if line > MOST_LINES:
            raise FileRefused(_("The file holds more than 10,000 rows. Split it in parts."))
        if len(cells) > MOST_CELLS:
            raise FileRefused(_("The file has too many columns. Keep those that you want to import."))
        texts = [_as_text(cell, source) for cell, source in zip(cells, sources, strict=True)]
        if any(text.strip() for text in texts):
            rows.append((line, texts))
        if len(rows) > most_rows:
            break
    width = max((len(texts) for _line, texts in rows), default=0)
    return [(line, texts + [""] * (width - len(texts))) for line, texts in rows]


def _as_text(cell, source):
    """What a cell shows, as text: a whole number without decimals, a date as 2025-02-01."""
    value = cell.value
    without_result = value is None and source.data_type == "f" and cell.data_type == "n"  # "str" is an empty text
    if cell.data_type == "e" or without_result:
        return FAILED
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float) and "%" in cell.number_format:
        return f"{value * 100:.15g}%"
    if isinstance(value, int | float) and re.fullmatch("0{2,}", cell.number_format) and value == int(value):
        return f"{int(value):0{len(cell.number_format)}}"  # 00123 shows its zeros, so it has them
    if isinstance(value, float):
        return format(value, ".15g")  # 0.1 + 0.2 is 0.3 on screen too
    if isinstance(value, datetime):
        return value.date().isoformat()
    return unescape(value) if isinstance(value, str) else str(value)
