from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.municipalities import Municipality
from members.models.people import Person


class TouchpointKind(models.TextChoices):
    TRAINING_REGISTERED = "training-registered", _("registered for a training")
    SURVEY_ANSWERED = "survey-answered", _("answered a survey")


class TouchpointQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("members.see_touchpoints") else self.none()

    def at(self, municipality):
        return self.filter(municipality=municipality).select_related("person")


class Touchpoint(models.Model):
    """One line in the ledger of what happened with a member; facts keep the municipality of the moment."""

    kind = models.CharField(max_length=30, choices=TouchpointKind)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="touchpoints")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, related_name="touchpoints")
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    source = models.CharField(max_length=100, db_index=True)  # a pointer: "trainings.registration:42"

    objects = TouchpointQuerySet.as_manager()

    class Meta:
        verbose_name = _("touchpoint")
        verbose_name_plural = _("touchpoints")
        ordering = ["-occurred_on", "-pk"]
        constraints = [models.UniqueConstraint(fields=["kind", "source"], name="one_touchpoint_per_source")]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.occurred_on})"
