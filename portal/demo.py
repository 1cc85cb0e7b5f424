"""Demo data: its mark in the database, and the people with whom a visitor may log in with one click."""

from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import gettext_lazy as _

from portal.bilingual import Words
from portal.models import DemoMark

PASSWORD = "demo-werfportaal"
MARK = "portal.demo-mark"


class DemoPerson(NamedTuple):
    email: str
    role: Words
    sentence: Words


PEOPLE = (
    DemoPerson("officer@example.org", _("Youth officer"), _("Finds a training and registers for it.")),
    DemoPerson("manager@example.org", _("Head of service"), _("Follows the registrations of the municipality.")),
    DemoPerson("staff@example.org", _("Staff"), _("Plans editions in the calendar and follows who registers.")),
    DemoPerson("comms@example.org", _("Communications director"), _("Plans and approves what goes out to members.")),
    DemoPerson("coach@example.org", _("Trainer and coach"), _("Sees the half-days that they teach.")),
    DemoPerson("director@example.org", _("Director"), _("Reads the figures.")),
    DemoPerson("admin@example.org", _("Administrator"), _("May do everything, the settings too.")),
)


def is_marked():
    """True when this database holds demo data; asked on every page, so each process remembers it for a minute."""
    return caches["process"].get_or_set(MARK, DemoMark.objects.exists, timeout=60)


def allows_one_click():
    """One-click log-in is for demo data on a development portal only."""
    return settings.DEBUG and DemoMark.objects.exists()


def mark(*, seeded_on, size):
    DemoMark.objects.create(seeded_on=seeded_on, size=size)
    caches["process"].delete(MARK)


def forget():
    """The mark is gone; look again."""
    caches["process"].delete(MARK)
