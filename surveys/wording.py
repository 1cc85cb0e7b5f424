"""How a figure is written for its reader: rounded once, with the comma or the point of the language."""

from django.utils.formats import number_format

from surveys import statistics

NOTHING = "–"
PRECISE_FROM = 1000  # answers; below that a decimal promises more than there is


def written(value, form, *, base=0, decimals=1):
    """A value of a published table as text: "38%", "3,7", "+12"; a dash where a figure does not exist."""
    if value is None:
        return NOTHING
    if form == "share":
        digits = 1 if base >= PRECISE_FROM else 0
        return f"{number_format(statistics.percentage(value, digits), digits)}%"
    if form == "score":
        score = statistics.rounded(value)
        return f"{'+' if score > 0 else ''}{number_format(score, 0)}".replace("-", "−")
    if form == "count":
        return number_format(value, 0, force_grouping=True)
    return number_format(statistics.rounded(value, decimals), decimals)
