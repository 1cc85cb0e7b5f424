from celery import shared_task
from django.utils import timezone

from trainings import actions


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
