from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import CorePlayer, RoleType
from portal.housestyle.forms import LIKELY_DAYS, DateInput


class NewTermForm(forms.Form):
    """Which seats are elected anew, and from which day."""

    role_type = forms.ModelChoiceField(
        RoleType.objects.none(), label=_("Which role ends?"), to_field_name="code", empty_label=None
    )
    on = forms.DateField(
        label=_("First day of the new term"),
        widget=DateInput,
        validators=LIKELY_DAYS,
        help_text=_("The day before is the last one of who leaves."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        elected = RoleType.objects.of_municipalities().filter(
            core_player__in=[CorePlayer.POLITICIAN, CorePlayer.YOUNG_PERSON], grants=""
        )
        self.fields["role_type"].queryset = elected


class ReviewForm(forms.Form):
    """Who goes on in the new term, of the list that was seen."""

    staying = forms.MultipleChoiceField(required=False)
    seen = forms.CharField()

    def __init__(self, *args, roles, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["staying"].choices = [(role.pk, str(role)) for role in roles]

    def clean_staying(self):
        return {int(pk) for pk in self.cleaned_data["staying"]}
