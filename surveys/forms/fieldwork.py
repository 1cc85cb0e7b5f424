from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Band, BandSubject, Province, RoleType, YouthRegion
from surveys.models import UnitOfAnalysis


class AudienceForm(forms.Form):
    """Who a survey is for; nothing ticked in a row means all of it."""

    members_only = forms.TypedChoiceField(
        label=_("Which municipalities?"),
        choices=[("yes", _("Our members")), ("no", _("All municipalities"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    roles = forms.MultipleChoiceField(
        label=_("Who there?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: officers."),
    )
    provinces = forms.MultipleChoiceField(
        label=_("Province"), choices=Province.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    bands = forms.MultipleChoiceField(label=_("Inhabitants"), required=False, widget=forms.CheckboxSelectMultiple)
    regions = forms.MultipleChoiceField(label=_("Youth region"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, survey, audience, data=None):
        initial = {**audience, "members_only": "yes" if audience["members_only"] else "no"}
        super().__init__(data, initial=initial)
        bands = Band.objects.used_for(BandSubject.POPULATION)
        self.fields["bands"].choices = [(band.code, band.title) for band in bands]
        self.fields["regions"].choices = list(YouthRegion.objects.values_list("code", "name"))
        if survey.unit_of_analysis == UnitOfAnalysis.PERSON:
            types = RoleType.objects.of_municipalities()
            self.fields["roles"].choices = [(each.code, each.title) for each in types]
            self.fields["members_only"].label = _("Where do they work?")
            places = [("yes", _("With our members")), ("no", _("Anywhere in Flanders"))]
            self.fields["members_only"].choices = places
        else:
            del self.fields["roles"]

    @property
    def is_narrowed(self):
        """Whether something is ticked under "only a part of them"."""
        return any(self[name].value() for name in ("provinces", "bands", "regions"))

    @property
    def audience(self):
        return {name: value for name, value in self.cleaned_data.items() if value != []}


class ExtendForm(forms.Form):
    """Until when people may answer."""

    until = forms.DateField(label=_("New last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class LettersForm(forms.Form):
    """For whom letters are made."""

    whom = forms.ChoiceField(
        label=_("For whom?"),
        choices=[
            ("unreached", _("Whom mail does not reach")),
            ("unanswered", _("Everybody who has not begun")),
        ],
        widget=forms.RadioSelect,
    )


class HandOverForm(forms.Form):
    """Which colleague answers instead."""

    first_name = forms.CharField(label=_("First name"), max_length=80)
    last_name = forms.CharField(label=_("Last name"), max_length=80)
    email = forms.EmailField(label=_("E-mail address"))
