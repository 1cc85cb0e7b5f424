from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from members.models.municipalities import Municipality
from members.models.periods import Period, PeriodQuerySet, ends_after_it_starts


class ServiceForm(models.TextChoices):
    """How a municipality organises its youth service."""

    SEPARATE = "separate", _("separate youth service")
    CLUSTER = "cluster", _("leisure cluster")
    OTHER = "other", _("another form")


class YouthServiceQuerySet(PeriodQuerySet):
    def of(self, municipality):
        return self.filter(municipality=municipality)


class YouthService(Period):
    """How a youth service is organised, for a while, and the mailbox that several people read."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="youth_services")
    form = models.CharField(_("form of organisation"), max_length=8, choices=ServiceForm)
    mailbox = models.EmailField(_("mailbox of the service"), blank=True)  # an organisation's address, never a person's

    objects = YouthServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("youth service")
        verbose_name_plural = _("youth services")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            ends_after_it_starts("youth_service_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["municipality"], condition=Q(ends_on__isnull=True), name="one_open_youth_service_a_place"
            ),
            models.CheckConstraint(condition=Q(form__in=ServiceForm.values), name="youth_service_has_a_known_form"),
        ]

    def __str__(self):
        return f"{self.municipality}: {self.get_form_display()}"


class CouncilStatus(models.TextChoices):
    ACTIVE = "active", _("active")
    RENEWING = "renewing", _("renewing itself")
    DORMANT = "dormant", _("dormant")


class YouthCouncilQuerySet(models.QuerySet):
    def of(self, municipality):
        return self.filter(municipality=municipality)


class YouthCouncil(models.Model):
    """The youth council of a municipality."""

    municipality = models.OneToOneField(Municipality, on_delete=models.PROTECT, related_name="youth_council")
    status = models.CharField(_("state"), max_length=8, choices=CouncilStatus, default=CouncilStatus.ACTIVE)
    recognised_on = models.DateField(_("recognised on"), null=True, blank=True)
    youngest = models.PositiveSmallIntegerField(_("from this age"), null=True, blank=True)
    oldest = models.PositiveSmallIntegerField(_("up to this age"), null=True, blank=True)
    website = models.URLField(_("website"), blank=True)

    objects = YouthCouncilQuerySet.as_manager()

    class Meta:
        verbose_name = _("youth council")
        verbose_name_plural = _("youth councils")
        constraints = [
            models.CheckConstraint(
                condition=Q(youngest__isnull=True) | Q(oldest__isnull=True) | Q(oldest__gte=F("youngest")),
                name="youth_council_ages_go_up",
            ),
            models.CheckConstraint(
                condition=Q(status__in=CouncilStatus.values), name="youth_council_has_a_known_state"
            ),
        ]

    def __str__(self):
        return f"{self.municipality}: {self._meta.verbose_name}"
