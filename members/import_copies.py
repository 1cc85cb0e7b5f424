"""What an import says of its rows, as people read it: on the page, and in a copy of the file with the mistakes."""

from collections import defaultdict
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _

from members import reading

NOT_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def shown_changes(changes, kind):
    """The changes of a report with each column by its name, and what it was and becomes, in the order of the kind."""
    order = {name: place for place, (name, *_rest) in enumerate(kind.columns())} if hasattr(kind, "columns") else {}
    return [
        {
            **change,
            "columns": [
                (_name(kind, column), _value(kind, column, old), _value(kind, column, new))
                for column, (old, new) in sorted(change["columns"].items(), key=lambda item: order.get(item[0], 0))
            ],
        }
        for change in changes
    ]


def shown_problems(problems, kind):
    return [{**problem, "column": _name(kind, problem["column"])} for problem in problems]


def _name(kind, column):
    return kind.label_of(column) if column and hasattr(kind, "label_of") else column


def _value(kind, column, value):
    return kind.shown(column, value) if hasattr(kind, "shown") else value


def with_errors(run, kind):
    """The bytes of a workbook with the rows of a refused file, on the lines where they stood, and a column more.

    Every cell is text, so it can be put right and brought again as it is.
    """
    columns = kind.resource.columns() if getattr(kind, "resource", None) else {}
    with run.file.open("rb") as file:
        lines = reading.read(file, columns, required=frozenset()).lines if columns else reading.lines_of(file)
    wrong = defaultdict(list)
    for problem in shown_problems(run.report.get("rejected", []), kind):
        column = f"{problem['column']}: " if problem["column"] else ""
        wrong[problem["line"]].append(f"{column}{problem['message']}")

    written = BytesIO()
    width = max(len(cells) for _line, cells in lines)
    with xlsxwriter.Workbook(written, NOT_TEXT) as workbook:
        sheet = workbook.add_worksheet()
        for number, (line, cells) in enumerate(lines):
            for column, cell in enumerate(cells):
                sheet.write_string(line - 1, column, cell)
            sentence = _("Error") if number == 0 else " ".join(wrong[line])
            sheet.write_string(line - 1, width, sentence)
        sheet.set_column(width, width, 60)
    return written.getvalue()
