from datetime import date

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.municipalities import Municipality
from members.models.people import Role, RoleAssignment
from members.models.periods import Period, PeriodQuerySet, ends_after_it_starts


class EndReason(models.TextChoices):
    """Why a municipality is a member no more."""

    MERGER = "merger", _("merged into another municipality")
    BUDGET = "budget", _("no budget for it")
    OFFER = "offer", _("our offer does not fit")
    OTHER = "other", _("another reason")


class MembershipQuerySet(PeriodQuerySet):
    def visible_to(self, user):
        """All for who sees fees; for officers and heads of service that of their own municipality."""
        if user.has_perm("members.see_fees"):
            return self
        own = RoleAssignment.objects.active_on(timezone.localdate()).filter(person__user=user)
        return self.filter(municipality__in=own.granting(Role.OFFICER, Role.MANAGER).values("municipality"))

    def of(self, municipality):
        return self.filter(municipality=municipality)

    def begun_in(self, year):
        return self.filter(starts_on__year=year)

    def ended_in(self, year):
        """Those that hold no more since a day in `year`; a last day of 31 December 2024 counts in 2025."""
        return self.filter(ends_on__year=year)

    def held_in(self, year):
        """Those that held on a day of `year` at least."""
        return self.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=date(year, 1, 1)), starts_on__lt=date(year + 1, 1, 1)
        )

    def leaving(self, day):
        """Members on `day` that asked to leave."""
        return self.active_on(day).filter(cancel_requested_on__lte=day)

    def ending(self, day):
        """Members on `day` whose end is known, whether they asked for it or not: most of these merge."""
        return self.active_on(day).filter(ends_on__isnull=False)

    def by_name(self):
        return self.select_related("municipality").order_by("municipality__sort_name", "starts_on", "pk")


class Membership(Period):
    """A municipality is a member for a while; whether it is one on a day is computed from these dates."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="memberships")
    cancel_requested_on = models.DateField(_("asked to leave on"), null=True, blank=True)
    end_reason = models.CharField(_("why it ends"), max_length=10, choices=EndReason, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        constraints = [
            ends_after_it_starts("membership_ends_after_it_starts"),
            models.UniqueConstraint(fields=["municipality", "starts_on"], name="one_membership_a_start"),
            models.CheckConstraint(
                condition=Q(end_reason="") | Q(ends_on__isnull=False), name="only_a_membership_that_ends_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.municipality} {self.starts_on}"
