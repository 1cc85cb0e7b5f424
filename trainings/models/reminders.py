from django.db import models
from django.utils.translation import gettext_lazy as _

from trainings.models.editions import HalfDay
from trainings.models.registrations import Registration


class Reminder(models.Model):
    """That somebody was reminded of a half-day on the date that it had then: a move asks for a new one."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="reminders")
    half_day = models.ForeignKey(HalfDay, on_delete=models.CASCADE, related_name="reminders")
    date = models.DateField(_("date"))
    at = models.DateTimeField(_("reminded at"))

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["date", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "half_day", "date"], name="one_reminder_of_a_half_day_on_a_date"
            )
        ]

    def __str__(self):
        return f"{self.registration_id} {self.half_day_id}: {self.date}"
