"""Every variable with its codes and what they mean."""

from django.utils.translation import gettext as _

from surveys import documents, variables


def write(book):
    sheet = book.sheet(book.names.name_for(_("Codebook")), _("Codebook"), frozen=(4, 0))
    heads = (
        *(_("Variable"), _("Section"), _("Question"), _("Kind of question")),
        *(_("Code"), _("Label"), _("Kind of answer"), _("Versions")),
    )
    for column, (head, width) in enumerate(zip(heads, (24, 24, 60, 20, 14, 40, 16, 10), strict=True)):
        book.text(sheet, 3, column, head, book.head)
        sheet.set_column(column, column, width)
    types = {
        "single": _("one answer"),
        "multiple": _("several answers"),
        "likert": _("scale"),
        "matrix": _("statements on a scale"),
        "matrix_multiple": _("several answers a row"),
        "ranking": _("order"),
        "nps": _("score from 0 to 10"),
        "number": _("number"),
        "open": _("text"),
        "file": _("files (how many)"),
    }
    titles = dict(book.publication.sections)
    row = 3
    for variable in variables.of_codebook(book.codebook):
        facts = (variable.name, titles[variable.section], variable.label, types[variable.type])
        for code, meaning, kind, versions in _codes_of(variable):
            row += 1
            for column, value in enumerate((*facts, code, meaning, kind, versions)):
                book.text(sheet, row, column, value, book.wrap)


def _codes_of(variable):
    """(code, meaning, kind, versions) for each value that the column can hold besides a missing one."""
    kinds = {"substantive": _("answer"), "dont_know": _("don’t know"), "none": _("none of these")}
    known_in = ", ".join(map(str, range(variable.first_version, variable.last_version + 1)))
    for option in variable.options:
        versions = ", ".join(str(place + 1) for place in sorted(option.offered_in))
        yield option.code, documents.words(option.label), kinds.get(option.kind, option.kind), versions
    if variable.option and variable.type == "ranking":
        yield "1, 2, 3 …", _("the place that it was given"), "", known_in
    elif variable.option:
        yield variables.YES, _("chosen"), "", known_in
        yield variables.NO, _("not chosen"), "", known_in
    elif not variable.options:
        yield "", "", "", known_in
