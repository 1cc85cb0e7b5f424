"""The outbox: a mail is a row first, leaves after the transaction, and is tried again when a carrier fails."""

from datetime import UTC, datetime, timedelta
from smtplib import SMTPRecipientsRefused
from types import SimpleNamespace

import pytest
from celery.exceptions import SoftTimeLimitExceeded
from django.core import mail
from django.core.mail import send_mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from portal import demo, doors
from portal.post import actions as post
from portal.post.models import Mail, MailState

pytestmark = pytest.mark.django_db


class RefusingCarrier(BaseEmailBackend):
    def send_messages(self, messages):
        raise ConnectionRefusedError("nobody there")


class StrictCarrier(BaseEmailBackend):
    """Says what `reply` says of every address."""

    reply = (550, b"5.1.1 no such user")

    def send_messages(self, messages):
        raise SMTPRecipientsRefused({address: self.reply for each in messages for address in each.to})


class SlowCarrier(BaseEmailBackend):
    def send_messages(self, messages):
        raise SoftTimeLimitExceeded


@pytest.fixture(autouse=True)
def carrier(settings):
    settings.EMAIL_CARRIER = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def letter():
    return written("Dag Noor")


def written(text, kind="test", **fields):
    return post.write(kind=kind, to_email="noor@example.org", language="nl", subject="Dag", text=text, **fields)


# --- Writing ---------------------------------------------------------------------------------------


def test_the_first_line_of_the_template_is_the_subject(tmp_path, settings):
    (tmp_path / "hello.txt").write_text("Hello {{ person.full_name }}\n\nCome to <Ghent> & back.\n")
    engine = {**settings.TEMPLATES[1], "DIRS": [tmp_path]}
    settings.TEMPLATES = [settings.TEMPLATES[0], engine]
    noor = SimpleNamespace(email="noor@example.org", full_name="Noor", language="en")

    sent = post.send(noor, "hello")

    assert (sent.subject, sent.text, sent.language) == ("Hello Noor", "Come to <Ghent> & back.\n", "en")


def test_somebody_without_an_address_gets_no_mail():
    nobody = SimpleNamespace(email="", full_name="Noor", language="nl")

    assert post.send(nobody, "hello") is None


def test_the_same_key_is_written_once():
    first, second = (written("Dag", once_key="reminder:1") for _ in range(2))

    assert (first.pk, Mail.objects.count()) == (second.pk, 1)


def test_what_a_failed_transaction_wrote_never_leaves():
    with transaction.atomic():
        written("Dag")
        transaction.set_rollback(True)

    assert Mail.objects.count() == 0


def test_mail_of_django_itself_becomes_a_secret_row(settings):
    settings.EMAIL_BACKEND = "portal.post.backends.OutboxBackend"

    send_mail("Code\r\nBcc: x@example.org", "123456", None, ["noor@example.org"])

    row = Mail.objects.get()
    assert (row.subject, row.holds_secret, len(mail.outbox)) == ("Code Bcc: x@example.org", True, 0)


# --- Delivering ------------------------------------------------------------------------------------


def test_a_waiting_mail_leaves_once(letter):
    counts = [post.deliver_waiting(), post.deliver_waiting()]

    assert (counts, len(mail.outbox)) == ([1, 0], 1)
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{letter.uuid}@localhost>"


def test_a_mail_that_another_worker_holds_is_left_alone(letter):
    assert [Mail.objects.claim(letter.pk, timezone.now()) for _ in range(2)] == [1, 0]


def test_a_failing_carrier_is_asked_again_later_and_given_up_in_the_end(letter, settings):
    settings.EMAIL_CARRIER = "portal.tests.test_post.RefusingCarrier"
    now = timezone.now()

    for wait in (*post.TRY_AGAIN_AFTER, timedelta(0)):
        post.deliver_waiting(now=now)
        letter.refresh_from_db()
        assert letter.try_from == now + wait
        now += wait + timedelta(seconds=1)

    assert (letter.state, letter.last_error) == (MailState.FAILED, "ConnectionRefusedError: nobody there")


@pytest.mark.parametrize(
    ("reply", "state"),
    [
        ((550, b"5.1.1 no such user"), MailState.BOUNCED),
        ((550, b"No such user here"), MailState.BOUNCED),
        ((450, b"4.2.1 try later"), MailState.WAITING),
        ((550, b"5.7.1 your server is on a list"), MailState.WAITING),  # about us, not about them
        ((552, b"5.2.2 mailbox full"), MailState.WAITING),
    ],
)
def test_only_an_address_that_is_refused_for_good_bounces(letter, settings, monkeypatch, reply, state):
    settings.EMAIL_CARRIER = "portal.tests.test_post.StrictCarrier"
    monkeypatch.setattr(StrictCarrier, "reply", reply)

    post.deliver_waiting()

    letter.refresh_from_db()
    assert (letter.state, Mail.objects.bouncing()) == (
        state,
        {"noor@example.org"} if state == MailState.BOUNCED else set(),
    )


