from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import EndReason
from portal.housestyle.forms import DateInput


class MembershipForm(forms.Form):
    """One deed about a membership; which ones are offered depends on how it stands."""

    JOIN, ASK, STAY, END = "join", "ask", "stay", "end"
    DEEDS = {
        JOIN: _("It becomes a member"),
        ASK: _("It asks to leave"),
        STAY: _("It stays after all"),
        END: _("The membership ends"),
    }

    deed = forms.ChoiceField(label=_("What happens?"), widget=forms.RadioSelect)
    on = forms.DateField(
        label=_("From which day?"),
        help_text=_("At an end: the first day on which it is a member no more."),
        widget=DateInput,
    )
    reason = forms.ChoiceField(
        label=_("Why does it leave?"), choices=[("", _("choose")), *EndReason.choices], required=False
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, data=None, *, deeds, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["deed"].choices = [(deed, self.DEEDS[deed]) for deed in deeds]
        if self.END not in deeds:
            del self.fields["reason"]

    def clean(self):
        clean = super().clean()
        if clean.get("deed") == self.END and not clean.get("reason"):
            self.add_error("reason", _("Say why it leaves: joins and leaves are counted by their reason."))
        return clean
