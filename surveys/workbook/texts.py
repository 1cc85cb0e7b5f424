"""What people wrote, apart from everything else that they answered."""

from django.utils.translation import gettext as _


def write(book):
    tables = [book.publication.table(question.code) for question in book.codebook.questions]
    tables = [table for table in tables if table.type == "open"]
    if not tables:
        return
    sheet = book.sheet(book.names.name_for(_("Open answers")), _("Open answers"))
    sheet.set_column(0, 0, 100)
    book.text(sheet, 2, 0, _("In alphabetical order, apart from the other answers."), book.note)
    row = 3
    for table in tables:
        book.text(sheet, row, 0, table.text, book.question)
        for text in table.texts or (*table.notes, _("No texts.")):
            row += 1
            book.text(sheet, row, 0, text, book.wrap if table.texts else book.note)
        row += 2
