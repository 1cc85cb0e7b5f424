"""The columns of the lists about fees and memberships that one may take along; see `portal.housestyle.exports`."""

from django.utils.translation import gettext_lazy as _

from portal.housestyle.exports import Column, ListResource


class FeeList(ListResource):
    """Assessments and credit notes with what an invoice needs; needs `for_bookkeeping`."""

    year = Column(_("Fee year"), lambda each: each.schedule.year)
    nis_code = Column(_("NIS code"), "municipality__nis_code")
    name = Column(_("Municipality"), "municipality__name_in_lists")
    kind = Column(_("Kind"), lambda each: each.get_kind_display())
    state = Column(_("State"), lambda each: each.get_state_display())
    amount = Column(_("Amount"), "amount")
    population = Column(_("Inhabitants"), "population")
    reference = Column(_("Structured message"), "reference")
    company_number = Column(_("Company number (KBO)"), lambda each: billing_of(each, "written_number"))
    peppol_id = Column(_("Peppol address"), lambda each: billing_of(each, "peppol_id"))
    invoice_email = Column(_("Mail for invoices"), lambda each: billing_of(each, "invoice_email"))
    attention = Column(_("For the attention of"), lambda each: billing_of(each, "attention"))
    purchase_order = Column(_("Purchase order"), "purchase_order")
    replaces = Column(_("Takes the place of"), lambda each: each.replaces.reference if each.replaces else "")
    reason = Column(_("Reason"), "reason")
    invoiced_on = Column(_("Invoiced on"), "invoiced_on")
    paid_on = Column(_("Paid on"), "paid_on")

    class Meta:
        title, file_name = _("Membership fees"), "lidgeld"


def billing_of(assessment, name):
    """One of the billing details, empty for a municipality that gave none."""
    details = getattr(assessment.municipality, "billing", None)
    return getattr(details, name) if details else ""


class MembershipList(ListResource):
    """Memberships with when and why they ended."""

    nis_code = Column(_("NIS code"), "municipality__nis_code")
    name = Column(_("Municipality"), "municipality__name_in_lists")
    starts_on = Column(_("Member since"), "starts_on")
    cancel_requested_on = Column(_("Asked to leave on"), "cancel_requested_on")
    ends_on = Column(_("No member from"), "ends_on")
    reason = Column(_("Why it ended"), lambda each: each.get_end_reason_display())
    note = Column(_("Note"), "note")

    class Meta:
        title, file_name = _("Memberships"), "lidmaatschappen"
