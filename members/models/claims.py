from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.municipalities import Municipality
from members.models.people import Person, Role, RoleAssignment, RoleType


class ClaimState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")


class ClaimQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for who edits the register; for a head of service those for their municipality."""
        if user.has_perm("members.edit"):
            return self
        headed = RoleAssignment.objects.active_on(timezone.localdate()).granting(Role.MANAGER).filter(person__user=user)
        return self.filter(municipality__in=headed.values("municipality"))

    def of(self, user):
        return self.filter(user=user)

    def waiting(self):
        return self.filter(state=ClaimState.WAITING).order_by("asked_at", "pk")

    def hold(self, pk):
        """The claim, held until the transaction ends: two who decide at once wait for each other."""
        self.filter(pk=pk).update(state=F("state"))  # a write first: a real lock on PostgreSQL and on SQLite
        return self.select_related("user", "municipality", "role_type").get(pk=pk)

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        claims = self.filter(pk__in=ids).select_related("municipality")
        return {claim.pk: (str(claim), claim.get_absolute_url()) for claim in claims}


class Claim(models.Model):
    """Somebody with an account of their own says that they work in a municipality; without rights until approved."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="claims")
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="claims", verbose_name=_("municipality")
    )
    role_type = models.ForeignKey(RoleType, on_delete=models.PROTECT, related_name="claims", verbose_name=_("role"))
    note = models.CharField(_("anything that helps us to recognise you"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=ClaimState, default=ClaimState.WAITING)
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    person = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="claims")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(state=ClaimState.WAITING), name="one_waiting_claim_per_account"
            ),
            models.CheckConstraint(condition=Q(state__in=ClaimState.values), name="claim_has_a_known_state"),
            models.CheckConstraint(
                condition=Q(state=ClaimState.WAITING, decided_at__isnull=True)
                | ~Q(state=ClaimState.WAITING) & Q(decided_at__isnull=False),
                name="a_decided_claim_says_when",
            ),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.municipality}"

    def get_absolute_url(self):
        return reverse("members:claim_decide", args=[self.pk])

    @property
    def full_name(self):
        return f"{self.first_name} {self.last_name}".strip()
