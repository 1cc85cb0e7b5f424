from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Subquery
from django.utils.translation import gettext_lazy as _

from members.models.municipalities import Municipality
from members.models.people import CorePlayer
from members.models.touchpoints import TouchpointKind

TRIANGLE = (CorePlayer.OFFICIAL, CorePlayer.POLITICIAN, CorePlayer.YOUNG_PERSON)


class EngagementBand(models.TextChoices):
    """How a member stands with us, for the team alone; a word to look further with, never a ranking."""

    ACTIVE = "active", _("active")
    STEADY = "steady", _("steady")
    FADING = "fading", _("fading")
    SILENT = "silent", _("silent")


class EngagementWeightQuerySet(models.QuerySet):
    def heaviest_first(self):
        return self.order_by("-points", "kind")


class EngagementWeight(models.Model):
    """What one touchpoint of a kind counts for today, and how much all of that kind together may count for."""

    kind = models.CharField(_("kind of touchpoint"), max_length=30, choices=TouchpointKind, unique=True)
    points = models.DecimalField(_("points"), max_digits=4, decimal_places=1)
    cap = models.DecimalField(_("at most, altogether"), max_digits=4, decimal_places=1)

    objects = EngagementWeightQuerySet.as_manager()

    class Meta:
        verbose_name = _("engagement weight")
        verbose_name_plural = _("engagement weights")
        ordering = ["-points", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(points__gte=0, cap__gte=0) | Q(points__lte=0, cap__lte=0),
                name="cap_lies_on_the_side_of_its_points",
            ),
            models.CheckConstraint(
                condition=Q(points__range=(-100, 100), cap__range=(-100, 100)), name="weight_fits_a_score_of_a_hundred"
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class EngagementSnapshotQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("members.see_engagement") else self.none()

    def of_last_night(self):
        """Those of the last night on which engagement was computed."""
        return self.filter(day=Subquery(EngagementSnapshot.objects.order_by("-day").values("day")[:1]))

    def by_municipality(self, municipalities):
        """{pk of a municipality: its snapshot} for the rows of one page."""
        wanted = [municipality.pk for municipality in municipalities]
        return {snapshot.municipality_id: snapshot for snapshot in self.filter(municipality__in=wanted)}

    def of_bands(self, *bands):
        return self.filter(band__in=bands)

    def one_legged(self):
        return self.filter(is_one_legged=True)


class EngagementSnapshot(models.Model):
    """How engaged a municipality was on a day, with all that came before it; computed at night, never edited."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="engagement")
    day = models.DateField(_("computed for"))
    score = models.DecimalField(_("engagement score"), max_digits=5, decimal_places=2)
    score_a_year_before = models.DecimalField(max_digits=5, decimal_places=2)
    band = models.CharField(_("engagement"), max_length=6, choices=EngagementBand, blank=True)  # empty: too early
    last_heard = models.DateField(_("last heard"), null=True)
    last_seen = models.DateField(_("last seen"), null=True)
    silent_since = models.DateField(_("silent since"), null=True)
    last_official = models.DateField(null=True)
    last_politician = models.DateField(null=True)
    last_young_person = models.DateField(null=True)
    is_one_legged = models.BooleanField(_("on one leg"), default=False)

    objects = EngagementSnapshotQuerySet.as_manager()

    class Meta:
        verbose_name = _("engagement on a day")
        ordering = ["-day", "municipality"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "day"], name="one_engagement_a_day"),
            models.CheckConstraint(condition=Q(score__gte=0, score__lte=100), name="score_lies_between_0_and_100"),
            models.CheckConstraint(
                condition=Q(band="silent", silent_since__isnull=False)
                | ~Q(band="silent") & Q(silent_since__isnull=True),
                name="the_silent_know_since_when",
            ),
        ]
        indexes = [models.Index(fields=["day", "band"], name="engagement_by_day_and_band")]

    def __str__(self):
        return f"{self.municipality} {self.day}"

    def last_of(self, player):
        return getattr(self, f"last_{player.value.replace('-', '_')}")


class EngagementContribution(models.Model):
    """What the touchpoints of one kind in one month add to a score; kept for the last snapshot of a municipality."""

    snapshot = models.ForeignKey(EngagementSnapshot, on_delete=models.CASCADE, related_name="contributions")
    kind = models.CharField(max_length=30, choices=TouchpointKind)
    month = models.DateField()  # its first day
    number = models.PositiveIntegerField()
    worth = models.DecimalField(max_digits=7, decimal_places=2)  # before the cap
    points = models.DecimalField(max_digits=5, decimal_places=2)  # what counts

    class Meta:
        verbose_name = _("contribution to a score")
        verbose_name_plural = _("contributions to a score")
        ordering = ["kind", "-month"]
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "kind", "month"], name="one_contribution_a_kind_and_month")
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.month:%Y-%m}: {self.points}"

    @property
    def is_capped(self):
        return self.points != self.worth


class EngagementDisclosureQuerySet(models.QuerySet):
    def of(self, municipality):
        return self.filter(municipality=municipality)

    def waiting(self):
        return self.filter(disclosed_on__isnull=True)

    def readable_on(self, day):
        return self.filter(disclosed_on__lte=day, readable_until__gt=day)


class EngagementDisclosure(models.Model):
    """A member asked what we hold on its engagement; once disclosed, its head of service may read it for a while."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="engagement_disclosures")
    asked_on = models.DateField(_("asked on"))
    disclosed_on = models.DateField(_("disclosed on"), null=True)
    readable_until = models.DateField(_("readable until (not included)"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    objects = EngagementDisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("disclosure of a score")
        constraints = [
            models.CheckConstraint(
                condition=Q(disclosed_on__isnull=True, readable_until__isnull=True, by__isnull=True)
                | Q(readable_until__gt=F("disclosed_on"), by__isnull=False),
                name="what_is_disclosed_is_readable_for_a_while",
            ),
            models.UniqueConstraint(
                fields=["municipality"], condition=Q(disclosed_on__isnull=True), name="a_member_asks_once"
            ),
        ]

    def __str__(self):
        return f"{self.municipality} {self.asked_on}"

    @property
    def last_day(self):
        """The last day on which it can be read."""
        return self.readable_until and self.readable_until - timedelta(days=1)
