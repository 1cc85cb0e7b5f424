"""The half-days as a real agenda program reads them."""

import os
import shutil
import subprocess
from datetime import date, datetime, time

import pytest
from django.utils import timezone

from trainings import actions, calendars
from trainings.tests import factories as trainings

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("khal"), reason="needs khal, an agenda program (Debian: apt install khal)"),
]

NOW = timezone.make_aware(datetime(2027, 2, 1, 12))
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


def test_khal_moves_and_drops_what_moved_and_was_called_off(khal, tmp_path):
    registration = trainings.registration(trainings.edition(first_day=date(2027, 3, 1)))
    morning, afternoon = registration.edition.half_days.all()
    moment = {"starts_at": time(10), "ends_at": time(13), "today": date(2027, 2, 1), "now": NOW}
    file = tmp_path / "agenda.ics"

    def listed(day):
        file.write_text(calendars.attachment(registration)["text"])
        khal("import", "--batch", str(file))
        lines = khal("list", "--format", "{start-time}-{end-time} {status}", str(day), "1d").splitlines()[1:]
        return [line.strip() for line in lines]

    before = listed(date(2027, 3, 1))
    actions.move_half_day(morning, date=date(2027, 3, 8), **moment)
    actions.cancel_half_day(afternoon, by=None, now=NOW)

    assert before == ["09:30-12:30 CONFIRMED", "13:30-16:30 CONFIRMED"]
    assert listed(date(2027, 3, 1)) == ["13:30-16:30 CANCELLED"]
    assert listed(date(2027, 3, 8)) == ["10:00-13:00 CONFIRMED"]


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
