"""Twenty people answer at once through real servers; the large version is `python -m benchmarks.answering`."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.servers
def test_no_answer_is_lost_or_counts_twice_when_many_send_at_once(tmp_path):
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/load.sqlite3"}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.answering", "20"],
        cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert done.stdout.count("rows 20") == 2
