import hashlib
from io import BytesIO

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core.files.storage import default_storage
from django.db import OperationalError
from django.utils.translation import get_language

from portal.jobs import actions, work
from portal.jobs.models import Job, JobState
from portal.jobs.tests import factories as jobs
from portal.jobs.tests.labour import write_at_once
from portal.jobs.work import AlreadyTaken, working_on
from portal.refused import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def talkative(monkeypatch):
    """Every `advance` is written, as if a second had passed since the one before."""
    monkeypatch.setattr(work, "SAYS_SOMETHING_EVERY", 0)


def files_of(job):
    folder = f"jobs/{job.uuid}"
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def reloaded(job):
    return Job.objects.get(pk=job.pk)


# --- Claiming --------------------------------------------------------------------------------------


def test_whoever_comes_first_does_the_job_and_it_counts_as_an_attempt():
    job = jobs.job()

    with working_on(job.pk):
        during = reloaded(job)

    assert (during.state, during.attempts, during.heartbeat_at is not None) == ("running", 1, True)
    assert (reloaded(job).state, reloaded(job).attempts) == ("done", 1)


@pytest.mark.parametrize("state", [JobState.RUNNING, JobState.DONE, JobState.FAILED, JobState.CANCELLED])
def test_a_second_delivery_does_nothing(state):
    job = jobs.job(state=state)

    with pytest.raises(AlreadyTaken), working_on(job.pk):
        pytest.fail("two workers do one job")

    assert (reloaded(job).state, reloaded(job).attempts) == (state, job.attempts)


