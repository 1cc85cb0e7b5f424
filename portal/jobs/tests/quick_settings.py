"""Settings of the workers that tests start: everything happens within seconds, on the test database."""

import os
from datetime import timedelta
from pathlib import Path

from portal.settings import *  # noqa: F403
from portal.settings import CELERY_BROKER_TRANSPORT_OPTIONS, REDIS_URL

JOB_HEARTBEAT = timedelta(seconds=0.5)
JOB_IS_STALE_AFTER = timedelta(seconds=4)
JOB_IS_FORGOTTEN_AFTER = timedelta(seconds=4)

CELERY_IMPORTS = ["portal.jobs.tests.labour"]
CELERY_WORKER_LOST_WAIT = 1.0
CELERY_BEAT_SCHEDULE = {"sweep-jobs": {"task": "portal.jobs.tasks.sweep", "schedule": 1, "options": {"expires": 5}}}
CELERY_BEAT_SCHEDULE_FILENAME = str(Path(os.environ["WORKER_FOLDER"]) / "beat")
if not REDIS_URL:
    folder = os.environ["WORKER_FOLDER"]
    CELERY_BROKER_TRANSPORT_OPTIONS |= {"data_folder_in": folder, "data_folder_out": folder, "control_folder": folder}
