from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Person, RetentionRule
from members.rules.privacy import Refusal
from portal.models import normal_email


class ErasureAskForm(forms.Form):
    """Somebody phoned or wrote: who was it?"""

    email = forms.EmailField(label=_("E-mail address of the person"))

    def __init__(self, data=None, *, people):
        super().__init__(data)
        self.people = people
        self.person: Person | None = None

    def clean_email(self):
        address = normal_email(self.cleaned_data["email"])
        self.person = self.people.filter(email=address).first()
        if self.person is None:
            raise forms.ValidationError(_("We know nobody with this address. Look at the spelling."))
        return address


class ErasureConfirmForm(forms.Form):
    is_sure = forms.BooleanField(
        label=_("I know that this cannot be undone"), error_messages={"required": Refusal.NOT_CONFIRMED.label}
    )


class ErasureRefuseForm(forms.Form):
    note = forms.CharField(
        label=_("Why?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The person gets this sentence in a mail. They may complain to the data protection authority."),
        error_messages={"required": Refusal.NO_REASON.label},
    )


class RetentionForm(forms.ModelForm):
    class Meta:
        model = RetentionRule
        fields = ("days", "is_on")
        help_texts = {"days": _("A year is 365 days.")}

    def clean_days(self):
        days = self.cleaned_data["days"]
        if not 1 <= days <= 3650:
            raise forms.ValidationError(_("Write a number of days from 1 to 3650."))
        return days
