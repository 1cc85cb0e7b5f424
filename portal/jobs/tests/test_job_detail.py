import pytest

from portal.jobs.models import JobState
from portal.jobs.tests import factories as jobs

pytestmark = pytest.mark.django_db


def test_a_job_under_way_shows_its_step_and_asks_again_by_itself(client, owner):
    job = jobs.job(owner, JobState.RUNNING, step="12 of 40", progress_value=12, progress_max=40)

    html = client.get(job.get_absolute_url()).text

    assert '<progress value="12" max="40"' in html
    assert f'hx-get="{job.get_absolute_url()}voortgang/" hx-trigger="every 2s"' in html
    assert "12 of 40" in html


def test_without_a_script_a_link_shows_how_far_it_is_now(client, owner):
    html = client.get(jobs.job(owner).get_absolute_url()).text

    assert '<noscript><a class="button quiet small" href="">Refresh</a></noscript>' in html


def test_a_page_holds_no_inline_style_or_script(client, owner):
    html = client.get(jobs.job(owner).get_absolute_url()).text

    assert (" style=" in html, "<style" in html, "<script>" in html, " onclick=" in html) == (False,) * 4


def test_the_job_of_another_does_not_exist(client, owner):
    assert client.get(jobs.job().get_absolute_url()).status_code == 404


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
