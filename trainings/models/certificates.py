import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models import Person
from trainings.models.modules import Module
from trainings.models.registrations import Registration


class CertificateState(models.TextChoices):
    VALID = "valid", _("Valid")
    REPLACED = "replaced", _("Replaced")
    REVOKED = "revoked", _("Revoked")


class CertificateSeriesQuerySet(models.QuerySet):
    def next_number(self, year):
        """The next number of a year, without holes: whoever asks at the same time waits for the row."""
        self.get_or_create(year=year)
        self.filter(year=year).update(last=F("last") + 1)
        return self.get(year=year).last


class CertificateSeries(models.Model):
    """How far the numbers of certificates got in a year."""

    year = models.PositiveSmallIntegerField(unique=True)
    last = models.PositiveIntegerField(default=0)

    objects = CertificateSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("numbers of certificates")
        verbose_name_plural = _("numbers of certificates")

    def __str__(self):
        return str(self.year)


def new_code():
    """What one types or scans to check a certificate: 192 random bits, so that nobody guesses it."""
    return secrets.token_urlsafe(24)


class CertificateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for who plans; for others their own."""
        return self if user.has_perm("trainings.plan") else self.filter(person__user=user)

    def valid(self):
        return self.filter(state=CertificateState.VALID)

    def of(self, user):
        return self.filter(person__user=user)

    def checked_with(self, code):
        """Those with this code: one, or none; whoever holds the code may read what the certificate says."""
        return self.filter(code=code).select_related("replaced_by")

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        found = self.filter(pk__in=ids).select_related("registration__edition__module")
        return {
            row.pk: (f"{_('Certificate')} {row}: {row.registration.edition}", row.get_absolute_url()) for row in found
        }


class Certificate(models.Model):
    """What somebody was given on paper: frozen as it was issued; it is replaced or revoked, never changed."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="certificates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="certificates")
    state = models.CharField(_("state"), max_length=8, choices=CertificateState, default=CertificateState.VALID)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField(_("number"))
    code = models.CharField(max_length=43, unique=True, default=new_code, editable=False)
    holder = models.CharField(_("name"), max_length=200, blank=True)
    facts = models.JSONField(default=dict)  # titles, half-days, minutes, competences and signatory as they were
    issued_on = models.DateField(_("issued on"))
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    replaced_by = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaces")
    ended_on = models.DateField(null=True)
    end_reason = models.CharField(_("reason"), max_length=200, blank=True)
    flagged_at = models.DateTimeField(null=True)  # attendance was corrected afterwards: somebody must look

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="a_certificate_number_once_a_year"),
            models.UniqueConstraint(
                fields=["registration"], condition=Q(state="valid"), name="one_valid_certificate_a_registration"
            ),
            models.CheckConstraint(
                condition=Q(state__in=CertificateState.values), name="certificate_has_a_known_state"
            ),
            models.CheckConstraint(
                condition=Q(state="valid", ended_on__isnull=True)
                | (~Q(state="valid") & Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="a_certificate_that_ended_says_why",
            ),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        return reverse("trainings:certificate_list", args=[self.registration.edition_id])

    @property
    def reference(self):
        """Its number as one says it: 2026-0042."""
        return f"{self.year}-{self.number:04}"

    @property
    def is_valid(self):
        return self.state == CertificateState.VALID


class EarlierTrainingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("trainings.plan") else self.none()

    def latest_for(self, user):
        """What was attested last, for who plans."""
        return self.visible_to(user).standing().select_related("person", "module").order_by("-pk")[:10]

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        found = self.filter(pk__in=ids).select_related("module")
        return {row.pk: (str(row), reverse("trainings:registration_list")) for row in found}

    def standing(self):
        return self.filter(withdrawn_on__isnull=True)


class EarlierTraining(models.Model):
    """A module that somebody took before this portal, or elsewhere, as a colleague of ours attests with a source."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="earlier_trainings")
    module = models.ForeignKey(Module, on_delete=models.PROTECT, related_name="+", verbose_name=_("module"))
    on = models.DateField(_("finished on"))
    attested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    proof = models.CharField(_("how we know"), max_length=200)
    withdrawn_on = models.DateField(null=True)

    objects = EarlierTrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("earlier training")
        verbose_name_plural = _("earlier trainings")
        ordering = ["-on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(proof=""), name="an_earlier_training_says_how_we_know"),
            models.UniqueConstraint(
                fields=["person", "module"],
                condition=Q(withdrawn_on__isnull=True),
                name="an_earlier_training_is_attested_once",
            ),
        ]

    def __str__(self):
        return f"{self.module} ({self.on.year})"
