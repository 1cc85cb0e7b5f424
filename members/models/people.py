from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.functions import OfficerFunction
from members.models.municipalities import Municipality
from members.models.periods import Period, PeriodQuerySet, ends_after_it_starts, is_active_on
from members.models.role_types import OWN_TEAM, CorePlayer, Role, RoleSource, RoleType, of_seat
from portal.models import normal_email
from portal.names import as_sorted

__all__ = ["OWN_TEAM", "CorePlayer", "Person", "PersonEmail", "Role", "RoleAssignment", "RoleSource", "RoleType"]

OF_AGE = 18
CONFIRMATION_LASTS = timedelta(days=365)


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for the team; for others themselves, the people of their own municipalities, and who is listed."""
        if user.has_perm("members.see_people"):
            return self
        seen = Q(user=user) | Q(pk__in=Person.objects.colleagues_of(user).values("pk"))
        if user.has_perm("members.see_listed_people"):
            seen |= listed_on(timezone.localdate())
        return self.filter(seen)

    def colleagues_of(self, user):
        """Who holds a role today in a municipality where this user does."""
        today = timezone.localdate()
        own_places = RoleAssignment.objects.active_on(today).filter(person__user=user, municipality__isnull=False)
        there = RoleAssignment.objects.active_on(today).filter(
            person=OuterRef("pk"), municipality__in=own_places.values("municipality")
        )
        return self.filter(Exists(there))

    def current(self):
        """Without those that turned out to be somebody else, or were erased."""
        return self.filter(merged_into__isnull=True, erased_at__isnull=True)

    def hold(self, pk):
        """The person, held until the transaction ends: others wait for their turn."""
        self.filter(pk=pk).update(sort_name=F("sort_name"))  # a write first: a real lock on PostgreSQL and on SQLite
        return self.get(pk=pk)

    def standing_for(self, pk):
        """The id of the record that was kept for this one; its own when it was never merged."""
        seen = set()
        while pk not in seen:
            seen.add(pk)
            pk = self.filter(pk=pk).values_list("merged_into", flat=True).first() or pk
        return pk

    def at_address(self, *addresses):
        """Those to whom one of these addresses leads: the one that mail goes to, or another that is theirs still."""
        addresses = [normal_email(address) for address in addresses if address]
        others = PersonEmail.objects.filter(person=OuterRef("pk"), address__in=addresses, ends_on__isnull=True)
        return self.filter(Q(email__in=addresses) | Exists(others))

    def with_role(self, *roles, day):
        """Those who hold one of these portal roles on `day`."""
        return self.filter(
            Exists(RoleAssignment.objects.active_on(day).filter(person=OuterRef("pk"), role_type__grants__in=roles))
        )

    def of_team(self, day):
        """Those who belong to our own team on `day` or later, and who may open the technical admin."""
        team = RoleAssignment.objects.exclude(ends_on__lte=day).filter(
            person=OuterRef("pk"), role_type__grants__in=OWN_TEAM
        )
        return self.filter(Exists(team) | Q(user__is_staff=True) | Q(user__is_superuser=True))

    def of_place(self, municipality, day):
        """Who holds or will hold a role there from `day` on, by name."""
        held = RoleAssignment.objects.exclude(ends_on__lte=day).filter(person=OuterRef("pk"), municipality=municipality)
        return self.current().filter(Exists(held)).order_by("sort_name", "pk")

    def who_can_stand_in(self, municipality, day):
        """Who may get the mail of an empty seat there: its people, and our team."""
        here, team = self.of_place(municipality, day), self.of_team(day)
        return self.current().filter(Q(pk__in=here.values("pk")) | Q(pk__in=team.values("pk"))).exclude(email="")

    def found_by(self, words):
        """Those whose name or address, or the municipality where they hold a role, holds each of these words."""
        found = self
        for word in words.split():
            plain = as_sorted(word)
            there = RoleAssignment.objects.filter(person=OuterRef("pk"), municipality__sort_name__contains=plain)
            elsewhere = PersonEmail.objects.filter(person=OuterRef("pk"), address__icontains=word)
            found = found.filter(
                Q(sort_name__contains=plain) | Q(email__icontains=word) | Exists(elsewhere) | Exists(there)
            )
        return found

    def holding(self, role_types, day):
        """Those who hold a role of one of these types on `day`."""
        held = RoleAssignment.objects.active_on(day).filter(person=OuterRef("pk"), role_type__in=role_types)
        return self.filter(Exists(held))

    def of_core_player(self, core_player, day):
        held = RoleAssignment.objects.active_on(day).filter(person=OuterRef("pk"), role_type__core_player=core_player)
        return self.filter(Exists(held))

    def former_on(self, day):
        """Those whose roles have all ended, and that held one."""
        roles = RoleAssignment.objects.filter(person=OuterRef("pk"))
        return self.filter(Exists(roles)).exclude(Exists(roles.exclude(ends_on__lte=day)))

    def with_something_to_hold(self, day):
        """Those who hold or will hold a role, or never held one: whoever is no longer around is left out."""
        roles = RoleAssignment.objects.filter(person=OuterRef("pk"))
        return self.filter(Exists(roles.exclude(ends_on__lte=day)) | ~Exists(roles))

    def unconfirmed_on(self, day):
        """Those with a role in a municipality that nobody confirmed for a year."""
        return self.filter(Exists(RoleAssignment.objects.filter(person=OuterRef("pk")).unconfirmed_on(day)))

    def with_roles_on(self, day):
        """With `roles_now`: the roles that they hold or will hold, each with its type and place."""
        roles = RoleAssignment.objects.exclude(ends_on__lte=day).select_related("role_type", "municipality")
        roles = roles.with_confirmation_marked(day).order_by("starts_on", "pk")
        return self.prefetch_related(Prefetch("roles", queryset=roles, to_attr="roles_now"))

    def behind_accounts(self, ids):
        """The name and the page of who logs in with each of these accounts, for lines that know an account alone."""
        people = self.filter(user__in=ids)
        return {person.user_id: (person.full_name, person.get_absolute_url()) for person in people}

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        return {each.pk: (each.full_name, each.get_absolute_url()) for each in self.filter(pk__in=ids)}


def sort_name_of(person):
    """The name by which people are sorted and found: the last name first, without accents and capitals."""
    return as_sorted(f"{person.last_name} {person.first_name}")


def listed_on(day, prefix=""):
    """The condition that other municipalities may find somebody: they said so, and they are surely of age.

    Without a year of birth, who ever sat on a youth council could be a minor: they are not found.
    """
    is_young = Q(**{f"{prefix}roles__role_type__core_player": CorePlayer.YOUNG_PERSON})
    return Q(**{f"{prefix}is_listed": True, f"{prefix}merged_into": None, f"{prefix}erased_at": None}) & (
        Q(**{f"{prefix}birth_year": None}) & ~is_young | Q(**{f"{prefix}birth_year__lt": day.year - OF_AGE})
    )


class Person(models.Model):
    """Somebody we know, once; their roles come and go."""

    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80)
    sort_name = models.CharField(max_length=165, db_index=True, editable=False)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=30, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="person"
    )
    birth_year = models.PositiveSmallIntegerField(_("year of birth"), null=True, blank=True)
    is_listed = models.BooleanField(_("other municipalities may see this person"), default=False)
    guardian_consent_on = models.DateField(_("a guardian agreed on"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="merged_away"
    )
    erased_at = models.DateTimeField(null=True, editable=False)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="one_person_per_address"),
            models.CheckConstraint(
                condition=Q(birth_year__isnull=True) | Q(birth_year__gte=1900, birth_year__lte=2100),
                name="birth_year_is_a_year",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")), name="nobody_is_merged_into_themselves"
            ),
        ]

    def __str__(self):
        return self.full_name

    def save(self, *args, **kwargs):
        self.email = normal_email(self.email)
        self.sort_name = sort_name_of(self)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("members:person_detail", args=[self.pk])

    def is_minor(self, today):
        """Under age, as far as a year of birth tells: until the end of the year in which they turn eighteen."""
        return self.birth_year is not None and today.year - self.birth_year <= OF_AGE

    @property
    def shared_email(self):
        """The address as colleagues and lists show it: of a minor none, staff who need it find it on their page."""
        return "" if self.is_minor(timezone.localdate()) else self.email

    def needs_consent(self, today):
        """A minor of whom no guardian agreed that we keep their data."""
        return self.is_minor(today) and self.guardian_consent_on is None

    @property
    def language(self):
        """The language of the account; without an account that of the portal."""
        return self.user.language if self.user else settings.LANGUAGE_CODE

    @property
    def full_name(self):
        return f"{self.first_name} {self.last_name}".strip()


class PersonEmail(Period):
    """An address that somebody has or had beside the one that mail goes to."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="other_emails")
    address = models.EmailField(_("e-mail address"))
    is_verified = models.BooleanField(_("proved to be theirs"), default=False)

    objects = PeriodQuerySet.as_manager()

    class Meta:
        verbose_name = _("other e-mail address")
        verbose_name_plural = _("other e-mail addresses")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            ends_after_it_starts("address_ends_after_it_starts"),
            models.UniqueConstraint(
                Lower("address"), condition=Q(ends_on__isnull=True), name="an_address_leads_to_one_person"
            ),
        ]

    def __str__(self):
        return self.address

    def save(self, *args, **kwargs):
        self.address = normal_email(self.address)
        super().save(*args, **kwargs)


