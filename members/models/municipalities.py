from datetime import timedelta

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models.periods import Period, PeriodQuerySet, ends_after_it_starts, is_active_on
from portal.names import as_sorted


class Province(models.TextChoices):
    """The provinces by their NIS code."""

    ANTWERP = "10000", _("Antwerp")
    FLEMISH_BRABANT = "20001", _("Flemish Brabant")
    WEST_FLANDERS = "30000", _("West Flanders")
    EAST_FLANDERS = "40000", _("East Flanders")
    LIMBURG = "70000", _("Limburg")


class MunicipalityQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("members.see_municipalities") else self.none()

    def existing_on(self, day):
        """Those that exist on `day`; an empty `valid_from` means: since before our records begin."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day)
        )

    def named(self, words):
        """Those whose name, or a predecessor's name, holds these words; or whose NIS or postal code begins so."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(sort_name__contains=as_sorted(word))
                | Q(nis_code__startswith=word)
                | Q(postal_codes__icontains=word)
                | Q(pk__in=Municipality.objects.with_predecessors_named(word).values("pk"))
            )
        return found

    def with_predecessors_named(self, word):
        return self.filter(
            territorial_parties__side="successor",
            territorial_parties__event__parties__side="predecessor",
            territorial_parties__event__parties__municipality__sort_name__contains=as_sorted(word),
        )

    def with_province(self, day):
        """Adds `province`, the code of the province on `day` (of the last one for a municipality that ended)."""
        provinces = MunicipalityProvince.objects.filter(municipality=OuterRef("pk"), starts_on__lte=day).order_by(
            "-starts_on"
        )
        return self.annotate(province=Subquery(provinces.values("province")[:1]))

    def with_population(self, day):
        """Adds `population`, the last figure known on `day`, empty where there is none."""
        figures = PopulationFigure.objects.filter(municipality=OuterRef("pk"), reference_date__lte=day)
        return self.annotate(population=Subquery(figures.order_by("-reference_date").values("inhabitants")[:1]))

    def with_youth_service_fte(self, day):
        """Adds `youth_service_fte`, the last staffing figure known on `day`, empty where there is none."""
        figures = StaffingFigure.objects.filter(municipality=OuterRef("pk"), reference_date__lte=day)
        return self.annotate(youth_service_fte=Subquery(figures.order_by("-reference_date").values("fte")[:1]))

    def with_youth_region(self, day):
        """Adds `youth_region`, the code of the youth region on `day`, empty where there is none."""
        placed = Municipality.objects.filter(is_active_on(day, "youth_regions__"), pk=OuterRef("pk")).order_by()
        return self.annotate(youth_region=Subquery(placed.values("youth_regions__region__code")[:1]))

    def as_known_on(self, day):
        """Adds `province`, `population` and `youth_service_fte` as they were on `day`."""
        return self.with_province(day).with_population(day).with_youth_service_fte(day)

    def in_province(self, province):
        return self.filter(province=province)

    def in_population_band(self, band):
        return self.filter(band.condition("population"))

    def with_holders_of(self, portal_role, day):
        """Adds `holders`, how many people hold a role that grants `portal_role` there on `day`."""
        held = Municipality.objects.filter(
            is_active_on(day, "roles__"), roles__role_type__grants=portal_role, pk=OuterRef("pk")
        )
        counted = held.order_by().values("pk").annotate(holders=Count("roles__person", distinct=True))
        return self.annotate(holders=Coalesce(Subquery(counted.values("holders")), 0))

    def with_own_marked(self, user, day):
        """Adds `is_own`: whether the user holds a role there on `day`."""
        own = Q(roles__person__user=user) & is_active_on(day, "roles__")
        return self.annotate(is_own=Exists(Municipality.objects.filter(own, pk=OuterRef("pk"))))

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        return {each.pk: (each.name_in_lists, each.get_absolute_url()) for each in self.filter(pk__in=ids)}


class Municipality(models.Model):
    """A municipality while it exists; after a merger it ends and the new one is another record."""

    nis_code = models.CharField(_("NIS code"), max_length=5, unique=True)
    name = models.CharField(_("name"), max_length=100)
    name_fr = models.CharField(_("French name"), max_length=100, blank=True)
    sort_name = models.CharField(max_length=100, db_index=True, editable=False)
    postal_code = models.CharField(_("postal code"), max_length=4, blank=True)
    postal_codes = models.CharField(_("all postal codes"), max_length=200, blank=True)
    latitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(max_digits=8, decimal_places=5, null=True, blank=True)
    valid_from = models.DateField(_("exists since"), null=True, blank=True)
    valid_to = models.DateField(_("existed until (not included)"), null=True, blank=True)

    objects = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ["sort_name", "nis_code"]
        constraints = [
            models.CheckConstraint(condition=Q(nis_code__regex=r"^[1-9][0-9]{4}$"), name="nis_code_has_five_digits"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_from__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="municipality_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_name = as_sorted(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("members:municipality_detail", args=[self.nis_code])

    @property
    def last_day(self):
        return self.valid_to and self.valid_to - timedelta(days=1)

    @property
    def name_in_lists(self):
        """The name, and for a municipality that ended its last year: two may bear one name."""
        if self.valid_to is None:
            return self.name
        return _("%(name)s (until %(year)s)") % {"name": self.name, "year": self.last_day.year}

    @property
    def province_name(self):
        """Of the province that `with_province` added."""
        return Province(self.province).label if self.province else ""

    def exists_on(self, day):
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


class MunicipalityProvince(Period):
    """The province in which a municipality lies, for a while: a merger can move it."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="provinces")
    province = models.CharField(_("province"), max_length=5, choices=Province)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("province of a municipality")
        constraints = [
            ends_after_it_starts("province_ends_after_it_starts"),
            models.UniqueConstraint(fields=["municipality", "starts_on"], name="one_province_at_a_time"),
        ]

    def __str__(self):
        return self.get_province_display()


class PopulationFigure(models.Model):
    """How many inhabitants a municipality had on a reference date."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="population_figures")
    reference_date = models.DateField(_("on"))
    inhabitants = models.PositiveIntegerField(_("inhabitants"))
    source = models.CharField(_("source"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("population figure")
        ordering = ["-reference_date"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "reference_date"], name="one_population_figure_a_date")
        ]

    def __str__(self):
        return f"{self.inhabitants} ({self.reference_date})"


class StaffingFigure(models.Model):
    """How many full-time equivalents a youth service had on a reference date."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="staffing_figures")
    reference_date = models.DateField(_("on"))
    fte = models.DecimalField(_("FTE for youth"), max_digits=5, decimal_places=2)
    source = models.CharField(_("source"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("staffing figure")
        ordering = ["-reference_date"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "reference_date"], name="one_staffing_figure_a_date"),
            models.CheckConstraint(condition=Q(fte__gte=0), name="staffing_is_not_negative"),
        ]

    def __str__(self):
        return f"{self.fte} ({self.reference_date})"
