"""The first sheet: who answered, one figure for each question that has one, and where to find what."""

from django.utils.translation import gettext as _

from surveys import response
from surveys.workbook.book import FIGURES, FORMATS


def write(book, sheet):
    publication, survey = book.publication, book.survey
    everybody = response.of_all(publication, book.members, _("All"))
    book.text(sheet, 0, 0, survey.title, book.title)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 5, FIGURES)
    row = 3
    period = " – ".join(day.strftime("%d/%m/%Y") for day in (survey.opens_on, survey.closes_on) if day)
    for label, value, form in (
        (_("In the field"), period, None),
        (_("Answers"), publication.total.n, "count"),
        (
            _("People who could answer") if survey.asks_people else _("Members who could answer"),
            everybody.members,
            "count",
        ),
        (_("People who answered") if survey.asks_people else _("Members who answered"), everybody.answered, "count"),
        (_("Response"), everybody.rate, "share"),
        (_("Promise"), survey.get_confidentiality_display(), None),
    ):
        book.text(sheet, row, 0, label, book.plain)
        if form is None:
            book.text(sheet, row, 1, value, book.plain)
        else:
            style = book.file.add_format({"num_format": FORMATS[form], "align": "left"})
            book.number(sheet, row, 1, value, style)
        row += 1
    if publication.withheld:
        book.text(sheet, row + 1, 0, publication.withheld, book.bold)
        return
    row += 1
    for column, title in enumerate((_("Section"), _("Question"), _("Figure"), "", "n")):
        book.text(sheet, row, column, title, book.head if column < 3 else book.head_number)
    for section, code, label, name, form, value, n in _key_figures(book):
        row += 1
        book.text(sheet, row, 0, section, book.wrap)
        book.text(sheet, row, 1, label, book.wrap)
        book.text(sheet, row, 2, name, book.wrap)
        book.number(sheet, row, 3, value, book.by_form[form])
        book.number(sheet, row, 4, n, book.by_form["count"])
        del code
    sheet.set_column(2, 2, 18)
    row += 2
    book.text(sheet, row, 0, _("Sheets"), book.head)
    for other in book.file.worksheets()[1:]:
        row += 1
        quoted = other.get_name().replace("'", "''")
        sheet.write_url(row, 0, f"internal:'{quoted}'!A1", book.link, other.get_name())


def _key_figures(book):
    """One figure for each scale, recommendation and number: section, question, its name, value and base."""
    titles = dict(book.publication.sections)
    for question in book.codebook.questions:
        table = book.publication.table(question.code)
        for block in table.blocks:
            measure = block.measure("nps") or block.measure("top2") or block.measure("mean")
            if measure and measure.values[0] is not None:
                label = f"{table.text} {block.label}".strip()
                title = titles[question.section]
                yield (
                    title,
                    question.code,
                    label,
                    measure.label,
                    measure.form,
                    measure.values[0],
                    block.substantive[0],
                )
