"""Where invoices go: company number, Peppol address, purchase orders."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from stdnum.be import vat

from members.models import BillingDetails, Municipality, PurchaseOrder
from members.models.billing import PEPPOL_KBO
from portal.trail import actions as trail

OF_A_PERSON = ("attention", "invoice_email")


@transaction.atomic
def change_billing(municipality, *, by, orders=None, **fields):
    """Change the billing details of a municipality; `orders` is {fee year: number}, an empty number removes it.

    A company number without a Peppol address proposes its own.
    """
    Municipality.objects.hold(municipality.pk)
    details, _is_new = BillingDetails.objects.get_or_create(municipality=municipality)
    if fields.get("company_number"):
        fields["company_number"] = vat.compact(fields["company_number"])
        fields["peppol_id"] = fields.get("peppol_id") or f"{PEPPOL_KBO}:{fields['company_number']}"
    change = {name: [getattr(details, name), value] for name, value in fields.items()}
    for name, value in fields.items():
        setattr(details, name, value)
    details.full_clean()
    details.save()

    for year, number in (orders or {}).items():
        known = PurchaseOrder.objects.filter(municipality=municipality, year=year)
        before = known.values_list("number", flat=True).first() or ""
        change[f"purchase_order_{year}"] = [before, number]
        if number:
            PurchaseOrder.objects.update_or_create(municipality=municipality, year=year, defaults={"number": number})
        else:
            known.delete()
    change = {name: pair for name, pair in change.items() if pair[0] != pair[1]}
    change |= {name: ["…", "…"] for name in OF_A_PERSON if name in change}  # the trail outlives who they are
    if change:
        trail.write(_("Changed billing details"), by=by, about=municipality, change=change)
    return details
