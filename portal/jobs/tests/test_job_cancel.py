import pytest

from portal.jobs.models import Job
from portal.jobs.tests import factories as jobs

pytestmark = pytest.mark.django_db


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
