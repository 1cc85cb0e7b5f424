from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Competence, Theme


class InterestForm(forms.Form):
    """What somebody wishes to learn, and which themes matter to them; nothing is fine too."""

    competences = forms.ModelMultipleChoiceField(
        Competence.objects.all(),
        label=_("In what do you wish to grow?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    themes = forms.ModelMultipleChoiceField(
        Theme.objects.all(), label=_("Which themes do you follow?"), required=False, widget=forms.CheckboxSelectMultiple
    )
