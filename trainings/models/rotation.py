from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Person
from trainings.models.modules import Module
from trainings.models.registrations import Registration, RegistrationState


class RotationPlan(models.Model):
    """How often modules come back; one row, which everybody who plans shares."""

    cycle_years = models.PositiveSmallIntegerField(
        _("years in which each module runs once"), default=2, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )
    multi_day_per_year = models.PositiveSmallIntegerField(
        _("multi-day modules a year"), default=2, validators=[MaxValueValidator(20)]
    )
    weeks_between = models.PositiveSmallIntegerField(
        _("weeks between two trainings"), default=2, validators=[MaxValueValidator(26)]
    )

    class Meta:
        verbose_name = _("rotation")
        verbose_name_plural = _("rotation")
        constraints = [models.CheckConstraint(condition=Q(cycle_years__gte=1), name="a_cycle_lasts_a_year_or_more")]

    def __str__(self):
        return f"{self.multi_day_per_year} / {self.cycle_years}"

    @classmethod
    def current(cls):
        """The rotation as it is agreed; the usual one as long as nobody changed it."""
        return cls.objects.order_by("pk").first() or cls()


class SlotState(models.TextChoices):
    """What editions cannot tell about a module in a year."""

    PLANNED = "planned", _("Meant for this year")
    RAN = "ran", _("Ran before the portal")
    DROPPED = "dropped", _("Left out on purpose")


class RotationSlot(models.Model):
    """A remark about a module in a year: a run from before the portal, an intention, or a year that is skipped."""

    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="slots", verbose_name=_("module"))
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(1990), MaxValueValidator(2100)])
    state = models.CharField(_("what"), max_length=10, choices=SlotState)
    note = models.CharField(_("note"), max_length=200, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("remark on a year")
        verbose_name_plural = _("remarks on a year")
        ordering = ["year", "module"]
        constraints = [
            models.UniqueConstraint(fields=["module", "year"], name="one_remark_per_module_and_year"),
            models.CheckConstraint(condition=Q(state__in=SlotState.values), name="slot_has_a_known_state"),
        ]

    def __str__(self):
        return f"{self.module} {self.year}: {self.get_state_display()}"


class InterestQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person) if person else self.none()

    def unserved(self):
        """Those who found no seat since they asked; an edition that is called off brings them back by itself."""
        found = Registration.objects.filter(
            person=OuterRef("person"),
            edition__module=OuterRef("module"),
            state__in=RegistrationState.holding_a_seat(),
            registered_at__gte=OuterRef("since"),
        )
        return self.exclude(Exists(found))

    def in_order(self):
        return self.order_by("since", "pk")

    def per_module(self):
        """{pk of a module: how many people wait for it}."""
        return dict(self.order_by().values_list("module").annotate(number=Count("pk")))


class Interest(models.Model):
    """Somebody who wants to hear when a module returns."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="module_interests")
    module = models.ForeignKey(Module, on_delete=models.CASCADE, related_name="interests")
    since = models.DateTimeField(_("since"))

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("in a module", "interest")
        verbose_name_plural = pgettext_lazy("in modules", "interests")
        ordering = ["since", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "module"], name="one_interest_per_person_and_module")]

    def __str__(self):
        return f"{self.person}: {self.module}"
