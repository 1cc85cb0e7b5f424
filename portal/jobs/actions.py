import logging
from datetime import timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from portal import broker
from portal.bilingual import in_both
from portal.jobs import rules
from portal.jobs.models import UNDER_WAY, Job, JobState

log = logging.getLogger(__name__)

A_WEEK, A_MONTH = 7, 30  # days that a file is kept: exports, reports
NOBODY_COMES_AFTER = timedelta(days=1)


@transaction.atomic
def ask(kind, *, title, task, by, arguments=None, key="", right="", keep_days=A_WEEK):
    """Write a job for `by` and wake a worker after the transaction; asked twice, it is the same job.

    `title` is a lazy translation; `task` the dotted name of a Celery task that takes the id of a job. With a `key`,
    which says what the data looked like, the file that is there already answers as long as the key stays the same;
    without one, only a job that is still under way does.
    """
    now = timezone.now()
    arguments = arguments or {}
    language = (translation.get_language() or by.language)[:2]
    digest = rules.key_of(kind, arguments, by=by, language=language, data_key=key)
    expire(Job.objects.past(now).filter(key=digest), now=now)
    if earlier := Job.objects.reusable(digest).first():
        return earlier

    spoken = in_both(title)
    try:
        with transaction.atomic():
            job = Job.objects.create(
                kind=kind,
                title_nl=spoken["nl"],
                title_en=spoken["en"],
                task=task,
                arguments=arguments,
                asked_by=by,
                right=right,
                language=language,
                key=digest,
                data_key=key,
                keep_days=keep_days,
                created_at=now,
            )
    except IntegrityError:  # asked at the same moment: the other was first
        return Job.objects.reusable(digest).get()
    transaction.on_commit(partial(enqueue, job, now=now), robust=True)
    return job


def cancel(job):
    """Stop a job that waits or runs; False when it had ended already. A worker at it notices within a second or so."""
    stopped = Job.objects.filter(pk=job.pk, state__in=UNDER_WAY)
    return bool(stopped.update(state=JobState.CANCELLED, finished_at=timezone.now(), step=""))


def fail(jobs, ending, *, now=None):
    """End these jobs badly, with a sentence in the language of each; returns how many."""
    failed = 0
    for job in jobs:
        with translation.override(job.language):
            sentence = str(ending.label)
        state = {"state": JobState.FAILED, "error": sentence, "finished_at": now or timezone.now(), "step": ""}
        failed += Job.objects.filter(pk=job.pk, state=job.state, attempts=job.attempts).update(**state)
        log.error("Job %s (%s) failed: %s", job.pk, job.kind, ending)
    return failed


def sweep(*, now):
    """Give every job that fell between two workers its next chance, and take away the files that had their time."""
    stale = Job.objects.stale(now)
    fail(stale.out_of_attempts(), rules.Ending.NOBODY_FINISHED, now=now)
    rescued = stale.update(state=JobState.WAITING, enqueued_at=None)
    if rescued:
        log.warning("%s jobs lost their worker and wait for another.", rescued)
    fail(Job.objects.never_taken(since=now - NOBODY_COMES_AFTER), rules.Ending.NOBODY_CAME, now=now)
    for job in Job.objects.forgotten(now).order_by("pk"):
        if not enqueue(job, now=now):
            break
    expire(Job.objects.past(now), now=now)


def enqueue(job, *, now):
    """Tell a worker that this job waits; False when the broker is away, the next sweep tries again."""
    told = broker.wake(job.task, job.pk)
    if told:
        Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(enqueued_at=now)
    return told


def expire(jobs, *, now):
    """Take away the files of these jobs; the rows go on saying that they were there."""
    for job in jobs:
        if job.file:
            job.file.storage.delete(job.file.name)
        Job.objects.filter(pk=job.pk).update(file="", removed_at=now)