class RoleAssignmentQuerySet(PeriodQuerySet):
    def visible_to(self, user):
        """All for the team; for others their own, those in their municipalities, and what who is listed does now."""
        if user.has_perm("members.see_people"):
            return self
        today = timezone.localdate()
        own = RoleAssignment.objects.active_on(today).filter(person__user=user)
        seen = Q(person__user=user) | Q(municipality__in=own.values("municipality"))
        if user.has_perm("members.see_listed_people"):
            seen |= listed_on(today, "person__") & is_active_on(today)
        return self.filter(seen, person__in=Person.objects.visible_to(user))

    def at(self, municipality):
        """Who holds, held or will hold a role there, with the person and the role at hand."""
        return (
            self.filter(municipality=municipality)
            .select_related("person", "role_type")
            .order_by("role_type__core_player", "person__sort_name", "-starts_on")
        )

    def granting(self, *roles):
        return self.filter(role_type__grants__in=roles)

    def of_seat(self, role_type, municipality):
        """Who holds this seat: a role of this type, or of another that gives the same rights in the portal."""
        return self.filter(of_seat(role_type), municipality=municipality)

    def overlapping(self, starts_on, ends_on=None):
        """Those that hold on a day of [starts_on, ends_on); an empty end is open."""
        overlapping = self.exclude(ends_on__lte=starts_on)
        return overlapping.filter(starts_on__lt=ends_on) if ends_on else overlapping

    def unconfirmed_on(self, day):
        """Those in a municipality that hold on `day`, and that nobody confirmed for a year."""
        return self.filter(_is_unconfirmed(day))

    def with_confirmation_marked(self, day):
        """Adds `is_unconfirmed`: whether nobody confirmed it for a year before `day`."""
        return self.annotate(is_unconfirmed=ExpressionWrapper(_is_unconfirmed(day), output_field=BooleanField()))

    def hold(self, pk):
        """The role with its person, place and type, held until the transaction ends."""
        self.filter(pk=pk).update(starts_on=F("starts_on"))  # a write first: a real lock on PostgreSQL and on SQLite
        return self.select_related("person", "role_type", "municipality").get(pk=pk)


