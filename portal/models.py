import unicodedata

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


def normal_email(address):
    """One form for one address: NFKC, without surrounding space, in lower case."""
    return unicodedata.normalize("NFKC", address or "").strip().lower()


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email):
        return self.get(email=normal_email(email))

    def create_user(self, email, password=None, **fields):
        user = self.model(email=normal_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can log in, by e-mail address. Who they are and what they may do, members knows."""

    email = models.EmailField(_("e-mail address"), unique=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    is_active = models.BooleanField(_("may log in"), default=True)
    is_staff = models.BooleanField(_("may open the technical admin"), default=False)
    date_joined = models.DateTimeField(_("since"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [models.UniqueConstraint(Lower("email"), name="one_account_per_address")]

    def __str__(self):
        return self.email

    def clean(self):
        self.email = normal_email(self.email)


class SchoolHolidayKind(models.TextChoices):
    AUTUMN = "autumn", _("Autumn holiday")
    CHRISTMAS = "christmas", _("Christmas holiday")
    CARNIVAL = "carnival", _("Carnival holiday")
    EASTER = "easter", _("Easter holiday")
    ASCENSION = "ascension", _("Day after Ascension")
    SUMMER = "summer", _("Summer holiday")


class SchoolHoliday(models.Model):
    """A period in which Flemish schools are closed, as published; staff correct it when that changes."""

    school_year = models.PositiveSmallIntegerField(_("school year that starts in"))
    kind = models.CharField(_("holiday"), max_length=10, choices=SchoolHolidayKind)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("school holiday")
        verbose_name_plural = _("school holidays")
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["school_year", "kind"], name="a_school_holiday_once_a_school_year"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")), name="school_holiday_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SchoolHolidayKind.values), name="school_holiday_is_of_a_known_kind"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.starts_on:%Y}"


class DemoMark(models.Model):
    """The one row that says: everything in this database is demo data."""

    seeded_on = models.DateField()
    size = models.CharField(max_length=10)

    class Meta:
        verbose_name = _("demo mark")

    def __str__(self):
        return f"demo data of {self.seeded_on}"
