import pytest

from portal.jobs.tests import factories as jobs

pytestmark = pytest.mark.django_db


def row_of(job):
    return f"{job.get_absolute_url()}voortgang/"


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


def test_the_row_of_another_does_not_exist(client, owner):
    assert client.get(row_of(jobs.job())).status_code == 404
