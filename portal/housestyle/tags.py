"""The components of the house style as template tags; seen together at /huisstijl/."""

from functools import lru_cache

import lucide
from django import template
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.urls import reverse
from django.utils.formats import localize
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from portal import demo

register = template.Library()

NOTICE_ICONS = {"info": "info", "ok": "circle-check", "warn": "triangle-alert", "error": "octagon-alert"}
NOTICE_KINDS = {"debug": "info", "success": "ok", "warning": "warn"}  # Django's message levels in our words
PROGRESS_STATES = {
    "waiting": ("hourglass", "neutral"),
    "running": ("loader", "sun"),
    "done": ("circle-check", "ok"),
    "failed": ("octagon-alert", "error"),
    "cancelled": ("ban", "neutral"),
}


# --- Small things ----------------------------------------------------------------------------------


@register.filter
def can(user, right):
    """`{% if user|can:"trainings.plan" %}`"""
    return user.is_authenticated and user.has_perm(right)


@lru_cache
def _svg(name, size):
    svg = lucide._render_icon(name, size, aria_hidden="true", focusable="false")
    return mark_safe(svg.replace("<svg ", '<svg class="icon" ', 1))  # noqa: S308 - the library's own file


@register.simple_tag
def icon(name, size=20):
    """An inlined Lucide icon, hidden from screen readers: the text beside it speaks."""
    return _svg(str(name), int(size))


@register.simple_tag
def vendor_style(name):
    """A stylesheet from npm, or nothing where it was not built."""
    address = _vendor_address(name)
    return format_html('<link rel="stylesheet" href="{}">', address) if address else ""


@register.simple_tag
def vendor_script(name):
    """A script from npm, or nothing where it was not built: the page then works plainer."""
    address = _vendor_address(name)
    return format_html('<script src="{}" defer></script>', address) if address else ""


def _vendor_address(name):
    path = f"vendor/{name}"
    if not (finders.find(path) or staticfiles_storage.exists(path)):
        return ""
    try:
        return static(path)
    except ValueError:  # built after collectstatic: not in its list of hashed names
        return ""


def _category(name):
    return f" category-{name}" if name else ""


def _heading(title, level, css_class):
    return format_html('<h{} class="{}">{}</h{}>', int(level), css_class, title, int(level)) if title else ""


# --- The shell -------------------------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def current_entry(context):
    """The navigation entry that the reader is in: the longest address that starts this page's; None at a loss."""
    request, home = context.get("request"), reverse("reports:home")
    if not request:
        return None
    here = [
        entry
        for entry in context.get("navigation") or ()
        if request.path == entry.url or (entry.url != home and request.path.startswith(entry.url))
    ]
    return max(here, key=lambda entry: len(entry.url), default=None)


@register.simple_tag(takes_context=True)
def login_address(context):
    """The log-in page, which returns to this page afterwards."""
    address, request = reverse("account_login"), context.get("request")
    if not request:
        return address
    in_accounts = request.path.startswith(reverse("account_login").removesuffix("login/"))
    back = request.GET.get("next", "") if in_accounts else request.get_full_path()
    return f"{address}?{urlencode({'next': back})}" if back else address


@register.simple_tag
def demo_people():
    """The people with whom a visitor may log in with one click; nobody outside a demo."""
    return demo.PEOPLE if demo.allows_one_click() else ()


# --- Blocks of a page ------------------------------------------------------------------------------


@register.simple_block_tag
def page_header(content, title, lead=""):
    """The one h1 of a page, a sentence below it, and the actions beside it."""
    return format_html(
        '<header class="page-header"><div><h1>{}</h1>{}</div>{}</header>',
        title,
        format_html('<p class="lead">{}</p>', lead) if lead else "",
        format_html('<div class="cluster">{}</div>', content) if content.strip() else "",
    )


@register.simple_block_tag
def card(content, title="", level=2):
    """White paper with a thin line around it."""
    return format_html('<section class="card">{}{}</section>', _heading(title, level, "card-title"), content)


@register.simple_tag
def figure_card(label, value, note="", shape=""):
    """One figure that matters, with a cut-out in its corner."""
    return format_html(
        '<div class="figure-card{}"><p class="figure-label">{}</p>'
        '<p class="figure-line"><strong class="figure">{}</strong>{}</p></div>',
        f" shape-{shape}" if shape else "",
        label,
        localize(value),
        format_html(' <span class="figure-note">{}</span>', note) if note else "",
    )


@register.simple_block_tag
def notice(content, kind="info", title=""):
    """A message in the page: info, ok, warn or error."""
    kind = NOTICE_KINDS.get(kind, kind)
    kind = kind if kind in NOTICE_ICONS else "info"
    return format_html(
        '<div class="notice {}">{}<div class="notice-text">{}{}</div></div>',
        kind,
        icon(NOTICE_ICONS[kind], 24),
        format_html('<p class="notice-title">{}</p>', title) if title else "",
        content,
    )


