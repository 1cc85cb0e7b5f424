from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Person
from surveys.models.surveys import Survey


class MailingKind(models.TextChoices):
    INVITATION = "invitation", _("Invitation")
    REMINDER = "reminder", _("Reminder")


class Mailing(models.Model):
    """A batch of mails of a survey: how many left on a day, not to whom."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=10, choices=MailingKind)
    on = models.DateField(_("on"))
    number = models.PositiveIntegerField(_("mails"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("mailing of a survey")
        verbose_name_plural = _("mailings of surveys")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=MailingKind.values), name="mailing_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(number__gt=0), name="a_mailing_has_mails"),
        ]

    def __str__(self):
        return f"{self.survey}: {self.get_kind_display()} {self.on}"


class MailRefusal(models.Model):
    """Somebody who wants no mail about any survey; they stay in every population."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    since = models.DateField(_("since"))

    class Meta:
        verbose_name = _("refusal of mail about surveys")
        verbose_name_plural = _("refusals of mail about surveys")

    def __str__(self):
        return f"{self.person} ({self.since})"
