"""The other main job in a real browser: an admin breaks a survey down and takes the workbook along."""

import io
import shutil
import subprocess

import openpyxl
import pytest

from members.models import Province, Role
from members.tests import factories as members
from portal.jobs.models import Job
from portal.tests.browser import axe, log_in
from surveys import tasks
from surveys.tests.results import survey_with

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_admin_breaks_down_exports_sees_progress_and_downloads(desktop, live_server, tmp_path):
    survey = survey_with({Province.ANTWERP: 20, Province.EAST_FLANDERS: 15})
    log_in(desktop, live_server, members.user_with(Role.ADMIN))

    desktop.goto(f"/bevragingen/{survey.pk}/analyse/")
    desktop.get_by_role("link", name="Provincie", exact=True).click()
    desktop.wait_for_load_state("networkidle")
    state_in_the_address = desktop.url
    desktop.get_by_role("button", name="Exporteer naar Excel").click()
    desktop.get_by_text("Wacht", exact=True).first.wait_for()
    axe(desktop)
    tasks.write_workbook(Job.objects.get().pk)  # what a worker does; the page asks on by itself
    link = desktop.get_by_role("main").get_by_role("link", name="Download")
    link.wait_for(timeout=20_000)
    with desktop.expect_download() as download:
        link.click()
    file = tmp_path / "answers.xlsx"
    download.value.save_as(file)

    assert "?" in state_in_the_address
    assert len(openpyxl.load_workbook(io.BytesIO(file.read_bytes())).sheetnames) >= 4
    if soffice := shutil.which("soffice"):
        home = f"-env:UserInstallation=file://{tmp_path / 'office'}"
        command = [soffice, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        assert (tmp_path / "answers.pdf").stat().st_size > 1000
