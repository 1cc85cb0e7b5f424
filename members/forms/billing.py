from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from stdnum.be import vat

from members.models import BillingDetails
from members.models.billing import check_company_number


class BillingForm(forms.ModelForm):
    """Where the invoices go, and the purchase-order number of this year and the next."""

    company_number = forms.CharField(
        label=_("Company number (KBO)"),
        help_text=_("Of the municipality itself: the OCMW and the AGB have other ones."),
        max_length=20,
        required=False,
    )

    class Meta:
        model = BillingDetails
        fields = (
            "company_number",
            "peppol_id",
            "invoice_email",
            "attention",
            "needs_purchase_order",
            "officers_see_amounts",
        )
        help_texts = {"peppol_id": _("Leave it empty, and it follows from the company number.")}

    def __init__(self, *args, years=(), orders=None, may_hide=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.years = years
        for year in years:
            self.fields[f"order_{year}"] = forms.CharField(
                label=format_lazy(_("Purchase-order number for {year}"), year=str(year)),
                max_length=50,
                required=False,
                initial=(orders or {}).get(year, ""),
            )
        if not may_hide:
            del self.fields["officers_see_amounts"]

    def clean_company_number(self):
        number = self.cleaned_data["company_number"]
        if number:
            check_company_number(number)
        return vat.compact(number) if number else ""

    def answers(self):
        """The clean answers for `change_billing`."""
        fields = {name: self.cleaned_data[name] for name in self.fields if not name.startswith("order_")}
        return {**fields, "orders": {year: self.cleaned_data[f"order_{year}"] for year in self.years}}
