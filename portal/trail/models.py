from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.bilingual import in_readers_language


class LineKind(models.TextChoices):
    CHANGE = "change", _("Change")
    APPROVAL = "approval", _("Approval")
    EXPORT = "export", _("Export")
    IMPORT = "import", _("Import")
    OVERRIDE = "override", _("Exception to a rule")
    PRIVACY = "privacy", _("Privacy")


def _midnight(day):
    return timezone.make_aware(datetime.combine(day, time.min))


class LineQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("trail.read") else self.none()

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def by(self, user_id):
        """Those of one account, or of the portal itself for None."""
        return self.filter(by=user_id)

    def between(self, first, last):
        """Those from one day up to and including another; an empty day is open."""
        lines = self.filter(at__gte=_midnight(first)) if first else self
        return lines.filter(at__lt=_midnight(last + timedelta(days=1))) if last and last < date.max else lines

    def writers(self):
        """The ids of the accounts that wrote a line."""
        return self.exclude(by=None).order_by().values_list("by", flat=True).distinct()

    def about(self, thing):
        """What happened to one thing; `thing` is a pointer key."""
        return self.filter(about=thing)


class Line(models.Model):
    """One deed. The database itself refuses to change or delete it."""

    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )  # empty: the portal itself
    kind = models.CharField(max_length=10, choices=LineKind)
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    about = models.CharField(max_length=100, blank=True, db_index=True)  # a pointer: "members.person:12"
    change = models.JSONField(default=dict)  # {"amount": ["650.00", "500.00"]}: before and after
    reason = models.TextField(blank=True)

    objects = LineQuerySet.as_manager()

    class Meta:
        verbose_name = _("line of the trail")
        verbose_name_plural = _("trail")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="trail_newest_first")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.title_nl}"

    @property
    def title(self):
        return in_readers_language(self, "title")
