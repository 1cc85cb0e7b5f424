from collections import defaultdict
from datetime import timedelta

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models.periods import Period, PeriodQuerySet, ends_after_it_starts, is_active_on
from portal.names import as_sorted

THEIRS = ("official", "politician", "young-person", "partner")  # core players that belong to a municipality


class Province(models.TextChoices):
    """The provinces by their NIS code."""

    ANTWERP = "10000", _("Antwerp")
    FLEMISH_BRABANT = "20001", _("Flemish Brabant")
    WEST_FLANDERS = "30000", _("West Flanders")
    EAST_FLANDERS = "40000", _("East Flanders")
    LIMBURG = "70000", _("Limburg")


class ThoseAfter:
    """What each municipality became, however many mergers ago; `rows` as `those_after` reads them."""

    def __init__(self, rows):
        self.names, self.heirs = defaultdict(set), defaultdict(set)
        for pk, name, alias, heir in rows:
            self.names[pk] |= {name, alias or ""}
            self.heirs[pk].add(heir)

    def of_those_called(self, word):
        """The ids of all that came after a municipality whose name holds this word."""
        waiting = [pk for pk, names in self.names.items() if any(word in name for name in names)]
        found = set()
        while waiting:
            further = self.heirs.get(waiting.pop(), set()) - found
            found |= further
            waiting += further
        return found


class MunicipalityQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("members.see_municipalities") else self.none()

    def hold(self, pk):
        """The municipality, held until the transaction ends: others wait for their turn."""
        self.filter(pk=pk).update(sort_name=F("sort_name"))  # a write first: a real lock on either database
        return self.get(pk=pk)

    def existing_on(self, day):
        """Those that exist on `day`; an empty `valid_from` means: since before our records begin."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gt=day)
        )

    def standing(self):
        """Those that have not ended and of which no end is known."""
        return self.filter(valid_to__isnull=True)

    def named(self, words):
        """Those whose name, another name or a predecessor's name holds these words, or whose code begins with them."""
        found, came_after = self, Municipality.objects.those_after() if words.strip() else None
        for word in words.split():
            alias = Municipality.objects.filter(aliases__sort_name__contains=as_sorted(word))
            found = found.filter(
                Q(sort_name__contains=as_sorted(word))
                | Q(nis_code__startswith=word)
                | Q(postal_codes__icontains=word)
                | Q(pk__in=alias.values("pk"))
                | Q(pk__in=came_after.of_those_called(as_sorted(word)))
            )
        return found

    def those_after(self):
        """Who came after whom, by executed events, with the names of those before; one query."""
        before = self.filter(
            territorial_parties__side="predecessor",
            territorial_parties__event__status="executed",
            territorial_parties__event__parties__side="successor",
        )
        rows = before.order_by().values_list(
            "pk", "sort_name", "aliases__sort_name", "territorial_parties__event__parties__municipality"
        )
        return ThoseAfter(rows)

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
        """Adds `youth_region`, the code of the youth region on `day`, empty where there is none.

        Of several it is the one joined first: a survey keeps one for each municipality.
        """
        placed = Municipality.objects.filter(is_active_on(day, "youth_regions__"), pk=OuterRef("pk"))
        placed = placed.order_by("youth_regions__starts_on", "youth_regions__region__code")
        return self.annotate(youth_region=Subquery(placed.values("youth_regions__region__code")[:1]))

    def with_network_area(self, day):
        """Adds `network_area_code` and `network_area_name` as they are on `day`, empty where there is none."""
        placed = Municipality.objects.filter(is_active_on(day, "network_areas__"), pk=OuterRef("pk")).order_by()
        return self.annotate(
            network_area_code=Subquery(placed.values("network_areas__area__code")[:1]),
            network_area_name=Subquery(placed.values("network_areas__area__name")[:1]),
        )

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
        """Adds `is_own`: whether the user holds a role there on `day`; our own contact person for it is not theirs."""
        own = Q(roles__person__user=user, roles__role_type__core_player__in=THEIRS) & is_active_on(day, "roles__")
        return self.annotate(is_own=Exists(Municipality.objects.filter(own, pk=OuterRef("pk"))))

    def with_served_marked(self, user, day):
        """Adds `is_served` and `is_headed`: whether the user is an officer or head there on `day`, or its head."""
        held = Q(roles__person__user=user) & is_active_on(day, "roles__")
        heads = held & Q(roles__role_type__grants="manager")
        serves = held & Q(roles__role_type__grants__in=("officer", "manager"))
        return self.annotate(
            is_served=Exists(Municipality.objects.filter(serves, pk=OuterRef("pk"))),
            is_headed=Exists(Municipality.objects.filter(heads, pk=OuterRef("pk"))),
        )

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

    def no_later_than_its_end(self, day=None):
        """The end of a period here that was to run until `day`, or stay open: never later than this municipality."""
        return min((each for each in (day, self.valid_to) if each), default=None)

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
    heads = models.PositiveSmallIntegerField(_("people"), null=True, blank=True)
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
