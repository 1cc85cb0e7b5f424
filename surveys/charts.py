"""Figures for plotly, made from published tables alone; static/js/charts.js sets the heights and draws.

Each row of a figure has its statement above its bars, so that nothing is cut off on a phone. Every trace holds a value
for every row; `layout.meta` says how many bars stand under a statement.
"""

from dataclasses import dataclass
from html import escape

from django.utils.translation import gettext as _

from surveys.publications import INDICATIVE, PublishedTable
from surveys.wording import written

COLOURS = {
    "likert-1": "#A8321A",
    "likert-2": "#F7B49F",
    "likert-3": "#D9DEE6",
    "likert-4": "#8CCDC3",
    "likert-5": "#0B5D57",
    "petrol": "#0B5D57",
    "coral": "#F4593B",
    "sky": "#1F5FBF",
    "raspberry": "#A81C56",
    "violet": "#5B3FB0",
    "leaf": "#2E6B1F",
    "ink": "#16233B",
    "other": "#B9B2A3",
}
INK_ON = {"likert-2", "likert-3", "likert-4", "coral", "other"}
CATEGORIES = ("petrol", "coral", "sky", "raspberry", "violet", "leaf")
LIKERT = {
    2: ("likert-1", "likert-5"),
    3: ("likert-1", "likert-3", "likert-5"),
    4: ("likert-1", "likert-2", "likert-4", "likert-5"),
    5: ("likert-1", "likert-2", "likert-3", "likert-4", "likert-5"),
}
MOST_SERIES = len(CATEGORIES) + 1
LEAST_LABELLED = 0.07  # a narrower part of a bar has no room for its percentage
TEXT_FONT = "Figtree Variable, Segoe UI, system-ui, sans-serif"
LABEL_PART, BARS_PART = 0.35, 0.6


@dataclass(frozen=True)
class Chart:
    """A figure as plotly reads it, the key to its colours (label, name of the colour), and what it says in words."""

    figure: dict
    key: tuple[tuple[str, str], ...]
    summary: str
    note: str = ""


@dataclass(frozen=True)
class Bars:
    """One colour in a figure: a value for each row, with the words on it and about it."""

    name: str
    colour: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]
    abouts: tuple[str, ...]


def of(table: PublishedTable) -> Chart | None:
    """The chart that suits a table; None when there is nothing to draw."""
    if not table.blocks or table.type in ("open", "file") or not any(any(block.answered) for block in table.blocks):
        return None
    if table.type == "matrix_multiple":
        return _ticked_by_item(table)
    if len(table.columns) > MOST_SERIES and table.type in ("multiple", "matrix", "ranking"):
        only_all = _drawn(table, (0,))
        return Chart(
            only_all.figure, only_all.key, only_all.summary, _("The chart shows everybody; the table has all.")
        )
    return _drawn(table, tuple(range(len(table.columns))))


def _drawn(table, places):
    is_broken_down = len(places) > 1
    if table.type == "number":
        return _means(table, places)
    if table.type == "matrix":
        return _by_item(table, places) if is_broken_down else _stacked_items(table)
    if table.type in ("likert", "nps") or (table.type == "single" and is_broken_down and _fits(table)):
        return _stacked_groups(table, places)
    return _by_option(table, places)


def _fits(table):
    return len(table.blocks[0].rows) <= len(CATEGORIES)


# --- The ways to draw -------------------------------------------------------------------------------


def _stacked_groups(table, places):
    """A bar of 100% for each group."""
    (block,) = table.blocks
    labels = [_group_label(table, block, place) for place in places]
    return _figure(labels, _parts(table, block.rows, [(block, place) for place in places]), 1, summary=table.text)


def _stacked_items(table):
    """A bar of 100% for each statement of a matrix."""
    labels = [f"{block.label} ({_n(block.answered[0])})" for block in table.blocks]
    rows = table.blocks[0].rows
    return _figure(labels, _parts(table, rows, [(block, 0) for block in table.blocks]), 1, summary=table.text)


