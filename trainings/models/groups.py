from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import Municipality, Role, RoleAssignment, TerritorialParty
from trainings.models.registrations import Registration

REMIND_WITHIN = timedelta(days=4)


class RegistrationGroupQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for who plans; for others what they made themselves or what is for a place they head, while there."""
        if user.has_perm("trainings.plan"):
            return self
        active = RoleAssignment.objects.active_on(timezone.localdate()).filter(person__user=user)
        made = self.filter(_for_places_of(active), registered_by=user)
        headed = self.filter(_for_places_of(active.granting(Role.MANAGER)))
        return self.filter(Q(pk__in=made.values("pk")) | Q(pk__in=headed.values("pk")))

    def made_by(self, user):
        return self.visible_to(user).filter(registered_by=user)

    def coming(self, day):
        """Those for editions that are not over on `day`, the newest last."""
        return self.annotate(last_day=Max("edition__half_days__date")).filter(last_day__gte=day)


def _for_places_of(roles):
    """For the municipalities of these roles, and for what these came from."""
    came_before = TerritorialParty.objects.before(roles.values("municipality"))
    return Q(municipality__in=roles.values("municipality")) | Q(municipality__in=came_before.values("municipality"))


class RegistrationGroup(models.Model):
    """Several people of one municipality, registered for an edition by one colleague in one form."""

    edition = models.ForeignKey("trainings.Edition", on_delete=models.PROTECT, related_name="groups")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    purchase_order = models.CharField(_("purchase order"), max_length=50, blank=True)
    contact = models.CharField(_("whom we ask about this"), max_length=150, blank=True)
    form_key = models.UUIDField(unique=True)  # the same form sent twice is one group
    registered_at = models.DateTimeField()

    objects = RegistrationGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group registration")
        verbose_name_plural = _("group registrations")
        ordering = ["registered_at", "pk"]

    def __str__(self):
        return f"{self.municipality} – {self.edition}"

    def get_absolute_url(self):
        return reverse("trainings:group_detail", args=[self.pk])


class SeatState(models.TextChoices):
    """Where a seat without a name stands; it is held as long as it is kept."""

    KEPT = "kept", _("Name to follow")
    NAMED = "named", _("Name given")
    LAPSED = "lapsed", _("Lapsed: no name came in time")
    GIVEN_BACK = "given-back", _("Given back")
    CANCELLED = "cancelled", _("Cancelled by the organiser")


class ReservedSeatQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(group__in=RegistrationGroup.objects.visible_to(user))

    def kept(self):
        return self.filter(state=SeatState.KEPT)

    def in_edition(self, edition):
        return self.filter(group__edition=edition)

    def gone(self):
        """Those that nobody will sit on."""
        return self.exclude(state__in=[SeatState.KEPT, SeatState.NAMED])

    def to_remind_on(self, day):
        """Those whose name is due soon, of which nobody was reminded."""
        return self.kept().filter(reminded_at__isnull=True, names_by__range=(day, day + REMIND_WITHIN))

    def lapsed_on(self, day):
        """Those for which the last day to give a name is over."""
        return self.kept().filter(names_by__lt=day)


class ReservedSeat(models.Model):
    """A seat that a colleague keeps for somebody whose name follows; without a name it lapses after `names_by`."""

    group = models.ForeignKey(RegistrationGroup, on_delete=models.CASCADE, related_name="reserved_seats")
    state = models.CharField(_("state"), max_length=10, choices=SeatState, default=SeatState.KEPT)
    names_by = models.DateField(_("last day to give a name"))
    reminded_at = models.DateTimeField(null=True)
    registration = models.OneToOneField(
        Registration, on_delete=models.PROTECT, null=True, related_name="reserved_seat"
    )  # of who came to sit on it

    objects = ReservedSeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat without a name")
        verbose_name_plural = _("seats without a name")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SeatState.values), name="reserved_seat_has_a_known_state"),
            models.CheckConstraint(
                condition=Q(state=SeatState.NAMED, registration__isnull=False)
                | ~Q(state=SeatState.NAMED) & Q(registration__isnull=True),
                name="a_named_seat_knows_who_sits",
            ),
        ]

    def __str__(self):
        return f"{self.get_state_display()} – {self.group}"
