"""The half-days as a real agenda program reads them."""

import os
import shutil
import subprocess
from datetime import date

import pytest

from trainings import calendars
from trainings.tests import factories as trainings

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("khal"), reason="needs khal, an agenda program (Debian: apt install khal)"),
]

SETTINGS = """
[calendars]
[[trainings]]
path = {folder}/trainings
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = Europe/Brussels
local_timezone = Europe/Brussels
[sqlite]
path = {folder}/khal.db
[default]
default_calendar = trainings
"""


@pytest.fixture
def khal(tmp_path):
    (tmp_path / "trainings").mkdir()
    (tmp_path / "config").write_text(SETTINGS.format(folder=tmp_path))

    def run(*arguments):
        command = ["khal", "--config", str(tmp_path / "config"), *arguments]
        environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TZ": "Europe/Brussels"}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout

    return run


@pytest.mark.parametrize("day", [date(2027, 3, 26), date(2027, 3, 29), date(2027, 10, 29), date(2027, 11, 1)])
def test_khal_shows_every_half_day_at_its_local_hour_on_both_sides_of_the_clock_change(khal, tmp_path, day):
    module = trainings.module(title_nl="Één, twee; drie – wérkvormen")
    registration = trainings.registration(trainings.edition(module=module, first_day=day, city="Gent"))
    file = tmp_path / "agenda.ics"
    file.write_text(calendars.attachment(registration)["text"])

    khal("import", "--batch", str(file))
    lines = khal("list", "--format", "{start-time}-{end-time} {title} @ {location}", str(day), "1d").splitlines()

    assert lines[1:] == [
        "09:30-12:30 Één, twee; drie – wérkvormen @ De Wervel, Gent",
        "13:30-16:30 Één, twee; drie – wérkvormen @ De Wervel, Gent",
    ]
