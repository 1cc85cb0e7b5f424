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
AUDIT_NOTE = Door("audit_note")  # the same, for what is out of the ordinary, but meant so: it is told, and no violation
IMPORT_KIND = Door("import_kind")  # "municipalities" -> function(file, commit, by) -> Outcome

# What codes in the trail are called: "members" -> function({(name, value)}) -> {(name, value): words}, with (name, "")
# for the name itself; asked once a page, and what an app does not know it leaves out.
TRAIL_WORDS = Door("trail_words")

# Something that happens to territory, such as a merger: "trainings" -> an object with
#   preview(event) -> [(what, number)]: what carrying it out would touch; it reads, and may be asked at any time;
#   do(event, log): what has to happen, in the transaction of the deed, the lowest floor first. `event.ending` are the
#   municipalities that end, `event.heir.municipality` is the one that open matters go to, `event.effective_on` the
#   first day of the new situation. Facts keep the municipality of the moment. Every row is written through
#   `log.create(Model, …)`, `log.change(row, …)`, `log.close(period, on=…)`, `log.move(period, on=…, municipality=…)`
#   or `log.delete(row)`, and never otherwise: undoing puts those rows back, so a supply needs no undo of its own.
MERGER = Door("merger")
# Two records of one human: "trainings" -> an object with preview(kept, gone) -> [(sentence, number)],
# do(kept, gone) -> what it moved, as plain JSON, and undo(kept, gone, moved).
PERSON_MERGE = Door("person_merge")
# What somebody who leaves leaves behind: "trainings.registrations" -> an object with
# open_of(person, municipality, today) -> matters (members.handover.Matter; municipality None: everywhere), and
# hand_over(key, person, to, by, now).
HANDOVER = Door("handover")
# What we hold on somebody: "trainings.registrations" -> function(person) -> list of plain dicts.
HELD_DATA = Door("held_data")
# Forgetting somebody: "trainings.registrations" -> function(person) -> how many rows it made nameless.
ERASURE = Door("erasure")
# What is kept for a while only: "wishes", the code of a retention rule -> an object with past(before) -> rows that go,
# and let_go(before) -> how many it wiped.
RETENTION = Door("retention")
# What may help an officer: "trainings.modules" -> function(person, today) -> suggestions of one kind, the best first.
SUGGESTION = Door("suggestion")
# What a member got in a year: "trainings.places" -> function(municipality, year) -> [(what, number)].
VALUE = Door("value")
# Network moments in a year: "trainings" -> function(year) -> moments with area, day, whether held, and who came.
NETWORK_MOMENT = Door("network_moment")
# What becomes of a mail: "surveys", the first part of its kind -> an object with may_leave(mail, now), whether it is
# still wanted when its turn comes, and has_ended(mail, now), told once it left, bounced, was given up or withdrawn.
MAIL = Door("mail")
