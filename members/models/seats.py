from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.municipalities import Municipality
from members.models.people import Person, RoleAssignment, RoleType
from members.models.periods import Period, PeriodQuerySet, ends_after_it_starts
from members.models.role_types import of_seat
from members.models.services import YouthService


class VacancyQuerySet(PeriodQuerySet):
    def visible_to(self, user):
        """All for who sees people; for others those of the municipalities in which they hold a role."""
        if user.has_perm("members.see_people"):
            return self
        own = RoleAssignment.objects.active_on(timezone.localdate()).filter(person__user=user)
        return self.filter(municipality__in=own.values("municipality"))

    def open_on(self, day):
        """Those that are empty on `day` or will be, the ones that lasted longest on top."""
        return self.exclude(ends_on__lte=day).order_by("starts_on", "pk")

    def of_seat(self, role_type, municipality):
        """Those of this seat, whatever the type of role was that left it empty."""
        return self.filter(of_seat(role_type), municipality=municipality)

    def with_mailbox(self, day):
        """Adds `mailbox`, the mailbox of the service on `day`: mail for the seat goes there without a contact."""
        services = YouthService.objects.active_on(day).filter(municipality=OuterRef("municipality"))
        return self.annotate(mailbox=Subquery(services.values("mailbox")[:1]))

    def with_seat(self):
        """With the municipality, the role and the fallback contact at hand."""
        return self.select_related("municipality", "role_type", "fallback")


class Vacancy(Period):
    """A seat without a person, for a while; the fallback contact gets what is meant for the seat."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="vacancies", verbose_name=_("municipality")
    )
    role_type = models.ForeignKey(RoleType, on_delete=models.PROTECT, related_name="vacancies", verbose_name=_("role"))
    fallback = models.ForeignKey(
        Person,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="stands_in_for",
        verbose_name=_("who gets the mail meanwhile"),
    )
    note = models.CharField(_("note"), max_length=300, blank=True)

    objects = VacancyQuerySet.as_manager()

    class Meta:
        verbose_name = _("vacancy")
        verbose_name_plural = _("vacancies")
        ordering = ["starts_on", "pk"]
        constraints = [
            ends_after_it_starts("vacancy_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["municipality", "role_type"],
                condition=models.Q(ends_on__isnull=True),
                name="a_seat_is_vacant_once",
            ),
        ]

    def __str__(self):
        return f"{self.municipality}: {self.role_type}"
