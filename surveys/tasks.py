from celery import shared_task
from django.utils import timezone

from portal.jobs.work import working_on
from surveys import workbook
from surveys.actions import retention
from surveys.models import Survey


@shared_task
def write_workbook(job_id):
    with working_on(job_id) as job:
        survey = Survey.objects.get(pk=job.arguments["survey"])
        made = workbook.write(survey, job.job.language, job.advance)
        job.keep(workbook.file_name(survey, timezone.localdate()), made)


@shared_task(ignore_result=True)
def sweep():
    """Rewrite the tables of answers on disk, once an anonymous survey was closed."""
    retention.sweep()


@shared_task(ignore_result=True)
def keep_no_longer():
    """Let go, every night, of unfinished answers and links of surveys that are over."""
    retention.keep_no_longer(today=timezone.localdate())
