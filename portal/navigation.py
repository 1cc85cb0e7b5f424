"""The entries of the side bar and the bottom tabs; each app adds its own in `doors.py`."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.bilingual import Words


@dataclass(frozen=True)
class Entry:
    """A place in the portal: `right` is the permission that shows it, empty for everybody."""

    title: Words
    url_name: str
    icon: str
    order: int
    right: str = ""
    for_visitors: bool = False

    @property
    def url(self):
        return reverse(self.url_name)

    def is_shown_to(self, user):
        if not user.is_authenticated:
            return self.for_visitors
        return not self.right or user.has_perm(self.right)


_entries: list[Entry] = []
_rare_entries: list[Entry] = []
RARE = Entry(_("Administration"), "rare_list", icon="settings", order=90)


def add(title, url_name, *, icon, order, right="", for_visitors=False):
    _entries.append(Entry(title, url_name, icon, order, right, for_visitors))


def entries_for(user):
    """What this user sees in the side bar, in order."""
    shown = [entry for entry in _entries if entry.is_shown_to(user)]
    if rare_entries_for(user):
        shown.append(RARE)
    return sorted(shown, key=lambda entry: entry.order)


def add_rare(title, url_name, *, icon, order, right):
    """A place for what is rarely needed: it stands on the page behind "Administration" in the side bar."""
    _rare_entries.append(Entry(title, url_name, icon, order, right))


def rare_entries_for(user):
    return sorted((entry for entry in _rare_entries if entry.is_shown_to(user)), key=lambda entry: entry.order)
