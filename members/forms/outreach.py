from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Eligible, Municipality, OutreachCampaign, Person, Province, TargetState, VisitForm
from members.rules import contacts as contact_rules
from members.rules import outreach as rules
from portal.housestyle.forms import LIKELY_DAYS, DateInput, FilterForm

A_CAMPAIGN = timedelta(days=180)


class CampaignForm(forms.ModelForm):
    """What a campaign needs: a name, how many visits and by when; the rest is proposed."""

    last_day = forms.DateField(label=_("Last day"), widget=DateInput, validators=LIKELY_DAYS)

    class Meta:
        model = OutreachCampaign
        fields = (
            "title",
            "goal",
            "starts_on",
            "eligible",
            "spreads_provinces",
            "spreads_sizes",
            "spreads_experience",
            "capacity_hours",
            "seed",
        )
        widgets = {"starts_on": DateInput}
        labels = {"starts_on": _("First day")}
        help_texts = {
            "seed": _("The same word proposes the same list again. Empty: the title."),
        }

    IN_SIGHT = ("title", "goal", "starts_on", "last_day")
    FOLDED = ("eligible", "spreads_provinces", "spreads_sizes", "spreads_experience", "capacity_hours", "seed")

    def __init__(self, *args, today, **kwargs):
        initial = {"starts_on": today, "last_day": today + A_CAMPAIGN, "eligible": Eligible.SILENT}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["seed"].required = False
        self.fields["starts_on"].validators.extend(LIKELY_DAYS)

    def clean(self):
        answers = super().clean()
        first, last = answers.get("starts_on"), answers.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", rules.OutreachRefusal.ENDS_TOO_EARLY.label)
        return answers

    def in_sight(self):
        return [self[name] for name in self.IN_SIGHT]

    def folded(self):
        return [self[name] for name in self.FOLDED]

    def answers(self):
        given = dict(self.cleaned_data)
        return {"ends_on": given.pop("last_day") + timedelta(days=1), **given}


class TargetForm(forms.Form):
    """How a visit stands, and when, how and by whom it is planned."""

    state = forms.ChoiceField(label=_("How does it stand?"))
    planned_on = forms.DateField(label=_("Day of the visit"), required=False, widget=DateInput)
    form = forms.ChoiceField(label=_("How?"), choices=[("", "–"), *VisitForm.choices], required=False)
    staff = forms.ModelChoiceField(Person.objects.none(), label=_("Who of us goes?"), required=False)
    note = forms.CharField(label=_("Note for the team"), max_length=300, required=False)

    def __init__(self, *args, target, today, me=None, **kwargs):
        initial = {name: getattr(target, name) for name in ("state", "planned_on", "form", "staff", "note")}
        initial["staff"] = initial["staff"] or me
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["state"].choices = [(state.value, state.label) for state in rules.SET_BY_HAND]
        self.fields["staff"].queryset = contact_rules.team(on=today)


class SwapForm(forms.Form):
    """Why one goes, and which one comes instead."""

    reason = forms.CharField(
        label=_("Why do you swap this one?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
    wanted = forms.CharField(
        label=_("Which one comes instead?"),
        max_length=120,
        required=False,
        help_text=_("Empty: the one that is most like it."),
    )

    def __init__(self, *args, today, candidates=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.today, self.candidates = today, candidates
        self.fields["wanted"].widget.attrs |= {"list": "places", "autocomplete": "off"}

    def clean_wanted(self):
        text = self.cleaned_data["wanted"]
        place = contact_rules.place_named(text, on=self.today) if text else None
        if text and place is None:
            raise forms.ValidationError(_("We do not find this municipality. Choose it from the list."))
        return place


class TargetFilterForm(FilterForm):
    """Which municipalities of a campaign a reader wants to see."""

    IN_ADDRESS = {"state": "stand", "province": "provincie"}

    state = forms.ChoiceField(choices=TargetState.choices, required=False)
    province = forms.ChoiceField(choices=Province.choices, required=False)

    def narrow(self, targets):
        """What was swapped stands apart: it is shown when it is asked for."""
        state = self.chosen("state")
        targets = targets.in_state(state) if state else targets.on_the_list()
        if province := self.chosen("province"):
            targets = targets.in_province(province)
        return targets


def places_on(day):
    """The municipalities that exist on a day, as a list to choose from."""
    return [contact_rules.written(place) for place in Municipality.objects.existing_on(day)]
