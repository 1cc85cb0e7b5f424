"""Text keys that point sideways or up, such as "trainings.registration:42"; see doors.POINTER."""

from collections import defaultdict
from typing import NamedTuple

from portal import doors


class Pointed(NamedTuple):
    title: str
    url: str


def key_of(thing):
    """The key of a saved model instance."""
    return f"{thing._meta.label_lower}:{thing.pk}"


def resolve(keys):
    """A dict of key -> Pointed for the keys that still lead somewhere; one call per kind of thing."""
    ids_by_kind = defaultdict(set)
    for key in keys:
        kind, _, pk = key.partition(":")
        if kind in doors.POINTER and pk.isdigit():
            ids_by_kind[kind].add(int(pk))

    found = {}
    for kind, ids in ids_by_kind.items():
        for pk, (title, url) in doors.POINTER.get(kind)(ids).items():
            found[f"{kind}:{pk}"] = Pointed(title, url)
    return found
