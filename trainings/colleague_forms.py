"""How a colleague says whom they register: picked from their municipality, typed, or a name that follows."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.housestyle.forms import DateInput
from trainings import rules
from trainings.actions import Newcomer

MOST_UNNAMED, ROWS = 10, 3


class People(forms.ModelMultipleChoiceField):
    def label_from_instance(self, person):
        return person.full_name


class OnePerson(forms.ModelChoiceField):
    def label_from_instance(self, person):
        return person.full_name


class NewcomerForm(forms.Form):
    """Somebody who is not in the list; a row without any answer does not count."""

    first_name = forms.CharField(label=_("First name"), max_length=60, required=False)
    last_name = forms.CharField(label=_("Last name"), max_length=60, required=False)
    email = forms.EmailField(label=_("E-mail address"), required=False)

    def clean(self):
        answers = self.cleaned_data
        if any(answers.get(name) for name in self.fields):
            for name in self.fields:
                if not answers.get(name) and name not in self.errors:
                    self.add_error(name, _("Fill in first name, last name and address."))
        return answers

    def as_newcomer(self):
        """Who was typed, or None for an empty row."""
        answers = self.cleaned_data
        return Newcomer(**{name: answers[name] for name in self.fields}) if answers.get("email") else None


class ColleaguesForm(forms.Form):
    """Whom somebody registers beside themselves; all of it may stay empty."""

    colleagues = People(None, label=_("Colleagues"), required=False, widget=forms.CheckboxSelectMultiple)
    unnamed = forms.IntegerField(
        label=_("Seats for which the name follows"), min_value=0, max_value=MOST_UNNAMED, required=False
    )
    names_by = forms.DateField(
        label=_("Names at the latest on"),
        help_text=_("A seat without a name then goes to somebody else. We remind you."),
        required=False,
        widget=DateInput,
    )
    without_me = forms.BooleanField(label=_("I do not come myself"), required=False)
    purchase_order = forms.CharField(label=_("Number of your purchase order"), max_length=50, required=False)
    contact = forms.CharField(
        label=_("Whom may we ask about the invoice?"), max_length=150, required=False, help_text=_("Empty: you.")
    )

    def __init__(self, data=None, *, edition, person, places, is_registered, today):
        super().__init__(data)
        self.person, self.is_registered = person, is_registered
        self.fields["colleagues"].queryset = rules.colleagues_in(places, but=person, today=today)
        self.fields["names_by"].initial = rules.proposed_names_by(edition, today=today)
        self.newcomers = [NewcomerForm(data, prefix=f"new-{number}") for number in range(ROWS)]
        if not self.fields["colleagues"].queryset.exists():
            del self.fields["colleagues"]
        if is_registered:
            del self.fields["without_me"]

    def is_valid(self):
        return all([super().is_valid(), *(form.is_valid() for form in self.newcomers)])

    @property
    def is_open(self):
        """Unfolded when the reader used it, or when it is all that there is to do."""
        return self.is_bound or self.is_registered

    @property
    def is_used(self):
        """True when this is more than somebody who registers themselves."""
        answers = self.answers()
        picked = answers["newcomers"] or answers["unnamed"] or self.cleaned_data.get("colleagues")
        return bool(picked or self.cleaned_data.get("without_me"))

    @property
    def joins(self):
        return not self.is_registered and not self.cleaned_data["without_me"]

    def answers(self):
        answers = self.cleaned_data
        return {
            "people": [*([self.person] if self.joins else []), *answers.get("colleagues", [])],
            "newcomers": [newcomer for form in self.newcomers if (newcomer := form.as_newcomer())],
            "unnamed": answers["unnamed"] or 0,
            "names_by": answers["names_by"],
            "purchase_order": answers["purchase_order"],
            "contact": answers["contact"],
        }


class SomebodyForm(forms.Form):
    """One colleague: picked, or typed when they are not in the list."""

    person = OnePerson(None, label=_("Colleague"), required=False, empty_label=_("Somebody who is not in the list"))

    def __init__(self, data=None, *, colleagues):
        super().__init__(data)
        self.fields["person"].queryset = colleagues
        self.newcomer = NewcomerForm(data, prefix="new")

    def is_valid(self):
        return all([super().is_valid(), self.newcomer.is_valid()])

    def clean(self):
        if not self.cleaned_data.get("person") and self.newcomer.is_valid() and not self.newcomer.as_newcomer():
            self.add_error("person", _("Choose a colleague, or type who it is."))

    def answers(self):
        """Who it is, in the words of the actions."""
        person = self.cleaned_data["person"]
        return {"person": person, "newcomer": None if person else self.newcomer.as_newcomer()}
