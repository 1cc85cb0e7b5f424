"""Choosing and paging: chips, segments, the pager, what is wrong in a form."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from portal.housestyle.tags.library import register
from portal.housestyle.tags.small import category_class, svg


@register.simple_block_tag
def chips(content, label):
    """A row of chips; on a phone it scrolls sideways."""
    return format_html('<nav class="chips" aria-label="{}">{}</nav>', label, content)


@register.simple_tag
def chip(text, url, pressed=False, category=""):
    """One filter in a row of chips."""
    return format_html(
        '<a class="chip{}" href="{}"{}>{}{}</a>',
        category_class(category),
        url,
        mark_safe(' aria-current="true"') if pressed else "",
        mark_safe('<span class="dot"></span>') if category else "",
        text,
    )


@register.simple_tag(takes_context=True)
def place(context, text, url_name, right=""):
    """A chip that leads to a page and is pressed there; left out for who has not the `right` to see it."""
    if right and not context["request"].user.has_perm(right):
        return ""
    return chip(text, reverse(url_name), pressed=context["request"].resolver_match.view_name == url_name)


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
        format_html('{}<span class="visually-hidden">{}</span>', svg(str(icon), 20), text) if icon else text,
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
