"""The pages of a job: how far it is, stopping it, its file."""

from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from portal.jobs import actions
from portal.jobs.models import Job, JobState
from portal.jobs.tests import factories as jobs

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(client):
    user = jobs.user(language="en")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return user


def row_of(job):
    return f"{job.get_absolute_url()}voortgang/"


def file_of(job):
    return f"{job.get_absolute_url()}bestand/"


# --- How far it is ---------------------------------------------------------------------------------


def test_a_job_under_way_shows_its_step_and_asks_again_by_itself(client, owner):
    job = jobs.job(owner, JobState.RUNNING, step="12 of 40", progress_value=12, progress_max=40)

    html = client.get(job.get_absolute_url()).text

    assert '<progress value="12" max="40"' in html
    assert f'hx-get="{row_of(job)}" hx-trigger="every 2s"' in html
    assert "12 of 40" in html


def test_without_a_script_a_link_shows_how_far_it_is_now(client, owner):
    html = client.get(jobs.job(owner).get_absolute_url()).text

    assert '<noscript><a class="button quiet small" href="">Refresh</a></noscript>' in html


@pytest.mark.parametrize(
    ("state", "status"), [("waiting", 200), ("running", 200), ("done", 286), ("failed", 286), ("cancelled", 286)]
)
def test_the_row_asks_on_until_the_job_has_ended(client, owner, state, status):
    page = client.get(row_of(jobs.job(owner, state)))

    assert (page.status_code, "<html" in page.text) == (status, False)


def test_the_last_row_brings_the_file_and_tells_it_to_who_cannot_see(client, owner):
    html = client.get(row_of(jobs.done(owner, title_en="Seats"))).text

    assert 'id="job-news" hx-swap-oob="innerHTML">Seats: Done. report.xlsx' in html
    assert ">Download<" in html


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"state": "waiting"}, "As soon as a worker is free."),
        ({"state": "waiting", "attempts": 1}, "It broke off, so we are at it again."),
        ({"state": "running", "step": "Writing"}, "Writing"),
        ({"state": "running", "step": "Writing", "attempts": 2}, "It broke off, so we are at it again. Writing"),
        ({"state": "failed", "error": "Nobody answered."}, "Nobody answered."),
        ({"state": "cancelled"}, "You can ask for it again."),
        ({"state": "done"}, ""),
    ],
)
def test_a_sentence_says_where_it_stands(fields, sentence):
    assert jobs.job(**fields).sentence == sentence


def test_a_page_holds_no_inline_style_or_script(client, owner):
    html = client.get(jobs.job(owner).get_absolute_url()).text

    assert (" style=" in html, "<style" in html, "<script>" in html, " onclick=" in html) == (False,) * 4


def test_the_job_of_another_does_not_exist(client, owner):
    job = jobs.job()

    assert [client.get(address).status_code for address in (job.get_absolute_url(), row_of(job))] == [404, 404]


# --- Stopping --------------------------------------------------------------------------------------


def test_a_job_is_stopped_by_a_button(client, owner):
    job = jobs.job(owner)

    page = client.post(f"{job.get_absolute_url()}stop/", follow=True)

    assert Job.objects.get().state == "cancelled"
    assert "Stopped" in page.text


def test_what_had_ended_says_so(client, owner):
    job = jobs.done(owner)

    page = client.post(f"{job.get_absolute_url()}stop/", follow=True)

    assert Job.objects.get().state == "done"
    assert "This had ended already." in page.text


def test_the_job_of_another_is_not_stopped(client, owner):
    job = jobs.job()

    assert client.post(f"{job.get_absolute_url()}stop/").status_code == 404
    assert Job.objects.get().state == "waiting"


# --- The file --------------------------------------------------------------------------------------


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
