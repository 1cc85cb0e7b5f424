from django import forms
from django.utils.translation import gettext_lazy as _


class RemarkForm(forms.Form):
    """What is wrong in the register."""

    text = forms.CharField(
        label=_("What is not right, and how should it be?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
