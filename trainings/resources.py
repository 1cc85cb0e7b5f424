from django.utils.translation import gettext as _
from import_export import fields, resources, widgets

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
