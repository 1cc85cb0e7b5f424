from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy

from portal import broker
from portal.jobs import actions
from portal.jobs.models import Job, JobState
from portal.jobs.tests import factories as jobs
from portal.jobs.tests.labour import write_at_once

pytestmark = pytest.mark.django_db

NOW = timezone.now()
A_WHILE = timedelta(minutes=3)


@pytest.fixture
def woken(monkeypatch):
    """The jobs of which a worker was told, by a broker that is there."""
    told = []
    monkeypatch.setattr(broker, "wake", lambda task, pk: told.append(pk) or True)
    return told


@pytest.fixture
def no_broker(monkeypatch):
    """How often a broker that is away was tried."""
    tried = []
    monkeypatch.setattr(broker, "wake", lambda task, pk: tried.append(pk))
    return tried


def ask(by, **question):
    return actions.ask(
        **{"kind": "test", "title": gettext_lazy("Seats"), "task": write_at_once.name, "by": by, **question}
    )


# --- Asking ----------------------------------------------------------------------------------------


def test_a_question_is_a_row_that_waits_with_its_title_in_both_languages(woken):
    owner = jobs.user()

    job = ask(owner, arguments={"year": 2026}, right="reports.ask")

    assert (job.state, job.title_nl, job.title_en) == ("waiting", "Plaatsen", "Seats")
    assert (job.asked_by, job.arguments, job.right, job.language) == (owner, {"year": 2026}, "reports.ask", "en")


