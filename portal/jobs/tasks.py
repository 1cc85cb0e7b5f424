from celery import shared_task
from celery.signals import worker_ready
from django.db import connections
from django.utils import timezone

from portal.jobs import actions


@shared_task(ignore_result=True)
def sweep():
    """Find the jobs that nobody works on any more."""
    actions.sweep(now=timezone.now())


@worker_ready.connect
def sweep_at_start(**kwargs):
    """A worker that starts may follow one that was killed."""
    try:
        actions.sweep(now=timezone.now())
    finally:
        connections.close_all()  # the worker's children open their own
