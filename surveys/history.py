"""Answers that were given before, elsewhere: rows of a .csv or .xlsx file that become responses, all or nothing.

A mapping says what each column of the file holds: {its number from 0, as text: key}. A key is `place`, `postcode`,
`day`, or the name of a column as our own exports call it: `q2`, `q2__news`, `q3__row`. Codes and labels are both
understood, in every language of the survey.
"""

import re
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from members import reading
from members.bounds import TooMuch, bounded
from members.cells import bare
from members.cells import day as day_of
from members.importing import Change, Outcome
from members.reading import FileRefused, Problem
from members.workbooks import FAILED
from portal.refused import Refused
from surveys import actions, documents, rules
from surveys.documents import SEPARATOR
from surveys.documents.reading import WITH_SEVERAL
from surveys.models import Survey, SurveyState, UnitOfAnalysis

KIND = "responses"
PLACE, POSTCODE, DAY = "place", "postcode", "day"
CALLED = {
    PLACE: ("nis", "niscode", "nis_code", "nisnummer", "gemeente", "municipality", "naam gemeente", "stad of gemeente"),
    POSTCODE: ("postcode", "postal code", "postnummer"),
    DAY: ("datum", "date", "dag", "submitdate", "submitted_on", "ingevuld op", "ingezonden op", "date submitted"),
}
TICKED = ("1", "x", "ja", "j", "yes", "y", "true", "waar", "aangevinkt", "selected")
EMPTY = ("0", "nee", "n", "no", "false", "onwaar", "nietaangevinkt", "notselected")
BETWEEN = re.compile(r"\s*[;|,\n]\s*")


class Target(NamedTuple):
    """Something that a column may hold: its key, how people know it, and the part of the answer that it fills."""

    key: str
    label: str
    question: dict | None = None
    item: str = ""
    option: str = ""
    names: tuple = ()  # headers by which it is known


def refusals(survey):
    """Every reason why no answers from elsewhere can be added to a survey; an empty list means they can."""
    checks = (
        (rules.Refusal.ANONYMOUS, survey.is_anonymous),
        (rules.Refusal.NO_POPULATION, survey.state == SurveyState.DRAFT),
        (rules.Refusal.ASKS_PEOPLE, survey.unit_of_analysis == UnitOfAnalysis.PERSON),
    )
    return [refusal for refusal, applies in checks if applies]


def targets(document):
    """Everything that a column may hold, in the order of the questions; files cannot come in a table."""
    found = [
        Target(PLACE, _("Municipality (NIS code or name)"), names=CALLED[PLACE]),
        Target(POSTCODE, _("Postal code, beside the name"), names=CALLED[POSTCODE]),
        Target(DAY, _("Day of the answer"), names=CALLED[DAY]),
    ]
    for question in documents.questions(document):
        if question["type"] in ("note", "file"):
            continue
        code, text, texts = question["code"], documents.words(question["text"]), tuple(question["text"].values())
        rows = question.get("items") or [None]
        for item in rows:
            name = f"{code}{SEPARATOR}{item['code']}" if item else code
            label = f"{text}: {documents.words(item['label'])}" if item else text
            row_code = item["code"] if item else ""
            names = tuple(item["label"].values()) if item else texts
            found.append(Target(name, label, question, row_code, names=names))
            if question["type"] in WITH_SEVERAL:
                for option in documents.options(question):
                    key = f"{name}{SEPARATOR}{option['code']}"
                    known = () if item else tuple(option["label"].values())
                    label_of_option = f"{label}: {documents.words(option['label'])}"
                    found.append(Target(key, label_of_option, question, row_code, option["code"], known))
    return found


def guess(header, document):
    """The mapping that the names of the columns suggest; a column or key that is not sure is left out."""
    known = {}
    for target in targets(document):
        for name in {bare(name) for name in (target.key, target.label, *target.names) if bare(name)}:
            known.setdefault(name, set()).add(target.key)
    keys = {target.key for target in targets(document)}
    mapping = {}
    for number, cell in enumerate(header):
        exact = cell.strip().lower()
        suggested = {exact} if exact in keys else known.get(bare(cell), set())
        if len(suggested) == 1 and not suggested & set(mapping.values()):
            mapping[str(number)] = next(iter(suggested))
    return mapping


