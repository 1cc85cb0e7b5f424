"""A list to take along, as Excel or CSV: the rows that the reader sees on the page, written in the trail.

Three lines give a list its download. In `resources.py`, the one published list of its columns:

    class RegionList(ListResource):
        name = Column(_("Name"), "name")                       # an attribute, "region__name" for one further
        members = Column(_("Members"), lambda region: len(region.places))

        class Meta:
            title, file_name = _("Regions"), "regios"          # what the sheet and the trail call it

In the view, after the filters and before paging, with the rows that `visible_to(request.user)` gave:

    if exports.is_asked_for(request):
        return exports.download(request, RegionList(), regions)

In the template: `{% include "housestyle/_download.html" %}`.
"""

import csv
import io
from datetime import date, datetime
from decimal import Decimal

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from import_export.fields import Field
from import_export.resources import Resource

from portal.housestyle import workbooks
from portal.trail import actions as trail
from portal.trail.models import LineKind

FORMATS = ("xlsx", "csv")
MOST_OF_A_FILTER = 100  # signs: a choice is short, and what is longer was never one
MOST_ROWS = 20_000  # more than that takes longer than a reader waits
COULD_BE_A_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
NOT_KEPT = {"zoek", "formaat", "pagina"}  # what somebody looked for may be a name, and the trail keeps for ever


class Column(Field):
    """One column: its header in the reader's language, and an attribute or a function of the row."""

    def __init__(self, header, value):
        super().__init__(attribute=value if isinstance(value, str) else None, column_name=header)
        self.value = value

    def export(self, instance, **kwargs):
        return plain(self.value(instance) if callable(self.value) else self.get_value(instance))


class ListResource(Resource):
    """The columns of a list; rows are whatever the page shows, model instances or not."""

    class Meta:
        title, file_name = "", "lijst"

    def iter_queryset(self, queryset):
        yield from queryset


def plain(value):
    """A value as a spreadsheet holds it: text, number, date or nothing."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value is None or isinstance(value, int | float | Decimal):
        return value
    if isinstance(value, datetime):
        return timezone.make_naive(value) if timezone.is_aware(value) else value
    return value if isinstance(value, date) else str(value)


def is_asked_for(request):
    return request.GET.get("formaat") in FORMATS


def download(request, resource, rows):
    """The rows of a list as the file that the address asks for, written in the trail; back to the list when there
    are more than a reader can wait for."""
    asked = request.GET["formaat"]
    title, name = resource._meta.title, resource._meta.file_name
    rows = rows[: MOST_ROWS + 1]
    dataset = resource.export(rows)
    if len(dataset) > MOST_ROWS:
        messages.warning(request, _("This list is too long to take along at once. Choose a filter first."))
        without = request.GET.copy()
        del without["formaat"]
        return HttpResponseRedirect(f"{request.path}?{without.urlencode()}")

    note(resource, len(dataset), asked=asked, by=request.user, filters=request.GET)
    if asked == "csv":
        response = HttpResponse(as_csv(dataset), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return response
    dataset.title = name[:31]
    return workbooks.as_download(dataset, title=str(title), file_name=f"{name}.xlsx")


def note(resource, number, *, asked, by, filters):
    """Say in the trail who took which list along, with how many rows and which filters; nothing else of the address."""
    known = _filters_of_lists() - NOT_KEPT
    change = {key: [None, filters[key][:MOST_OF_A_FILTER]] for key in filters if key in known and filters[key]}
    looked_for = {"zoek": [None, "…"]} if filters.get("zoek") else {}
    write_line(resource._meta.title, number, asked=asked, by=by, change={**change, **looked_for})


def _filters_of_lists():
    """What the filters of our lists are called in the address."""
    forms, found = [Form], set()
    while forms:
        form = forms.pop()
        forms += form.__subclasses__()
        found |= set(getattr(form, "IN_ADDRESS", {}).values())
    return found


def write_line(title, number, *, asked, by, about=None, change=None):
    """The line in the trail for a file that somebody took along; `about` is the row that it is of, if any."""
    sentence = ngettext_lazy(
        "Took a list along: {list}, {number} row", "Took a list along: {list}, {number} rows", number
    )
    trail.write(
        format_lazy(sentence, list=title or gettext_lazy("a list"), number=number),
        by=by,
        about=about,
        kind=LineKind.EXPORT,
        change={"formaat": [None, asked], **(change or {})},
    )


def as_csv(dataset):
    """The bytes of a CSV as Belgian Excel opens it: UTF-8 with its mark, semicolons, decimal commas, ISO dates.

    A text that a spreadsheet could take for a formula gets an apostrophe in front of it.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";")
    writer.writerow([in_csv(header) for header in dataset.headers])
    writer.writerows([in_csv(cell) for cell in row] for row in dataset)
    return written.getvalue().encode("utf-8-sig")


def in_csv(cell):
    if cell is None:
        return ""
    if isinstance(cell, int | float | Decimal):
        return str(cell).replace(".", ",")
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return f"'{cell}" if cell.startswith(COULD_BE_A_FORMULA) else cell
