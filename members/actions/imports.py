"""Files that somebody brings: read them, show what they would change, save them when that is what was seen."""

import hashlib
import unicodedata
from dataclasses import asdict

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.importing import Outcome
from members.models import ImportRun, ImportState
from members.reading import MOST_BYTES, MOST_ROWS
from portal.doors import IMPORT_KIND
from portal.jobs import actions as jobs
from portal.refused import Refused
from portal.trail import actions as trail
from portal.trail.models import LineKind

READ_AT_ONCE = 100 * 1024  # bytes: a larger file, well over a thousand rows, is read in the background
CHANGES_KEPT = 500
RIGHT = "members.import"


class MovedOn(Exception):
    """What would be saved is not what was seen; nothing was saved."""

    def __init__(self, outcome):
        self.outcome = outcome
        super().__init__()


def receive(file, kind, *, by, now, options=None):
    """Keep a file that somebody brought and read it, at once or in the background; saves nothing of its rows."""
    if kind not in IMPORT_KIND:
        raise Refused([_("Choose what the file holds.")])
    content = file.read(MOST_BYTES + 1)
    run = ImportRun(
        kind=kind,
        options=options or {},
        file_name=_shown_name(file.name),
        sha256=hashlib.sha256(content).hexdigest(),
        by=by,
        created_at=now,
    )
    run.file.save(file.name, ContentFile(content[:MOST_BYTES] if len(content) <= MOST_BYTES else b""), save=False)
    run.save()
    if len(content) > MOST_BYTES:
        return _write(run, Outcome(file_error=str(_("The file is larger than 10 MB. Split it in parts."))), now=now)
    if len(content) <= READ_AT_ONCE:
        return check(run, now=now)
    return _ask_a_worker(run, "members.tasks.check_import", _("Reading a file to import"), by=by)


def _shown_name(name):
    """What somebody called the file, without signs that could deceive who reads it."""
    plain = "".join(sign for sign in name if unicodedata.category(sign) not in ("Cc", "Cf", "Co", "Cs", "Cn"))
    return plain[-200:] or "-"


def check(run, *, now):
    """Read the file and write down what it would change; a fine file then waits for a decision."""
    return _write(run, _outcome_of(run, commit=False), now=now)


def confirm(run, *, by, now):
    """Save the file, whole or not at all, when it still changes what was seen; else show what it changes now."""
    if run.state != ImportState.READY:
        raise Refused([_("This file does not wait for a decision any more.")])
    try:
        with transaction.atomic():
            held = ImportRun.objects.hold(run.pk)
            if held.state != ImportState.READY:
                raise Refused([_("This file does not wait for a decision any more.")])
            outcome = _outcome_of(held, commit=True)
            if not outcome.is_fine or outcome.state_seen() != held.state_seen:
                raise MovedOn(outcome)
            held.state, held.decided_at, held.by = ImportState.SAVED, now, by
            held.save(update_fields=["state", "decided_at", "by"])
            _write_in_trail(held, by=by)
    except MovedOn as moved:
        _write(run, moved.outcome, now=now)
        raise Refused([_("Something changed since you looked. Look again at what this file would change.")]) from None
    return held


def confirm_later(run, *, by):
    """Save a large file in the background."""
    if run.state != ImportState.READY:
        raise Refused([_("This file does not wait for a decision any more.")])
    return _ask_a_worker(run, "members.tasks.save_import", _("Saving a file that was imported"), by=by)


def takes_long(run):
    return bool(run.file) and run.file.size > READ_AT_ONCE


@transaction.atomic
def discard(run, *, now):
    """Throw a file away that was not imported."""
    run = ImportRun.objects.hold(run.pk)
    if run.state == ImportState.SAVED:
        raise Refused([_("This file was imported already.")])
    return forget_file(run, now=now)


@transaction.atomic
def forget_file(run, *, now):
    """Take the file and what its rows said away; that it was there, and the numbers, stay.

    Without its file nothing can be decided any more: what still waited is thrown away.
    """
    run = ImportRun.objects.hold(run.pk)
    if run.file:
        transaction.on_commit(lambda storage=run.file.storage, name=run.file.name: storage.delete(name), robust=True)
    if run.state in (ImportState.CHECKING, ImportState.READY):
        run.state, run.decided_at = ImportState.DISCARDED, now
    run.file, run.report, run.removed_at = "", {}, now
    run.save(update_fields=["file", "report", "removed_at", "state", "decided_at"])
    return run


def _outcome_of(run, *, commit):
    with run.file.open("rb") as file:
        content = file.read()
    if hashlib.sha256(content).hexdigest() != run.sha256:
        return Outcome(file_error=str(_("The file on our disk is not the one that you brought. Bring it again.")))
    named = ContentFile(content, name=run.file.name)
    return IMPORT_KIND.get(run.kind)(named, commit=commit, by=run.by, **run.options)


@transaction.atomic
def _write(run, outcome, *, now):
    """Write down what the file would change, or why it is refused."""
    run = ImportRun.objects.hold(run.pk)
    if run.state == ImportState.DISCARDED:  # its file was taken away while a worker read it
        return run
    run.added, run.changed = outcome.added, len(outcome.changes) - outcome.added
    run.unchanged, run.rejected = max(0, outcome.unchanged), len(outcome.rejected)
    run.file_error = (outcome.file_error or "")[:500]
    run.state = ImportState.READY if outcome.is_fine else ImportState.REFUSED
    run.state_seen = outcome.state_seen()
    run.report = {
        "rejected": [asdict(problem) for problem in outcome.rejected[:MOST_ROWS]],
        "changes": [asdict(change) for change in outcome.changes[:CHANGES_KEPT]],
        "ignored": outcome.ignored,
    }
    if run.state == ImportState.REFUSED:
        run.decided_at = now
        _write_in_trail(run, by=run.by)
    run.save()
    return run


def _write_in_trail(run, *, by):
    kind = getattr(IMPORT_KIND.get(run.kind), "title", run.kind)
    sentence = _("A file was imported: {kind}") if run.state == ImportState.SAVED else _("A file was refused: {kind}")
    numbers = {"added": run.added, "changed": run.changed, "unchanged": run.unchanged, "rejected": run.rejected}
    trail.write(
        format_lazy(sentence, kind=kind),
        by=by,
        about=run,
        kind=LineKind.IMPORT,
        change={name: [None, number] for name, number in numbers.items() if number},
    )


@transaction.atomic
def _ask_a_worker(run, task, title, *, by):
    run.job = jobs.ask("import", title=title, task=task, by=by, arguments={"run": run.pk}, right=RIGHT)
    run.save(update_fields=["job"])
    return run
