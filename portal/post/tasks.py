from celery import shared_task

from portal.post import actions


@shared_task(ignore_result=True)
def deliver_waiting_mail():
    """Deliver what waits in the outbox."""
    actions.deliver_waiting()
