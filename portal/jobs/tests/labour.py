"""Tasks that only tests ask for: quick, slow, and three ways to break."""

import os
import time

from celery import shared_task

from portal.jobs.work import working_on


@shared_task
def write_at_once(job_id):
    with working_on(job_id) as job:
        job.keep("at-once.txt", b"done")


@shared_task
def count_slowly(job_id):
    """Takes `seconds`, in steps of a tenth, and then writes how far it counted."""
    with working_on(job_id) as job:
        steps = int(job.arguments["seconds"] * 10)
        for done in range(steps):
            job.advance(done, steps, f"{done} of {steps}")
            time.sleep(0.1)
        job.keep("counted.txt", f"{steps} steps".encode())


@shared_task
def vanish(job_id):
    """Takes its whole process with it, as a segmentation fault does."""
    with working_on(job_id):
        os._exit(1)
