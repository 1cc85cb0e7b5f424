"""A report in a real browser: asked for, watched while a worker writes it, downloaded."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from members.models import Role
from members.tests import factories as members
from portal.jobs import actions
from portal.jobs.models import Job
from portal.jobs.tests import factories as jobs
from portal.jobs.work import working_on
from portal.tests.browser import axe, log_in
from reports import tasks
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_a_report_is_asked_for_watched_and_downloaded(device, request, live_server, staff):
    page = request.getfixturevalue(device)
    trainings.edition(first_day=date(2026, 3, 10))
    log_in(page, live_server, staff)

    page.goto("/rapporten/deelnemers-per-jaar/")
    page.get_by_label("Jaar").select_option("2026")
    page.locator("main form button").click()
    page.locator(".progress-row.waiting").wait_for()
    tasks.write_participants_per_year(Job.objects.get().pk)
    page.locator(".progress-row.done").wait_for()
    with page.expect_download() as download:
        page.locator("a[href$='/bestand/']").click()

    workbook = load_workbook(BytesIO(download.value.path().read_bytes()))
    assert download.value.suggested_filename == Job.objects.get().file_name
    assert [sheet.max_row for sheet in workbook] == [5, 4, 4]
    assert Job.objects.get().title in page.locator("#job-news").inner_text()


def test_who_watches_sees_it_move_and_can_stop_it(desktop, live_server, staff):
    job = jobs.job(staff)
    log_in(desktop, live_server, staff)

    desktop.goto("/rapporten/")
    with working_on(job.pk) as at_work:
        at_work.advance(3, 12, "Antwerpen")
        desktop.get_by_text("Antwerpen").wait_for()
        axe(desktop)
        desktop.locator("form[action$='/stop/'] button").click()
        desktop.locator(".progress-row.cancelled").wait_for()

    assert Job.objects.get().state == "cancelled"


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_a_machine_finds_no_barrier_on_the_list(device, request, live_server, staff):
    page = request.getfixturevalue(device)
    jobs.done(staff)
    actions.cancel(jobs.job(staff))
    jobs.job(staff, "failed")
    jobs.job(staff, "running")
    log_in(page, live_server, staff)

    page.goto("/rapporten/")

    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), "the page scrolls sideways"
