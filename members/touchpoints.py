"""The ledger of what happened with members: apps above write in it, once per source."""

from members.models import Touchpoint
from portal.pointers import key_of


def record(kind, *, source, on, person=None, municipality=None):
    """Write that something happened; a second time for the same source changes nothing."""
    touchpoint, _created = Touchpoint.objects.get_or_create(
        kind=kind,
        source=key_of(source),
        defaults={"person": person, "municipality": municipality, "occurred_on": on},
    )
    return touchpoint


def withdraw(*, source):
    """Take back what was recorded for `source`, because the deed was undone."""
    Touchpoint.objects.filter(source=key_of(source)).delete()
