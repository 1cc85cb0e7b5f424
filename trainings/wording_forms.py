from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from trainings import wording
from trainings.models import MailText


class MailTextForm(forms.ModelForm):
    """Our own words for one mail in one language."""

    class Meta:
        model = MailText
        fields = ["subject", "opening"]
        widgets = {"opening": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args, mail, **kwargs):
        super().__init__(*args, **kwargs)
        self.mail = mail
        names = ", ".join(f"{{{name}}}" for name in wording.allowed_in(mail))
        self.fields["opening"].help_text = format_lazy(_("We fill in: {names}."), names=names)

    def clean_subject(self):
        return self._checked(" ".join(self.cleaned_data["subject"].split()))

    def clean_opening(self):
        return self._checked(self.cleaned_data["opening"].replace("\r\n", "\n"))

    def _checked(self, text):
        if reasons := wording.refusals(self.mail, text):
            raise forms.ValidationError(reasons)
        return text
