from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.places import PlaceField
from members.models import OWN_TEAM, CorePlayer, OfficerFunction, Person, RoleSource, RoleType
from portal.housestyle.forms import DateInput, FilterForm

FIRST_YEAR, YEARS_AHEAD = 1950, 7
OF_A_PLACE = (CorePlayer.OFFICIAL, CorePlayer.POLITICIAN, CorePlayer.YOUNG_PERSON)


class PersonFilterForm(FilterForm):
    """Which people a reader wants to see; what makes no sense in the address is left out."""

    IN_ADDRESS = {"search": "zoek", "role_type": "rol", "core_player": "kernspeler", "shown": "toon"}
    CURRENT, UNCONFIRMED, FORMER = "", "onbevestigd", "vroeger"

    search = forms.CharField(
        label=_("Name, address or municipality"), max_length=100, required=False, widget=forms.SearchInput
    )
    role_type = forms.ModelChoiceField(
        RoleType.objects.all(), label=_("Role"), required=False, to_field_name="code", empty_label=_("All roles")
    )
    core_player = forms.ChoiceField(choices=CorePlayer, required=False)
    shown = forms.ChoiceField(
        choices=[
            (UNCONFIRMED, _("Not confirmed for a year")),
            (FORMER, _("Former ones")),
        ],
        required=False,
    )

    def narrow(self, people, day):
        """Those of `people` that the reader asked for."""
        if search := self.chosen("search"):
            people = people.found_by(search)
        if self.chosen("shown") == self.FORMER:
            return people.former_on(day)
        if role_type := self.chosen("role_type"):
            people = people.holding([role_type], day)
        if core_player := self.chosen("core_player"):
            people = people.of_core_player(core_player, day)
        if self.chosen("shown") == self.UNCONFIRMED:
            people = people.unconfirmed_on(day)
        return people if search else people.with_something_to_hold(day)


class PersonForm(forms.ModelForm):
    """Who somebody is; what is rarely known is asked below a fold."""

    class Meta:
        model = Person
        fields = ("first_name", "last_name", "phone", "is_listed", "birth_year", "guardian_consent_on")
        widgets = {"guardian_consent_on": DateInput, "birth_year": forms.NumberInput}
        help_texts = {
            "is_listed": _("Only when they agreed. Nobody under eighteen is ever shown elsewhere."),
            "birth_year": _("Only for youth council members: we never ask for a date of birth."),
        }

    RARE = ("is_listed", "birth_year", "guardian_consent_on")
    field_order = ("first_name", "last_name", "email", "phone")

    email = forms.EmailField(  # whose it is the action says, under a lock and in a sentence
        label=_("E-mail address"), required=False, help_text=_("One logs in with it, and mail goes there.")
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].initial = self.instance.email
        self.today = today
        self.fields["birth_year"].widget.attrs |= {"min": 1900, "max": today.year}

    @property
    def usual(self):
        return [field for field in self if field.name not in self.RARE]

    @property
    def rare(self):
        return [field for field in self if field.name in self.RARE]

    def clean_birth_year(self):
        year = self.cleaned_data["birth_year"]
        if year is not None and not 1900 <= year <= self.today.year:
            raise forms.ValidationError(_("This year cannot be right. Write the year of birth in four digits."))
        return year

    def clean_guardian_consent_on(self):
        day = self.cleaned_data["guardian_consent_on"]
        if day and not FIRST_YEAR <= day.year <= self.today.year:
            raise forms.ValidationError(_("This year cannot be right. Look at the date again."))
        return day


