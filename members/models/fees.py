from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, F, Q, Sum
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.models.mergers import TerritorialEvent


class FeeRule(models.TextChoices):
    BANDS = "bands", _("An amount for each band of inhabitants")
    BASE = "base", _("A base, and an amount for each inhabitant")
    FLAT = "flat", _("One amount for everybody")


class FeeYearState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ASKED = "asked", _("Lock asked")
    LOCKED = "locked", _("Locked")


class FeeScheduleQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("members.see_fees") else self.none()

    def hold(self, pk):
        """The schedule, held until the transaction ends: others wait for their turn."""
        self.filter(pk=pk).update(turn=F("turn") + 1)
        return self.get(pk=pk)

    def of(self, year):
        return self.filter(year=year).first()

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        title = _("Membership fees of {year}")
        found = self.filter(pk__in=ids)
        return {each.pk: (format_lazy(title, year=str(each.year)), each.get_absolute_url()) for each in found}

    def with_totals(self):
        """Adds `total` and `members`, of what holds, and `paid`, what came in; a credited assessment and its credit
        note are zero together, so `total` leaves them out, but what was paid before a correction did come in."""
        holds = Q(assessments__kind="assessment", assessments__state__in=["assessed", "invoiced", "paid"])
        return self.annotate(
            total=Sum("assessments__amount", filter=holds),
            paid=Sum("assessments__amount", filter=Q(assessments__paid_on__isnull=False)),
            members=Count("assessments", filter=holds),
        )


class FeeSchedule(models.Model):
    """How the membership fee of a year is reckoned: the rule is data, and after its lock it stays as it is."""

    year = models.PositiveSmallIntegerField(
        _("fee year"), unique=True, validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    rule = models.CharField(_("rule"), max_length=5, choices=FeeRule, default=FeeRule.BANDS)
    population_on = models.DateField(_("inhabitants on"))
    base = models.DecimalField(_("base, or the one amount"), max_digits=9, decimal_places=2, null=True, blank=True)
    per_inhabitant = models.DecimalField(
        _("for each inhabitant"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    minimum = models.DecimalField(_("at least"), max_digits=9, decimal_places=2, null=True, blank=True)
    maximum = models.DecimalField(_("at most"), max_digits=9, decimal_places=2, null=True, blank=True)
    index_factor = models.DecimalField(
        _("index"), max_digits=6, decimal_places=4, default=1, validators=[MinValueValidator(0)]
    )
    decided_on = models.DateField(_("decided by the general assembly on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=6, choices=FeeYearState, default=FeeYearState.DRAFT)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(null=True)
    locked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    locked_at = models.DateTimeField(null=True)
    turn = models.PositiveIntegerField(default=0, editable=False)

    objects = FeeScheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("fee schedule")
        verbose_name_plural = _("fee schedules")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=FeeYearState.LOCKED)
                | Q(asked_by__isnull=False, locked_by__isnull=False, locked_at__isnull=False),
                name="a_locked_fee_year_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(locked_by__isnull=True) | ~Q(locked_by=F("asked_by")), name="two_people_lock_a_fee_year"
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(maximum__isnull=True) | Q(maximum__gte=F("minimum")),
                name="the_highest_fee_is_not_below_the_lowest",
            ),
        ]

    def __str__(self):
        return str(self.year)

    def get_absolute_url(self):
        return reverse("members:fee_year_detail", args=[self.year])


class FeeBand(models.Model):
    """From `starts_at` up to and including `up_to` inhabitants; the last band has no end."""

    schedule = models.ForeignKey(FeeSchedule, on_delete=models.CASCADE, related_name="bands")
    starts_at = models.PositiveIntegerField(_("from"))
    up_to = models.PositiveIntegerField(_("up to and including"), null=True, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=9, decimal_places=2, validators=[MinValueValidator(0)])

    class Meta:
        verbose_name = _("fee band")
        verbose_name_plural = _("fee bands")
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(fields=["schedule", "starts_at"], name="one_fee_band_a_start"),
            models.CheckConstraint(
                condition=Q(up_to__isnull=True) | Q(up_to__gte=F("starts_at")), name="fee_band_ends_after_it_starts"
            ),
        ]

    def __str__(self):
        return f"{self.starts_at}–{self.up_to or '…'}"


class TransitionKind(models.TextChoices):
    AT_ONCE = "at-once", _("The new rule at once")
    OLD_SUM = "old-sum", _("The sum of the old fees, for a number of years")
    GRADUAL = "gradual", _("From the sum of the old fees to the new rule, step by step")


class FeeTransition(models.Model):
    """How the fee of a merged municipality goes from the sum of the old fees to the new rule."""

    event = models.OneToOneField(TerritorialEvent, on_delete=models.CASCADE, related_name="fee_transition")
    kind = models.CharField(_("transition"), max_length=7, choices=TransitionKind, default=TransitionKind.GRADUAL)
    percent = models.DecimalField(
        _("percentage of the difference that goes each year"), max_digits=5, decimal_places=2, default=50
    )
    years = models.PositiveSmallIntegerField(_("number of years at the sum of the old fees"), default=2)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("fee transition")
        verbose_name_plural = _("fee transitions")
        constraints = [
            models.CheckConstraint(condition=Q(percent__gt=0, percent__lte=100), name="a_fee_transition_gets_there"),
        ]

    def __str__(self):
        return self.get_kind_display()
