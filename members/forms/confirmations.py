from django import forms
from django.utils.translation import gettext_lazy as _

from members.rules.confirmations import Answer, Said
from portal.housestyle.forms import DateInput


class RoundForm(forms.Form):
    closes_on = forms.DateField(label=_("Last day to answer"), widget=DateInput)


class ConfirmationForm(forms.Form):
    """One question for each person that a municipality has: still right, gone since, or something else."""

    missing = forms.CharField(
        label=_("Is somebody missing?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Name and function are enough: we do the rest."),
    )

    def __init__(self, *args, roles, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.roles, self.today = list(roles), today
        for role in self.roles:
            self.fields[f"answer_{role.pk}"] = forms.ChoiceField(
                label=role.person.full_name, choices=Answer, widget=forms.RadioSelect, initial=Answer.RIGHT
            )
            self.fields[f"gone_{role.pk}"] = forms.DateField(label=_("Gone since"), widget=DateInput, required=False)
            self.fields[f"note_{role.pk}"] = forms.CharField(
                label=_("What should we know?"), max_length=300, required=False
            )

    @property
    def rows(self):
        """What a row shows: the role, and its three fields."""
        return [
            (role, self[f"answer_{role.pk}"], self[f"gone_{role.pk}"], self[f"note_{role.pk}"]) for role in self.roles
        ]

    def clean(self):
        answers = super().clean()
        for role in self.roles:
            answer, gone_on = answers.get(f"answer_{role.pk}"), answers.get(f"gone_{role.pk}")
            if answer == Answer.GONE and f"gone_{role.pk}" not in self.errors:
                if gone_on is None:
                    self.add_error(f"gone_{role.pk}", _("Since when? A guess is fine."))
                elif gone_on > self.today:
                    self.add_error(f"gone_{role.pk}", _("This day is still to come. Choose “something else” instead."))
                elif gone_on <= role.starts_on:
                    self.add_error(f"gone_{role.pk}", _("That is before the role began. Look at the date again."))
            if answer == Answer.OTHER and not answers.get(f"note_{role.pk}"):
                self.add_error(f"note_{role.pk}", _("Say in a few words what is different."))
        return answers

    def said(self):
        """The clean answers, one for each role."""
        cleaned = self.cleaned_data
        return [
            Said(role.pk, cleaned[f"answer_{role.pk}"], cleaned[f"gone_{role.pk}"], cleaned[f"note_{role.pk}"])
            for role in self.roles
        ]
