"""A sheet for each section of the survey: every question by every breakdown."""

from django.utils.translation import gettext as _

from surveys import banners
from surveys.frames import BANNERS
from surveys.publications import TOTAL
from surveys.workbook.book import FIGURES

PRECISE_FROM = 1000


def write(book, code, title):
    name = book.names.name_for(title)
    sheet = book.sheet(name, title, frozen=(6, 3))
    reading = _("Percentages of who answered. The questions tell what is not shown, and why.")
    book.text(sheet, 2, 0, reading, book.note)
    sheet.set_column(1, 1, 9)
    sheet.set_column(2, 2, FIGURES)
    columns = _columns(book, sheet)
    row = 7
    for question in book.codebook.in_section(code):
        row = _question(book, sheet, name, question, columns, row) + 1
    for banner in banners.TITLES:
        for note in book.publication.banners[banner].notes:
            book.text(sheet, row, 0, f"{banners.TITLES[banner]}: {note}", book.note)
            row += 1


def _columns(book, sheet):
    """Write the head; returns {(banner, column): place}."""
    publication = book.publication
    sheet.set_row(4, 34)
    book.text(sheet, 4, 0, _("Answer"), book.head)
    book.text(sheet, 4, 1, _("Code"), book.head)
    book.text(sheet, 4, 2, publication.total.label, book.head_number)
    book.text(sheet, 5, 0, _("Responses"), book.base_label)
    book.number(sheet, 5, 2, publication.total.n, book.base)
    places = {(TOTAL, TOTAL): 2}
    place = 3
    for banner, title in banners.TITLES.items():
        published = publication.banners[banner]
        if not published.columns:
            continue
        sheet.set_column(place, place, 2)
        place += 1
        for number, column in enumerate(published.columns):
            if number:
                sheet.write_blank(3, place, None, book.group)
            else:
                book.text(sheet, 3, place, title, book.group)
            book.text(sheet, 4, place, column.label, book.head_number)
            book.number(sheet, 5, place, column.n, book.base)
            sheet.set_column(place, place, FIGURES)
            places[banner, column.code] = place
            place += 1
    return places


def _question(book, sheet, name, question, columns, row):
    """One question from `row` on; returns the row below it."""
    tables = {banner: book.publication.table(question.code, banner) for banner in (TOTAL, *BANNERS)}
    everybody = tables[TOTAL]
    book.text(sheet, row, 0, everybody.text, book.question)
    for place in range(1, max(columns.values()) + 1):
        sheet.write_blank(row, place, None, book.question)
    where = {}
    for block in everybody.blocks:
        row += 1
        asked = _("asked to %(asked)s, answered by %(answered)s") % {
            "asked": block.asked[0],
            "answered": block.answered[0],
        }
        book.text(sheet, row, 0, f"{block.label} ({asked})" if block.label else asked, book.note)
        lines = list(_lines(book, block))
        top = row + 1
        for number, (label, code, _form, style, *_rest) in enumerate(lines, start=top):
            book.text(
                sheet, number, 0, label, {"label": book.label, "soft": book.soft_label}.get(style, book.base_label)
            )
            book.text(sheet, number, 1, code, book.plain)
        for (banner, column), place in columns.items():
            _cells(book, sheet, tables[banner], block.code, column, place, top)
        where[block.code] = (top, top + len(block.rows) - 1)
        row = top + len(lines) - 1
    book.places[question.code] = (name, where)
    notes = dict.fromkeys(note for table in tables.values() for note in table.notes)
    for note in notes:
        row += 1
        book.text(sheet, row, 0, note, book.note)
    return row + 1


def _lines(book, block):
    """(label, code, form, style, values) of each line of a block, in order."""
    precise = "precise share" if max(block.answered) >= PRECISE_FROM else "share"
    for shown in block.rows:
        style = "soft" if shown.kind == "dont_know" else "label"
        yield shown.label, shown.code, precise, style, shown.shares
    for measure in block.measures:
        form = precise if measure.form == "share" else measure.form
        yield measure.label, "", form, "soft", measure.values
    for shown in block.rows:
        yield f"n: {shown.label}", shown.code, "count", "soft", shown.counts
    yield _("Answered (n)"), "", "count", "base", block.answered


def _cells(book, sheet, table, code, column, place, top):
    """The figures of one column, or what says that they may not be seen."""
    at = next((number for number, each in enumerate(table.columns) if each.code == column), None)
    block = next(block for block in table.blocks if block.code == code)
    for row, (_label, _code, form, style, values) in enumerate(_lines(book, block), start=top):
        if at is None:
            book.text(sheet, row, place, book.below(), book.gone_base if style == "base" else book.gone)
        elif style == "base":
            book.number(sheet, row, place, values[at], book.base)
        else:
            book.number(sheet, row, place, values[at], (book.soft_by_form if style == "soft" else book.by_form)[form])
