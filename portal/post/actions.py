import logging
from datetime import timedelta

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template import engines
from django.utils import timezone, translation

from portal import broker, demo
from portal.post.models import Mail, MailState

log = logging.getLogger(__name__)

TRY_AGAIN_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=6),
)
A_WORKER_IS_GONE_AFTER = timedelta(minutes=10)
A_SECRET_LIVES = timedelta(hours=1)
NOBODY = "nobody@example.invalid"  # who was forgotten; no mail can go there


def send(person, template, context=None, *, attachments=(), once_key=None, holds_secret=False):
    """Put one mail to `person` in the outbox, in the person's language; it leaves after the transaction.

    `person` has `email`, `full_name` and `language`. The template's first line is the subject. With `once_key`
    the same mail is written once, however often this is called; with `holds_secret` its text is wiped once it
    left. Returns the Mail, or None without an address.
    """
    if not person.email:
        return None
    language = person.language or settings.LANGUAGE_CODE
    with translation.override(language):
        full_context = {
            "person": person,
            "site_url": settings.SITE_URL,
            "organisation": settings.ORGANISATION_NAME,
            **(context or {}),
        }
        rendered = engines["mail"].get_template(f"{template}.txt").render(full_context)
    subject, _, text = rendered.strip().partition("\n")
    return write(
        kind=template,
        to_email=person.email,
        to_name=person.full_name,
        language=language,
        subject=" ".join(subject.split()),
        text=text.strip() + "\n",
        attachments=list(attachments),
        once_key=once_key,
        holds_secret=holds_secret,
    )


@transaction.atomic
def write(*, once_key=None, **fields):
    """Write the row and wake a worker once it is committed."""
    now = timezone.now()
    if once_key and (earlier := Mail.objects.filter(once_key=once_key).first()):
        return earlier
    mail = Mail.objects.create(once_key=once_key, created_at=now, try_from=now, **fields)
    if not any(wake_a_worker in callback for callback in transaction.get_connection().run_on_commit):
        transaction.on_commit(wake_a_worker, robust=True)  # once a transaction, however many mails it writes
    return mail


def wake_a_worker():
    """Ask for delivery now; when the broker is away, the sweep of every minute does it."""
    broker.wake("portal.post.tasks.deliver_waiting_mail")


def deliver_waiting(*, now=None, at_most=500):
    """Deliver what is due; returns how many left. A failing address never holds up the others."""
    now = now or timezone.now()
    Mail.objects.stuck(since=now - A_WORKER_IS_GONE_AFTER).update(state=MailState.WAITING)
    Mail.objects.codes_too_old(since=now - A_SECRET_LIVES).update(state=MailState.FAILED, text="")
    waiting = list(Mail.objects.due(now).values_list("pk", flat=True)[:at_most])
    if not waiting:
        return 0

    carrier = get_connection(settings.EMAIL_CARRIER)
    sent = 0
    for pk in waiting:
        if Mail.objects.claim(pk, now):
            sent += deliver(Mail.objects.get(pk=pk), carrier, now=now)
    return sent


def deliver(mail, carrier, *, now):
    """Hand one claimed mail to the carrier; 1 when it left, 0 when it will be tried again or was given up."""
    try:
        as_message(mail, carrier).send()
    except SoftTimeLimitExceeded:  # the worker must stop now; the mail is found again when its claim grows old
        raise
    except Exception as error:  # any carrier, any failure: the row remembers it, the next try or a person solves it
        log.warning("Mail %s was not delivered: %s", mail.pk, type(error).__name__)
        given_up = mail.attempts > len(TRY_AGAIN_AFTER)
        mail.state = MailState.FAILED if given_up else MailState.WAITING
        mail.last_error = f"{type(error).__name__}: {error}"[:300]
        mail.try_from = now if given_up else now + TRY_AGAIN_AFTER[mail.attempts - 1]
        mail.save()
        return 0

    mail.state, mail.sent_at, mail.last_error = MailState.SENT, now, ""
    if mail.holds_secret and not demo.is_marked():
        mail.text = ""
    mail.save()
    return 1


def as_message(mail, carrier):
    host = settings.SITE_URL.split("://")[-1].split(":")[0]
    message = EmailMessage(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to_email],
        headers={"Message-ID": f"<{mail.uuid}@{host}>", "Content-Language": mail.language},
        connection=carrier,
    )
    for attachment in mail.attachments:
        message.attach(attachment["name"], attachment["text"], attachment["type"])
    return message


def forget(addresses):
    """Wipe whom mails to these addresses went to and what they said; returns how many. That they left, stays."""
    mails = Mail.objects.filter(to_email__in=addresses)
    mails.filter(state=MailState.WAITING).update(state=MailState.FAILED)
    nobody = {"to_email": NOBODY, "to_name": "", "subject": "", "text": "", "attachments": [], "last_error": ""}
    return mails.update(**nobody, once_key=None)
