"""Native charts, on the cells of the section sheets."""

from django.utils.translation import gettext as _

from surveys.charts import CATEGORIES, COLOURS, LIKERT
from surveys.workbook.book import FIGURES, FORMATS

CHART_ROWS = 17


def write(book):
    """A native chart for each closed question, two beside each other, on the cells of the section sheets."""
    name = book.names.name_for(_("Charts"))
    sheet = book.sheet(name, _("Charts"))
    sheet.set_column(0, 16, FIGURES)
    tables = [book.publication.table(question.code) for question in book.codebook.questions]
    tables = [table for table in tables if any(block.rows for block in table.blocks)]
    chart_rows = (len(tables) + 1) // 2
    sheet.set_print_scale(70)  # four charts on a page: to fit the width would break them where it likes
    sheet.set_h_pagebreaks([3 + 2 * CHART_ROWS * page for page in range(1, (chart_rows + 1) // 2 + 1)])
    spare = 4 + CHART_ROWS * chart_rows + CHART_ROWS * (chart_rows % 2)  # below: the small tables of stacked ones
    for number, table in enumerate(tables):
        if table.type in ("matrix", "matrix_multiple"):
            chart, spare = _chart_of_rows(book, sheet, name, table, spare)
        else:
            source, where = book.places[table.code]
            top, last = where[""]
            series = [(_("All"), (source, top, 2, last, 2), "petrol")]
            chart = bar_chart(book, table.text, (source, top, 0, last, 0), series)
        subtitle = f"n = {table.blocks[0].answered[0]}"
        row, column = 3 + CHART_ROWS * (number // 2), 8 * (number % 2)
        sheet.insert_chart(row, column, chart, {"description": f"{table.text} ({subtitle})"})
    if not tables:
        book.text(sheet, 3, 0, _("There is nothing to draw."), book.plain)


def bar_chart(book, title, categories, series):
    chart = book.file.add_chart({"type": "bar"})
    for label, values, colour in series:
        chart.add_series(
            {
                "name": str(label),
                "categories": list(categories),
                "values": list(values),
                "fill": {"color": COLOURS[colour]},
                "data_labels": {"value": True, "num_format": FORMATS["share"]},
                "gap": 60,
            }
        )
    _dress(chart, title)
    chart.set_legend({"none": True})
    return chart


def _chart_of_rows(book, sheet, name, table, row):
    """The rows of a matrix, on a small table of the same shares; also returns the row below that.

    A bar of 100% for each where one answer is given, a bar for each option where several are.
    """
    options, column = table.blocks[0].rows, 0
    book.text(sheet, row, column, table.text, book.bold)
    row += 1
    for number, option in enumerate(options):
        book.text(sheet, row, column + 1 + number, option.label, book.head)
    for number, block in enumerate(table.blocks, start=1):
        book.text(sheet, row + number, column, block.label, book.plain)
        for place, option in enumerate(options):
            share = next((each.shares[0] for each in block.rows if each.code == option.code), None)
            book.number(sheet, row + number, column + 1 + place, share, book.by_form["share"])
    is_stacked = table.type == "matrix"
    chart = book.file.add_chart({"type": "bar", **({"subtype": "percent_stacked"} if is_stacked else {})})
    steps = LIKERT.get(5) if is_stacked else CATEGORIES
    scale = [option for option in options if option.kind == "substantive"]
    colours = dict(
        zip((each.code for each in scale), LIKERT.get(len(scale), steps) if is_stacked else steps, strict=False)
    )
    last = row + len(table.blocks)
    for place, option in enumerate(options):
        chart.add_series(
            {
                "name": [name, row, column + 1 + place],
                "categories": [name, row + 1, column, last, column],
                "values": [name, row + 1, column + 1 + place, last, column + 1 + place],
                "fill": {"color": COLOURS[colours.get(option.code, "other")]},
                "gap": 40,
            }
        )
    _dress(chart, table.text)
    chart.set_legend({"position": "bottom"})
    return chart, last + 2


def _dress(chart, title):
    chart.set_title({"name": title, "overlay": False, "name_font": {"size": 11, "bold": True}})
    chart.set_x_axis({"num_format": "0%", "min": 0, "major_gridlines": {"visible": False}, "visible": False})
    chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
    chart.set_size({"width": 620, "height": 320})
    chart.set_chartarea({"border": {"color": "#E4DED2"}})
