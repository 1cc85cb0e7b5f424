from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.municipalities import Municipality
from members.models.periods import Period, PeriodQuerySet, ends_after_it_starts
from portal.bilingual import in_readers_language
from portal.models import normal_email
from portal.names import as_sorted


class Role(models.TextChoices):
    """What somebody is to this portal; computed from dated role assignments, never stored with the account."""

    OFFICER = "officer", _("Youth officer")
    MANAGER = "manager", _("Head of service")
    STAFF = "staff", _("Staff")
    COMMUNICATIONS = "communications", _("Communications director")
    COACH = "coach", _("Trainer and coach")
    DIRECTOR = "director", _("Director")
    ADMIN = "admin", _("Administrator")


class CorePlayer(models.TextChoices):
    """The three core players of local youth policy, and those around them."""

    OFFICIAL = "official", _("official")
    POLITICIAN = "politician", _("politician")
    YOUNG_PERSON = "young-person", _("young person")
    PARTNER = "partner", _("partner")
    INTERNAL = "internal", _("own team")


class RoleType(models.Model):
    """A kind of role, such as alderman for youth, and the portal role that it gives, if any."""

    code = models.SlugField(unique=True)
    title_nl = models.CharField(_("Dutch title"), max_length=80)
    title_en = models.CharField(_("English title"), max_length=80, blank=True)
    core_player = models.CharField(_("core player"), max_length=12, choices=CorePlayer)
    grants = models.CharField(_("role in the portal"), max_length=14, choices=Role, blank=True)

    class Meta:
        verbose_name = _("role type")
        verbose_name_plural = _("role types")
        ordering = ["code"]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_readers_language(self, "title")


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for the team; for others themselves and the people of their own municipalities."""
        if user.has_perm("members.see_people"):
            return self
        today = timezone.localdate()
        own_places = RoleAssignment.objects.active_on(today).filter(person__user=user, municipality__isnull=False)
        return self.filter(
            Q(user=user)
            | Exists(
                RoleAssignment.objects.active_on(today).filter(
                    person=OuterRef("pk"), municipality__in=own_places.values("municipality")
                )
            )
        )

    def with_role(self, *roles, day):
        """Those who hold one of these portal roles on `day`."""
        return self.filter(
            Exists(RoleAssignment.objects.active_on(day).filter(person=OuterRef("pk"), role_type__grants__in=roles))
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

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=~Q(email=""), name="one_person_per_address"),
        ]

    def __str__(self):
        return self.full_name

    def save(self, *args, **kwargs):
        self.email = normal_email(self.email)
        self.sort_name = as_sorted(f"{self.last_name} {self.first_name}")
        super().save(*args, **kwargs)

    @property
    def language(self):
        """The language of the account; without an account that of the portal."""
        return self.user.language if self.user else settings.LANGUAGE_CODE

    @property
    def full_name(self):
        return f"{self.first_name} {self.last_name}".strip()


class RoleAssignmentQuerySet(PeriodQuerySet):
    def visible_to(self, user):
        """All for the team; for others those of visible people in their own municipalities."""
        if user.has_perm("members.see_people"):
            return self
        own = RoleAssignment.objects.active_on(timezone.localdate()).filter(person__user=user)
        return self.filter(
            Q(person__user=user) | Q(municipality__in=own.values("municipality")),
            person__in=Person.objects.visible_to(user),
        )

    def at(self, municipality):
        """Who holds, held or will hold a role there, with the person and the role at hand."""
        return (
            self.filter(municipality=municipality)
            .select_related("person", "role_type")
            .order_by("role_type__core_player", "person__sort_name", "-starts_on")
        )

    def granting(self, *roles):
        return self.filter(role_type__grants__in=roles)


class RoleAssignment(Period):
    """A person holds a role somewhere, for a while. Never edited: ended, and another one started."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    role_type = models.ForeignKey(RoleType, on_delete=models.PROTECT, related_name="assignments")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, blank=True, related_name="roles"
    )

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
        ]

    def __str__(self):
        return f"{self.person}: {self.role_type}"
