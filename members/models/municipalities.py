from collections import defaultdict
from datetime import timedelta

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
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
                | Q(pk__in=Municipality.objects.with_predecessors_named(word))
            )
        return found

    def with_predecessors_named(self, word):
        return TerritorialParty.objects.filter(
            side=Side.SUCCESSOR,
            event__parties__side=Side.PREDECESSOR,
            event__parties__municipality__sort_name__contains=as_sorted(word),
        ).values("municipality")

    def with_province(self, day):
        """Adds `province`, the code of the province on `day` (of the last one for a municipality that ended)."""
        provinces = MunicipalityProvince.objects.filter(
            municipality=OuterRef("pk"), starts_on__lte=day
        ).order_by("-starts_on")
        return self.annotate(province=Subquery(provinces.values("province")[:1]))

    def with_population(self, day):
        """Adds `population`, the last figure known on `day`, empty where there is none."""
        figures = PopulationFigure.objects.filter(municipality=OuterRef("pk"), reference_date__lte=day)
        return self.annotate(population=Subquery(figures.order_by("-reference_date").values("inhabitants")[:1]))

    def with_youth_service_fte(self, day):
        """Adds `youth_service_fte`, the last staffing figure known on `day`, empty where there is none."""
        figures = StaffingFigure.objects.filter(municipality=OuterRef("pk"), reference_date__lte=day)
        return self.annotate(youth_service_fte=Subquery(figures.order_by("-reference_date").values("fte")[:1]))

    def as_known_on(self, day):
        """Adds `province`, `population` and `youth_service_fte` as they were on `day`."""
        return self.with_province(day).with_population(day).with_youth_service_fte(day)

    def in_province(self, province):
        return self.filter(province=province)

    def in_population_band(self, band):
        return self.filter(band.condition("population"))

    def with_holders_of(self, portal_role, day):
        """Adds `holders`, how many people hold a role that grants `portal_role` there on `day`."""
        held = Q(roles__role_type__grants=portal_role) & is_active_on(day, "roles__")
        return self.annotate(holders=Count("roles__person", filter=held, distinct=True))

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
    def name_in_lists(self):
        """The name, and for a municipality that ended its last year: two may bear one name."""
        if self.valid_to is None:
            return self.name
        return _("%(name)s (until %(year)s)") % {"name": self.name, "year": (self.valid_to - timedelta(days=1)).year}

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


class TerritorialEvent(models.Model):
    """A merger, with the municipalities that went in and the one that came out."""

    effective_on = models.DateField(_("takes effect on"))

    class Meta:
        verbose_name = _("territorial event")
        ordering = ["effective_on", "pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.effective_on}"


class Side(models.TextChoices):
    PREDECESSOR = "predecessor", _("predecessor")
    SUCCESSOR = "successor", _("successor")


class TerritorialPartyQuerySet(models.QuerySet):
    """One that absorbs another is on both sides, but neither its own predecessor nor its own successor."""

    def predecessors_of(self, *municipalities):
        return self._across(Side.PREDECESSOR, Side.SUCCESSOR, municipalities)

    def successors_of(self, *municipalities):
        return self._across(Side.SUCCESSOR, Side.PREDECESSOR, municipalities)

    def named_among_predecessors(self, municipalities, search):
        """Which predecessors made a search find `municipalities`: {pk: parties}, empty for a name of their own."""
        found = defaultdict(list)
        words = [as_sorted(word) for word in search.split()]
        for party in self.predecessors_of(*municipalities) if words else ():
            if any(word in party.municipality.sort_name for word in words):
                found[party.of].append(party)
        return found

    def _across(self, side, other_side, municipalities):
        """Those on `side` of an event with one of `municipalities`, added as `of`, on the other side."""
        return (
            self.filter(
                side=side, event__parties__side=other_side, event__parties__municipality__in=municipalities
            )
            .annotate(of=F("event__parties__municipality"))
            .exclude(municipality=F("of"))
            .select_related("event", "municipality")
            .order_by("event__effective_on", "municipality__sort_name")
        )


class TerritorialParty(models.Model):
    """A municipality's part in a territorial event; one that absorbs another is on both sides."""

    event = models.ForeignKey(TerritorialEvent, on_delete=models.CASCADE, related_name="parties")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="territorial_parties")
    side = models.CharField(max_length=11, choices=Side)

    objects = TerritorialPartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party to a territorial event")
        constraints = [
            models.UniqueConstraint(fields=["event", "municipality", "side"], name="a_party_is_on_a_side_once")
        ]

    def __str__(self):
        return f"{self.municipality} ({self.get_side_display()})"


class MembershipQuerySet(PeriodQuerySet):
    def of(self, municipality):
        return self.filter(municipality=municipality)


class Membership(Period):
    """A municipality is a member for a while."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="memberships")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        constraints = [
            ends_after_it_starts("membership_ends_after_it_starts"),
            models.UniqueConstraint(fields=["municipality", "starts_on"], name="one_membership_a_start"),
        ]

    def __str__(self):
        return f"{self.municipality} {self.starts_on}"
