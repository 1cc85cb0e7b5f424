from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models.people import Person


class BookingQuerySet(models.QuerySet):
    def between(self, start, end):
        """Those that share time with a period; one that ends when the period starts does not."""
        return self.filter(starts_at__lt=end, ends_at__gt=start)

    def of_source(self, source):
        """Those because of one thing; `source` is a pointer key."""
        return self.filter(source=source)


class Booking(models.Model):
    """Somebody is busy from one moment to another, because of something in an app above."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="bookings", verbose_name=_("person"))
    source = models.CharField(max_length=100, db_index=True)  # a pointer: "trainings.halfday:12"
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("to"))

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["person", "starts_at"], name="a_person_is_busy_from")]
        constraints = [
            models.UniqueConstraint(fields=["source", "person"], name="a_person_is_booked_once_a_source"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="booking_ends_after_it_starts"),
        ]

    def __str__(self):
        return f"{self.starts_at:%Y-%m-%d %H:%M}"
