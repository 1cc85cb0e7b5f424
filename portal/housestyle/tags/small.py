"""What the other components are made of: icons, classes, headings, assets."""

import json
from functools import lru_cache

import lucide
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from portal.housestyle.tags.library import register


@register.filter
def can(user, right):
    """`{% if user|can:"trainings.plan" %}`"""
    return user.is_authenticated and user.has_perm(right)


@lru_cache
def svg(name, size):
    svg = lucide._render_icon(name, size, aria_hidden="true", focusable="false")
    return mark_safe(svg.replace("<svg ", '<svg class="icon" ', 1))  # noqa: S308 - the library's own file


@register.simple_tag
def icon(name, size=20):
    """An inlined Lucide icon, hidden from screen readers: the text beside it speaks."""
    return svg(str(name), int(size))


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


@register.simple_tag
def linked_data(data):
    """Data for search engines, as JSON that no text in it can leave; a block of data, which the browser never runs."""
    if not data:
        return ""
    text = json.dumps(data, ensure_ascii=False).translate({ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"})
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 - escaped above


def _vendor_address(name):
    path = f"vendor/{name}"
    if not (finders.find(path) or staticfiles_storage.exists(path)):
        return ""
    try:
        return static(path)
    except ValueError:  # built after collectstatic: not in its list of hashed names
        return ""


def category_class(name):
    return f" category-{name}" if name else ""


def heading(title, level, css_class):
    return format_html('<h{} class="{}">{}</h{}>', int(level), css_class, title, int(level)) if title else ""
