"""Importing a file, all or nothing: the command, the web page and the reference data come through here."""

import csv
import logging
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import tablib
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from members import actions, reading
from members.models import Municipality, YouthRegion, YouthRegionMembership
from members.reading import FileRefused, Problem
from portal.doors import IMPORT_KIND

DATA = Path(__file__).parent / "data"
logger = logging.getLogger(__name__)


@dataclass
class Outcome:
    """How many rows are fine, what is wrong with the others, or why the whole file was refused.

    With a rejected row or a refused file nothing was saved.
    """

    accepted: int = 0
    rejected: list[Problem] = field(default_factory=list)
    file_error: str | None = None
    ignored: list[str] = field(default_factory=list)


def run(resource, file, *, commit):
    """Read `file` through a SheetResource and save it when `commit` is true and every row is fine."""
    try:
        sheet = reading.read(file, resource.columns(), required=resource.required)
    except FileRefused as refused:
        return Outcome(file_error=str(refused))

    problems = [*sheet.problems, *repeated(sheet.rows, resource)]
    wrong = {problem.line for problem in problems}
    rows = [row for row in sheet.rows if row[0] not in wrong]
    problems += _saved(resource, rows, commit=commit and not problems)
    rejected = sorted(problems, key=lambda problem: problem.line)
    accepted = len(sheet.rows) - len({problem.line for problem in rejected})
    return Outcome(accepted=accepted, rejected=rejected, ignored=sheet.ignored)


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
    """Hand the rows to the resource; the problems that it found, in which case the database is as it was."""
    if not rows:
        return
    columns = list(dict.fromkeys(column for _line, row in rows for column in row))
    dataset = tablib.Dataset(*([row.get(column, "") for column in columns] for _line, row in rows), headers=columns)
    result = resource.import_data(
        dataset, dry_run=not commit, use_transactions=True, rollback_on_validation_errors=True
    )
    for error in result.base_errors:
        raise error.error

    for (line, _row), outcome in zip(rows, result.rows, strict=True):
        if outcome.validation_error:
            for column, messages in outcome.validation_error.message_dict.items():
                named = column if column in resource.columns() else ""
                yield from (Problem(line, named, message) for message in messages)
        for error in outcome.errors:
            if not isinstance(error.error, DatabaseError):
                raise error.error
            logger.error("Row %s could not be saved", line, exc_info=error.error)
            yield Problem(line, "", _("This row could not be saved. Check it, or send us the file."))


def kind(resource_class):
    """What the import_kind door asks for: a function of a file, whether to commit, and by whom."""

    def import_file(file, *, commit=False, by=None, **options):
        return run(resource_class(today=timezone.localdate()), file, commit=commit)

    return import_file


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
                municipality=known[row["nis_code"]],
                starts_on=date.fromisoformat(row["starts_on"]),
                defaults={"region": region, "ends_on": row["ends_on"] or None},
            )
    return outcome