@register.simple_tag
def tag(text, kind="neutral"):
    """A word in a pill: neutral, ink, ok, warn, error or sun."""
    return format_html('<span class="tag {}">{}</span>', kind, text)


@register.simple_block_tag
def empty_state(content, title, icon="inbox"):
    """What stands where a list is empty: a sentence and a next step."""
    return format_html(
        '<div class="empty-state"><span class="empty-icon">{}</span><p class="empty-title">{}</p>{}</div>',
        _svg(str(icon), 28),
        title,
        content,
    )


@register.simple_block_tag
def folded(content, title, open=False):
    """Settings that few people need; never folded over a mistake."""
    is_open = open or 'aria-invalid="true"' in content
    return format_html(
        '<details class="folded"{}><summary>{}<span>{}</span></summary>'
        '<div class="folded-body stack">{}</div></details>',
        mark_safe(" open") if is_open else "",
        icon("chevron-right"),
        title,
        content,
    )


@register.simple_block_tag
def fieldgroup(content, legend):
    """Questions that belong together."""
    return format_html('<fieldset class="field-group"><legend>{}</legend>{}</fieldset>', legend, content)


@register.simple_block_tag
def dialog(content, id, title):
    """A native dialog; `data-dialog="<id>"` on a button or link opens it."""
    return format_html(
        '<dialog class="dialog" id="{}" aria-labelledby="{}-title"><header class="dialog-header">'
        '<h2 class="card-title" id="{}-title">{}</h2>'
        '<form method="dialog"><button class="button quiet icon-only">'
        '<span class="visually-hidden">{}</span>{}</button></form></header>{}</dialog>',
        id,
        id,
        id,
        title,
        _("Close"),
        icon("x", 24),
        content,
    )


# --- Choosing and paging ---------------------------------------------------------------------------


@register.simple_block_tag
def chips(content, label):
    """A row of chips; on a phone it scrolls sideways."""
    return format_html('<nav class="chips" aria-label="{}">{}</nav>', label, content)


@register.simple_tag
def chip(text, url, pressed=False, category=""):
    """One filter in a row of chips."""
    return format_html(
        '<a class="chip{}" href="{}"{}>{}{}</a>',
        _category(category),
        url,
        mark_safe(' aria-current="true"') if pressed else "",
        mark_safe('<span class="dot"></span>') if category else "",
        text,
    )


@register.simple_block_tag
def segmented(content, label):
    """A few ways to look at one thing, of which one is chosen."""
    return format_html('<nav class="segmented" aria-label="{}">{}</nav>', label, content)


@register.simple_tag
def segment(text, url, current=False, icon=""):
    """One of the segments; with an icon its text is for screen readers."""
    return format_html(
        '<a href="{}"{}>{}</a>',
        url,
        mark_safe(' aria-current="true"') if current else "",
        format_html('{}<span class="visually-hidden">{}</span>', _svg(str(icon), 20), text) if icon else text,
    )


@register.inclusion_tag("housestyle/_pager.html", takes_context=True)
def pager(context, page):
    """Previous, next, and which page of how many; the other filters in the address stay."""
    return {"request": context["request"], "page": page}


@register.inclusion_tag("housestyle/_form_errors.html")
def form_errors(form):
    """What is wrong in this form, each with a link to its field."""
    return {
        "errors": form.non_field_errors(),
        "hidden_errors": [error for field in form.hidden_fields() for error in field.errors],
        "fields": [field for field in form.visible_fields() if field.errors],
    }


# --- Figures, facts and progress -------------------------------------------------------------------


@register.simple_tag
def meter(value, max, label, category=""):
    """How full something is, as words, as figures and as a bar."""
    return format_html(
        '<label class="meter{}"><span class="meter-label">{}</span> <span class="meter-value">{}/{}</span>'
        '<meter min="0" max="{}" value="{}">{}/{}</meter></label>',
        _category(category),
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
        '<div class="fact">{}<dt>{}</dt><dd>{}</dd></div>', _svg(str(icon), 22) if icon else "", term, content
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


# --- The calendar ----------------------------------------------------------------------------------


@register.simple_tag
def session_event(title, url, when="", count="", category="petrol", full=False):
    """One session in a month, a week or a list: when and where, what, and how many."""
    return format_html(
        '<a class="session-event{}" href="{}">{}<span class="session-title">{}</span>{}</a>',
        _category(category),
        url,
        format_html('<span class="session-when">{}</span>', when) if when else "",
        title,
        tag(_("Full"), "ink") if full else format_html('<span class="session-count">{}</span>', count) if count else "",
    )
