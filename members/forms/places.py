"""A municipality that one types: its name, an old name or its NIS code, with proposals while typing."""

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from members.models import Municipality
from members.rules import contacts as rules

LONGEST = 120


class PlaceInput(forms.TextInput):
    """A text field that proposes the municipalities of a day."""

    template_name = "members/_place_input.html"

    def __init__(self, attrs=None):
        super().__init__({"autocomplete": "off", **(attrs or {})})
        self.day = None

    @cached_property
    def places(self):
        return [rules.written(place) for place in Municipality.objects.existing_on(self.day or timezone.localdate())]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["list_id"] = context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}-places"
        context["places"] = self.places
        return context


class PlaceField(forms.CharField):
    """Becomes a municipality of `day`, today unless said otherwise; None when it is left empty."""

    widget = PlaceInput

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": LONGEST, "label": _("Municipality"), **kwargs})

    def asked_on(self, day):
        self.day = self.widget.day = day

    def prepare_value(self, value):
        """A municipality, or its NIS code, as it is written in the field."""
        if isinstance(value, str) and rules.NIS_CODE.fullmatch(value):
            value = Municipality.objects.existing_on(self.day).filter(nis_code=value).first() or value
        return rules.written(value) if isinstance(value, Municipality) else value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        place = rules.place_named(text, on=self.day)
        if place is None:
            raise forms.ValidationError(_("We do not find this municipality. Choose it from the list."))
        return place