def header_of(file):
    """The names of the columns of a file with the first rows, as ([names], [[cells]]); FileRefused as `run`."""
    lines = reading.lines_of(file)
    return [cell.strip() for cell in lines[0][1]], [cells for _line, cells in lines[1:4]]


def run(file, *, commit=False, by=None, survey=None, mapping=None):
    """The outcome of reading answers to a survey (its id) from a file; with `commit` and no problem they are saved."""
    found = Survey.objects.filter(pk=survey).first()
    if found is None:
        return Outcome(
            file_error=_("Say which survey these answers belong to: there is no survey %(id)s.") % {"id": survey}
        )
    if reasons := refusals(found):
        return Outcome(file_error=str(reasons[0].label))
    try:
        with bounded():
            lines = reading.lines_of(file)
    except FileRefused as refused:
        return Outcome(file_error=str(refused))
    except (MemoryError, TooMuch):
        return Outcome(file_error=_("Reading this file takes too much. Save only the data in a new file."))
    return _Answers(found, lines, mapping).outcome(commit=commit)


class _Answers:
    """The lines of one file as answers to one survey."""

    def __init__(self, survey, lines, mapping):
        self.survey, self.lines, self.document = survey, lines[1:], survey.version.document
        self.header = [cell.strip() for cell in lines[0][1]]
        mapping = guess(self.header, self.document) if mapping is None else mapping
        by_key = {target.key: target for target in targets(self.document)}
        self.columns = {int(number): by_key[key] for number, key in mapping.items() if key in by_key}
        self.problems, self.wrong, self.entries, self.days, self.changes = [], set(), [], {}, []

    def outcome(self, *, commit):
        ignored = [cell for number, cell in enumerate(self.header) if cell and number not in self.columns]
        keys = [target.key for target in self.columns.values()]
        if PLACE not in keys:
            return Outcome(
                file_error=_("Say which column holds the municipality: its NIS code or its name."), ignored=ignored
            )
        if len(set(keys)) < len(keys):
            return Outcome(file_error=_("Two columns are said to hold the same. Choose one of them."), ignored=ignored)
        if not any(target.question for target in self.columns.values()):
            return Outcome(
                file_error=_("No column holds an answer. Say which column goes with which question."), ignored=ignored
            )
        self._know_the_places()
        for line, cells in self.lines:
            self._row(line, cells)
        if commit and not self.wrong:
            try:
                actions.record_many(self.survey, self.entries, on=lambda entry: self.days[entry.unit.pk])
            except Refused as refused:
                return Outcome(file_error=" ".join(map(str, refused.messages))[:500], ignored=ignored)
        return Outcome(
            accepted=len(self.lines) - len(self.wrong),
            rejected=self.problems,
            ignored=ignored,
            changes=[change for change in self.changes if change.line not in self.wrong],
        )

    def _know_the_places(self):
        self.places, self.first_line = {}, {}
        for unit in self.survey.snapshot.units.select_related("municipality"):
            for name in {unit.nis_code, bare(unit.name)}:
                self.places.setdefault(name, []).append(unit)
        self.answered = set(self.survey.responses.values_list("unit", flat=True))
        self.last_day = min(timezone.localdate(), self.survey.closes_on or timezone.localdate())

    def _row(self, line, cells):
        given, parts = {}, {}
        for number, target in self.columns.items():
            text = cells[number].strip() if number < len(cells) else ""
            if FAILED in text:
                self._wrong(
                    line, number, _("This formula has no result. Open the file in Excel, save it, and try again.")
                )
            elif text and target.question is None:
                given[target.key] = (number, text)
            elif text:
                try:
                    _fill(parts, target, text)
                except ValueError as fault:
                    self._wrong(line, number, str(fault))
        unit = self._unit(line, given)
        day = self._day(line, given)
        is_sound = line not in self.wrong
        checked = rules.checked(self.document, parts)
        for code, sentence in checked.faults.items() if is_sound else ():
            self._wrong(line, self._column_of(code), sentence)
        for code in parts.keys() - checked.answers.keys() - checked.faults.keys() if is_sound else ():
            self._wrong(
                line, self._column_of(code), _("This question was not asked after the other answers of this row.")
            )
        if unit is not None and day is not None:
            self.entries.append(actions.Entry(unit, parts))
            self.days[unit.pk] = day
            self.changes.append(Change(line, unit.name, True, {_("Answers"): [None, len(checked.answers)]}))

    def _wrong(self, line, number, sentence):
        self.wrong.add(line)
        self.problems.append(Problem(line, self.header[number] if number is not None else "", sentence))

    def _column_of(self, code):
        columns = (
            number for number, target in self.columns.items() if target.question and target.question["code"] == code
        )
        return next(columns, None)

    def _unit(self, line, given):
        """The unit of the population that a row speaks for; None, with a problem, when that is not sure."""
        number, text = given.get(PLACE, (next(n for n, each in self.columns.items() if each.key == PLACE), ""))
        if not text:
            self._wrong(line, number, _("Fill in the municipality."))
            return None
        found = self.places.get(re.sub(r"[.,]0+$", "", text)) or self.places.get(bare(text), [])
        if POSTCODE in given:
            postcode = re.sub(r"[.,]0+$", "", given[POSTCODE][1])
            found = [
                unit
                for unit in found
                if postcode in (unit.municipality.postal_code, *re.findall(r"\d{4}", unit.municipality.postal_codes))
            ]
        if len(found) != 1:
            sentence = (
                _("“%(place)s” may be more than one municipality: give the NIS code or the postal code.")
                if found
                else _("“%(place)s” is not in the population of this survey.")
            )
            self._wrong(line, number, sentence % {"place": text[:60]})
            return None
        unit = found[0]
        if unit.pk in self.answered:
            self._wrong(line, number, _("An answer for %(place)s is there already.") % {"place": unit.name})
            return None
        if unit.pk in self.first_line:
            sentence = _("%(place)s stands on row %(line)s too. Keep one of them.")
            self._wrong(line, number, sentence % {"place": unit.name, "line": self.first_line[unit.pk]})
            return None
        self.first_line[unit.pk] = line
        return unit

    def _day(self, line, given):
        if DAY not in given:
            return self.last_day
        number, text = given[DAY]
        try:
            day = day_of(re.split(r"[ T]", text)[0])
        except ValueError as fault:
            self._wrong(line, number, str(fault))
            return None
        if day > timezone.localdate():
            self._wrong(line, number, _("This day is still to come."))
            return None
        return day