def _is_unconfirmed(day):
    confirmed_long_ago = Q(confirmed_on__lt=day - CONFIRMATION_LASTS) | Q(
        confirmed_on__isnull=True, starts_on__lt=day - CONFIRMATION_LASTS
    )
    theirs = Q(municipality__isnull=False) & ~Q(role_type__core_player=CorePlayer.INTERNAL)
    return is_active_on(day) & theirs & confirmed_long_ago


class RoleAssignment(Period):
    """A person holds a role somewhere, for a while. Never edited: ended, and another one started."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    role_type = models.ForeignKey(RoleType, on_delete=models.PROTECT, related_name="assignments")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="roles"
    )
    functions = models.ManyToManyField(
        OfficerFunction, blank=True, related_name="assignments", verbose_name=_("what this person does")
    )
    working_time = models.DecimalField(
        _("share of a full-time job"), max_digits=3, decimal_places=2, null=True, blank=True
    )
    source = models.CharField(_("known from"), max_length=12, choices=RoleSource, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), null=True, blank=True)  # that it still holds

    objects = RoleAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("role assignment")
        verbose_name_plural = _("role assignments")
        ordering = ["-starts_on", "pk"]
        constraints = [
            ends_after_it_starts("role_ends_after_it_starts"),
            models.UniqueConstraint(
                fields=["person", "role_type", "municipality", "starts_on"], name="one_role_a_place_and_day"
            ),
            models.UniqueConstraint(
                fields=["person", "role_type", "starts_on"],
                condition=Q(municipality__isnull=True),
                name="one_role_without_a_place_a_day",
            ),
            models.UniqueConstraint(
                fields=["person", "role_type", "municipality"],
                condition=Q(ends_on__isnull=True),
                name="one_open_role_of_a_kind_a_place",
            ),
            models.UniqueConstraint(
                fields=["person", "role_type"],
                condition=Q(ends_on__isnull=True, municipality__isnull=True),
                name="one_open_role_of_a_kind_without_a_place",
            ),
            models.CheckConstraint(
                condition=Q(working_time__isnull=True) | Q(working_time__gt=0, working_time__lte=1),
                name="working_time_is_a_share",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.role_type}"
