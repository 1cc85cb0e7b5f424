import uuid

from django.conf import settings
from django.db import models
from django.db.models import F
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _


class MailState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    UNDER_WAY = "under-way", _("Under way")
    SENT = "sent", _("Sent")
    BOUNCED = "bounced", _("Refused by the address")
    FAILED = "failed", _("Failed")
    WITHDRAWN = "withdrawn", _("Not sent: not wanted any more")


class MailQuerySet(models.QuerySet):
    def due(self, now):
        """What waits and may be tried now, oldest first."""
        return self.filter(state=MailState.WAITING, try_from__lte=now).order_by("pk")

    def stuck(self, since):
        """Claimed by a worker that never came back."""
        return self.filter(state=MailState.UNDER_WAY, claimed_at__lt=since)

    def codes_too_old(self, since):
        """Log-in codes that never left and open nothing any more; other secrets, such as invitations, keep."""
        return self.filter(kind="account", holds_secret=True, state=MailState.WAITING, created_at__lt=since)

    def to(self, addresses):
        """What went or goes to these addresses, however they are written."""
        return self.annotate(address=Lower("to_email")).filter(address__in=[each.lower() for each in addresses])

    def about(self, beginning):
        """Those whose key begins so."""
        return self.filter(once_key__startswith=beginning)

    def not_arrived(self):
        """What did not leave, or came back."""
        return self.filter(state__in=[MailState.BOUNCED, MailState.FAILED, MailState.WITHDRAWN])

    def on_its_way(self):
        return self.filter(state__in=[MailState.WAITING, MailState.UNDER_WAY])

    def bouncing(self):
        """The addresses that take no mail, in small letters: the bounce is the address's, whoever it was written to."""
        bounced = self.filter(state=MailState.BOUNCED).order_by()
        return set(bounced.annotate(address=Lower("to_email")).values_list("address", flat=True))

    def claim(self, pk, now):
        """True for the one worker that may deliver this mail."""
        return self.filter(pk=pk, state=MailState.WAITING).update(
            state=MailState.UNDER_WAY, claimed_at=now, attempts=F("attempts") + 1
        )


class Mail(models.Model):
    """One message to one address."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # the same Message-ID at every try
    once_key = models.CharField(max_length=200, null=True, unique=True)
    kind = models.CharField(max_length=100)
    to_email = models.EmailField()
    to_name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    attachments = models.JSONField(default=list)  # [{"name": …, "type": …, "text": …}]
    unsubscribe_url = models.CharField(max_length=300, blank=True)  # takes a POST without logging in (RFC 8058)
    holds_secret = models.BooleanField(default=False)  # log-in codes, links with a token: wiped once delivered
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    try_from = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "try_from"], name="mail_by_state")]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=MailState.values), name="mail_has_a_known_state")
        ]

    def __str__(self):
        return f"{self.subject} → {self.to_email}"
