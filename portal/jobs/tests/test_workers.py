"""Real workers: killed in the middle of a job, on the folder that carries messages and on a Redis-protocol server."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.utils.translation import gettext_lazy

from portal import broker
from portal.celery import app
from portal.jobs import actions
from portal.jobs.models import Job
from portal.jobs.tests import factories as jobs
from portal.jobs.tests import labour

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 50  # seconds, on a machine that is busy with other tests


@contextmanager
def speaking_to(url, **options):
    """This process hands its tasks to another broker."""

    def speak_to(url, options):
        app.conf.update(broker_url=url, broker_transport_options=options)
        del app.amqp  # it keeps connections to the broker that it knew
        broker.is_back()

    before = app.conf.broker_url, app.conf.broker_transport_options
    speak_to(url, options)
    try:
        yield
    finally:
        speak_to(*before)


@pytest.fixture(params=["folder", pytest.param("redis", marks=pytest.mark.servers)])
def start_worker(request, tmp_path):
    """A function that starts a worker with a clock, on the test's database and broker; each is killed at the end."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "portal.jobs.tests.quick_settings",
        "DATABASE_URL": address_of_the_database(),
        "MEDIA_ROOT": str(settings.MEDIA_ROOT),
        "SECRET_KEY": "of-this-test",
        "DEBUG": "1",
        "WORKER_FOLDER": str(tmp_path),
    }
    if request.param == "folder":
        environment["REDIS_URL"] = ""
        in_folder = dict.fromkeys(("data_folder_in", "data_folder_out", "control_folder"), str(tmp_path))
        talk = speaking_to(settings.CELERY_BROKER_URL, **in_folder)
    else:
        environment["REDIS_URL"] = settings.REDIS_URL
        talk = speaking_to(settings.REDIS_URL, **settings.CELERY_BROKER_TRANSPORT_OPTIONS)
    command = [sys.executable, "-m", "celery", "-A", "portal", "worker", "--beat", "--concurrency=1", "-l", "INFO"]
    started = []

    def start():
        log = (tmp_path / f"worker-{len(started)}.log").open("w")
        started.append(
            subprocess.Popen(
                command, env=environment, cwd=settings.BASE_DIR, stdout=log, stderr=log, start_new_session=True
            )
        )
        return started[-1]

    with talk:
        app.control.purge()
        yield start
        for worker in started:
            kill(worker)
    for log in tmp_path.glob("*.log"):  # pytest shows it when the test fails
        print(f"--- {log.name}\n{log.read_text()}")  # noqa: T201


def address_of_the_database():
    known = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgres://{known['USER']}:{known['PASSWORD']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


def kill(worker):
    """Kill a worker with all its children, as an empty battery does."""
    try:
        os.killpg(worker.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    worker.wait()


def ask(task, **arguments):
    return actions.ask("test", title=gettext_lazy("Seats"), task=task.name, by=jobs.user(), arguments=arguments)


def wait_until(is_so):
    deadline = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < deadline, list(Job.objects.values("task", "state", "attempts", "error"))
        time.sleep(0.1)


def states(*asked):
    found = {job.pk: (job.state, job.attempts) for job in Job.objects.all()}
    return [found[job.pk] for job in asked]


def test_a_worker_killed_in_the_middle_of_a_job_costs_nothing_but_time(start_worker):
    slow = ask(labour.count_slowly, seconds=4)
    worker = start_worker()
    wait_until(lambda: Job.objects.get(pk=slow.pk).progress_value)
    behind = ask(labour.write_at_once)
    time.sleep(1.5)  # so that its message is in the hands of the worker too

    kill(worker)
    after_the_kill = states(slow, behind)
    start_worker()
    wait_until(lambda: {state for state, _ in states(slow, behind)} == {"done"})

    assert after_the_kill == [("running", 1), ("waiting", 0)]
    assert states(slow, behind) == [("done", 2), ("done", 1)]
    assert Job.objects.get(pk=slow.pk).file.read() == b"40 steps"
    assert default_storage.listdir(f"jobs/{slow.uuid}")[1] == ["2.txt"]


def test_a_job_that_kills_its_worker_fails_after_three_attempts_and_the_queue_goes_on(start_worker):
    poison, behind = ask(labour.vanish), ask(labour.write_at_once)

    start_worker()
    wait_until(lambda: Job.objects.get(pk=poison.pk).state == "failed")

    assert states(poison, behind) == [("failed", 3), ("done", 1)]
    assert Job.objects.get(pk=behind.pk).finished_at < Job.objects.get(pk=poison.pk).finished_at


def test_a_job_that_is_stopped_leaves_its_worker_free(start_worker):
    slow = ask(labour.count_slowly, seconds=600)
    start_worker()
    wait_until(lambda: Job.objects.get(pk=slow.pk).progress_value)

    actions.cancel(slow)
    behind = ask(labour.write_at_once)
    wait_until(lambda: Job.objects.get(pk=behind.pk).state == "done")

    assert states(slow, behind) == [("cancelled", 1), ("done", 1)]


@pytest.mark.servers
@pytest.mark.parametrize("is_known", [True, False], ids=["connected", "not-yet-connected"])
def test_a_frozen_redis_holds_nobody_up_and_loses_nothing(is_known):
    from redis import Redis

    from portal.tests.servers import valkey

    with valkey() as url, speaking_to(url, **settings.CELERY_BROKER_TRANSPORT_OPTIONS):
        client = Redis.from_url(url)
        process = client.info("server")["process_id"]
        if is_known:
            ask(labour.write_at_once)
        queued_before = client.llen("celery")

        os.kill(process, signal.SIGSTOP)
        try:
            began = time.monotonic()
            job = ask(labour.write_at_once)
            took, began = time.monotonic() - began, time.monotonic()
            ask(labour.write_at_once)
            the_next_took = time.monotonic() - began
        finally:
            os.kill(process, signal.SIGCONT)

        assert (took < 3, the_next_took < 0.5) == (True, True), (took, the_next_took)
        assert states(job) == [("waiting", 0)]
        broker.is_back()
        actions.sweep(now=job.created_at)
        assert client.llen("celery") >= queued_before + 2
