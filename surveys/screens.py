"""Published tables as rows of text for a page: the same figures as the chart beside them."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from surveys import charts
from surveys.publications import INDICATIVE, PublishedTable
from surveys.wording import written

MOST_TEXTS = 100  # on a page; the workbook has all


class Cell(NamedTuple):
    text: str
    note: str = ""
    is_indicative: bool = False


class Line(NamedTuple):
    """A row of a table on screen; `kind` is item, option, measure or bases."""

    kind: str
    label: str
    cells: tuple[Cell, ...] = ()


class Screen(NamedTuple):
    """One question on a page."""

    table: PublishedTable
    chart: charts.Chart | None
    lines: tuple[Line, ...]
    base: str

    @property
    def chart_id(self):
        return f"figure-{self.table.code}"

    @property
    def texts(self):
        return self.table.texts[:MOST_TEXTS]

    @property
    def more_texts(self):
        return max(0, len(self.table.texts) - MOST_TEXTS)


def of(table: PublishedTable) -> Screen:
    """What a page shows of a question."""
    return Screen(table, charts.of(table), tuple(_lines(table)), _base(table))


def _base(table):
    """How many were asked and how many answered, as a sentence; of a matrix the statement that most answered."""
    if not table.blocks:
        return ""
    block = max(table.blocks, key=lambda each: each.answered[0])
    return _("Asked to %(asked)s, answered by %(answered)s.") % {
        "asked": written(block.asked[0], "count"),
        "answered": written(block.answered[0], "count"),
    }


def _lines(table):
    for block in table.blocks:
        if block.label:
            yield Line("item", block.label)
        hints = [0 < answered < INDICATIVE for answered in block.answered]
        for row in block.rows:
            cells = (
                Cell(written(share, "share", base=base), written(count, "count"), hint)
                for share, count, base, hint in zip(row.shares, row.counts, row.bases, hints, strict=True)
            )
            yield Line("option", row.label, tuple(cells))
        for measure in block.measures:
            cells = (
                Cell(written(value, measure.form, base=base), "", hint)
                for value, base, hint in zip(measure.values, block.answered, hints, strict=True)
            )
            yield Line("measure", measure.label, tuple(cells))
        bases = (
            Cell(written(answered, "count"), _("indicative") if hint else "", hint)
            for answered, hint in zip(block.answered, hints, strict=True)
        )
        yield Line("bases", _("Answered (n)"), tuple(bases))
