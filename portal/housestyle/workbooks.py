"""Excel files: text stays text, never a formula or a link; files made from demo data say so."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _

from portal import demo

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60


def as_download(dataset, *, title, file_name):
    """A tablib dataset as one sheet to download."""
    response = HttpResponse(as_workbook(dataset, title=title), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response


def as_workbook(*datasets, title):
    """The bytes of a workbook with a sheet for each dataset, named by its title: what it is, the demo stamp where it
    is due, a header row and the rows."""
    file = BytesIO()
    with xlsxwriter.Workbook(
        file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as workbook:
        for dataset in datasets:
            add_sheet(workbook, dataset, title=title)
    return file.getvalue()


def add_sheet(workbook, dataset, *, title):
    bold = workbook.add_format({"bold": True})
    large = workbook.add_format({"bold": True, "font_size": 14})
    day = workbook.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
    sheet = workbook.add_worksheet(dataset.title)
    sheet.write_string(0, 0, title, large)
    if demo.is_marked():
        sheet.write_string(1, 0, _("Demo data: the people are invented."), bold)
    top = 3
    for column, header in enumerate(dataset.headers):
        sheet.write_string(top, column, str(header), bold)
        cells = [header, *dataset.get_col(column)]
        sheet.set_column(column, column, min(WIDEST, max(len(str(cell or "")) for cell in cells) + 2))
    for row, cells in enumerate(dataset, start=top + 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, int | float | Decimal):
                sheet.write_number(row, column, cell)
            elif isinstance(cell, date):
                sheet.write_datetime(row, column, cell, day)
            else:
                sheet.write_string(row, column, "" if cell is None else str(cell))
    sheet.freeze_panes(top + 1, 0)
    sheet.autofilter(top, 0, top + max(1, len(dataset)), len(dataset.headers) - 1)
