"""Doors: how a lower floor reaches what the floors above supply, without importing them.

A lower app owns a door; each app above fills it in its own `doors.py`, which is loaded at start, lowest floor first.
"""


class Door:
    """A named registry: a key, and what one app supplies for it."""

    def __init__(self, name):
        self.name = name
        self._supplies = {}

    def add(self, key, supply):
        if key in self._supplies:
            raise ValueError(f"The {self.name} door already has a supply for {key!r}.")
        self._supplies[key] = supply

    def get(self, key):
        return self._supplies[key]

    def keys(self):
        return list(self._supplies)

    def items(self):
        return list(self._supplies.items())

    def __contains__(self, key):
        return key in self._supplies


POINTER = Door("pointer")  # "trainings.registration" -> function(ids) -> {id: (title, url)}
AUDIT = Door("audit")  # "trainings.seats" -> function() -> sentences, one for each violation
IMPORT_KIND = Door("import_kind")  # "municipalities" -> function(file, commit, by) -> Outcome
