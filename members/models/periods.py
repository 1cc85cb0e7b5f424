from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class PeriodQuerySet(models.QuerySet):
    """Rows that hold from `starts_on` up to, not including, `ends_on`."""

    def active_on(self, day):
        return self.filter(is_active_on(day))


class Period(models.Model):
    """A half-open period [starts_on, ends_on); an empty end is open."""

    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until (not included)"), null=True, blank=True)

    class Meta:
        abstract = True

    def is_active_on(self, day):
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)

    def has_ended_on(self, day):
        return self.ends_on is not None and self.ends_on <= day

    @property
    def last_day(self):
        """The last day on which it holds, as people say it; None while the end is open."""
        return self.ends_on and self.ends_on - timedelta(days=1)


def is_active_on(day, prefix=""):
    """The condition that a period holds on `day`; `prefix` such as "roles__" reaches it from another model."""
    return Q(**{f"{prefix}starts_on__lte": day}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": day})
    )


def ends_after_it_starts(name):
    return models.CheckConstraint(condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("starts_on")), name=name)
