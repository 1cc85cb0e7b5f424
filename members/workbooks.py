"""Opens an .xlsx file that a stranger may have made: bounded, without macros, without XML of its own making."""

import io
import re
import warnings
import zipfile
from collections import Counter
from datetime import datetime

from django.utils.translation import gettext as _
from openpyxl import load_workbook

MOST_PARTS = 500
MOST_UNPACKED = 100 * 1024 * 1024
MOST_RATIO = 150
RATIO_COUNTS_FROM = 1024 * 1024
MOST_LINES = 100_000  # blank ones included
MOST_CELLS = 1_000  # in one row, styled blanks included
CHUNK = 1024 * 1024
FAILED = "\x00"  # stands for a formula without a result: it can never be the text of a cell

FORBIDDEN = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
LONGEST_FORBIDDEN = len(b"<!DOCTYPE")
FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


class FileRefused(Exception):
    """Nothing of this file can be used; the message says why and what to do."""


def tables(content, *, most_rows):
    """The visible sheets, each a list of (line, cells as text), blank rows left out, cut off after `most_rows`.

    `content` holds the bytes of the file. Raises FileRefused when it is damaged, hostile or not a workbook.
    """
    damaged = FileRefused(_("This workbook is damaged or protected. Open it in Excel and save it again as .xlsx."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            has_formulas = _inspect(package)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what openpyxl leaves out, such as comments
            results = _visible(load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False))
            formulas = (
                _visible(load_workbook(io.BytesIO(content), read_only=True, keep_links=False))
                if has_formulas
                else results
            )
            read = [_table(*pair, most_rows) for pair in zip(results, formulas, strict=True)]
    except FileRefused:
        raise
    except Exception as error:
        raise damaged from error
    return read


def _inspect(package):
    """Read every part once within bounds, whatever the package says of itself; True when there are formulas."""
    parts = package.infolist()
    names = [part.filename for part in parts]
    too_large = FileRefused(_("This workbook unpacks to more than we can handle. Save only the data in a new file."))
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
        raise too_large
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefused(_("This workbook has a password. Save it without one."))
    if max(Counter(names).values()) > 1 or any(name.startswith(("/", "\\")) or ".." in name for name in names):
        raise FileRefused(_("This workbook is put together in a strange way. Open it in Excel and save it again."))

    has_formulas, unpacked = False, 0
    for part in parts:
        tail = b""
        with package.open(part) as stream:
            while chunk := stream.read(CHUNK):
                unpacked += len(chunk)
                if unpacked > MOST_UNPACKED:
                    raise too_large
                seen = tail + chunk.replace(b"\x00", b"")  # so that UTF-16 hides nothing
                if FORBIDDEN.search(seen) or (part.filename == "[Content_Types].xml" and b"macroEnabled" in seen):
                    raise FileRefused(
                        _("This workbook holds parts that are not allowed. Save only the data in a new file.")
                    )
                has_formulas |= part.filename.startswith("xl/worksheets/") and bool(FORMULA.search(seen))
                tail = seen[-LONGEST_FORBIDDEN:]
    return has_formulas


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
    if isinstance(value, float):
        return format(value, ".15g")  # 0.1 + 0.2 is 0.3 on screen too
    if isinstance(value, datetime):
        return value.date().isoformat()
    return str(value)
