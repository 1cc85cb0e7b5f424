"""What is coming: apps above announce it, and take it back; the planner shows it by month."""

from itertools import groupby

from communications.models import PlannedItem, PlannedKind
from portal.bilingual import in_both
from portal.pointers import key_of


def announce(*, title, on, url, source, kind=PlannedKind.OTHER):
    """Put `source` in the planner, or move it there; once per source.

    `title` is a lazy translation, or anything that `str` turns into the reader's language, such as an edition.
    """
    spoken = in_both(title)
    item, _created = PlannedItem.objects.update_or_create(
        source=key_of(source),
        defaults={"kind": kind, "title_nl": spoken["nl"], "title_en": spoken["en"], "on": on, "url": url},
    )
    return item


def withdraw(*, source):
    """Take `source` out of the planner, because it does not go through."""
    PlannedItem.objects.filter(source=key_of(source)).delete()


def by_month(items):
    """The items as (first day of the month, items), in the order in which they come."""
    return [(month, list(group)) for month, group in groupby(items, key=lambda item: item.on.replace(day=1))]
