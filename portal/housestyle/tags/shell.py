"""The frame around every page: where the reader is, the way in, who a demo visitor may be."""

from django.urls import reverse
from django.utils.http import urlencode

from portal import demo, navigation
from portal.housestyle.tags.library import register


@register.simple_tag(takes_context=True)
def current_entry(context):
    """The navigation entry that the reader is in: the longest address that starts this page's; None at a loss.

    A page of what is rarely needed belongs to "Administration", wherever its address lies.
    """
    request, home = context.get("request"), reverse("reports:home")
    if not request:
        return None
    shown = context.get("navigation") or ()
    rare = navigation.rare_entries_for(request.user) if navigation.RARE in shown else ()
    here = [
        (len(entry.url), navigation.RARE if entry in rare else entry)
        for entry in (*shown, *rare)
        if request.path == entry.url or (entry.url != home and request.path.startswith(entry.url))
    ]
    return max(here, key=lambda found: found[0], default=(0, None))[1]


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
