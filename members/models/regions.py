from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.municipalities import Municipality
from members.models.people import Person, RoleAssignment
from members.models.periods import Period, PeriodQuerySet, ends_after_it_starts


class LegalForm(models.TextChoices):
    """What municipalities that work together may be, from a habit to a body of its own."""

    INFORMAL = "informal", _("informal cooperation")
    AGREEMENT = "agreement", _("cooperation agreement")
    INTERLOCAL = "interlocal", _("interlocal association")
    PROJECT = "project", _("project association")
    SERVICE = "service", _("service association")


class SupportLevel(models.TextChoices):
    """How much of our help a youth region gets."""

    NONE = "none", _("no support")
    LIGHT = "light", _("light support")
    STRUCTURAL = "structural", _("structural support")


class ContactKind(models.TextChoices):
    """What somebody is in a youth region."""

    COORDINATOR = "coordinator", _("coordinator")
    BOARD = "board", _("board member")
    ADVISER = "adviser", _("adviser of the board")


class YouthRegionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for the team; for others those of their own municipalities."""
        if user.has_perm("members.see_all_regions"):
            return self
        if not user.has_perm("members.see_regions"):
            return self.none()
        today = timezone.localdate()
        own = RoleAssignment.objects.active_on(today).filter(person__user=user, municipality__isnull=False)
        places = YouthRegionMembership.objects.active_on(today).filter(municipality__in=own.values("municipality"))
        return self.filter(pk__in=places.values("region"))

    def hold(self, pk):
        """The region, held until the transaction ends: a write first, so that others wait."""
        self.filter(pk=pk).update(name=F("name"))
        return self.get(pk=pk)

    def existing_on(self, day):
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=day))

    def with_members(self, day):
        """Adds `member_count`, how many municipalities belong to it on `day`."""
        places = YouthRegionMembership.objects.active_on(day).filter(region=OuterRef("pk")).order_by()
        counted = places.values("region").annotate(number=Count("municipality", distinct=True)).values("number")
        return self.annotate(member_count=Coalesce(Subquery(counted), 0))

    def with_support(self, day):
        """Adds `support`, the level of support on `day`: "none" where nothing was agreed."""
        given = RegionSupport.objects.active_on(day).filter(region=OuterRef("pk")).order_by("-starts_on")
        return self.annotate(support=Coalesce(Subquery(given.values("level")[:1]), models.Value(SupportLevel.NONE)))

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        return {each.pk: (each.name, each.get_absolute_url()) for each in self.filter(pk__in=ids)}


class YouthRegion(models.Model):
    """Municipalities that run their youth policy together."""

    code = models.SlugField(unique=True)
    name = models.CharField(_("name"), max_length=100)
    legal_form = models.CharField(_("form"), max_length=10, choices=LegalForm, default=LegalForm.INFORMAL)
    founded_on = models.DateField(_("founded on"), null=True, blank=True)
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)

    objects = YouthRegionQuerySet.as_manager()

    class Meta:
        verbose_name = _("youth region")
        verbose_name_plural = _("youth regions")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(founded_on__isnull=True) | Q(ended_on__isnull=True) | Q(ended_on__gt=F("founded_on")),
                name="youth_region_ends_after_it_was_founded",
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("members:youth_region_detail", args=[self.code])

    @property
    def support_name(self):
        """Of the level that `with_support` added."""
        return SupportLevel(self.support).label

    def has_ended_on(self, day):
        return self.ended_on is not None and self.ended_on <= day


class PlaceQuerySet(PeriodQuerySet):
    """Places of municipalities in a youth region or a network area."""

    def in_order(self):
        return self.select_related("municipality").order_by("municipality__sort_name", "starts_on")

    def ended_on(self, day):
        return self.filter(ends_on__lte=day)

    def touching(self, starts_on, ends_on=None):
        """Those that share a day with [starts_on, ends_on)."""
        return self.filter(overlaps(starts_on, ends_on))


class YouthRegionMembership(Period):
    """A municipality belongs to a youth region for a while; it may belong to more than one."""

    region = models.ForeignKey(YouthRegion, on_delete=models.CASCADE, related_name="memberships")
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="youth_regions")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("place in a youth region")
        constraints = [
            ends_after_it_starts("place_in_a_youth_region_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["region", "municipality", "starts_on"], name="a_place_in_a_youth_region_starts_once"
            ),
        ]

    def __str__(self):
        return f"{self.municipality}: {self.region}"


class RegionSupport(Period):
    """How much help a youth region gets from us, from whom, for a while; without a row it gets none."""

    region = models.ForeignKey(YouthRegion, on_delete=models.CASCADE, related_name="supports")
    level = models.CharField(_("support"), max_length=10, choices=SupportLevel)
    supporter = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="regions_supported",
        verbose_name=_("regional supporter"),
    )
    hours_a_year = models.PositiveSmallIntegerField(_("hours a year"), default=0)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("support of a youth region")
        ordering = ["-starts_on"]
        constraints = [
            ends_after_it_starts("support_ends_after_it_starts"),
            models.UniqueConstraint(fields=["region", "starts_on"], name="one_level_of_support_at_a_time"),
            models.CheckConstraint(condition=Q(level__in=SupportLevel.values), name="support_has_a_known_level"),
        ]

    def __str__(self):
        return f"{self.region}: {self.get_level_display()}"


class RegionContact(Period):
    """Somebody coordinates a youth region or sits on its board, for a while."""

    region = models.ForeignKey(YouthRegion, on_delete=models.CASCADE, related_name="contacts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="region_contacts")
    kind = models.CharField(_("as"), max_length=11, choices=ContactKind)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact of a youth region")
        verbose_name_plural = _("contacts of youth regions")
        ordering = ["kind", "person__sort_name", "starts_on"]
        constraints = [
            ends_after_it_starts("region_contact_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["region", "person", "kind", "starts_on"], name="a_region_contact_starts_once"
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.region}"


def overlaps(starts_on, ends_on=None):
    """The condition that a period shares a day with [starts_on, ends_on); an empty end is open."""
    shares = Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on)
    return shares if ends_on is None else shares & Q(starts_on__lt=ends_on)
