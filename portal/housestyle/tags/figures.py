"""Figures, facts and progress, and a session in the calendar."""

from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from portal.housestyle.tags.blocks import tag
from portal.housestyle.tags.library import register
from portal.housestyle.tags.small import category_class, icon, svg

PROGRESS_STATES = {
    "waiting": ("hourglass", "neutral"),
    "running": ("loader", "sun"),
    "done": ("circle-check", "ok"),
    "failed": ("octagon-alert", "error"),
    "cancelled": ("ban", "neutral"),
}


@register.simple_tag
def meter(value, max, label, category=""):
    """How full something is, as words, as figures and as a bar."""
    return format_html(
        '<label class="meter{}"><span class="meter-label">{}</span> <span class="meter-value">{}/{}</span>'
        '<meter min="0" max="{}" value="{}">{}/{}</meter></label>',
        category_class(category),
        label,
        localize(value),
        localize(max),
        max,
        value,
        value,
        max,
    )


@register.simple_block_tag
def table_wrap(content, label):
    """Lets a wide table scroll on its own, by keyboard too."""
    return format_html('<div class="table-wrap" role="region" aria-label="{}" tabindex="0">{}</div>', label, content)


@register.simple_block_tag
def facts(content):
    """A list of facts; fill it with `fact`."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_block_tag
def fact(content, term, icon=""):
    """One fact: its name, and what it is."""
    return format_html(
        '<div class="fact">{}<dt>{}</dt><dd>{}</dd></div>', svg(str(icon), 22) if icon else "", term, content
    )


@register.simple_tag
def steps(*names, current=1):
    """Where the reader is in a row of steps: `{% steps _("Your details") _("Check") current=2 %}`"""
    states = (
        (number, "done" if number < current else "current" if number == current else "todo")
        for number in range(1, len(names) + 1)
    )
    return format_html(
        '<ol class="steps">{}</ol>',
        format_html_join(
            "",
            '<li class="{}"{}><span class="step-number">{}</span><span>{}{}</span></li>',
            (
                (
                    state,
                    mark_safe(' aria-current="step"') if state == "current" else "",
                    icon("check") if state == "done" else number,
                    names[number - 1],
                    format_html('<span class="visually-hidden"> ({})</span>', _("done")) if state == "done" else "",
                )
                for number, state in states
            ),
        ),
    )


@register.simple_block_tag
def progress_row(content, title, value, max=100, state="running", step=""):
    """A job at work: what it does, how far it is, and what you may do about it."""
    words = {
        "waiting": _("Waiting"),
        "running": _("Busy"),
        "done": _("Done"),
        "failed": _("Failed"),
        "cancelled": _("Stopped"),
    }
    symbol, kind = PROGRESS_STATES.get(state, PROGRESS_STATES["waiting"])
    return format_html(
        '<div class="progress-row {}">{}<div class="progress-text"><p class="progress-title">{} {}</p>{}{}</div>'
        "{}</div>",
        state,
        icon(symbol, 24),
        title,
        tag(words.get(state, state), kind),
        format_html('<progress value="{}" max="{}" aria-label="{}"></progress>', value, max, title)
        if state in ("waiting", "running")
        else "",
        format_html('<p class="progress-step">{}</p>', step) if step else "",
        format_html('<div class="cluster">{}</div>', content) if content.strip() else "",
    )


@register.simple_tag
def session_event(title, url, when="", count="", category="petrol", full=False):
    """One session in a month, a week or a list: when and where, what, and how many."""
    return format_html(
        '<a class="session-event{}" href="{}">{}<span class="session-title">{}</span>{}</a>',
        category_class(category),
        url,
        format_html('<span class="session-when">{}</span>', when) if when else "",
        title,
        tag(_("Full"), "ink") if full else format_html('<span class="session-count">{}</span>', count) if count else "",
    )
