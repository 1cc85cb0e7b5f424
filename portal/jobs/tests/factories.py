"""Plain functions that put jobs in the database, with sensible values for whatever a test does not care about."""

from datetime import timedelta
from itertools import count

from django.core.files.base import ContentFile
from django.utils import timezone

from portal.jobs.models import Job, JobState
from portal.models import User

LABOUR = "portal.jobs.tests.labour"  # the module with the tasks that tests ask for
_numbers = count(1)


def user(**fields):
    return User.objects.create_user(f"asker{next(_numbers)}@example.org", **fields)


def job(by=None, state=JobState.WAITING, **fields):
    """A job that waits, or is in the hands of a worker who was heard of just now."""
    number, now = next(_numbers), timezone.now()
    runs, ended = state == JobState.RUNNING, state not in (JobState.WAITING, JobState.RUNNING)
    return Job.objects.create(
        **{
            "kind": "test",
            "title_nl": f"Rapport {number}",
            "title_en": f"Report {number}",
            "task": f"{LABOUR}.write_at_once",
            "asked_by": by or user(),
            "language": "nl",
            "key": f"key-{number}",
            "state": state,
            "attempts": 1 if runs or ended else 0,
            "created_at": now,
            "enqueued_at": now,
            "heartbeat_at": now if runs else None,
            "finished_at": now if ended else None,
            "error": "Niet gelukt." if state == JobState.FAILED else "",
            **fields,
        }
    )


def done(by=None, file_name="report.xlsx", content=b"figures", **fields):
    """A job that is done, with its file in storage for a week."""
    made = job(
        by,
        JobState.DONE,
        **{"progress_value": 1, "expires_at": timezone.now() + timedelta(days=7), **fields},
    )
    made.file_name, made.size = file_name, len(content)
    made.file.save(f"jobs/{made.uuid}/1.bin", ContentFile(content))
    return made
