from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export import fields, resources, widgets

from portal.housestyle.exports import Column, ListResource
from trainings.models import Registration


class ParticipantResource(resources.ModelResource):
    """Who takes part in an edition, one row a person; headers in the reader's language."""

    last_name = fields.Field("person__last_name")
    first_name = fields.Field("person__first_name")
    email = fields.Field("person__email")
    municipality = fields.Field("municipality_name")
    state = fields.Field("get_state_display")
    tariff = fields.Field("get_tariff_display")
    price = fields.Field("price", widget=widgets.DecimalWidget(coerce_to_string=False))  # a number, to add up
    wishes = fields.Field("wishes")

    class Meta:
        model = Registration
        fields = ("last_name", "first_name", "email", "municipality", "state", "tariff", "price", "wishes")
        export_order = fields

    def get_export_headers(self, *args, **kwargs):
        return [
            _("Last name"),
            _("First name"),
            _("E-mail"),
            _("Municipality"),
            _("State"),
            _("Tariff"),
            _("Price"),
            _("Wishes"),
        ]


class BillingLineList(ListResource):
    """What bookkeeping needs of each line: amounts are without VAT, credits are negative."""

    organisation = Column(gettext_lazy("Municipality"), "organisation_name")
    nis_code = Column(gettext_lazy("NIS code"), "organisation_nis")
    company_number = Column(gettext_lazy("Company number (KBO)"), lambda line: billing_of(line, "written_number"))
    peppol_id = Column(gettext_lazy("Peppol address"), lambda line: billing_of(line, "peppol_id"))
    invoice_email = Column(gettext_lazy("Mail for invoices"), lambda line: billing_of(line, "invoice_email"))
    purchase_order = Column(gettext_lazy("Purchase order"), "purchase_order")
    kind = Column(gettext_lazy("Kind"), lambda line: line.get_kind_display())
    training = Column(gettext_lazy("Training"), lambda line: line.registration.edition.module.title)
    participant = Column(gettext_lazy("Participant"), lambda line: line.registration.person.full_name)
    tariff = Column(gettext_lazy("Tariff"), lambda line: line.registration.get_tariff_display())
    amount = Column(gettext_lazy("Amount"), "amount")
    vat_percent = Column(gettext_lazy("VAT in percent"), "vat_percent")
    vat = Column(gettext_lazy("VAT"), "vat")
    at = Column(gettext_lazy("Date"), lambda line: timezone.localdate(line.at))

    class Meta:
        title, file_name = gettext_lazy("Invoices for trainings"), "facturatie-vormingen"


def billing_of(line, name):
    """One of the billing details, empty for a municipality that gave none."""
    details = getattr(line.municipality, "billing", None)
    return getattr(details, name) if details else ""