def test_a_worker_is_told_only_after_the_transaction(woken, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = ask(jobs.user())
        before = list(woken)

    job.refresh_from_db()
    assert (before, woken) == ([], [job.pk])
    assert job.enqueued_at is not None


def test_without_a_broker_the_question_is_kept_and_the_sweep_asks_on(
    no_broker, monkeypatch, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        job = ask(jobs.user())
    later = []
    monkeypatch.setattr(broker, "wake", lambda task, pk: later.append(pk) or True)

    actions.sweep(now=timezone.now())

    job.refresh_from_db()
    assert (no_broker, later, job.state) == ([job.pk], [job.pk], "waiting")


@pytest.mark.parametrize("state", [JobState.WAITING, JobState.RUNNING])
def test_who_asks_twice_gets_the_job_that_is_under_way(woken, state):
    owner = jobs.user()
    first = ask(owner)
    Job.objects.update(state=state, heartbeat_at=NOW)

    assert ask(owner) == first
    assert Job.objects.count() == 1


@pytest.mark.parametrize("state", [JobState.FAILED, JobState.CANCELLED])
def test_what_ended_without_a_file_is_done_anew(woken, state):
    owner = jobs.user()
    first = ask(owner)
    Job.objects.update(state=state, finished_at=NOW, error="No.")

    assert ask(owner) != first


def finish(job, **fields):
    Job.objects.filter(pk=job.pk).update(
        **{"state": JobState.DONE, "finished_at": NOW, "expires_at": timezone.now() + timedelta(days=7), **fields}
    )


def test_a_file_answers_again_as_long_as_the_data_are_the_same(woken):
    owner = jobs.user()
    first = ask(owner, key="89 responses")
    finish(first)

    assert ask(owner, key="89 responses") == first
    assert ask(owner, key="90 responses") != first


def test_a_file_of_data_that_nobody_described_is_made_anew(woken):
    owner = jobs.user()
    first = ask(owner)
    finish(first)

    assert ask(owner) != first


def test_a_file_that_had_its_time_answers_no_more(woken):
    owner = jobs.user()
    first = ask(owner, key="89 responses")
    finish(first, expires_at=timezone.now() - timedelta(seconds=1))

    assert ask(owner, key="89 responses") != first


def test_two_people_who_ask_the_same_get_a_file_each(woken):
    assert ask(jobs.user()) != ask(jobs.user())


def test_the_same_question_in_another_language_is_another_job(woken):
    owner = jobs.user()
    english = ask(owner)
    with translation.override("nl"):
        dutch = ask(owner)

    assert (english.language, dutch.language, english == dutch) == ("en", "nl", False)


# --- Stopping --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "stopped", "after"),
    [
        (JobState.WAITING, True, "cancelled"),
        (JobState.RUNNING, True, "cancelled"),
        (JobState.DONE, False, "done"),
        (JobState.FAILED, False, "failed"),
    ],
)
def test_what_has_not_ended_can_be_stopped(state, stopped, after):
    job = jobs.job(state=state)

    assert actions.cancel(job) == stopped
    job.refresh_from_db()
    assert job.state == after


# --- Sweeping --------------------------------------------------------------------------------------


def running(*, silent_for, attempts=1):
    return jobs.job(state=JobState.RUNNING, heartbeat_at=NOW - silent_for, attempts=attempts)


def test_a_job_whose_worker_is_gone_gets_another(woken):
    job = running(silent_for=timedelta(minutes=2, seconds=1))

    actions.sweep(now=NOW)

    job.refresh_from_db()
    assert (job.state, woken) == ("waiting", [job.pk])


def test_a_job_whose_worker_gives_a_sign_of_life_is_left_alone(woken):
    job = running(silent_for=timedelta(minutes=2))

    actions.sweep(now=NOW)

    job.refresh_from_db()
    assert (job.state, woken) == ("running", [])


def test_after_three_attempts_a_job_fails_with_a_sentence_in_the_language_of_its_owner(woken):
    dutch, english = running(silent_for=A_WHILE, attempts=3), running(silent_for=A_WHILE, attempts=3)
    Job.objects.filter(pk=english.pk).update(language="en")

    actions.sweep(now=NOW)

    dutch.refresh_from_db()
    english.refresh_from_db()
    assert (dutch.state, english.state, woken) == ("failed", "failed", [])
    assert english.error == "This broke off three times, so we stopped trying. Mail us if it stays so."


def test_the_second_attempt_is_not_the_last(woken):
    job = running(silent_for=A_WHILE, attempts=2)

    actions.sweep(now=NOW)

    job.refresh_from_db()
    assert job.state == "waiting"


def test_a_message_that_may_be_lost_is_sent_again_and_a_fresh_one_is_not(woken):
    old = jobs.job(enqueued_at=NOW - timedelta(seconds=61))
    jobs.job(enqueued_at=NOW - timedelta(seconds=60))

    actions.sweep(now=NOW)
    actions.sweep(now=NOW)

    assert woken == [old.pk]


def test_a_sweep_without_a_broker_tries_it_once(no_broker):
    first, _second = jobs.job(enqueued_at=None), jobs.job(enqueued_at=None)

    actions.sweep(now=NOW)

    assert no_broker == [first.pk]


def test_what_nobody_takes_up_for_a_day_fails(woken):
    job = jobs.job(language="en", created_at=NOW - timedelta(days=1, seconds=1))

    actions.sweep(now=NOW)

    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "Nothing took up this work for a day. Mail us, then ask for it again.")


# --- Expiring --------------------------------------------------------------------------------------


def test_a_file_that_had_its_time_is_taken_away_and_the_row_stays(woken):
    job = jobs.done(expires_at=NOW)
    place = job.file.name

    actions.sweep(now=NOW)

    job.refresh_from_db()
    assert (job.state, job.file.name, job.removed_at) == ("done", "", NOW)
    assert not default_storage.exists(place)


def test_a_file_that_still_has_time_stays(woken):
    job = jobs.done(expires_at=NOW + timedelta(seconds=1))

    actions.sweep(now=NOW)

    job.refresh_from_db()
    assert (job.removed_at, default_storage.exists(job.file.name)) == (None, True)


def test_a_file_that_somebody_took_away_already_expires_too(woken):
    job = jobs.done(expires_at=NOW)
    default_storage.delete(job.file.name)

    actions.sweep(now=NOW)

    job.refresh_from_db()
    assert job.removed_at == NOW
