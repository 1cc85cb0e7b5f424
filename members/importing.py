"""Importing a file, all or nothing: the command, the web page and the reference data come through here."""

import csv
import hashlib
import json
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import tablib
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members import actions, reading
from members.bounds import TooMuch, bounded
from members.models import Municipality, YouthRegion, YouthRegionMembership
from members.reading import FileRefused, Problem
from portal.bilingual import Words
from portal.doors import IMPORT_KIND

DATA = Path(__file__).parent / "data"
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
logger = logging.getLogger(__name__)


@dataclass
class Change:
    """What one fine row says that is not stored yet: {column: [stored or None, new]}, as plain JSON."""

    line: int
    name: str  # what the row is about: the first column of its key
    is_new: bool
    columns: dict[str, list]


@dataclass
class Outcome:
    """How many rows are fine, what is wrong with the others, or why the whole file was refused.

    With a rejected row or a refused file nothing was saved. `changes` holds the fine rows that say something new.
    """

    accepted: int = 0
    rejected: list[Problem] = field(default_factory=list)
    file_error: str | None = None
    ignored: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)

    @property
    def is_fine(self):
        return not self.rejected and self.file_error is None

    @property
    def added(self):
        return sum(change.is_new for change in self.changes)

    @property
    def unchanged(self):
        return self.accepted - len(self.changes)

    def state_seen(self):
        """A digest of what is stored and what would come instead: another one means that the register moved on."""
        told = [[change.line, change.is_new, change.columns] for change in self.changes]
        return hashlib.sha256(json.dumps([self.accepted, told]).encode()).hexdigest()


def run(resource, file, *, commit):
    """Read `file` through a SheetResource and save it when `commit` is true and every row is fine."""
    try:
        with bounded():
            sheet = reading.read(file, resource.columns(), required=resource.required)
    except FileRefused as refused:
        return Outcome(file_error=str(refused))
    except (MemoryError, TooMuch):
        return Outcome(file_error=_("Reading this file takes too much. Save only the data in a new file."))

    problems = [*sheet.problems, *repeated(sheet.rows, resource)]
    wrong = {problem.line for problem in problems}
    rows = [row for row in sheet.rows if row[0] not in wrong]
    found, changes = _saved(resource, rows, commit=commit and not problems)
    found += _also_wrong(resource, [row for row in sheet.rows if row[0] in wrong], problems)
    order = {column: number for number, column in enumerate(resource._meta.fields)}
    rejected = sorted([*problems, *found], key=lambda problem: (problem.line, order.get(problem.column, -1)))
    accepted = len(sheet.rows) - len({problem.line for problem in rejected})
    return Outcome(accepted=accepted, rejected=rejected, ignored=sheet.ignored, changes=changes)


def _also_wrong(resource, rows, problems):
    """What else is wrong with rows that were refused before the resource saw them, so that nobody mends twice."""
    if rows and not hasattr(resource, "known"):  # no row came as far as the resource
        resource.before_import(tablib.Dataset(headers=list(resource.fields)))
    named = {(problem.line, problem.column) for problem in problems}
    unread = {problem.line for problem in problems if not problem.column}
    for line, row in rows:
        for column, sentence in resource.faults_of(row).items() if line not in unread else ():
            if (line, column) not in named:
                yield Problem(line, column, sentence)


def repeated(rows, resource):
    """Both rows of each pair that says the same thing twice; `rows` as in Sheet."""
    lines_by_key = {}
    for line, row in rows:
        try:
            key = tuple(resource.cell(row, column) for column in resource.key)
        except ValidationError:
            continue  # the row is refused for its own sake
        lines_by_key.setdefault(key, []).append(line)

    for key, lines in lines_by_key.items():
        for line in lines if len(lines) > 1 and None not in key else ():
            others = ", ".join(str(other) for other in lines if other != line)
            sentence = _("The same stands on row %(lines)s. Keep one of them.")
            yield Problem(line, resource.key[0], sentence % {"lines": others})