def _parts(table, rows, bars):
    """The Bars of each option: its share in every (block, place of the column)."""
    ordered = list(reversed(rows)) if table.type == "nps" else list(rows)  # from detractors to promoters
    colours = _scale(table, ordered)
    for row, colour in zip(ordered, colours, strict=True):
        same = [(next((each for each in block.rows if each.code == row.code), None), place) for block, place in bars]
        values = tuple(each.shares[place] if each else None for each, place in same)
        yield Bars(
            row.label,
            colour,
            values,
            tuple(written(value, "share") if (value or 0) >= LEAST_LABELLED else "" for value in values),
            tuple(_about(row.label, each, place) if each else "" for each, place in same),
        )


def _scale(table, rows):
    """The colours of the parts of a bar: a scale for what has an order, categories for the rest."""
    substantive = [row for row in rows if row.kind == "substantive"]
    if table.type == "single":
        colours = iter(CATEGORIES)
    elif len(substantive) in LIKERT:
        colours = iter(LIKERT[len(substantive)])
    else:
        steps = max(1, len(substantive) - 1)
        colours = iter([LIKERT[5][round(4 * place / steps)] for place in range(len(substantive))])
    return ["other" if row.kind == "dont_know" else next(colours, "other") for row in rows]


def _by_option(table, places):
    """Under each option a bar for each group."""
    (block,) = table.blocks
    series = [
        Bars(
            _series_label(table, block, place),
            _series_colour(number, places),
            tuple(row.shares[place] for row in block.rows),
            tuple(written(row.shares[place], "share", base=row.bases[place]) for row in block.rows),
            tuple(_about(table.columns[place].label, row, place) for row in block.rows),
        )
        for number, place in enumerate(places)
    ]
    return _figure([row.label for row in block.rows], series, len(places), summary=table.text)


def _by_item(table, places):
    """Under each statement of a matrix a bar for each group: who chose one of the two highest options."""
    measure = "top2" if table.blocks[0].measure("top2") else "mean"
    form = table.blocks[0].measure(measure).form
    series = [
        Bars(
            table.columns[place].label,
            _series_colour(number, places),
            tuple(block.measure(measure).values[place] for block in table.blocks),
            tuple(written(block.measure(measure).values[place], form) for block in table.blocks),
            tuple(f"{table.columns[place].label} ({_n(block.answered[place])})" for block in table.blocks),
        )
        for number, place in enumerate(places)
    ]
    title = _of_whom(table, measure)
    labels = [block.label for block in table.blocks]
    chart = _figure(labels, series, len(places), summary=table.text, top=1 if form == "share" else None)
    return Chart(chart.figure, chart.key, chart.summary, title)


def _ticked_by_item(table):
    """Under each row of a matrix a bar for each option: of who answered, how many ticked it; everybody alone."""
    options = table.blocks[0].rows
    if len(options) > len(CATEGORIES):
        return None
    series = [
        Bars(
            option.label,
            CATEGORIES[number],
            tuple(row.shares[0] if row else None for row in rows),
            tuple(written(row.shares[0], "share", base=row.bases[0]) if row else "" for row in rows),
            tuple(_about(option.label, row, 0) if row else "" for row in rows),
        )
        for number, option in enumerate(options)
        for rows in [[next((row for row in block.rows if row.code == option.code), None) for block in table.blocks]]
    ]
    labels = [f"{block.label} ({_n(block.answered[0])})" for block in table.blocks]
    chart = _figure(labels, series, len(options), summary=table.text)
    note = _("The chart shows everybody; the table has all.") if len(table.columns) > 1 else ""
    return Chart(chart.figure, chart.key, chart.summary, note)


def _means(table, places):
    (block,) = table.blocks
    values = tuple(block.measure("mean").values[place] for place in places)
    texts = tuple(f"{written(value, 'mean')} {table.unit}".strip() for value in values)
    labels = [_group_label(table, block, place) for place in places]
    chart = _figure(labels, [Bars(_("Mean"), "petrol", values, texts, texts)], 1, summary=table.text, top=None)
    return Chart(chart.figure, (), chart.summary, _("Mean"))


