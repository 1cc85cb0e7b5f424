from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from portal.jobs import actions
from portal.jobs.tests import factories as jobs

pytestmark = pytest.mark.django_db


def file_of(job):
    return f"{job.get_absolute_url()}bestand/"


def test_the_owner_gets_the_file_to_keep(client, owner):
    page = client.get(file_of(jobs.done(owner, file_name="Deelnemers 2026.xlsx", content=b"figures")))

    assert b"".join(page.streaming_content) == b"figures"
    assert page["Content-Disposition"] == 'attachment; filename="Deelnemers 2026.xlsx"'
    assert page["Cache-Control"] == "no-store, private"


def test_the_file_of_another_does_not_exist(client, owner):
    assert client.get(file_of(jobs.done())).status_code == 404


def test_an_owner_who_lost_the_right_finds_no_file(client, owner):
    assert client.get(file_of(jobs.done(owner, right="reports.ask"))).status_code == 404


@pytest.mark.parametrize("state", ["waiting", "running", "failed", "cancelled"])
def test_a_job_that_is_not_done_has_no_file(client, owner, state):
    assert client.get(file_of(jobs.job(owner, state))).status_code == 404


def test_a_file_that_had_its_time_says_how_to_get_a_fresh_one(client, owner):
    job = jobs.done(owner, expires_at=timezone.now() - timedelta(seconds=1))
    actions.sweep(now=timezone.now())

    page = client.get(file_of(job))

    assert (page.status_code, "We keep a file for 7 days." in page.text) == (410, True)


def test_a_file_that_has_vanished_says_the_same(client, owner):
    job = jobs.done(owner)
    default_storage.delete(job.file.name)

    assert client.get(file_of(job)).status_code == 410


def test_no_address_of_ours_serves_the_file_without_asking_who_it_is(client, owner):
    job = jobs.done(owner)

    assert [client.get(f"/{folder}{job.file.name}").status_code for folder in ("", "media/")] == [404, 404]