def test_a_second_delivery_ends_without_a_word(caplog):
    job = jobs.job()

    first, second = write_at_once.apply([job.pk]), write_at_once.apply([job.pk])

    assert (first.state, second.state) == ("SUCCESS", "IGNORED")
    assert [record.message for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []


def test_a_fourth_attempt_is_never_made():
    job = jobs.job(attempts=3)

    with pytest.raises(AlreadyTaken), working_on(job.pk):
        pytest.fail("three is enough")


def test_the_worker_speaks_the_language_of_the_owner():
    job = jobs.job(language="nl")

    with working_on(job.pk):
        assert get_language() == "nl"

    assert get_language() == "en"


# --- How far it is ---------------------------------------------------------------------------------


def test_progress_and_step_are_there_for_who_watches(talkative):
    job = jobs.job()

    with working_on(job.pk) as at_work:
        at_work.advance(3, 12, "Antwerp")
        during = reloaded(job)

    assert (during.progress_value, during.progress_max, during.step) == (3, 12, "Antwerp")
    assert (reloaded(job).progress_value, reloaded(job).progress_max) == (12, 12)


def test_progress_never_goes_back_not_even_in_a_second_attempt(talkative):
    job = jobs.job(attempts=1, progress_value=6, progress_max=10)

    with working_on(job.pk) as at_work:
        seen = []
        for done, total in ((0, 10), (7, 10), (5, 10), (75, 100), (10, 20)):
            at_work.advance(done, total)
            seen.append((reloaded(job).progress_value, reloaded(job).progress_max))

    assert seen == [(6, 10), (7, 10), (7, 10), (75, 100), (75, 100)]


def test_progress_is_written_once_a_second_however_often_it_is_told(django_assert_num_queries):
    job = jobs.job()

    with working_on(job.pk) as at_work, django_assert_num_queries(1):
        for done in range(1000):
            at_work.advance(done, 1000)


@pytest.mark.parametrize(("done", "total"), [(5, 0), (-1, 10), (11, 10), (0.5, 1.5)])
def test_odd_figures_do_not_break_the_work(talkative, done, total):
    job = jobs.job()

    with working_on(job.pk) as at_work:
        at_work.advance(done, total)

    assert reloaded(job).state == "done"


# --- Stopping --------------------------------------------------------------------------------------


def test_a_job_that_is_stopped_before_it_began_is_not_begun():
    job = jobs.job()
    actions.cancel(job)

    with pytest.raises(AlreadyTaken), working_on(job.pk):
        pytest.fail("it was stopped")


def test_a_job_that_is_stopped_at_work_leaves_off_and_leaves_no_file(talkative):
    job = jobs.job()

    with working_on(job.pk) as at_work:
        at_work.keep("report.txt", b"figures")
        actions.cancel(job)
        at_work.advance(1, 2)
        pytest.fail("it went on")

    assert (reloaded(job).state, files_of(job)) == ("cancelled", [])


def test_a_job_that_is_stopped_at_the_last_moment_leaves_no_file():
    job = jobs.job()

    with working_on(job.pk) as at_work:
        at_work.keep("report.txt", b"figures")
        actions.cancel(job)

    assert (reloaded(job).state, files_of(job)) == ("cancelled", [])


def test_a_worker_that_was_taken_for_dead_does_not_disturb_the_next(talkative):
    job = jobs.job()

    with working_on(job.pk) as slow:
        Job.objects.update(state=JobState.WAITING)  # as the sweep does
        with working_on(job.pk) as quick:
            quick.keep("report.txt", b"of the second")
        slow.keep("report.txt", b"of the first")
        pytest.fail("it went on")

    assert reloaded(job).file.read() == b"of the second"
    assert files_of(job) == ["2.txt"]


# --- The file --------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"figures", BytesIO(b"figures")])
def test_the_file_is_kept_for_a_while_with_its_fingerprint(content):
    job = jobs.job(keep_days=30)

    with working_on(job.pk) as at_work:
        at_work.keep("Deelnemers 2026.txt", content)

    kept = reloaded(job)
    assert (kept.file.read(), kept.file_name, kept.size) == (b"figures", "Deelnemers 2026.txt", 7)
    assert kept.sha256 == hashlib.sha256(b"figures").hexdigest()
    assert (kept.expires_at - kept.finished_at).days == 30


def test_nobody_sees_the_file_before_the_job_is_done():
    job = jobs.job()

    with working_on(job.pk) as at_work:
        at_work.keep("report.txt", b"figures")
        during = reloaded(job)

    assert (during.file.name, reloaded(job).file.name != "") == ("", True)


def test_what_a_killed_worker_left_is_cleared_away():
    job = jobs.job(attempts=1)
    default_storage.save(f"jobs/{job.uuid}/1.txt", BytesIO(b"half a fi"))

    with working_on(job.pk) as at_work:
        at_work.keep("report.txt", b"figures")

    assert files_of(job) == ["2.txt"]


def test_a_job_keeps_one_file():
    job = jobs.job()

    with working_on(job.pk) as at_work:
        at_work.keep("report.txt", b"figures")
        at_work.keep("more.txt", b"figures")

    assert (reloaded(job).state, files_of(job)) == ("failed", [])


def test_a_name_that_looks_like_a_path_is_a_name():
    job = jobs.job()

    with working_on(job.pk) as at_work:
        at_work.keep("../../etc/passwd.txt", b"figures")

    assert (reloaded(job).file_name, files_of(job)) == ("passwd.txt", ["1.txt"])


# --- When it breaks --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (
            ZeroDivisionError("password=secret"),
            "Something went wrong on our side, so there is no file. We have a note of it; try again later.",
        ),
        (
            SoftTimeLimitExceeded(),
            "This took too long and was stopped. Ask for less at once, such as a shorter period.",
        ),
        (Refused(["Nobody answered yet."]), "Nobody answered yet."),
    ],
)
def test_what_breaks_fails_with_a_sentence_and_without_a_file(error, sentence):
    job = jobs.job(language="en")

    with working_on(job.pk) as at_work:
        at_work.keep("report.txt", b"figures")
        raise error

    assert (reloaded(job).state, reloaded(job).error, files_of(job)) == ("failed", sentence, [])


def test_what_broke_is_in_the_log_with_where_it_happened(caplog):
    job = jobs.job()

    with working_on(job.pk):
        raise ZeroDivisionError

    assert [record.exc_info[0] for record in caplog.records if record.levelname == "ERROR"] == [ZeroDivisionError]


@pytest.mark.parametrize(("attempts", "state"), [(0, "waiting"), (1, "waiting"), (2, "failed")])
def test_a_database_that_was_away_costs_an_attempt_and_no_more(attempts, state):
    job = jobs.job(attempts=attempts)

    with working_on(job.pk):
        raise OperationalError("the connection was lost")

    assert (reloaded(job).state, reloaded(job).attempts) == (state, attempts + 1)


def test_a_worker_that_is_told_to_stop_gives_the_job_back():
    job = jobs.job()

    with pytest.raises(SystemExit), working_on(job.pk):
        raise SystemExit

    assert reloaded(job).state == "waiting"
