from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models import Municipality
from trainings.models.registrations import Registration


class FreePlaces(models.Model):
    """How many places a member gets free in the editions that begin in a year."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    places = models.PositiveSmallIntegerField(_("free places a member"))

    class Meta:
        verbose_name = _("free places of members")
        verbose_name_plural = _("free places of members")
        ordering = ["-year"]

    def __str__(self):
        return f"{self.year}: {self.places}"


class MemberYearQuerySet(models.QuerySet):
    def hold(self, municipality_id, year):
        """The year of a member, held until the transaction ends, so that two never take one last free place."""
        self.get_or_create(municipality_id=municipality_id, year=year)
        self.filter(municipality_id=municipality_id, year=year).update(turn=F("turn") + 1)


class MemberYear(models.Model):
    """A member in a year: a row to hold on to; the places taken are counted from the registrations."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    turn = models.PositiveBigIntegerField(default=0, editable=False)

    objects = MemberYearQuerySet.as_manager()

    class Meta:
        verbose_name = _("year of a member")
        verbose_name_plural = _("years of members")
        constraints = [models.UniqueConstraint(fields=["municipality", "year"], name="a_year_once_a_member")]

    def __str__(self):
        return f"{self.municipality_id}: {self.year}"


class BillingExportQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("trainings.plan") else self.none()

    def with_totals(self):
        """Adds `number_of_lines` and `amount`."""
        return self.annotate(number_of_lines=models.Count("lines"), amount=Sum("lines__amount"))


class BillingExport(models.Model):
    """Lines that went to bookkeeping together."""

    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = BillingExportQuerySet.as_manager()

    class Meta:
        verbose_name = _("export to bookkeeping")
        verbose_name_plural = _("exports to bookkeeping")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self):
        return reverse("trainings:billing_file", args=[self.pk])


class BillingKind(models.TextChoices):
    SEAT = "seat", _("seat")
    LEAVING = "leaving", _("cancellation cost")
    CREDIT = "credit", _("credit")


class BillingLineQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("trainings.plan") else self.none()

    def due(self):
        """Those that did not go to bookkeeping yet."""
        return self.filter(export__isnull=True)

    def in_order(self):
        return self.select_related("registration__edition__module", "registration__person", "municipality__billing")

    def total(self):
        """The sum of the amounts, in euro without VAT."""
        return self.aggregate(total=Coalesce(Sum("amount"), 0, output_field=models.DecimalField()))["total"]

    def per_organisation(self):
        """One row an organisation: name, nis code, number of lines and amount, by name."""
        groups = self.order_by().values("organisation_name", "organisation_nis")
        return groups.annotate(lines=models.Count("pk"), amount=Sum("amount")).order_by("organisation_name")


class BillingLine(models.Model):
    """An amount to invoice or to credit; never changed, what was wrong is put right by a further line."""

    registration = models.ForeignKey(Registration, on_delete=models.PROTECT, related_name="billing_lines")
    kind = models.CharField(_("kind"), max_length=10, choices=BillingKind)
    amount = models.DecimalField(_("amount"), max_digits=8, decimal_places=2)
    vat_percent = models.DecimalField(_("VAT in percent"), max_digits=4, decimal_places=2, default=0)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, related_name="+")
    organisation_name = models.CharField(max_length=100, blank=True)
    organisation_nis = models.CharField(max_length=5, blank=True)
    purchase_order = models.CharField(_("purchase order"), max_length=50, blank=True)
    at = models.DateTimeField()
    export = models.ForeignKey(BillingExport, on_delete=models.PROTECT, null=True, related_name="lines")

    objects = BillingLineQuerySet.as_manager()

    class Meta:
        verbose_name = _("billing line")
        verbose_name_plural = _("billing lines")
        ordering = ["organisation_name", "at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="a_billing_line_has_an_amount"),
            models.CheckConstraint(condition=Q(kind__in=BillingKind.values), name="billing_line_has_a_known_kind"),
        ]

    def __str__(self):
        return f"{self.organisation_name}: {self.amount}"

    @property
    def vat(self):
        return (self.amount * self.vat_percent / 100).quantize(self.amount)
