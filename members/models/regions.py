from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.municipalities import Municipality
from members.models.periods import Period, PeriodQuerySet, ends_after_it_starts


class YouthRegion(models.Model):
    """Municipalities that run their youth policy together."""

    code = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=100)

    class Meta:
        verbose_name = _("youth region")
        verbose_name_plural = _("youth regions")
        ordering = ["name"]

    def __str__(self):
        return self.name


class YouthRegionMembership(Period):
    """A municipality belongs to a youth region for a while; it ends when the municipality merges."""

    region = models.ForeignKey(YouthRegion, on_delete=models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="youth_regions")

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("place in a youth region")
        constraints = [
            ends_after_it_starts("place_in_a_youth_region_ends_after_it_starts"),
            models.UniqueConstraint(fields=["municipality", "starts_on"], name="one_youth_region_at_a_time"),
        ]

    def __str__(self):
        return f"{self.municipality}: {self.region}"
