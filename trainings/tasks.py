from celery import shared_task
from django.utils import timezone

from portal.jobs.work import working_on
from trainings import actions, papers
from trainings.models import Certificate


@shared_task(ignore_result=True)
def seat_who_waits():
    """Give free seats to who waits for them; nothing to do when all is well."""
    actions.seat_who_waits(now=timezone.now())


@shared_task(ignore_result=True)
def lapse_offers():
    """Take back the seats that nobody answered for in time; nothing to do when all is well."""
    actions.lapse_offers(now=timezone.now())


@shared_task(ignore_result=True)
def mind_reserved_seats():
    """Ask for names that are due and let go of seats for which none came; twice is as good as once."""
    actions.mind_reserved_seats(now=timezone.now())


@shared_task(ignore_result=True)
def remind_of_half_days():
    """Remind who has a seat, every morning, of the days that come near; twice is as good as once."""
    actions.remind_of_half_days(now=timezone.now())


@shared_task(ignore_result=True)
def ask_to_complete():
    """Ask, every morning, to complete the editions that are over."""
    actions.ask_to_complete(today=timezone.localdate())


@shared_task
def bundle_certificates(job_id):
    """Set the certificates of an edition, in one file."""
    with working_on(job_id) as job:
        edition = job.arguments["edition"]
        valid = list(Certificate.objects.valid().filter(registration__edition=edition).order_by("number"))
        job.keep(f"attesten-{edition}.zip", papers.as_zip(valid, on_progress=job.advance))
