from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models.municipalities import Municipality
from members.models.people import Person


class ConfirmationRoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("members.see_people") else self.none()

    def with_answers(self):
        """Adds `asked` and `answered`, how many municipalities were asked and how many answered."""
        return self.annotate(
            asked=Count("requests"), answered=Count("requests", filter=Q(requests__answered_at__isnull=False))
        ).order_by("-opened_on", "-pk")


class ConfirmationRound(models.Model):
    """Once a year we ask each municipality whether what we know of its people is still right."""

    opened_on = models.DateField(_("opened on"))
    closes_on = models.DateField(_("last day to answer"))

    objects = ConfirmationRoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("confirmation round")
        verbose_name_plural = _("confirmation rounds")
        ordering = ["-opened_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(closes_on__gte=F("opened_on")), name="round_closes_after_it_opens"),
            models.UniqueConstraint(fields=["opened_on"], name="one_round_opens_a_day"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.opened_on.year}"

    def get_absolute_url(self):
        return reverse("members:confirmation_round_detail", args=[self.pk])

    def places_not_asked(self):
        """The municipalities of the day of opening where we knew nobody to ask, by name."""
        existing = Municipality.objects.existing_on(self.opened_on)
        return existing.exclude(pk__in=self.requests.values("municipality")).order_by("sort_name", "pk")


class ConfirmationRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("members.see_people") else self.none()

    def with_token_hash(self, token_hash):
        return self.filter(token_hash=token_hash).select_related("round", "municipality", "contact")

    def hold(self, pk):
        """The request, held until the transaction ends: the same link opened twice answers once."""
        self.filter(pk=pk).update(answered_at=F("answered_at"))  # a write first: a real lock on both databases
        return self.select_related("round", "municipality", "contact").get(pk=pk)

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        asked = self.filter(pk__in=ids).select_related("municipality", "round")
        return {each.pk: (each.municipality.name, each.round.get_absolute_url()) for each in asked}


class ConfirmationRequest(models.Model):
    """Asks one contact of a municipality; the link in the mail holds a token of which we keep a hash alone."""

    round = models.ForeignKey(ConfirmationRound, on_delete=models.CASCADE, related_name="requests")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="confirmation_requests")
    contact = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="confirmation_requests")
    token_hash = models.CharField(max_length=64, unique=True)
    answered_at = models.DateTimeField(null=True)
    notes = models.JSONField(default=list)  # [{"role": 12, "note": "…"}]: what was neither right nor gone
    missing = models.CharField(max_length=500, blank=True)  # who stands not on our list

    objects = ConfirmationRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to confirm")
        verbose_name_plural = _("requests to confirm")
        constraints = [
            models.UniqueConstraint(fields=["round", "municipality"], name="a_municipality_is_asked_once_a_round")
        ]

    def __str__(self):
        return f"{self.round}: {self.municipality}"

    def is_open_on(self, day):
        return self.answered_at is None and day <= self.round.closes_on
