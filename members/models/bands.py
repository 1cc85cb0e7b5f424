from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.bilingual import in_readers_language


class BandSubject(models.TextChoices):
    POPULATION = "population", _("Population")
    FTE = "fte", _("FTE of the youth service")
    EXPERIENCE = "experience", _("Years of experience")


class BandSet(models.Model):
    """A way to cut a quantity into classes; the sets are data, so an organisation may have its own."""

    code = models.SlugField(unique=True)
    subject = models.CharField(_("what is cut"), max_length=12, choices=BandSubject)
    title_nl = models.CharField(_("Dutch title"), max_length=100)
    title_en = models.CharField(_("English title"), max_length=100, blank=True)
    is_default = models.BooleanField(_("used by default"), default=False)

    class Meta:
        verbose_name = _("band set")
        verbose_name_plural = _("band sets")
        constraints = [
            models.UniqueConstraint(
                fields=["subject"], condition=Q(is_default=True), name="one_default_band_set_a_subject"
            )
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_readers_language(self, "title")


class BandQuerySet(models.QuerySet):
    def used_for(self, subject):
        """The bands that pages use unless somebody chooses another set."""
        return self.filter(band_set__subject=subject, band_set__is_default=True)

    def holding(self, quantity):
        """The band that holds `quantity`, or None when it is unknown or outside all bands; one query for many calls."""
        return next((band for band in self if quantity is not None and band.holds(quantity)), None)


class Band(models.Model):
    """From `over`, not included, up to and including `up_to`; an empty edge is open."""

    band_set = models.ForeignKey(BandSet, on_delete=models.CASCADE, related_name="bands")
    code = models.SlugField()
    title_nl = models.CharField(_("Dutch title"), max_length=60)
    title_en = models.CharField(_("English title"), max_length=60, blank=True)
    over = models.DecimalField(_("more than"), max_digits=10, decimal_places=2, null=True, blank=True)
    up_to = models.DecimalField(_("at most"), max_digits=10, decimal_places=2, null=True, blank=True)

    objects = BandQuerySet.as_manager()

    class Meta:
        verbose_name = _("band")
        verbose_name_plural = _("bands")
        ordering = [F("over").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(fields=["band_set", "code"], name="one_band_a_code"),
            models.CheckConstraint(
                condition=Q(over__isnull=True) | Q(up_to__isnull=True) | Q(up_to__gt=F("over")),
                name="band_ends_above_its_start",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_readers_language(self, "title")

    def holds(self, quantity):
        return (self.over is None or quantity > self.over) and (self.up_to is None or quantity <= self.up_to)

    def condition(self, field):
        """The same as `holds`, as a condition on a column."""
        edges = Q(**{f"{field}__isnull": False})
        if self.over is not None:
            edges &= Q(**{f"{field}__gt": self.over})
        if self.up_to is not None:
            edges &= Q(**{f"{field}__lte": self.up_to})
        return edges