def _saved(resource, rows, *, commit):
    """Hand the rows to the resource; the problems that it found, in which case the database is as it was, and what
    the fine rows change."""
    if not rows:
        return [], []
    columns = list(dict.fromkeys(column for _line, row in rows for column in row))
    dataset = tablib.Dataset(*([row.get(column, "") for column in columns] for _line, row in rows), headers=columns)
    result = resource.import_data(
        dataset, dry_run=not commit, use_transactions=True, rollback_on_validation_errors=True
    )
    for error in result.base_errors:
        raise error.error

    problems, changes = [], []
    for (line, row), outcome in zip(rows, result.rows, strict=True):
        wrong = list(_problems(outcome, line, resource))
        problems += wrong
        if not wrong and outcome.change:
            columns = {column: [_as_json(value) for value in pair] for column, pair in outcome.change.items()}
            changes.append(Change(line, row[resource.key[0]], outcome.is_new(), columns))
    return problems, changes


def _problems(outcome, line, resource):
    """What is wrong with one row, from what import-export says of it."""
    if outcome.validation_error:
        for column, messages in outcome.validation_error.message_dict.items():
            named = column if column in resource.columns() else ""
            yield from (Problem(line, named, message) for message in messages)
    for error in outcome.errors:
        if not isinstance(error.error, DatabaseError):
            raise error.error
        logger.error("Row %s could not be saved", line, exc_info=error.error)
        yield Problem(line, "", _("This row could not be saved. Check it, or send us the file."))


def _as_json(value):
    return value if value is None or isinstance(value, int | str) else str(value)


@dataclass(frozen=True)
class Kind:
    """What the import_kind door holds: call it with a file and whether to commit; the rest is for the web page.

    A kind of an app above may be a plain function with the same arguments, or a Kind with its own `run`.
    """

    title: Words
    sentence: Words  # what a file of this kind holds, and what importing it does
    resource: type | None = None
    required: tuple = ()
    run: Callable | None = None
    options: type | None = None  # a form for what must be chosen beside the file, such as which survey
    do_not_call_in_templates = True  # a page shows what it is; importing is for actions

    def __call__(self, file, *, commit=False, by=None, **options):
        if self.run is not None:
            return self.run(file, commit=commit, by=by, **options)
        return run(self.resource(today=timezone.localdate()), file, commit=commit)

    def columns(self):
        """The columns that a file may have, as (name, other labels, whether it must be there)."""
        needed = self.resource.required if self.resource else self.required
        known = self.resource.columns() if self.resource else dict.fromkeys(self.required, ())
        order = self.resource._meta.fields if self.resource else self.required
        return [(name, known[name], name in needed) for name in order]

    def label_of(self, column):
        """The name of a column as people say it."""
        labels = self.resource.columns().get(column, ()) if self.resource else ()
        return labels[0] if labels and get_language() == "nl" else column

    def shown(self, column, value):
        """A value of a preview as people read it; None for a blank."""
        if value in (None, ""):
            return None
        field_of_column = self.resource.fields.get(column) if self.resource else None
        try:
            if isinstance(value, str) and DAY.fullmatch(value):
                return date_format(date.fromisoformat(value), "d/m/Y")
            return field_of_column.shows(value)
        except (AttributeError, ValueError, ObjectDoesNotExist):
            return str(value)


@transaction.atomic
def load_reference_data():
    """Load the Flemish municipalities, their figures, mergers and youth regions; a second time changes nothing."""
    with (DATA / "municipalities.csv").open("rb") as file:
        outcome = IMPORT_KIND.get("municipalities")(file, commit=True)
    if outcome.rejected or outcome.file_error:
        raise ValueError(f"Our own reference data is wrong: {outcome}")

    known = {municipality.nis_code: municipality for municipality in Municipality.objects.all()}
    mergers = {}
    with (DATA / "mergers.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            merger = (row["new_nis"], date.fromisoformat(row["effective_date"]))
            mergers.setdefault(merger, []).append(known[row["old_nis"]])
    for (successor, day), predecessors in mergers.items():
        actions.record_merger(known[successor], predecessors, on=day)

    with (DATA / "youth_regions.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            region, _created = YouthRegion.objects.get_or_create(
                code=row["region_code"], defaults={"name": row["region_name"]}
            )
            YouthRegionMembership.objects.get_or_create(
                region=region,
                municipality=known[row["nis_code"]],
                starts_on=date.fromisoformat(row["starts_on"]),
                defaults={"ends_on": row["ends_on"] or None},
            )
    return outcome
