from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.jobs.work import working_on
from reports import participants_per_year


@shared_task
def write_participants_per_year(job_id):
    with working_on(job_id) as job:
        year = job.arguments["year"]
        name = _("participants-{year}.xlsx").format(year=year)
        job.keep(name, participants_per_year.write(year, today=timezone.localdate(), on_progress=job.advance))