# --- From a cell to a part of an answer -------------------------------------------------------------


def _fill(answers, target, text):
    """Add what a cell says to the answers; a ValueError carries what is wrong with it."""
    question, code = target.question, target.question["code"]
    if target.option and question["type"] == "ranking":
        places = answers.setdefault(code, {})
        if not isinstance(places, dict):
            raise ValueError(_("The order stands in another column of this row too. Choose one of them."))
        places[target.option] = re.sub(r"[.,]0+$", "", text)
        return
    if target.option:
        word = bare(text)
        is_ticked = word in TICKED or target.option in _named(question, word)
        if not is_ticked and word not in EMPTY:
            raise ValueError(_("“%(text)s” is neither ticked nor empty. Write 1 or 0.") % {"text": text[:60]})
        value = [target.option] if is_ticked else []
    elif question["type"] in WITH_SEVERAL:
        whole = _named(question, bare(text))
        value = whole if len(whole) == 1 else [_option(question, part) for part in BETWEEN.split(text) if part]
    elif question.get("options"):
        value = _option(question, text)
    else:
        value = text
    if target.item:
        rows = answers.setdefault(code, {})
        rows[target.item] = [*rows.get(target.item, []), *value] if isinstance(value, list) else value
        if not rows[target.item]:
            del rows[target.item]
        if not rows:
            del answers[code]
    elif isinstance(value, list):
        if isinstance(answers.get(code), dict):
            raise ValueError(_("The order stands in another column of this row too. Choose one of them."))
        if several := [*answers.get(code, []), *value]:
            answers[code] = several
    else:
        answers[code] = value


def _option(question, text):
    found = _named(question, bare(text)) or _named(question, bare(re.sub(r"[.,]0+$", "", text)))
    if len(found) != 1:
        raise ValueError(_("Unknown code or answer: “%(text)s”.") % {"text": text[:60]})
    return found[0]


def _named(question, word):
    """The codes of the options with this code, or else with this label in any language."""
    by_code = [code for code in documents.option_codes(question) if bare(code) == word]
    by_label = [
        option["code"] for option in documents.options(question) if word and word in map(bare, option["label"].values())
    ]
    return by_code if len(by_code) == 1 else by_label
