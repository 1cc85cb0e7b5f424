import logging
import re
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from typing import NamedTuple

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.template import engines
from django.utils import timezone, translation

from portal import broker, demo, doors
from portal.post.models import Mail, MailState

log = logging.getLogger(__name__)

TRY_AGAIN_AFTER = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    *12 * (timedelta(hours=6),),  # three days: a mail server that is away over a weekend costs nobody a mail
)
A_WORKER_IS_GONE_AFTER = timedelta(minutes=10)
A_SECRET_LIVES = timedelta(hours=1)
ABOUT_THE_ADDRESS = re.compile(r"5\.(1\.(1|2|3|6|10)|2\.1|4\.1)\b")  # no such mailbox, domain or user; see RFC 3463
ENHANCED = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b")
NO_SUCH_ADDRESS = (550, 551, 553)
NOBODY = "nobody@example.invalid"  # who was forgotten; no mail can go there


def send(
    person,
    template,
    context=None,
    *,
    attachments=(),
    once_key=None,
    holds_secret=False,
    unsubscribe_url="",
    delay=timedelta(0),
):
    """Put one mail to `person` in the outbox, in the person's language; it leaves after the transaction.

    `person` has `email`, `full_name` and `language`. The template's first line is the subject. With `once_key`
    the same mail is written once, however often this is called; with `holds_secret` its text is wiped once it
    left. `unsubscribe_url` is where a mail program posts when its reader wants no more; with `delay` it leaves
    that much later. Returns the Mail, or None without an address.
    """
    if not person.email:
        return None
    language = person.language or settings.LANGUAGE_CODE
    words = compose(person, template, context, language=language)
    return write(
        kind=template,
        to_email=person.email,
        to_name=person.full_name,
        language=language,
        subject=words.subject,
        text=words.text,
        attachments=list(attachments),
        once_key=once_key,
        holds_secret=holds_secret,
        unsubscribe_url=unsubscribe_url,
        delay=delay,
    )


class Words(NamedTuple):
    subject: str
    text: str


def compose(person, template, context, *, language):
    """The words of a mail as its reader would get them; a preview shows them without writing a row."""
    with translation.override(language):
        full_context = {
            "person": person,
            "site_url": settings.SITE_URL,
            "organisation": settings.ORGANISATION_NAME,
            **(context or {}),
        }
        rendered = engines["mail"].get_template(f"{template}.txt").render(full_context)
    subject, _, text = rendered.strip().partition("\n")
    return Words(" ".join(subject.split()), text.strip() + "\n")


@transaction.atomic
def write(*, once_key=None, delay=timedelta(0), **fields):
    """Write the row and wake a worker once it is committed."""
    now = timezone.now()
    if once_key and (earlier := Mail.objects.filter(once_key=once_key).first()):
        return earlier
    mail = Mail.objects.create(once_key=once_key, created_at=now, try_from=now + delay, **fields)
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
    """Hand one claimed mail to the carrier; 1 when it left, 0 when it waits, bounced, was given up or is not wanted."""
    try:
        if not may_leave(mail, now=now):
            finish(mail, MailState.WITHDRAWN, now=now)
            return 0
        as_message(mail, carrier).send()
    except SoftTimeLimitExceeded:  # the worker must stop now; the mail is found again when its claim grows old
        raise
    except Exception as error:  # any carrier, any failure: the row remembers it, the next try or a person solves it
        log.warning("Mail %s was not delivered: %s", mail.pk, type(error).__name__)
        mail.last_error = f"{type(error).__name__}: {error}"[:300]
        if is_refused_for_good(error, mail.to_email):
            finish(mail, MailState.BOUNCED, now=now)
        elif mail.attempts > len(TRY_AGAIN_AFTER):
            mail.try_from = now
            finish(mail, MailState.FAILED, now=now)
        else:
            mail.state, mail.try_from = MailState.WAITING, now + TRY_AGAIN_AFTER[mail.attempts - 1]
            mail.save()
        return 0

    mail.sent_at, mail.last_error = now, ""
    finish(mail, MailState.SENT, now=now)
    return 1


def is_refused_for_good(error, address):
    """Whether the server says that there is no such address; anything else, such as a blocked sender, is our matter."""
    if not isinstance(error, SMTPRecipientsRefused):
        return False
    code, reply = error.recipients.get(address, (0, b""))
    words = reply.decode(errors="replace") if isinstance(reply, bytes) else str(reply)
    if ENHANCED.search(words):
        return code // 100 == 5 and ABOUT_THE_ADDRESS.search(words) is not None
    return code in NO_SUCH_ADDRESS


def may_leave(mail, *, now):
    """Ask the app that wrote a mail whether it is still wanted: much may have happened since."""
    keeper = keeper_of(mail)
    return keeper is None or keeper.may_leave(mail, now=now)


def keeper_of(mail):
    app = mail.kind.partition("/")[0]
    return doors.MAIL.get(app) if app in doors.MAIL else None


def finish(mail, state, *, now):
    """A mail left or never will: wipe what was secret, and tell the app that wrote it."""
    mail.state = state
    if mail.holds_secret and not demo.is_marked():
        mail.text, mail.unsubscribe_url = "", ""
    mail.save()
    if keeper := keeper_of(mail):
        try:
            keeper.has_ended(mail, now=now)
        except Exception:  # what left, left: it must not leave again because somebody else's note failed
            log.exception("What became of mail %s was not noted", mail.pk)


def make_room(once_key):
    """Let the mail with this key be written anew, when the earlier one did not arrive."""
    return Mail.objects.not_arrived().filter(once_key=once_key).update(once_key=None)


def note_bounce(mails):
    """Write down that these mails came back, or would, as a mailbox of ours says later; returns how many."""
    return mails.filter(state__in=[MailState.SENT, MailState.WAITING]).update(state=MailState.BOUNCED)


def try_address_again(address):
    """Forget that an address took no mail, so that it is written to again; returns how many bounces that were."""
    return Mail.objects.to([address]).filter(state=MailState.BOUNCED).update(state=MailState.FAILED)


def as_message(mail, carrier):
    host = settings.SITE_URL.split("://")[-1].split(":")[0]
    message = EmailMessage(
        subject=mail.subject,
        body=mail.text,
        to=[mail.to_email],
        headers={"Message-ID": f"<{mail.uuid}@{host}>", "Content-Language": mail.language, **unsubscribing(mail)},
        connection=carrier,
    )
    for attachment in mail.attachments:
        message.attach(attachment["name"], attachment["text"], attachment["type"])
    return message


def unsubscribing(mail):
    """The headers by which a mail program shows its own button to stop such mail (RFC 8058)."""
    if not mail.unsubscribe_url:
        return {}
    return {"List-Unsubscribe": f"<{mail.unsubscribe_url}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def forget(addresses):
    """Wipe whom mails to these addresses went to and what they said; returns how many. That they left, stays."""
    mails = Mail.objects.filter(to_email__in=addresses)
    mails.filter(state=MailState.WAITING).update(state=MailState.FAILED)
    nobody = {"to_email": NOBODY, "to_name": "", "subject": "", "text": "", "attachments": [], "last_error": ""}
    nobody["unsubscribe_url"] = ""
    return mails.update(**nobody, once_key=None)
