from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.places import PlaceField
from members.models import Claim, RoleType


class ClaimForm(forms.ModelForm):
    """Where somebody says that they work."""

    class Meta:
        model = Claim
        fields = ("first_name", "last_name", "municipality", "role_type", "note")
        widgets = {"role_type": forms.RadioSelect}

    municipality = PlaceField(help_text=_("Type a few letters of its name and choose."))

    def __init__(self, *args, today, is_known=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].asked_on(today)
        self.fields["role_type"].queryset = RoleType.objects.claimable()
        self.fields["role_type"].empty_label = None
        if is_known:  # the register knows their name
            del self.fields["first_name"], self.fields["last_name"]

    def answers(self):
        """The clean answers as the action wants them."""
        return {"first_name": "", "last_name": "", **self.cleaned_data}


class DecisionOnClaimForm(forms.Form):
    """Yes, or no with a reason."""

    APPROVE, REFUSE = "ja", "nee"

    decision = forms.ChoiceField(
        label=_("Does this person work there?"),
        choices=[(APPROVE, _("Yes, give access")), (REFUSE, _("No"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why not?"), max_length=300, required=False, help_text=_("Needed for a no; it goes into the mail.")
    )

    def clean(self):
        answers = super().clean()
        if answers.get("decision") == self.REFUSE and not answers.get("reason", "").strip():
            self.add_error("reason", _("Say why not: the sentence goes into the mail."))
        return answers