class RoleForm(forms.Form):
    """Which role, where, from when."""

    role_type = forms.ModelChoiceField(RoleType.objects.none(), label=_("Role"), empty_label=_("Choose a role"))
    municipality = PlaceField(
        required=False, help_text=_("Type a few letters of its name. Empty: a role outside the municipalities.")
    )
    starts_on = forms.DateField(
        label=_("From"), widget=DateInput, help_text=_("A day to come is fine: until then no mail and no access.")
    )
    ends_on = forms.DateField(
        label=_("First day on which it holds no more"), widget=DateInput, required=False, help_text=_("Usually empty.")
    )
    functions = forms.ModelMultipleChoiceField(
        OfficerFunction.objects.all(),
        label=_("What this person does"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    working_time = forms.DecimalField(
        label=_("Share of a full-time job for youth"),
        min_value=0.01,
        max_value=1,
        decimal_places=2,
        max_digits=3,
        required=False,
        help_text=_("1 is full time, 0.5 half."),
    )
    source = forms.ChoiceField(label=_("Known from"), choices=RoleSource, initial=RoleSource.STAFF, required=False)

    RARE = ("ends_on", "functions", "working_time", "source")

    def __init__(self, *args, user, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["role_type"].queryset = RoleType.objects.assignable_by(user)
        self.fields["municipality"].asked_on(today)

    @property
    def usual(self):
        return [field for field in self if field.name not in self.RARE]

    @property
    def rare(self):
        return [field for field in self if field.name in self.RARE]

    def clean_starts_on(self):
        return a_likely_day(self.cleaned_data["starts_on"], self.today)

    def clean_ends_on(self):
        day = self.cleaned_data["ends_on"]
        return a_likely_day(day, self.today) if day else None

    def clean(self):
        answers = super().clean()
        role_type = answers.get("role_type")
        if role_type and role_type.grants in OWN_TEAM:
            answers["municipality"] = None
        asks_place = role_type is not None and role_type.core_player in OF_A_PLACE
        if asks_place and not answers.get("municipality") and "municipality" not in self.errors:
            self.add_error("municipality", _("Say in which municipality."))
        return answers

    def answers(self):
        """The clean answers as the action wants them."""
        cleaned = dict(self.cleaned_data)
        return {
            "role_type": cleaned["role_type"],
            "on": cleaned["starts_on"],
            "until": cleaned["ends_on"],
            "municipality": cleaned["municipality"],
            "functions": cleaned["functions"],
            "working_time": cleaned["working_time"],
            "source": cleaned["source"] or RoleSource.STAFF,
        }


class LeaveForm(forms.Form):
    """When somebody leaves a seat, and what happens with the seat and with what is still open."""

    on = forms.DateField(
        label=_("First day without this role"),
        widget=DateInput,
        help_text=_("Access ends that night; name and period stay."),
    )
    to = forms.ModelChoiceField(
        Person.objects.none(), label=_("Who takes over?"), required=False, empty_label=_("Nobody yet")
    )
    matters = forms.MultipleChoiceField(
        label=_("Still open: hand this over"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_vacant = forms.BooleanField(label=_("The seat is vacant from then on"), required=False)
    fallback = forms.ModelChoiceField(
        Person.objects.none(),
        label=_("Who gets the mail of the empty seat meanwhile?"),
        required=False,
        empty_label=_("Nobody: mail goes to the mailbox of the service, if there is one"),
    )

    def __init__(self, *args, role, matters, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["matters"].choices = [(key, matter.title) for key, matter in matters]
        if role.municipality is None:
            for name in ("to", "is_vacant", "fallback"):
                del self.fields[name]
            del self.fields["matters"]
            return
        others = Person.objects.of_place(role.municipality, today).exclude(pk=role.person_id)
        self.fields["to"].queryset = others
        stand_ins = Person.objects.who_can_stand_in(role.municipality, today).exclude(pk=role.person_id)
        self.fields["fallback"].queryset = stand_ins
        if not matters:
            del self.fields["matters"]
        else:
            self.fields["matters"].initial = [key for key, _matter in matters]

    def clean_on(self):
        return a_likely_day(self.cleaned_data["on"], self.today)

    def clean(self):
        answers = super().clean()
        if (
            answers.get("matters")
            and not answers.get("to")
            and not (answers.get("is_vacant") and answers.get("fallback"))
        ):
            self.add_error("to", _("Choose who takes over what is still open, or tick nothing."))
        return answers


def a_likely_day(day, today):
    """The day, unless its year must be a slip of the pen."""
    if not FIRST_YEAR <= day.year <= today.year + YEARS_AHEAD:
        raise forms.ValidationError(_("This year cannot be right. Look at the date again."))
    return day
