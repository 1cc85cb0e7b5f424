from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Competence
from portal.bilingual import in_readers_language


class ModuleKind(models.TextChoices):
    ROTATING = "rotating", _("Multi-day module")
    STARTER = "starter", _("Starter course")
    TWO_DAY = "two-day", _("Two-day training")
    NETWORK_MOMENT = "network-moment", _("Network moment")


class Category(models.TextChoices):
    """The colour that goes with a module; the name always stands beside it."""

    PETROL = "petrol", _("petrol")
    CORAL = "coral", _("coral")
    SKY = "sky", _("sky blue")
    RASPBERRY = "raspberry", _("raspberry")
    VIOLET = "violet", _("violet")
    LEAF = "leaf", _("leaf green")


class ModuleQuerySet(models.QuerySet):
    def on_offer(self):
        return self.filter(is_retired=False)

    def on_the_path(self):
        """The modules that together are the learning path."""
        return self.filter(kind=ModuleKind.ROTATING)


class Module(models.Model):
    """What is taught. An edition copies its defaults, so a later change here never rewrites what was planned."""

    code = models.SlugField(_("code"), unique=True)
    kind = models.CharField(_("kind"), max_length=15, choices=ModuleKind)
    title_nl = models.CharField(_("Dutch title"), max_length=120)
    title_en = models.CharField(_("English title"), max_length=120, blank=True)
    summary_nl = models.TextField(_("Dutch summary"), blank=True)
    summary_en = models.TextField(_("English summary"), blank=True)
    category = models.CharField(_("colour"), max_length=10, choices=Category)
    half_day_count = models.PositiveSmallIntegerField(_("half-days"), default=2, validators=[MaxValueValidator(28)])
    seats = models.PositiveSmallIntegerField(_("seats"), default=16, validators=[MinValueValidator(1)])
    price_member = models.DecimalField(_("price for members"), max_digits=7, decimal_places=2, default=0)
    price_other = models.DecimalField(_("price for others"), max_digits=7, decimal_places=2, default=0)
    competences = models.ManyToManyField(Competence, through="ModuleCompetence", related_name="modules")
    min_half_days = models.PositiveSmallIntegerField(
        _("half-days for a certificate"), null=True, blank=True, help_text=_("Empty: this is not asked.")
    )
    min_hours_percent = models.PositiveSmallIntegerField(
        _("percentage of the hours for a certificate"),
        null=True,
        blank=True,
        default=75,
        validators=[MaxValueValidator(100)],
        help_text=_("Empty in both: no certificate is given."),
    )
    mandatory_half_days = models.JSONField(
        _("half-days that nobody may miss"), default=list, blank=True, help_text=_("Their numbers, such as [1, 4].")
    )
    version = models.PositiveSmallIntegerField(
        _("version"), default=1, help_text=_("Raise it when what is taught changes; certificates name it.")
    )
    is_retired = models.BooleanField(_("no longer planned"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = ModuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")
        ordering = ["order", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(seats__gte=1), name="module_proposes_a_seat"),
            models.CheckConstraint(
                condition=Q(price_member__gte=0, price_other__gte=0), name="module_price_not_negative"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_readers_language(self, "title")

    @property
    def summary(self):
        return in_readers_language(self, "summary")


class ModuleCompetence(models.Model):
    """What a module adds to a competence."""

    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="module_competences")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="module_competences")
    level = models.PositiveSmallIntegerField(_("level"), default=1)
    learning_goal_nl = models.CharField(_("Dutch learning goal"), max_length=250, blank=True)
    learning_goal_en = models.CharField(_("English learning goal"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("competence of a module")
        verbose_name_plural = _("competences of a module")
        ordering = ["competence__order"]
        constraints = [
            models.UniqueConstraint(fields=["module", "competence"], name="a_competence_once_a_module"),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=3), name="level_is_one_to_three"),
        ]

    def __str__(self):
        return f"{self.module}: {self.competence}"

    @property
    def learning_goal(self):
        return in_readers_language(self, "learning_goal")