# --- Words ------------------------------------------------------------------------------------------


def _of_whom(table, measure):
    """What the bars of a matrix stand for: the share that chose one of the two highest options, or the mean."""
    if measure != "top2":
        return table.blocks[0].measure(measure).label
    *_lower, second, highest = [row.label for row in table.blocks[0].rows if row.kind == "substantive"]
    return _("The share that answered “%(second)s” or “%(highest)s”.") % {"second": second, "highest": highest}


def _n(number):
    return f"n = {written(number, 'count')}"


def _group_label(table, block, place):
    """ "Limburg (n = 12)", with the score of a group where there is one."""
    parts = [_n(block.answered[place])]
    if (score := block.measure("nps")) and score.values[place] is not None:
        parts.insert(0, f"{score.label} {written(score.values[place], 'score')}")
    if 0 < block.answered[place] < INDICATIVE:
        parts.append(_("indicative"))
    return f"{table.columns[place].label} ({', '.join(parts)})"


def _series_label(table, block, place):
    return _group_label(table, block, place)


def _series_colour(number, places):
    """Everybody in ink when groups stand beside them, alone in the first colour."""
    if len(places) == 1:
        return CATEGORIES[0]
    return "ink" if number == 0 else CATEGORIES[(number - 1) % len(CATEGORIES)]


def _about(name, row, place):
    return _("%(name)s: %(share)s (%(count)s of %(base)s)") % {
        "name": name,
        "share": written(row.shares[place], "share", base=row.bases[place]),
        "count": written(row.counts[place], "count"),
        "base": written(row.bases[place], "count"),
    }


# --- Plotly's own words -----------------------------------------------------------------------------


def _figure(labels, series, bars_in_row, *, summary, top: float | None = 1.0):
    """The figure of these rows; `top` is the end of the axis, None where it follows the values."""
    series = list(series)
    is_stacked = bars_in_row == 1 and len(series) > 1
    thickness = BARS_PART / bars_in_row
    traces = []
    for number, bars in enumerate(series):
        offset = LABEL_PART + thickness * ((0 if is_stacked or bars_in_row == 1 else number) + 0.5)
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": escape(bars.name),
                "x": list(bars.values),
                "y": [row + offset for row in range(len(labels))],
                "width": thickness * 0.9,
                "text": [escape(text) for text in bars.texts],
                "textposition": "inside" if is_stacked else "outside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "constraintext": "none",
                "cliponaxis": False,
                "textfont": {"color": COLOURS["ink"] if not is_stacked or bars.colour in INK_ON else "#FFFFFF"},
                "hovertext": [escape(text) for text in bars.abouts],
                "hoverinfo": "text",
                "marker": {"color": COLOURS[bars.colour], "line": {"color": "#FFFFFF", "width": 1}},
            }
        )
    highest = max((value for bars in series for value in bars.values if value is not None), default=1) or 1
    end = 1 if is_stacked else (top or highest) * 1.14
    layout = {
        "barmode": "stack",
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "height": max(1, len(labels)) * (24 + 30 * max(1, bars_in_row)),
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": TEXT_FONT, "size": 15, "color": COLOURS["ink"]},
        "hoverlabel": {"bgcolor": COLOURS["ink"], "font": {"color": "#FFFFFF", "family": TEXT_FONT, "size": 15}},
        "xaxis": {"visible": False, "fixedrange": True, "range": [0, end]},
        "yaxis": {"visible": False, "fixedrange": True, "range": [len(labels), 0]},
        "annotations": [
            {
                "text": escape(label),
                "x": 0,
                "xref": "paper",
                "xanchor": "left",
                "y": row,
                "yref": "y",
                "yanchor": "top",
                "align": "left",
                "showarrow": False,
                "borderpad": 0,
            }
            for row, label in enumerate(labels)
        ],
        "meta": {"bars": bars_in_row, "labels": list(labels)},
    }
    key = tuple((bars.name, bars.colour) for bars in series) if len(series) > 1 else ()
    return Chart({"data": traces, "layout": layout}, key, summary)
