"""What the planner's pages ask."""

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from trainings.models import Edition, Module, RotationPlan, SlotState
from trainings.rules import HOURS_FIRST, Refusal

FURTHEST_YEARS = 10
FIRST_YEAR, LAST_YEAR = 1990, 2100
A_MONTH_OF_HOURS = 31 * 24


class RotationPlanForm(forms.ModelForm):
    class Meta:
        model = RotationPlan
        fields = ("cycle_years", "multi_day_per_year", "weeks_between")


class SlotForm(forms.Form):
    """A remark on a module in a year, in the place of what stood there; an empty choice takes it away."""

    module = forms.ModelChoiceField(Module.objects.none(), label=_("Module"), empty_label=None)
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    state = forms.ChoiceField(
        label=_("What"), choices=[*SlotState.choices, ("", _("Take the remark away"))], required=False
    )
    note = forms.CharField(
        label=_("Note"),
        help_text=_("For example who gave it, or why it is left out."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = Module.objects.on_the_planner()


class AnnounceForm(forms.Form):
    year = forms.IntegerField(label=_("In which year does it come?"))

    def __init__(self, data=None, *, today, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["year"].validators += [
            MinValueValidator(today.year),
            MaxValueValidator(today.year + FURTHEST_YEARS),
        ]


class DatesForm(forms.ModelForm):
    """Where an announced edition takes place, and how long who asked for it goes first."""

    use_required_attribute = False  # an online edition needs no city, and the browser cannot know
    hours_first = forms.IntegerField(
        label=_("Hours in which only who asked for it can register"),
        help_text=_("0: everybody at once."),
        min_value=0,
        max_value=A_MONTH_OF_HOURS,
        initial=HOURS_FIRST,
    )

    class Meta:
        model = Edition
        fields = ("is_online", "venue", "city")

    def clean(self):
        answers = super().clean()
        if not answers.get("is_online") and not answers.get("city"):
            self.add_error("city", Refusal.NO_PLACE.label)
        return answers


class CopyForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