def test_a_mail_server_that_is_away_for_a_day_costs_nobody_a_mail(letter, settings):
    settings.EMAIL_CARRIER = "portal.tests.test_post.RefusingCarrier"
    now = timezone.now()
    for hour in range(25):
        post.deliver_waiting(now=now + timedelta(hours=hour))
    settings.EMAIL_CARRIER = "django.core.mail.backends.locmem.EmailBackend"

    assert post.deliver_waiting(now=now + timedelta(hours=31)) == 1


def test_a_mail_with_a_delay_waits_for_it(letter):
    now = timezone.now()
    written("Dag Jef", delay=timedelta(minutes=10))

    assert [post.deliver_waiting(now=now + timedelta(minutes=later)) for later in (1, 11)] == [1, 1]


def test_what_the_app_that_wrote_it_wants_no_more_never_leaves(monkeypatch):
    ended = []
    keeper = SimpleNamespace(
        may_leave=lambda mail, now: mail.subject != "Dag", has_ended=lambda mail, now: ended.append(mail.state)
    )
    monkeypatch.setitem(doors.MAIL._supplies, "test", keeper)
    written("Nobody wants it", holds_secret=True)
    written("Wanted", kind="other")

    assert (post.deliver_waiting(), ended) == (1, [MailState.WITHDRAWN])
    assert Mail.objects.get(kind="test").text == ""


def test_a_note_that_fails_lets_no_mail_leave_twice(monkeypatch):
    def fail(mail, now):
        raise ValueError

    monkeypatch.setitem(doors.MAIL._supplies, "test", SimpleNamespace(may_leave=lambda mail, now: True, has_ended=fail))
    written("Dag")

    assert (post.deliver_waiting(), Mail.objects.get().state) == (1, MailState.SENT)


def test_a_mail_program_gets_a_button_of_its_own_to_stop_such_mail(letter):
    written("Dag", unsubscribe_url="https://portal.example.org/b/x/geen-mail/", holds_secret=True)

    post.deliver_waiting()

    headers = {each.body: each.extra_headers for each in mail.outbox}
    assert headers["Dag"]["List-Unsubscribe"] == "<https://portal.example.org/b/x/geen-mail/>"
    assert headers["Dag"]["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in headers["Dag Noor"]
    assert not Mail.objects.exclude(unsubscribe_url="").exists()  # it holds the secret too


def test_one_failing_mail_does_not_hold_up_the_next(letter):
    Mail.objects.filter(pk=letter.pk).update(to_email="a\nb@example.org")  # Django's mail refuses such an address
    written("Dag Jef")

    assert post.deliver_waiting() == 1


def test_a_worker_that_must_stop_stops_and_the_mail_is_found_again(letter, settings):
    settings.EMAIL_CARRIER = "portal.tests.test_post.SlowCarrier"
    now = timezone.now()
    with pytest.raises(SoftTimeLimitExceeded):
        post.deliver_waiting(now=now)
    settings.EMAIL_CARRIER = "django.core.mail.backends.locmem.EmailBackend"

    soon = post.deliver_waiting(now=now + timedelta(minutes=1))
    later = post.deliver_waiting(now=now + post.A_WORKER_IS_GONE_AFTER + timedelta(seconds=1))

    assert (soon, later) == (0, 1)


# --- Secrets ---------------------------------------------------------------------------------------


def test_a_code_is_wiped_once_it_has_left():
    secret = written("123456", holds_secret=True)

    post.deliver_waiting()

    secret.refresh_from_db()
    assert (secret.text, mail.outbox[0].body) == ("", "123456")


def test_in_the_demo_a_code_stays_to_be_read():
    demo.mark(seeded_on=datetime(2026, 11, 22, tzinfo=UTC).date(), size="small")
    secret = written("123456", holds_secret=True)

    post.deliver_waiting()

    secret.refresh_from_db()
    demo.forget()
    assert secret.text == "123456"


def test_a_link_that_stays_good_is_sent_however_late():
    secret = written("/b/xyz/", kind="test/mail/invited", holds_secret=True)

    sent = post.deliver_waiting(now=timezone.now() + post.A_SECRET_LIVES + timedelta(minutes=1))

    secret.refresh_from_db()
    assert (sent, secret.state, secret.text) == (1, MailState.SENT, "")


def test_a_code_that_opens_nothing_any_more_is_not_sent_and_wiped():
    secret = written("123456", kind="account", holds_secret=True)

    sent = post.deliver_waiting(now=timezone.now() + post.A_SECRET_LIVES + timedelta(minutes=1))

    secret.refresh_from_db()
    assert (sent, secret.state, secret.text) == (0, MailState.FAILED, "")
