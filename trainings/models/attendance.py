from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from trainings.models.registrations import Registration


class Presence(models.TextChoices):
    """Whether somebody was there; as long as nobody filled it in it is unknown, which is not absent."""

    UNKNOWN = "unknown", _("To fill in")
    PRESENT = "present", _("Present")
    PARTIAL = "partial", _("Partly there")
    EXCUSED = "excused", _("Excused")
    ABSENT = "absent", _("Absent")
    EXEMPT = "exempt", _("Exempt")

    @classmethod
    def there(cls):
        return [cls.PRESENT, cls.PARTIAL]


class AttendanceQuerySet(models.QuerySet):
    def filled_in(self):
        return self.exclude(presence=Presence.UNKNOWN)

    def pointed(self, ids):
        """Title and address of the edition for each of these ids, as the pointer door asks."""
        found = self.filter(pk__in=ids).select_related("registration__edition__module")
        editions = {row.pk: row.registration.edition for row in found}
        return {pk: (edition.module.title, edition.get_absolute_url()) for pk, edition in editions.items()}

    def there(self):
        return self.filter(presence__in=Presence.there())


class Attendance(models.Model):
    """Whether a participant was there in one half-day; without a row it is unknown."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="attendance")
    half_day = models.ForeignKey("trainings.HalfDay", on_delete=models.PROTECT, related_name="attendance")
    presence = models.CharField(_("attendance"), max_length=8, choices=Presence, default=Presence.UNKNOWN)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)  # of who was there partly
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    marked_at = models.DateTimeField()
    reason = models.CharField(_("reason"), max_length=200, blank=True)  # of a correction after completing

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ["half_day__date", "half_day__starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "half_day"], name="one_attendance_a_half_day"),
            models.CheckConstraint(condition=Q(presence__in=Presence.values), name="attendance_is_a_known_one"),
            models.CheckConstraint(
                condition=Q(presence="partial", minutes__isnull=False) | (~Q(presence="partial") & Q(minutes=None)),
                name="who_was_there_partly_has_minutes",
            ),
        ]

    def __str__(self):
        return f"{self.registration_id} {self.half_day_id}: {self.presence}"
