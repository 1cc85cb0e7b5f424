from django import forms
from django.utils.translation import gettext_lazy as _

from portal.housestyle.forms import DateInput, FilterForm
from portal.trail.models import LineKind


class LineFilterForm(FilterForm):
    """Which lines a reader wants to see; what makes no sense in the address is left out."""

    IN_ADDRESS = {"kind": "soort", "who": "wie", "since": "van", "until": "tot"}
    PORTAL = "portaal"

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    who = forms.ChoiceField(label=_("Who"), required=False)
    since = forms.DateField(label=_("From"), widget=DateInput, required=False)
    until = forms.DateField(label=_("Until and including"), widget=DateInput, required=False)

    def __init__(self, *args, writers, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Everything")), *LineKind.choices]
        self.fields["who"].choices = [("", _("Everybody")), (self.PORTAL, _("the portal itself")), *writers]

    def narrow(self, lines):
        """Those of `lines` that the reader asked for."""
        if kind := self.chosen("kind"):
            lines = lines.of_kind(kind)
        if who := self.chosen("who"):
            lines = lines.by(None if who == self.PORTAL else int(who))
        return lines.between(self.chosen("since") or None, self.chosen("until") or None)
