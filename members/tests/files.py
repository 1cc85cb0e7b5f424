"""Real import files for tests, in memory."""

import io
import zipfile

from openpyxl import Workbook


def named(name, content, encoding="utf-8"):
    """An open file with this name; text is written in `encoding`."""
    file = io.BytesIO(content.encode(encoding) if isinstance(content, str) else content)
    file.name = name
    return file


def csv(*lines, encoding="utf-8", name="file.csv"):
    return named(name, "\r\n".join(lines) + "\r\n", encoding)


def xlsx(*rows, hidden=(), name="file.xlsx"):
    """A workbook with one visible sheet of `rows` and, when given, a hidden one."""
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    if hidden:
        sheet = workbook.create_sheet("hidden")
        sheet.sheet_state = "hidden"
        for row in hidden:
            sheet.append(row)
    saved = io.BytesIO()
    workbook.save(saved)
    return named(name, saved.getvalue())


def with_part(file, part, change):
    """The same workbook with one part changed, or added when it is not there: `change` maps bytes to bytes."""
    changed = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in {*old.namelist(), part}:
            content = old.read(name) if name in old.namelist() else b""
            new.writestr(name, change(content) if name == part else content)
    return named(file.name, changed.getvalue())
