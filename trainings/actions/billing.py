from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.lineage import Lineage
from members.models import PurchaseOrder
from portal.refused import Refused
from portal.trail import actions as trail
from trainings import rules
from trainings.models import BillingExport, BillingKind, BillingLine, MemberYear, RegistrationState, Tariff


def settle(registration, *, now):
    """Write the line that makes the lines of this registration add up to what it owes; none when they do."""
    missing = rules.owed(registration) - registration.billing_lines.total()
    if not missing:
        return None
    return registration.billing_lines.create(
        kind=kind_of(registration, missing),
        amount=missing,
        vat_percent=registration.edition.module.vat_percent,
        municipality=registration.municipality,
        organisation_name=registration.municipality_name,
        organisation_nis=registration.municipality_nis,
        purchase_order=purchase_order_of(registration, now.year),
        at=now,
    )


def kind_of(registration, missing):
    if missing < 0:
        return BillingKind.CREDIT
    return BillingKind.SEAT if registration.state == RegistrationState.CONFIRMED else BillingKind.LEAVING


def purchase_order_of(registration, year):
    order = PurchaseOrder.objects.filter(municipality=registration.municipality, year=year).first()
    return order.number if order else ""


def hold_price(edition, municipality, *, today):
    """The price of a seat; when that is a free place, the member's year is held, so that nobody else takes it too."""
    price = rules.price_today(edition, municipality, today=today)
    if price.tariff != Tariff.FREE_PLACE:
        return price
    heir = Lineage(today).heir_of(municipality.pk)  # the places are counted over all that came before it
    MemberYear.objects.hold(heir, edition.half_days.first().date.year)
    return rules.price_today(edition, municipality, today=today)


@transaction.atomic
def export_lines(*, by, now):
    """Send all lines that are due to bookkeeping, once; gives the export with its lines."""
    export = BillingExport.objects.create(at=now, by=by)
    if not BillingLine.objects.due().update(export=export):
        raise Refused([rules.Refusal.NOTHING_DUE])
    trail.write(_("Sent billing lines to bookkeeping"), by=by, about=export, change={})
    return export
