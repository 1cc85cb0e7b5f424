from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.renderers import TemplatesSetting


class FormRenderer(TemplatesSetting):
    """Dresses `{{ form }}` and its fields in the house style."""

    form_template_name = "housestyle/form.html"
    field_template_name = "housestyle/field.html"


LIKELY_DAYS = (MinValueValidator(date(1950, 1, 1)), MaxValueValidator(date(2150, 1, 1)))  # others are typing errors


class FilterForm(forms.Form):
    """What a reader wants to see of a list, read from the address; what makes no sense there is left out.

    A list names its fields in English and gives their Dutch words in the address in `IN_ADDRESS`. The view makes the
    form from `request.GET` and shows `form.narrow(rows)`, in which the list asks for each choice by
    `self.chosen("search")`; a row of chips is `form.options("state", _("Every state"))`.
    """

    IN_ADDRESS: dict[str, str] = {}

    def add_prefix(self, field_name):
        return self.IN_ADDRESS.get(field_name, field_name)

    def chosen(self, field_name):
        """The reader's choice, or an empty text."""
        self.is_valid()  # reads the address; whether all of it made sense does not matter
        return self.cleaned_data.get(field_name) or ""

    def options(self, field_name, for_all):
        """The choices of a field as (value, label, is chosen); `for_all` is the label of no choice."""
        chosen = self.chosen(field_name)
        choices = self.fields[field_name].choices
        return [(None, for_all, not chosen), *((value, label, value == chosen) for value, label in choices)]


class DateInput(forms.DateInput):
    """The browser's own date picker, which speaks ISO dates."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own time picker, in minutes."""

    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")
