from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models.people import Person


class PersonMergeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("members.merge_people") else self.none()

    def standing(self):
        """Those that were not undone."""
        return self.filter(undone_at__isnull=True)


class PersonMerge(models.Model):
    """Two records turned out to be one human; what was moved stands here, so that it can be moved back."""

    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merges")
    gone = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="merged_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    moved = models.JSONField(default=dict)  # what each app moved, as it wants to read it back
    undone_at = models.DateTimeField(null=True)

    objects = PersonMergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("merge of people")
        verbose_name_plural = _("merges of people")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="nobody_merges_with_themselves"),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(undone_at__isnull=True), name="somebody_is_merged_away_once"
            ),
        ]

    def __str__(self):
        return f"{self.gone} → {self.kept}"


class NotTheSame(models.Model):
    """Two people who look alike and are two: nobody proposes them again. `first` has the lower id."""

    first = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("pair that is two people")
        verbose_name_plural = _("pairs that are two people")
        constraints = [
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="a_pair_of_two_people_has_an_order"),
            models.UniqueConstraint(fields=["first", "second"], name="two_people_are_told_apart_once"),
        ]

    def __str__(self):
        return f"{self.first} ≠ {self.second}"
