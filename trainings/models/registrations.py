from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Max, Min, OuterRef, Q, Subquery, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Municipality, Person, Role, RoleAssignment, TerritorialParty


class RegistrationState(models.TextChoices):
    """Where a registration stands; presence, payment and "full" are facts of their own, never a state."""

    REQUESTED = "requested", _("Waiting for approval")
    WAITLISTED = "waitlisted", _("On the waiting list")
    OFFERED = "offered", _("Seat offered")
    CONFIRMED = "confirmed", _("Registered")
    DECLINED = "declined", _("Not approved")
    OFFER_LAPSED = "offer-lapsed", _("Offer lapsed")
    CANCELLED_BY_PARTICIPANT = "cancelled-by-participant", pgettext_lazy("registration", "Cancelled")
    CANCELLED_BY_ORGANISER = "cancelled-by-organiser", _("Cancelled by the organiser")
    REPLACED = "replaced", _("Replaced by a colleague")

    @classmethod
    def holding_a_seat(cls):
        return [cls.CONFIRMED, cls.OFFERED]

    @classmethod
    def active(cls):
        return [cls.REQUESTED, cls.WAITLISTED, cls.OFFERED, cls.CONFIRMED]


class Tariff(models.TextChoices):
    MEMBER = "member", _("member price")
    OTHER = "other", _("price for non-members")
    FREE = "free", _("free")


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for who plans; for others their own, and for a head of service those of the municipality."""
        if user.has_perm("trainings.plan"):
            return self
        return self.filter(Q(person__user=user) | Q(pk__in=self.of_places_headed_by(user).values("pk")))

    def of_places_headed_by(self, user):
        """Those for the municipalities where the user is head of service today, and for what these came from."""
        headed = RoleAssignment.objects.active_on(timezone.localdate()).granting(Role.MANAGER).filter(person__user=user)
        came_before = TerritorialParty.objects.before(headed.values("municipality"))
        return self.filter(
            Q(municipality__in=headed.values("municipality")) | Q(municipality__in=came_before.values("municipality"))
        )

    def of(self, user):
        """The user's own, whatever else they may see; none for a visitor."""
        return self.filter(person__user=user) if user.is_authenticated else self.none()

    def active(self):
        return self.filter(state__in=RegistrationState.active())

    def ended(self):
        return self.exclude(state__in=RegistrationState.active())

    def holding_a_seat(self):
        return self.filter(state__in=RegistrationState.holding_a_seat())

    def who_share_their_name(self):
        """Those with a seat who let the other participants see their name, by name."""
        return self.holding_a_seat().filter(shares_name=True).select_related("person").order_by("person__sort_name")

    def waiting(self):
        """The waiting list in order: who was given priority, then who came first."""
        return self.filter(state=RegistrationState.WAITLISTED).order_by("-priority", "queued_at", "pk")

    def with_place_in_line(self):
        """Adds `place_in_line`, 1 for who is next, and `people_in_line`; both empty for who does not wait."""
        line = Registration.objects.filter(edition=OuterRef("edition"), state=RegistrationState.WAITLISTED)
        ahead = line.filter(
            Q(priority__gt=OuterRef("priority"))
            | Q(priority=OuterRef("priority"), queued_at__lt=OuterRef("queued_at"))
            | Q(priority=OuterRef("priority"), queued_at=OuterRef("queued_at"), pk__lte=OuterRef("pk"))
        )
        waits = Q(state=RegistrationState.WAITLISTED)
        return self.annotate(
            place_in_line=Case(When(waits, then=_number_of(ahead))),
            people_in_line=Case(When(waits, then=_number_of(line))),
        )

    def by_first_day(self):
        """The edition that starts first on top."""
        return self.annotate(first_day=Min("edition__half_days__date")).order_by("first_day", "pk")

    def past_or_ended(self, day):
        """What is behind somebody: editions that are over, and registrations that ended; the newest on top."""
        over = Q(last_day__lt=day) | ~Q(state__in=RegistrationState.active())
        return self.annotate(last_day=Max("edition__half_days__date")).filter(over).order_by("-last_day", "-pk")

    def past_before(self, day):
        """Those of editions whose last half-day was before `day`."""
        return self.annotate(last_day=Max("edition__half_days__date")).filter(last_day__lt=day)

    def coming(self, day):
        """Those of editions that are not over on `day`, the first to start on top."""
        return self.by_first_day().annotate(last_day=Max("edition__half_days__date")).filter(last_day__gte=day)


def _number_of(rows):
    return Subquery(rows.order_by().values("edition").annotate(number=Count("pk")).values("number"))


class Registration(models.Model):
    """A person in an edition; prices and places as they were when it was made."""

    edition = models.ForeignKey("trainings.Edition", on_delete=models.PROTECT, related_name="registrations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="registrations")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, related_name="registrations")
    municipality_name = models.CharField(max_length=100, blank=True)
    municipality_nis = models.CharField(max_length=5, blank=True)
    registered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=25, choices=RegistrationState)
    priority = models.SmallIntegerField(default=0)
    queued_at = models.DateTimeField(null=True)  # set on entering the queue, never touched by an edit
    price = models.DecimalField(_("price"), max_digits=7, decimal_places=2)
    tariff = models.CharField(_("tariff"), max_length=10, choices=Tariff)
    shares_name = models.BooleanField(_("other participants may see my name"), default=False)
    wishes = models.TextField(_("what this person needs to take part"), max_length=1000, blank=True)
    form_key = models.UUIDField(null=True)  # the same form sent twice is one registration
    registered_at = models.DateTimeField()

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        ordering = ["registered_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "person"],
                condition=Q(state__in=RegistrationState.active()),
                name="one_active_registration_per_person",
            ),
            models.UniqueConstraint(fields=["edition", "person", "form_key"], name="one_registration_a_form"),
            models.CheckConstraint(
                condition=Q(state__in=RegistrationState.values), name="registration_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.WAITLISTED) | Q(queued_at__isnull=False),
                name="who_waits_knows_since_when",
            ),
        ]

    def __str__(self):
        return f"{self.person} – {self.edition}"

    @property
    def is_active(self):
        return self.state in RegistrationState.active()


class RegistrationEvent(models.Model):
    """One step in the life of a registration; only added to."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="events")
    from_state = models.CharField(max_length=25, choices=RegistrationState, blank=True)
    to_state = models.CharField(max_length=25, choices=RegistrationState)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("step of a registration")
        verbose_name_plural = _("steps of a registration")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.from_state} → {self.to_state}"
