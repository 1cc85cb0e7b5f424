"""The frame around every page: where the reader is, the way in, who a demo visitor may be."""

from django.urls import reverse
from django.utils.http import urlencode

from portal import demo
from portal.housestyle.tags.library import register


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
