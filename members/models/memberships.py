from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.municipalities import Municipality
from members.models.periods import Period, PeriodQuerySet, ends_after_it_starts


class MembershipQuerySet(PeriodQuerySet):
    def of(self, municipality):
        return self.filter(municipality=municipality)


class Membership(Period):
    """A municipality is a member for a while."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="memberships")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        constraints = [
            ends_after_it_starts("membership_ends_after_it_starts"),
            models.UniqueConstraint(fields=["municipality", "starts_on"], name="one_membership_a_start"),
        ]

    def __str__(self):
        return f"{self.municipality} {self.starts_on}"
