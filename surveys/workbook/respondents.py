"""Who answered, against everybody who could have."""

from django.utils.translation import gettext as _

from surveys import response
from surveys.workbook.book import FIGURES
from surveys.workbook.charts import bar_chart


def write(book):
    name = book.names.name_for(_("Response"))
    sheet = book.sheet(name, _("Response"))
    sheet.set_column(1, 3, FIGURES)
    answered = response.answered_of(book.survey)
    strata = response.by_stratum(book.publication, book.members, book.labels, answered=answered)
    row, first_chart = 3, None
    people = book.survey.asks_people
    everybody = response.of_all(book.publication, book.members, _("Everybody") if people else _("All members"))
    for title, rows, notes in [
        (_("All"), (everybody,), ()),
        *((each.title, each.strata, each.notes) for each in strata),
    ]:
        for column, head in enumerate((title, _("People") if people else _("Members"), _("Answered"), _("Response"))):
            book.text(sheet, row, column, head, book.head if column == 0 else book.head_number)
        top = row + 1
        for stratum in rows:
            row += 1
            book.text(sheet, row, 0, stratum.label, book.label)
            book.number(sheet, row, 1, stratum.members, book.by_form["count"])
            book.number(sheet, row, 2, stratum.answered, book.by_form["count"])
            book.number(sheet, row, 3, stratum.rate, book.by_form["share"])
        if len(rows) > 1 and first_chart is None:
            first_chart = (title, top, row)
        for note in notes:
            row += 1
            book.text(sheet, row, 0, note, book.note)
        row += 2
    if first_chart:
        title, top, last = first_chart
        chart = bar_chart(
            book,
            f"{_('Response')}: {title}",
            (name, top, 0, last, 0),
            [(_("Response"), (name, top, 3, last, 3), "petrol")],
        )
        sheet.insert_chart(3, 5, chart, {"description": f"{_('Response')}: {title}"})
