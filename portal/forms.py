from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = timedelta(days=100)


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class HolidayForm(forms.Form):
    """On which days a school holiday falls."""

    starts_on = forms.DateField(label=_("First day"), widget=DateInput)
    ends_on = forms.DateField(label=_("Last day"), widget=DateInput)

    def __init__(self, data=None, *, school_year, **kwargs):
        super().__init__(data, **kwargs)
        self.school_year = school_year

    def clean(self):
        answers = super().clean()
        first, last = answers.get("starts_on"), answers.get("ends_on")
        if first and last and not first <= last <= first + LONGEST:
            self.add_error("ends_on", _("The last day has to come after the first, and not months later."))
        if first and first.year not in (self.school_year, self.school_year + 1):
            self.add_error("starts_on", _("This day lies in another school year."))
        return answers
