"""Blocks of a page: header, card, notice, empty state, folded settings, dialog."""

from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from portal.housestyle.tags.library import register
from portal.housestyle.tags.small import heading, icon, svg

NOTICE_ICONS = {"info": "info", "ok": "circle-check", "warn": "triangle-alert", "error": "octagon-alert"}
NOTICE_KINDS = {"debug": "info", "success": "ok", "warning": "warn"}  # Django's message levels in our words


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
    return format_html('<section class="card">{}{}</section>', heading(title, level, "card-title"), content)


@register.simple_tag
def figure_card(label, value, note="", shape="", url=""):
    """One figure that matters, with a cut-out in its corner; it leads to what was counted when `url` says where."""
    return format_html(
        '<div class="figure-card{}"><p class="figure-label">{}</p>'
        '<p class="figure-line"><strong class="figure">{}</strong>{}</p></div>',
        f" shape-{shape}" if shape else "",
        label,
        format_html('<a href="{}">{}</a>', url, localize(value)) if url else localize(value),
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
        svg(str(icon), 28),
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
