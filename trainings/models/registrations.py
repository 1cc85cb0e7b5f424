from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Max, Min, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Municipality, Person, Role, RoleAssignment, TerritorialParty

GOING_ON = Q(edition__half_days__state="scheduled")  # a half-day that was called off counts for nothing


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
    FREE_PLACE = "free-place", _("free place as a member")


PRICE_REASONS = {
    Tariff.MEMBER: _("member price: %(place)s was a member on %(day)s"),
    Tariff.OTHER: _("price for non-members: %(place)s was no member on %(day)s"),
    Tariff.FREE: _("free for everybody"),
    Tariff.FREE_PLACE: _("one of the free places that %(place)s had as a member on %(day)s"),
}
WITHOUT_MUNICIPALITY = _("price for non-members: registered without a municipality on %(day)s")


class RegistrationQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for who plans; for others their own, those they made for colleagues, and those of a place they head."""
        if user.has_perm("trainings.plan"):
            return self
        headed, entrusted = self.of_places_headed_by(user), self.registered_for_colleagues_by(user)
        return self.filter(Q(person__user=user) | Q(pk__in=headed.values("pk")) | Q(pk__in=entrusted.values("pk")))

    def of_places_headed_by(self, user):
        """Those for the municipalities where the user is head of service today, and for what these came from."""
        headed = RoleAssignment.objects.active_on(timezone.localdate()).granting(Role.MANAGER).filter(person__user=user)
        came_before = TerritorialParty.objects.before(headed.values("municipality"))
        return self.filter(
            Q(municipality__in=headed.values("municipality")) | Q(municipality__in=came_before.values("municipality"))
        )

    def registered_for_colleagues_by(self, user):
        """Those that the user made for colleagues, as long as they work for that municipality, or its heir."""
        places = RoleAssignment.objects.active_on(timezone.localdate()).filter(person__user=user)
        came_before = TerritorialParty.objects.before(places.values("municipality"))
        there = Q(municipality__in=places.values("municipality")) | Q(
            municipality__in=came_before.values("municipality")
        )
        return self.filter(there, Q(registered_by=user) | Q(group__registered_by=user))

    def of(self, user):
        """The user's own, whatever else they may see; none for a visitor."""
        return self.filter(person__user=user) if user.is_authenticated else self.none()

    def active(self):
        return self.filter(state__in=RegistrationState.active())

    def ended(self):
        return self.exclude(state__in=RegistrationState.active())

    def holding_a_seat(self):
        """Those with a seat: registered or offered, or asked for in an edition that keeps a seat for who asks."""
        return self.filter(
            Q(state__in=RegistrationState.holding_a_seat())
            | Q(state=RegistrationState.REQUESTED, holds_seat_meanwhile=True)
        )

    def offered(self):
        return self.filter(state=RegistrationState.OFFERED)

    def lapsed_on(self, now):
        """Offers that nobody answered in time."""
        return self.offered().filter(offer_until__lte=now)

    def decidable_by(self, user):
        """Those that this user may approve or decline: of their own municipality, or all for who plans."""
        return self if user.has_perm("trainings.plan") else self.of_places_headed_by(user)

    def requested(self):
        """Those that wait for the approval of their municipality, the oldest first."""
        return self.filter(state=RegistrationState.REQUESTED).order_by("registered_at", "pk")

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
        return self.annotate(first_day=Min("edition__half_days__date", filter=GOING_ON)).order_by("first_day", "pk")

    def listed_for_each_other(self):
        """Who comes and agreed that the other participants see so."""
        return self.holding_a_seat().filter(may_be_listed=True)

    def past_or_ended(self, day):
        """What is behind somebody: editions that are over, and registrations that ended; the newest on top."""
        over = Q(last_day__lt=day) | ~Q(state__in=RegistrationState.active())
        return (
            self.annotate(last_day=Max("edition__half_days__date", filter=GOING_ON))
            .filter(over)
            .order_by("-last_day", "-pk")
        )

    def past_before(self, day):
        """Those of editions whose last half-day was before `day`."""
        return self.annotate(last_day=Max("edition__half_days__date")).filter(last_day__lt=day)

    def coming(self, day):
        """Those of editions that are not over on `day`, the first to start on top."""
        last_day = Max("edition__half_days__date", filter=GOING_ON)
        return self.by_first_day().annotate(last_day=last_day).filter(last_day__gte=day)


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
    offer_until = models.DateTimeField(null=True)  # of the last offer, also when it lapsed
    offers_made = models.PositiveSmallIntegerField(default=0)
    holds_seat_meanwhile = models.BooleanField(default=False)  # while the municipality has not approved yet
    is_beyond_seats = models.BooleanField(default=False)  # staff gave a seat that was not there; the step says why
    price = models.DecimalField(_("price"), max_digits=7, decimal_places=2)
    tariff = models.CharField(_("tariff"), max_length=10, choices=Tariff)
    terms = models.JSONField(default=list)  # [[days before the start or None, percent]], as they were that day
    left_for = models.DecimalField(_("cost of leaving"), max_digits=7, decimal_places=2, default=0)
    wishes = models.TextField(_("what this person needs to take part"), max_length=1000, blank=True)
    form_key = models.UUIDField(null=True)  # the same form sent twice is one registration
    registered_at = models.DateTimeField()
    group = models.ForeignKey(
        "trainings.RegistrationGroup", on_delete=models.PROTECT, null=True, related_name="registrations"
    )
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    invited_as = models.CharField(max_length=120, blank=True)  # as a colleague typed it, until the person says "yes"
    may_be_listed = models.BooleanField(_("the other participants may see my name"), default=False)

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
            models.CheckConstraint(condition=Q(left_for__gte=0), name="leaving_never_earns"),
            models.CheckConstraint(
                condition=Q(state__in=RegistrationState.values), name="registration_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.WAITLISTED) | Q(queued_at__isnull=False),
                name="who_waits_knows_since_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.OFFERED) | Q(offer_until__isnull=False),
                name="an_offer_knows_until_when",
            ),
        ]

    def __str__(self):
        return f"{self.person} – {self.edition}"

    def get_decision_url(self):
        """Where the municipality approves or declines it."""
        return reverse("trainings:registration_decide", args=[self.pk])

    @property
    def shown_name(self):
        """The name for a colleague: of whom they typed an address, not more than what they typed."""
        return self.invited_as or self.person.full_name

    @property
    def is_active(self):
        return self.state in RegistrationState.active()

    @property
    def holds_a_seat(self):
        """As `holding_a_seat()` counts it."""
        is_kept = self.state == RegistrationState.REQUESTED and self.holds_seat_meanwhile
        return is_kept or self.state in RegistrationState.holding_a_seat()

    @property
    def price_reason(self):
        """Why the price is what it is, as it was on the day of registration."""
        sentence = PRICE_REASONS[self.tariff] if self.municipality_name else WITHOUT_MUNICIPALITY
        if self.tariff == Tariff.FREE:
            sentence = PRICE_REASONS[self.tariff]
        day = date_format(timezone.localdate(self.registered_at), "j F Y")
        return sentence % {"place": self.municipality_name, "day": day}


class RegistrationEvent(models.Model):
    """One step in the life of a registration; only added to."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="events")
    from_state = models.CharField(max_length=25, choices=RegistrationState, blank=True)
    to_state = models.CharField(max_length=25, choices=RegistrationState)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    priority = models.SmallIntegerField(null=True)  # what staff made of it at this step; empty when they left it
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("step of a registration")
        verbose_name_plural = _("steps of a registration")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.from_state} → {self.to_state}"
