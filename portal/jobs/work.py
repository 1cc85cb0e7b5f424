"""How a worker does a job: `with working_on(job_id) as job: job.keep(name, write(year, on_progress=job.advance))`."""

import hashlib
import logging
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import PurePath

from celery.exceptions import Ignore, SoftTimeLimitExceeded
from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.models import F
from django.utils import timezone, translation

from portal.jobs import rules
from portal.jobs.models import Job, JobState
from portal.refused import Refused

log = logging.getLogger(__name__)

SAYS_SOMETHING_EVERY = 1.0  # seconds between two writes of how far it is


class AlreadyTaken(Ignore):
    """Another delivery has this job, or it has ended: Celery drops the message without a word."""


class Cancelled(Exception):
    """The owner stopped this job, or it was given to another worker: leave it."""


@contextmanager
def working_on(job_id):
    """Claim a job, do it in its owner's language, and write down how it ended; what goes wrong is not raised again.

    Only one delivery of a message gets in: for the others this raises AlreadyTaken. A database that is away gives
    the job back for another attempt; a refusal's own words are what its owner reads.
    """
    if not Job.objects.claim(job_id, timezone.now()):
        raise AlreadyTaken
    work = Work(Job.objects.get(pk=job_id))
    with translation.override(work.job.language), heart_of(work.job):
        try:
            yield work
            work.finish()
        except Cancelled:
            work.throw_away()
            log.info("Job %s was stopped or taken over.", job_id)
        except SoftTimeLimitExceeded:
            work.fail(rules.Ending.TOO_LONG.label)
            log.exception("Job %s took too long.", job_id)
        except Refused as refused:
            work.fail(" ".join(str(message) for message in refused.messages))
        except (OperationalError, InterfaceError):
            log.exception("Job %s lost its database.", job_id)
            work.give_back()
        except Exception:
            log.exception("Job %s broke.", job_id)
            work.fail(rules.Ending.BROKE.label)
        except BaseException:  # the worker is told to stop: somebody else may go on with it
            work.give_back()
            raise


class Work:
    """One attempt at a job, in the hands of a worker."""

    def __init__(self, job):
        self.job = job
        self.arguments = job.arguments
        self._kept = {}
        self._last_said = float("-inf")

    def advance(self, done, total, step=""):
        """Say that `done` of `total` is behind us; raises Cancelled when we must stop. Call it as often as you like."""
        if time.monotonic() - self._last_said < SAYS_SOMETHING_EVERY:
            return
        self._last_said = time.monotonic()
        total = max(1, int(total))
        done = min(max(0, int(done)), total)
        if rules.is_further(self.job, done, total):
            self.job.progress_value, self.job.progress_max = done, total
        self._write(
            progress_value=self.job.progress_value,
            progress_max=self.job.progress_max,
            step=str(step)[:200],
            heartbeat_at=timezone.now(),
        )

    def keep(self, file_name, content):
        """Store the one file of this job, from bytes or an open file; nobody sees it before the job is done."""
        if self._kept:
            raise ValueError("A job keeps one file.")
        self._write(heartbeat_at=timezone.now())
        content = ContentFile(content) if isinstance(content, bytes) else File(content)
        content.seek(0)
        digest = hashlib.sha256()
        for chunk in content.chunks():
            digest.update(chunk)
        content.seek(0)
        suffix = PurePath(file_name).suffix
        for earlier in range(1, self.job.attempts):  # what a killed worker may have left
            self._storage.delete(self._place(earlier, suffix))
        place = self._place(self.job.attempts, suffix)
        self._kept = {"file": place}
        self._kept = {
            "file": self._storage.save(place, content),
            "file_name": PurePath(file_name).name,
            "size": content.size,
            "sha256": digest.hexdigest(),
        }

    def finish(self):
        """Done, and from this moment the file is there."""
        now = timezone.now()
        self._write(
            state=JobState.DONE,
            progress_value=F("progress_max"),
            step="",
            finished_at=now,
            expires_at=now + timedelta(days=self.job.keep_days),
            **self._kept,
        )

    def fail(self, sentence):
        """Failed, for a reason that the owner can read."""
        self.throw_away()
        self._try_to_write(state=JobState.FAILED, error=str(sentence)[:500], step="", finished_at=timezone.now())

    def give_back(self):
        """Let another attempt be made, unless this was the last one."""
        if self.job.attempts >= self.job.max_attempts:
            self.fail(rules.Ending.NOBODY_FINISHED.label)
            return
        self.throw_away()
        self._try_to_write(state=JobState.WAITING, enqueued_at=None)

    def throw_away(self):
        """Leave no file behind."""
        if self._kept:
            self._storage.delete(self._kept["file"])

    @property
    def _storage(self):
        return self.job.file.storage

    def _place(self, attempt, suffix):
        return f"jobs/{self.job.uuid}/{attempt}{suffix}"

    def _write(self, **fields):
        if not Job.objects.held(self.job).update(**fields):
            raise Cancelled

    def _try_to_write(self, **fields):
        """Write how it ended; when even that fails, the sweep finds a job without a heartbeat."""
        try:
            Job.objects.held(self.job).update(**fields)
        except DatabaseError:
            log.exception("Job %s ended as %s, and that could not be written.", self.job.pk, fields["state"])


@contextmanager
def heart_of(job):
    """Beat in a thread of its own, so that a long step without `advance` is not taken for a dead worker."""
    is_over = threading.Event()

    def beat():
        while not is_over.wait(settings.JOB_HEARTBEAT.total_seconds()):
            try:
                Job.objects.held(job).update(heartbeat_at=timezone.now())
            except DatabaseError:
                log.warning("A heartbeat of job %s was not written.", job.pk, exc_info=True)
            finally:
                connection.close()  # this thread's own

    thread = threading.Thread(target=beat, name=f"heart of job {job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join(timeout=1)
