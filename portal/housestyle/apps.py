from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HousestyleConfig(AppConfig):
    name = "portal.housestyle"
    verbose_name = _("House style")

    def ready(self):
        from portal.housestyle.forms import DateInput, TimeInput

        # Every form that does not say otherwise gets the browser's own pickers, as `type="date"` asks for ISO dates.
        forms.DateField.widget = DateInput
        forms.TimeField.widget = TimeInput
