"""The entries of the side bar and the bottom tabs; each app adds its own in `doors.py`."""

from dataclasses import dataclass

from django.urls import reverse

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


def add(title, url_name, *, icon, order, right="", for_visitors=False):
    _entries.append(Entry(title, url_name, icon, order, right, for_visitors))


def entries_for(user):
    """What this user sees in the side bar, in order."""
    return sorted((entry for entry in _entries if entry.is_shown_to(user)), key=lambda entry: entry.order)
