from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.municipalities import Municipality, Province
from members.models.people import RoleAssignment
from members.models.periods import Period, ends_after_it_starts
from members.models.regions import PlaceQuerySet

MOST_MOMENTS = 24
USUAL_MOMENTS = 4  # where nobody wrote another number


class NetworkAreaQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for the team; for others those of their own municipalities."""
        if user.has_perm("members.see_all_regions"):
            return self
        if not user.has_perm("members.see_regions"):
            return self.none()
        today = timezone.localdate()
        own = RoleAssignment.objects.active_on(today).filter(person__user=user, municipality__isnull=False)
        places = NetworkAreaMembership.objects.active_on(today).filter(municipality__in=own.values("municipality"))
        return self.filter(pk__in=places.values("area"))

    def with_members(self, day):
        """Adds `member_count`, how many municipalities belong to it on `day`."""
        places = NetworkAreaMembership.objects.active_on(day).filter(area=OuterRef("pk")).order_by()
        counted = places.values("area").annotate(number=Count("municipality", distinct=True)).values("number")
        return self.annotate(member_count=Coalesce(Subquery(counted), 0))

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        return {each.pk: (each.name, each.get_absolute_url()) for each in self.filter(pk__in=ids)}


class NetworkArea(models.Model):
    """Municipalities whose youth services we bring together at network moments."""

    code = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=100)
    province = models.CharField(_("province"), max_length=5, choices=Province)

    objects = NetworkAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("network area")
        verbose_name_plural = _("network areas")
        ordering = ["province", "name"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("members:network_area_detail", args=[self.code])


class NetworkAreaMembership(Period):
    """A municipality lies in one network area at a time."""

    area = models.ForeignKey(NetworkArea, on_delete=models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="network_areas")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place in a network area")
        constraints = [
            ends_after_it_starts("place_in_a_network_area_ends_after_it_starts"),
            models.UniqueConstraint(fields=["municipality", "starts_on"], name="a_place_in_a_network_area_starts_once"),
            models.UniqueConstraint(
                fields=["municipality"], condition=Q(ends_on__isnull=True), name="one_open_network_area_at_a_time"
            ),
        ]

    def __str__(self):
        return f"{self.municipality}: {self.area}"


class BalanceRuleQuerySet(models.QuerySet):
    def for_year(self, year):
        """The rule of a year: its own, else the last one before it, else the usual one (not saved)."""
        written = self.filter(year__lte=year).order_by("-year").first()
        return written or BalanceRule(year=year, max_moments=USUAL_MOMENTS)


class BalanceRule(models.Model):
    """How many network moments an area without any region support gets in a year."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    max_moments = models.PositiveSmallIntegerField(
        _("most network moments an area"), validators=[MinValueValidator(1), MaxValueValidator(MOST_MOMENTS)]
    )

    objects = BalanceRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("balance rule")
        ordering = [F("year").desc()]
        constraints = [
            models.CheckConstraint(condition=Q(max_moments__gte=1), name="balance_rule_gives_a_moment"),
        ]

    def __str__(self):
        return f"{self.year}: {self.max_moments}"


class AreaPlan(models.Model):
    """How many network moments we plan for an area in a year."""

    area = models.ForeignKey(NetworkArea, on_delete=models.CASCADE, related_name="plans")
    year = models.PositiveSmallIntegerField(_("year"))
    planned = models.PositiveSmallIntegerField(
        _("planned network moments"), validators=[MaxValueValidator(MOST_MOMENTS)]
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("plan of a network area")
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["area", "year"], name="one_plan_an_area_and_year")]

    def __str__(self):
        return f"{self.area} {self.year}: {self.planned}"
