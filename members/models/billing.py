from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from stdnum.be import vat

from members.models.municipalities import Municipality

PEPPOL_KBO = "0208"  # the scheme of Belgian company numbers


def check_company_number(number):
    """A Belgian company number has ten digits, of which the last two check the others."""
    if not vat.is_valid(number):
        raise ValidationError(
            _("%(number)s is not a company number: it has ten digits, like 0999.000.129, and the last two check them."),
            params={"number": number},
        )


def check_peppol_id(address):
    """A Peppol address is a scheme and a number: 0208:0999000129."""
    scheme, _colon, number = address.partition(":")
    if not (scheme.isdigit() and len(scheme) == 4 and number) or (scheme == PEPPOL_KBO and not vat.is_valid(number)):
        raise ValidationError(
            _("%(address)s is not a Peppol address: write a scheme and a number, like 0208:0999000129."),
            params={"address": address},
        )


class BillingDetailsQuerySet(models.QuerySet):
    def of(self, municipality):
        """The details of a municipality; empty ones, not saved, when it gave none."""
        return self.filter(municipality=municipality).first() or self.model(municipality=municipality)


class BillingDetails(models.Model):
    """Where the invoices of a municipality go; its company number is not that of the OCMW or the AGB."""

    municipality = models.OneToOneField(Municipality, on_delete=models.CASCADE, related_name="billing")
    company_number = models.CharField(
        _("company number (KBO)"), max_length=10, blank=True, validators=[check_company_number]
    )
    peppol_id = models.CharField(_("Peppol address"), max_length=60, blank=True, validators=[check_peppol_id])
    invoice_email = models.EmailField(_("mail for invoices"), blank=True)
    attention = models.CharField(_("for the attention of"), max_length=120, blank=True)
    needs_purchase_order = models.BooleanField(_("wants a purchase-order number on invoices"), default=False)
    officers_see_amounts = models.BooleanField(_("youth officers see the amounts"), default=True)

    objects = BillingDetailsQuerySet.as_manager()

    class Meta:
        verbose_name = _("billing details")
        verbose_name_plural = _("billing details")

    def __str__(self):
        return str(self.municipality)

    @property
    def written_number(self):
        """The company number as people write it: 0999.000.129."""
        number = self.company_number
        return f"{number[:4]}.{number[4:7]}.{number[7:]}" if number else ""


class PurchaseOrder(models.Model):
    """The number that a municipality wants to see on our invoices of a year."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="purchase_orders")
    year = models.PositiveSmallIntegerField(_("fee year"))
    number = models.CharField(_("purchase-order number"), max_length=50)

    class Meta:
        verbose_name = _("purchase order")
        verbose_name_plural = _("purchase orders")
        constraints = [models.UniqueConstraint(fields=["municipality", "year"], name="one_purchase_order_a_year")]

    def __str__(self):
        return self.number
