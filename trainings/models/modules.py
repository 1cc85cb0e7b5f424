from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models import Competence
from portal.bilingual import in_readers_language


class ModuleKind(models.TextChoices):
    ROTATING = "rotating", _("Multi-day module")
    STARTER = "starter", _("Starter course")
    TWO_DAY = "two-day", _("Two-day training")
    NETWORK_MOMENT = "network-moment", _("Network moment")
    COMMISSION = "commission", _("Commission")

    @classmethod
    def on_the_planner(cls):
        """Those that the rotation watches: modules that take turns, and what comes every year."""
        return [cls.ROTATING, *cls.every_year()]

    @classmethod
    def every_year(cls):
        return [cls.STARTER, cls.TWO_DAY]


class Stage(models.TextChoices):
    """Where a module is in its life."""

    DEVELOPMENT = "development", _("In development")
    OFFERED = "offered", _("On offer")
    RETIRED = "retired", _("No longer given")


class Category(models.TextChoices):
    """The colour that goes with a module; the name always stands beside it."""

    PETROL = "petrol", _("petrol")
    CORAL = "coral", _("coral")
    SKY = "sky", _("sky blue")
    RASPBERRY = "raspberry", _("raspberry")
    VIOLET = "violet", _("violet")
    LEAF = "leaf", _("leaf green")


class ModuleQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is being developed is the team's business; what is no longer given says what came instead."""
        return self if user.has_perm("trainings.plan") else self.exclude(stage=Stage.DEVELOPMENT)

    def on_offer(self):
        return self.filter(stage=Stage.OFFERED)

    def on_the_planner(self):
        """The modules that the rotation watches, those that take turns first."""
        return self.on_offer().filter(kind__in=ModuleKind.on_the_planner()).order_by("order", "code")

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
    vat_percent = models.DecimalField(_("VAT in percent"), max_digits=4, decimal_places=2, default=0)
    competences = models.ManyToManyField(Competence, through="ModuleCompetence", related_name="modules")
    stage = models.CharField(_("stage"), max_length=12, choices=Stage, default=Stage.OFFERED)
    successor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name=_("successor"),
    )  # of a theme module that is no longer given: what one takes instead
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
            models.CheckConstraint(condition=Q(stage__in=Stage.values), name="module_has_a_known_stage"),
            models.CheckConstraint(condition=~Q(successor=F("id")), name="module_does_not_succeed_itself"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("trainings:module_detail", args=[self.code])

    @property
    def is_on_offer(self):
        return self.stage == Stage.OFFERED

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
