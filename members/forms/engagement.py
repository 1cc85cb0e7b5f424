from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members import timeline
from members.forms.municipalities import MunicipalityFilterForm
from members.models import EngagementBand, EngagementWeight, Theme, TouchpointKind
from members.models.engagement import TRIANGLE
from members.rules import engagement as rules
from portal.housestyle.forms import FilterForm

ONE_LEGGED = "one-legged"


class TimelineFilterForm(FilterForm):
    """What a reader wants to see of a timeline; what makes no sense in the address is left out."""

    IN_ADDRESS = {
        "stream": "soort",
        "theme": "thema",
        "core_player": "kernspeler",
        "two_way": "tweezijdig",
        "kind": "raakpunt",
        "month": "maand",
        "first": "van",
        "last": "tot",
    }

    stream = forms.ChoiceField(label=_("Kind"), choices=timeline.Stream, required=False)
    theme = forms.ModelChoiceField(
        label=_("Theme"),
        queryset=Theme.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=_("All themes"),
    )
    core_player = forms.ChoiceField(
        label=_("Core player"),
        choices=[("", _("All core players")), *((player.value, player.label) for player in TRIANGLE)],
        required=False,
    )
    two_way = forms.BooleanField(label=_("Only two-way"), required=False)
    kind = forms.ChoiceField(choices=TouchpointKind, required=False)
    month = forms.RegexField(r"^\d{4}-(0[1-9]|1[0-2])$", required=False)
    first = forms.DateField(required=False)
    last = forms.DateField(required=False)

    def clean_month(self):
        month = self.cleaned_data["month"]
        return date.fromisoformat(f"{month}-01") if month and not month.startswith("0000") else None

    @property
    def wanted(self):
        """The choice as the timeline takes it."""
        return timeline.Wanted(
            stream=self.chosen("stream"),
            theme=self.chosen("theme") or None,
            core_player=self.chosen("core_player"),
            two_way=bool(self.chosen("two_way")),
            kind=self.chosen("kind"),
            month=self.chosen("month") or None,
            first=self.chosen("first") or None,
            last=self.chosen("last") or None,
        )

    @property
    def narrowing(self):
        """The words for a kind and month that a figure elsewhere led to, or an empty text."""
        wanted = self.wanted
        return str(TouchpointKind(wanted.kind).label) if wanted.kind else ""

    def streams(self):
        return self.options("stream", pgettext_lazy("timeline", "Everything"))


class SilentFilterForm(MunicipalityFilterForm):
    """Which members to look at: the silent ones, unless the reader asks for others that need attention."""

    IN_ADDRESS = {**MunicipalityFilterForm.IN_ADDRESS, "show": "toon"}
    SHOWN = (
        (EngagementBand.SILENT.value, pgettext_lazy("members", "Silent")),
        (EngagementBand.FADING.value, pgettext_lazy("members", "Fading")),
        (ONE_LEGGED, pgettext_lazy("members", "On one leg")),
    )

    show = forms.ChoiceField(choices=SHOWN, required=False)

    @property
    def shown(self):
        return self.chosen("show") or EngagementBand.SILENT.value

    def segments(self):
        return [(value, label, value == self.shown) for value, label in self.SHOWN]

    def narrow_snapshots(self, snapshots):
        return snapshots.one_legged() if self.shown == ONE_LEGGED else snapshots.of_bands(self.shown)


class EngagementWeightForm(forms.ModelForm):
    """The points of a touchpoint and their cap, as the technical admin asks for them."""

    class Meta:
        model = EngagementWeight
        fields = ("points", "cap")

    def clean(self):
        answers = super().clean()
        if "points" in answers and "cap" in answers and rules.contradict(answers["points"], answers["cap"]):
            self.add_error("cap", rules.CAP_OF_THE_SAME_SIGN)
        return answers
