"""The responses one by one, where they may be seen so."""

from django.utils.translation import gettext as _

MOST_ROWS = 20_000


def write(book):
    publication = book.publication
    sheet = book.sheet(book.names.name_for(_("Data")), _("Data"), frozen=(4, 0))
    if reason := _no_data(book):
        book.text(sheet, 3, 0, reason, book.bold)
        return
    heads = publication.rows.heads
    for column, (_variable, label) in enumerate(heads):
        book.text(sheet, 3, column, label, book.head)
    sheet.set_column(0, max(0, len(heads) - 1), 18)
    for row, values in enumerate(publication.rows.values, start=4):
        for column, value in enumerate(values):
            if isinstance(value, str):
                book.text(sheet, row, column, value)
            elif value is not None:
                sheet.write_number(row, column, value)
    sheet.autofilter(3, 0, 3 + len(publication.rows.values), max(0, len(heads) - 1))


def _no_data(book):
    """Why there is no data sheet, or ""."""
    if book.publication.withheld:
        return book.publication.withheld
    if book.publication.is_protected:
        return _(
            "No rows: in a confidential or anonymous survey the answers of one person, laid beside the tables, "
            "would tell who gave them. The sheet of each section holds all counts."
        )
    if book.publication.total.n > MOST_ROWS:
        return _("More than %(most)s responses do not fit in a workbook that opens easily.") % {"most": MOST_ROWS}
    return "" if book.publication.rows.values else _("There are no answers yet.")
