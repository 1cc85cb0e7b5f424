from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.bilingual import in_readers_language


class CancellationPolicy(models.Model):
    """What leaving costs, in steps; a registration keeps the steps as they were when it was made."""

    code = models.SlugField(_("code"), unique=True)
    name_nl = models.CharField(_("Dutch name"), max_length=80)
    name_en = models.CharField(_("English name"), max_length=80, blank=True)
    is_default = models.BooleanField(_("for editions that name no other"), default=False)

    class Meta:
        verbose_name = _("cancellation policy")
        verbose_name_plural = _("cancellation policies")
        ordering = ["-is_default", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="one_default_cancellation_policy"
            )
        ]

    def __str__(self):
        return in_readers_language(self, "name")


class CancellationStep(models.Model):
    """Leaving until so many days before the first half-day costs this share of the price."""

    policy = models.ForeignKey(CancellationPolicy, on_delete=models.CASCADE, related_name="steps")
    days = models.PositiveSmallIntegerField(
        _("until so many days before"),
        null=True,
        blank=True,
        help_text=_("0 is until the day of the start itself; empty is without a limit."),
    )
    percent = models.PositiveSmallIntegerField(_("percent of the price"), validators=[MaxValueValidator(100)])

    class Meta:
        verbose_name = _("step of a cancellation policy")
        verbose_name_plural = _("steps of a cancellation policy")
        ordering = [models.F("days").desc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "days"], name="a_limit_once_a_policy"),
            models.UniqueConstraint(
                fields=["policy"], condition=Q(days__isnull=True), name="without_a_limit_once_a_policy"
            ),
            models.CheckConstraint(condition=Q(percent__lte=100), name="leaving_costs_at_most_the_price"),
        ]

    def __str__(self):
        return f"{self.days}: {self.percent}%"
