from django.db import models
from django.utils.translation import gettext_lazy as _

from communications.models import Material
from trainings.models.editions import Edition, HalfDay
from trainings.models.registrations import RegistrationState


class HandoutQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of editions that the user plans, teaches or has a seat in."""
        if not user.is_authenticated:
            return self.none()
        if user.has_perm("trainings.plan"):
            return self
        seats = Edition.objects.filter(
            registrations__person__user=user, registrations__state__in=RegistrationState.holding_a_seat()
        )
        taught = Edition.objects.filter(trainers__user=user)
        return self.filter(models.Q(edition__in=seats.values("pk")) | models.Q(edition__in=taught.values("pk")))

    def in_order(self):
        return self.select_related("material", "half_day").order_by(
            models.F("half_day__date").asc(nulls_first=True), "half_day__starts_at", "pk"
        )


class Handout(models.Model):
    """A material for the participants of an edition, or of one of its half-days."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="handouts")
    half_day = models.ForeignKey(
        HalfDay, on_delete=models.SET_NULL, null=True, blank=True, related_name="handouts", verbose_name=_("half-day")
    )
    material = models.ForeignKey(
        Material, on_delete=models.PROTECT, related_name="handouts", verbose_name=_("material")
    )
    is_for_before = models.BooleanField(_("to read beforehand"), default=False)

    objects = HandoutQuerySet.as_manager()

    class Meta:
        verbose_name = _("handout")
        verbose_name_plural = _("handouts")
        constraints = [models.UniqueConstraint(fields=["edition", "material"], name="a_handout_once_an_edition")]

    def __str__(self):
        return str(self.material)
