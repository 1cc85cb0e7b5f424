from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class MailKind(models.TextChoices):
    """The mails whose opening staff may put in their own words; the value is the name of the template."""

    REGISTERED = "registered", _("Registered, with a seat")
    WAITLISTED = "waitlisted", _("On the waiting list")
    OFFERED = "offered", _("A seat is offered")
    PROMOTED = "promoted", _("A seat after waiting")
    REMINDER = "reminder", _("Reminder before a day")
    HALF_DAY_MOVED = "half_day_moved", _("A half-day moved")
    CANCELLED = "cancelled", _("Registration cancelled")
    EDITION_CANCELLED = "edition_cancelled", _("Training called off")


class MailTextQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("trainings.plan") else self.none()

    def standing(self, mail, language):
        """Our own words for a mail in a language; None when the built-in ones hold."""
        return self.filter(mail=mail, language=language).first()


class MailText(models.Model):
    """Our own subject and opening of a mail in one language, instead of the built-in ones."""

    mail = models.CharField(_("mail"), max_length=20, choices=MailKind)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=120)
    opening = models.TextField(_("opening"), max_length=1500)

    objects = MailTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("text of a mail")
        verbose_name_plural = _("texts of mails")
        ordering = ["mail", "language"]
        constraints = [
            models.UniqueConstraint(fields=["mail", "language"], name="a_mail_has_one_text_a_language"),
            models.CheckConstraint(condition=Q(mail__in=MailKind.values), name="mail_text_is_of_a_known_mail"),
        ]

    def __str__(self):
        return f"{self.get_mail_display()} ({self.language})"
