"""A list of answers or rows as lines in a form: written, moved and taken away, with or without scripts."""

import re

from django.utils.translation import gettext as _

from surveys import drafting
from surveys.documents.judging import is_code

MOST = 200
LONGEST = 300
UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")  # no letters, and no database keeps them all


class Line:
    """One answer or row; `code` is empty until it is first kept."""

    def __init__(self, code="", nl="", en=""):
        self.code, self.nl, self.en = code, nl, en

    @property
    def is_empty(self):
        return not (self.nl.strip() or self.en.strip())


class Listing:
    """The lines of "options" or "items"; `least` empty lines stand ready to write in."""

    def __init__(self, name, entries, data=None, *, least=1):
        self.name, self.errors, self.focus = name, [], None
        self._had = {entry["code"]: entry for entry in entries}
        if data is None or f"{name}-count" not in data:
            self.lines = [
                Line(entry["code"], entry["label"].get("nl", ""), entry["label"].get("en", "")) for entry in entries
            ]
            self.lines += [Line() for _each in range(max(0, least - len(self.lines)))]
        else:
            self.lines = list(self._posted(data))
            self._check()

    def _posted(self, data):
        try:
            count = min(max(0, int(data[f"{self.name}-count"])), MOST)
        except ValueError:
            count = 0
        seen = set()
        for number in range(count):
            code = data.get(f"{self.name}-{number}-code", "")
            nl, en = (data.get(f"{self.name}-{number}-{language}", "") for language in ("nl", "en"))
            is_kept = is_code(code) and code not in seen
            seen.add(code)
            yield Line(code if is_kept else "", nl.strip(), en.strip())

    def _check(self):
        texts = [text for line in self.lines for text in (line.nl, line.en)]
        if any(UNREADABLE.search(text) for text in texts):
            self.errors.append(_("A line holds signs that are no letters. Type it over."))
        if any(len(text) > LONGEST for text in texts):
            self.errors.append(_("Keep a line under %(number)s characters.") % {"number": LONGEST})
        said = [line.nl.casefold() for line in self.lines if line.nl]
        if twice := next((line.nl for line in self.lines if said.count(line.nl.casefold()) > 1), ""):
            self.errors.append(_("“%(text)s” stands here twice.") % {"text": twice})

    @property
    def codes(self):
        """The codes in order, for whoever reads the raw data."""
        return [line.code for line in self.lines if line.code]

    def shape(self, deed):
        """Do "add", "up-2", "down-2" or "remove-2"; anything else does nothing."""
        verb, _dash, number = deed.partition("-")
        if verb == "add" and len(self.lines) < MOST:
            self.lines.append(Line())
            self.focus = len(self.lines) - 1
            return
        if not number.isdecimal() or int(number) >= len(self.lines):
            return
        place = self.focus = int(number)
        line = self.lines.pop(place)
        if verb == "up":
            self.focus = max(0, place - 1)
            self.lines.insert(self.focus, line)
        elif verb == "down":
            self.focus = min(place + 1, len(self.lines))
            self.lines.insert(self.focus, line)
        elif verb != "remove":
            self.lines.insert(place, line)

    def fill(self, scale):
        """Put a scale in the place of what stands here; a step keeps its code, so nothing comes to mean another."""
        self.lines = [Line(option["code"], option["label"]["nl"], option["label"]["en"]) for option in scale]

    def entries(self, taken):
        """The lines with words as [{code, label, …}]; a new one gets a code made of its words."""
        codes = {line.code for line in self.lines if line.code} | set(taken)
        made = []
        for line in self.lines:
            if line.is_empty:
                continue
            code = line.code or drafting.new_code(line.nl or line.en, codes, otherwise=str(len(made) + 1))
            codes.add(code)
            made.append({**self._had.get(code, {}), "code": code, "label": {"nl": line.nl, "en": line.en}})
        return made
