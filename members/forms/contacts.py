from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import MomentForm, MomentKind, Municipality, Need, Person, Starter, Theme, Urgency
from members.rules import contacts as rules
from portal.housestyle.forms import DateInput, FilterForm

NEED_ROWS = 3
OFFERED_FORMS = [choice for choice in MomentForm.choices if choice[0] != MomentForm.PORTAL]
OFFERED_KINDS = (
    ("", _("Conversation")),
    (MomentKind.QUESTION, MomentKind.QUESTION.label),
    (MomentKind.GUIDANCE, MomentKind.GUIDANCE.label),
)


class ChipRadios(forms.RadioSelect):
    """A few short choices in a row, to be tapped."""

    use_fieldset = True


class MomentEntryForm(forms.Form):
    """Who, how and what we heard; the rest is folded, and already right most of the time."""

    municipality = forms.CharField(label=_("Municipality"), max_length=120, widget=forms.TextInput)
    participants = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_("With whom?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    form = forms.ChoiceField(label=_("How?"), choices=OFFERED_FORMS, widget=ChipRadios)
    kind = forms.ChoiceField(label=_("What was it?"), choices=OFFERED_KINDS, required=False, widget=ChipRadios)
    heard = forms.CharField(
        label=_("What did we hear?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The youth service can read this part."),
    )
    agreements = forms.CharField(
        label=_("What did we agree?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The youth service can read this too."),
    )
    follow_up_title = forms.CharField(label=_("What do we still have to do?"), max_length=150, required=False)
    follow_up_owner = forms.ModelChoiceField(Person.objects.none(), label=_("By whom"), required=False)
    follow_up_due = forms.DateField(label=_("Due before"), required=False, widget=DateInput)
    on = forms.DateField(label=_("Date"), widget=DateInput)
    theme = forms.ModelChoiceField(Theme.objects.all(), label=_("Theme"), required=False)
    started_by = forms.ChoiceField(label=_("Who started?"), choices=Starter.choices, required=False)
    staff = forms.ModelMultipleChoiceField(
        Person.objects.none(), label=_("Who of us?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    travel_minutes = forms.IntegerField(
        label=_("Minutes of travel, there and back"), min_value=0, max_value=24 * 60, required=False
    )
    internal_note = forms.CharField(
        label=_("Note for the team"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Never seen by members."),
    )
    is_team_only = forms.BooleanField(label=_("Keep everything within the team"), required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    FACTS = ("agreements", "theme", "travel_minutes", "internal_note")
    IN_SIGHT = ("municipality", "participants", "form", "kind", "heard")
    FOLLOW_UP = ("follow_up_title", "follow_up_owner", "follow_up_due")
    FOLDED = ("on", "theme", "started_by", "staff", "travel_minutes", "internal_note", "is_team_only")

    def __init__(self, *args, today, me=None, contact=None, **kwargs):
        initial = {"on": today, "kind": "", "form": MomentForm.PHONE, "started_by": Starter.MEMBER}
        initial |= {"staff": [me.pk] if me else [], "follow_up_owner": me} | kwargs.pop("initial", {})
        initial.setdefault("follow_up_due", today + rules.FOLLOW_UP_AFTER)
        super().__init__(*args, initial=initial, **kwargs)
        self.today, self.contact = today, contact
        self.fields["municipality"].widget.attrs |= {"list": "places", "autocomplete": "off"}
        team = rules.team(on=today)
        if contact:
            team = (team | contact.staff.all()).distinct()
        self.fields["staff"].queryset = team
        self.fields["follow_up_owner"].queryset = rules.team(on=today)
        if contact:
            for name in (*self.FOLLOW_UP, "form_key"):
                del self.fields[name]
            if contact.form == MomentForm.PORTAL:
                self.fields["form"].choices = MomentForm.choices
        self.place = rules.place_named(self.asked("municipality"), on=self.asked_day())
        people = rules.people_of(self.place, on=self.asked_day())
        if contact and self.place == contact.municipality:
            people = (people | contact.participants.all()).distinct()
        self.fields["participants"].queryset = people

    def asked(self, name):
        """What stands in a field: as it was sent, or as it begins."""
        return str((self.data.get(self.add_prefix(name)) if self.is_bound else self.initial.get(name)) or "")

    def asked_day(self):
        try:
            return self.fields["on"].clean(self.asked("on"))
        except forms.ValidationError:
            return self.today

    def clean_municipality(self):
        if self.place is None:
            raise forms.ValidationError(
                _("We do not find this municipality on that day. Type a part of its name and choose it from the list.")
            )
        return self.place

    def in_sight(self):
        return self._fields(self.IN_SIGHT)

    def about_follow_up(self):
        return self._fields(self.FOLLOW_UP)

    def folded(self):
        return self._fields(self.FOLDED)

    def _fields(self, names):
        return [self[name] for name in names if name in self.fields]

    def answers(self, needs):
        """The clean answers as the actions take them; `needs` are those of the rows."""
        given = self.cleaned_data
        answers = {
            "municipality": given["municipality"],
            "on": given["on"],
            "form": given["form"],
            "kind": given["kind"],
            "heard": given["heard"],
            "participants": given["participants"],
            "staff": given["staff"],
            "started_by": given["started_by"] or Starter.MEMBER,
            "is_shared": not given["is_team_only"],
            "needs": needs,
            **{name: given[name] for name in self.FACTS},
        }
        if self.contact is None:
            answers["form_key"] = given["form_key"]
            answers["follow_ups"] = self.follow_ups()
        return answers

    def follow_ups(self):
        given = self.cleaned_data
        if not given["follow_up_title"]:
            return []
        owner = given["follow_up_owner"] or next(iter(given["staff"]), None)
        return [{"title": given["follow_up_title"], "owner": owner, "due_on": given["follow_up_due"]}]

    def clean(self):
        given = super().clean()
        if given.get("follow_up_title") and not given.get("follow_up_owner") and not given.get("staff"):
            self.add_error("follow_up_owner", _("Choose who will do it."))
        return given


def initial_of(contact):
    """A contact moment as the form begins with it."""
    usual = rules.kind_for(contact.form)
    return {
        "municipality": rules.written(contact.municipality),
        "participants": [person.pk for person in contact.participants.all()],
        "staff": [person.pk for person in contact.staff.all()],
        "kind": contact.kind if contact.kind != usual and contact.kind in dict(OFFERED_KINDS) else "",
        "is_team_only": not contact.is_shared,
        **{
            name: getattr(contact, name)
            for name in ("form", "heard", "agreements", "on", "theme", "started_by", "travel_minutes", "internal_note")
        },
    }


class NeedForm(forms.Form):
    """One need: from the list, in their own words, or both."""

    need = forms.ModelChoiceField(
        Need.objects.on_offer(), label=_("What do they need?"), required=False, empty_label=_("Choose, or only write")
    )
    own_words = forms.CharField(label=_("In their own words"), max_length=300, required=False)
    urgency = forms.ChoiceField(label=_("How urgent?"), choices=Urgency.choices, initial=Urgency.YEAR, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.number = int(self.prefix.rpartition("-")[2]) + 1


class NeedRows(forms.BaseFormSet):
    """The needs that came up; rows that say nothing do not count."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="needs", **kwargs)
        choices = [("", NeedForm.base_fields["need"].empty_label)]  # read once for all rows
        choices += [(need.pk, need.title) for need in Need.objects.on_offer()]
        for row in self.forms:
            row.fields["need"].widget.choices = choices

    def answers(self):
        return [row.cleaned_data for row in self.forms if row.cleaned_data]


def need_rows(data=None, *, contact=None):
    """The rows for needs, with those of a contact moment first."""
    kept = [
        {"need": each.need_id, "own_words": each.own_words, "urgency": each.urgency}
        for each in (contact.needs.all() if contact else ())
    ]
    rows = forms.formset_factory(NeedForm, formset=NeedRows, extra=max(1, NEED_ROWS - len(kept)), max_num=12)
    return rows(data, initial=kept)


class FollowUpForm(forms.Form):
    title = forms.CharField(label=_("What is to be done?"), max_length=150)
    owner = forms.ModelChoiceField(Person.objects.none(), label=_("By whom"))
    due_on = forms.DateField(label=_("Due before"), required=False, widget=DateInput)

    def __init__(self, *args, today, me=None, **kwargs):
        initial = {"owner": me, "due_on": today + rules.FOLLOW_UP_AFTER}
        super().__init__(*args, initial=initial, **kwargs)
        self.fields["owner"].queryset = rules.team(on=today)


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Whoever asked gets this by mail."),
    )


class ContactWithdrawForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), max_length=300)


class QuestionForm(forms.Form):
    """What a member wants to ask: one text, and where it is about."""

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("For which municipality?"), empty_label=None
    )
    text = forms.CharField(
        label=_("Your question"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Your colleagues of the youth service see it too. Leave out names of children and young people."),
    )
    theme = forms.ModelChoiceField(Theme.objects.all(), label=_("Theme"), required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)

    def __init__(self, *args, places, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = list(places)
        if len(self.places) > 1:
            self.fields["municipality"].queryset = places
        else:
            del self.fields["municipality"]

    def answers(self):
        given = dict(self.cleaned_data)
        return {"municipality": given.pop("municipality", None) or self.places[0], **given}


class ContactFilterForm(FilterForm):
    """Which contact moments a reader wants to see; what makes no sense in the address is left out."""

    IN_ADDRESS = {"kind": "soort", "theme": "thema", "staff": "wie", "is_open": "open", "search": "zoek"}

    search = forms.CharField(label=_("Municipality"), max_length=100, required=False, widget=forms.SearchInput)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    staff = forms.ChoiceField(label=_("Who of us"), required=False)
    kind = forms.ChoiceField(choices=MomentKind.choices, required=False)
    is_open = forms.BooleanField(required=False)

    def __init__(self, *args, team, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [("", _("All themes")), *((t.code, t.title) for t in Theme.objects.all())]
        self.people = {str(person.pk): person for person in team}
        self.fields["staff"].choices = [("", _("Everybody")), *((pk, p.full_name) for pk, p in self.people.items())]
        if not self.people:
            del self.fields["staff"]

    def narrow(self, contacts):
        if kind := self.chosen("kind"):
            contacts = contacts.of_kind(kind)
        if theme := self.chosen("theme"):
            contacts = contacts.about(theme)
        if staff := self.chosen("staff"):
            contacts = contacts.had_by(self.people[staff])
        if self.chosen("is_open"):
            contacts = contacts.with_something_to_do()
        if search := self.chosen("search"):
            contacts = contacts.with_place_named(search)
        return contacts
