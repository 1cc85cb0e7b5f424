from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.people import a_likely_day
from members.models import CouncilStatus, Municipality, Person, RoleType, ServiceForm, YouthCouncil
from portal.housestyle.forms import DateInput, FilterForm


class VacancyForm(forms.Form):
    """Which seat is empty and who stands in; the fallback contact is somebody of the municipality or of our team."""

    role_type = forms.ModelChoiceField(
        RoleType.objects.of_municipalities(), label=_("Which seat?"), empty_label=_("Choose a role")
    )
    starts_on = forms.DateField(label=_("Vacant since"), widget=DateInput)
    fallback = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Who gets the mail meanwhile?"),
        required=False,
        empty_label=_("Nobody: mail goes to the mailbox of the service, if there is one"),
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args, municipality, today, is_known=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["fallback"].queryset = Person.objects.who_can_stand_in(municipality, today)
        if is_known:  # which seat and since when, nobody changes afterwards
            del self.fields["role_type"], self.fields["starts_on"]

    def clean_starts_on(self):
        return a_likely_day(self.cleaned_data["starts_on"], self.today)


class SeatMessageForm(forms.Form):
    """A short message to whoever holds a seat, or stands in for it."""

    role_type = forms.ModelChoiceField(
        RoleType.objects.of_municipalities(), label=_("Which seat?"), empty_label=_("Choose a role")
    )
    subject = forms.CharField(label=_("Subject"), max_length=150)
    text = forms.CharField(label=_("Text"), max_length=3000, widget=forms.Textarea)


class PlaceChoiceForm(FilterForm):
    """For which municipality."""

    IN_ADDRESS = {"municipality": "gemeente"}

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(),
        label=_("Municipality"),
        to_field_name="nis_code",
        empty_label=_("Choose a municipality"),
    )

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["municipality"].queryset = places


class YouthServiceForm(forms.Form):
    """How a youth service is organised, and how many work there."""

    on = forms.DateField(label=_("This holds since"), widget=DateInput)
    form = forms.ChoiceField(label=_("Form of organisation"), choices=ServiceForm, widget=forms.RadioSelect)
    mailbox = forms.EmailField(
        label=_("Mailbox of the service"), required=False, help_text=_("The address that several people read.")
    )
    fte = forms.DecimalField(label=_("FTE for youth"), min_value=0, max_digits=5, decimal_places=2, required=False)
    heads = forms.IntegerField(label=_("Number of people"), min_value=0, max_value=500, required=False)

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self):
        day = a_likely_day(self.cleaned_data["on"], self.today)
        if day > self.today:
            raise forms.ValidationError(_("Write what holds today: choose a day up to today."))
        return day

    def clean(self):
        answers = super().clean()
        if answers.get("heads") is not None and answers.get("fte") is None and "fte" not in self.errors:
            self.add_error("fte", _("Write the FTE too: the number of people alone says little."))
        return answers


class YouthCouncilForm(forms.ModelForm):
    class Meta:
        model = YouthCouncil
        fields = ("status", "website", "recognised_on", "youngest", "oldest")
        widgets = {"status": forms.RadioSelect, "recognised_on": DateInput}

    status = forms.ChoiceField(label=_("State"), choices=CouncilStatus, widget=forms.RadioSelect)
    youngest = forms.IntegerField(label=_("From this age"), min_value=0, max_value=99, required=False)
    oldest = forms.IntegerField(label=_("Up to this age"), min_value=0, max_value=99, required=False)
    website = forms.URLField(label=_("Website"), assume_scheme="https", required=False)
    field_order = ("status", "website")

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_recognised_on(self):
        day = self.cleaned_data["recognised_on"]
        return a_likely_day(day, self.today) if day else None

    def clean(self):
        answers = super().clean()
        youngest, oldest = answers.get("youngest"), answers.get("oldest")
        if youngest is not None and oldest is not None and oldest < youngest:
            self.add_error("oldest", _("This age lies below the youngest."))
        return answers
