from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Municipality, Person, Province
from surveys.models.surveys import Survey


class PopulationSnapshot(models.Model):
    """Everybody who could answer, as the register knew them when the survey opened; never recalculated."""

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="snapshot")
    taken_on = models.DateField(_("taken on"))

    class Meta:
        verbose_name = _("population")
        verbose_name_plural = _("populations")

    def __str__(self):
        return f"{self.survey} ({self.taken_on})"


class PopulationUnitQuerySet(models.QuerySet):
    def pointed(self, ids):
        """Title and address of the survey for each of these ids, as the pointer door asks."""
        units = self.filter(pk__in=ids).select_related("snapshot__survey")
        return {unit.pk: (unit.snapshot.survey.title, unit.snapshot.survey.get_absolute_url()) for unit in units}


class PopulationUnit(models.Model):
    """A municipality in a population with what it was then, or a person of one where people are asked."""

    snapshot = models.ForeignKey(PopulationSnapshot, on_delete=models.CASCADE, related_name="units")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    nis_code = models.CharField(max_length=5)
    name = models.CharField(max_length=100)
    province = models.CharField(max_length=5, choices=Province, blank=True)
    youth_region = models.CharField(max_length=50, blank=True)  # the code of a members.YouthRegion
    population = models.PositiveIntegerField(null=True)
    population_band = models.SlugField(blank=True)
    fte = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    fte_band = models.SlugField(blank=True)

    objects = PopulationUnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality in a population")
        verbose_name_plural = _("municipalities in a population")
        ordering = ["name", "nis_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["snapshot", "municipality"], condition=Q(person=None), name="a_municipality_counts_once"
            ),
            models.UniqueConstraint(fields=["snapshot", "person"], name="a_person_counts_once"),
        ]

    def __str__(self):
        return self.name
