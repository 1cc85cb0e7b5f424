import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.importing import Outcome
from portal.doors import IMPORT_KIND

MOST_SHOWN = 200


class Command(BaseCommand):
    help = "Import a .csv or .xlsx file, all or nothing. Without --commit it only says what would happen."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=IMPORT_KIND.keys(), metavar="KIND", help=", ".join(IMPORT_KIND.keys()))
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--commit", action="store_true", help="save, when every row is fine")
        parser.add_argument("--json", action="store_true", help="print the outcome for a program")
        parser.add_argument("--survey", type=int, metavar="ID", help="the survey that the responses belong to")

    def handle(self, *, kind, file, commit, json, survey, **options):
        choices = {} if survey is None else {"survey": survey}
        try:
            with file.open("rb") as opened:
                outcome = IMPORT_KIND.get(kind)(opened, commit=commit, by=None, **choices)
        except OSError as error:
            outcome = Outcome(file_error=f"{file}: {error.strerror}")

        self.stdout.write(as_json(outcome) if json else as_text(outcome, saved=commit))
        if outcome.file_error or outcome.rejected:
            raise SystemExit(2 if outcome.file_error else 1)


def as_json(outcome):
    rejected = [asdict(problem) for problem in outcome.rejected]
    shape = {"accepted": outcome.accepted, "rejected": rejected, "file_error": outcome.file_error}
    return json.dumps(shape, ensure_ascii=True)


def as_text(outcome, *, saved):
    if outcome.file_error:
        return _("Refused: %(reason)s") % {"reason": outcome.file_error}
    lines = [_("Ignored column: %(column)s") % {"column": column} for column in outcome.ignored]
    lines += [sentence_about(problem) for problem in outcome.rejected[:MOST_SHOWN]]
    problems, rows = len(outcome.rejected), {"count": outcome.accepted}
    if problems > MOST_SHOWN:
        lines.append(_("… and %(count)s more.") % {"count": problems - MOST_SHOWN})
    if problems:
        lines.append(_("Nothing was saved. Problems: %(count)s.") % {"count": problems})
    elif saved:
        lines.append(ngettext("%(count)s row saved.", "%(count)s rows saved.", outcome.accepted) % rows)
    else:
        lines.append(ngettext("%(count)s row is fine.", "%(count)s rows are fine.", outcome.accepted) % rows)
        lines.append(_("Add --commit to save."))
    return "\n".join(lines)


def sentence_about(problem):
    if not problem.column:
        return _("Row %(line)s: %(message)s") % {"line": problem.line, "message": problem.message}
    return _("Row %(line)s, column %(column)s: %(message)s") % asdict(problem)
