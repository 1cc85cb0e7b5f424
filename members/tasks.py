from celery import shared_task
from django.utils import timezone

from members.actions import engagement, imports, retention
from members.models import ImportRun
from portal.jobs.work import working_on


@shared_task(ignore_result=True)
def take_engagement_snapshot():
    """Compute the engagement of every municipality for today."""
    engagement.take_snapshot(timezone.localdate())


@shared_task
def check_import(job_id):
    """Read a large file that somebody brought."""
    with working_on(job_id) as job:
        imports.check(ImportRun.objects.get(pk=job.arguments["run"]), now=timezone.now())


@shared_task
def save_import(job_id):
    """Save a large file that somebody looked at."""
    with working_on(job_id) as job:
        imports.confirm(ImportRun.objects.get(pk=job.arguments["run"]), by=job.job.asked_by, now=timezone.now())


@shared_task(ignore_result=True)
def keep_no_longer():
    """Let go, every night, of what was kept long enough."""
    retention.run_rules(now=timezone.now())
