from django import forms
from django.utils.translation import gettext_lazy as _


class YearForm(forms.Form):
    """Of which year somebody wants a report."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)

    def __init__(self, *args, years, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in years]
