from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import (
    AreaPlan,
    BalanceRule,
    ContactKind,
    Municipality,
    Person,
    Role,
    SupportLevel,
    YouthRegion,
)
from portal.housestyle.forms import DateInput

FIRST_YEAR, YEARS_AHEAD = 1950, 10
MOST_HOURS = 2000


def a_likely_day(day):
    """Refuses a year that must be a slip of the pen."""
    if not FIRST_YEAR <= day.year <= timezone.localdate().year + YEARS_AHEAD:
        raise forms.ValidationError(_("This year cannot be right. Look at the date again."))


def day_field(label, **options):
    return forms.DateField(label=label, widget=DateInput, validators=[a_likely_day], **options)


class YouthRegionForm(forms.ModelForm):
    """What a youth region is; who belongs to it and what it gets are dated and asked apart."""

    website = forms.URLField(label=_("Website"), required=False, assume_scheme="https")

    class Meta:
        model = YouthRegion
        fields = ("name", "legal_form", "founded_on", "note", "ended_on")
        widgets = {"founded_on": DateInput, "ended_on": DateInput, "note": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"ended_on": _("The first day on which it is no more. Its members and support end that day too.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["website"] = self.instance.website
        for name in ("founded_on", "ended_on"):
            self.fields[name].validators.append(a_likely_day)
        if self.instance.pk is None:
            del self.fields["ended_on"]


class SupportForm(forms.Form):
    """Which support a region gets, from whom, and from when."""

    level = forms.ChoiceField(label=_("Support"), choices=SupportLevel, widget=forms.RadioSelect)
    on = day_field(_("From"))
    supporter = forms.ModelChoiceField(
        Person.objects.none(), label=_("Regional supporter"), required=False, empty_label=_("Nobody yet")
    )
    hours_a_year = forms.IntegerField(
        label=_("Hours a year"), min_value=0, max_value=MOST_HOURS, required=False, initial=0
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["supporter"].queryset = Person.objects.with_role(
            Role.STAFF, Role.COMMUNICATIONS, Role.COACH, day=timezone.localdate()
        )

    def clean_hours_a_year(self):
        return self.cleaned_data["hours_a_year"] or 0


class PlaceForm(forms.Form):
    """Which municipality comes in, and from when."""

    municipality = forms.ModelChoiceField(Municipality.objects.none(), label=_("Municipality"), empty_label="")
    on = day_field(_("From"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = Municipality.objects.existing_on(timezone.localdate())


class EndForm(forms.Form):
    on = day_field(_("First day without"))


class RegionContactForm(forms.Form):
    """Who, as what, and from when; people are found by their e-mail address."""

    email = forms.EmailField(label=_("E-mail address of somebody we know"))
    kind = forms.ChoiceField(label=_("As"), choices=ContactKind, widget=forms.RadioSelect)
    on = day_field(_("From"))

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people

    def clean(self):
        answers = super().clean()
        if email := answers.pop("email", None):
            answers["person"] = self.people.filter(email__iexact=email).first()
            if answers["person"] is None:
                self.add_error(
                    "email", _("We know nobody with this address. Add the person first, or look at it again.")
                )
        return answers


class AreaPlanForm(forms.ModelForm):
    class Meta:
        model = AreaPlan
        fields = ("planned", "note")


class BalanceRuleForm(forms.ModelForm):
    class Meta:
        model = BalanceRule
        fields = ("max_moments",)


class YearForm(forms.Form):
    """The year in the address; one that makes no sense is the year of today."""

    jaar = forms.IntegerField(required=False)

    def __init__(self, data, *, today):
        super().__init__(data)
        self.years = range(today.year - 3, today.year + 2)
        self.today = today

    @property
    def choices(self):
        """The years as (words, whether it is the chosen one)."""
        return [(str(year), year == self.year) for year in self.years]

    @property
    def year(self):
        asked = self.cleaned_data.get("jaar") if self.is_valid() else None
        return asked if asked in self.years else self.today.year


class MapForm(forms.Form):
    """What the map shows: the layer, one class of it, a name, one municipality; what makes no sense is left out."""

    zoek = forms.CharField(label=_("Name of a municipality"), max_length=100, required=False, widget=forms.SearchInput)

    def __init__(self, data):
        super().__init__(data)
        self.is_valid()

    @property
    def search(self):
        return self.cleaned_data.get("zoek") or ""
