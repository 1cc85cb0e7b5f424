import uuid

from django import forms
from django.core.validators import MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Municipality, Person, Role
from trainings.models import Edition, ModuleKind, Promotion, SelfService
from trainings.rules import Refusal

QUEUE_FIELDS = (
    "promotion",
    "promotion_stops_hours",
    "queue_limit",
    "seats_per_municipality",
    "spread_until",
    "asks_approval",
    "request_holds_seat",
    "self_service",
)
FURTHEST_DAYS = 5 * 366


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%H:%M")


class RegistrationForm(forms.Form):
    """What we ask somebody who registers: as good as nothing."""

    municipality = forms.ModelChoiceField(
        Municipality.objects.none(), label=_("For which municipality do you come?"), empty_label=None
    )
    wishes = forms.CharField(
        label=_("Do you need something to take part well?"),
        help_text=_("For example a wheelchair place, an interpreter or a quiet room. Only who organises it sees this."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    may_be_listed = forms.BooleanField(
        label=_("The other participants may see that I come"),
        help_text=_("Your name and municipality, nothing else. You can change this later."),
        required=False,
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def __init__(self, data=None, *, municipalities, acting_for=None, label_of=str, for_self=True):
        super().__init__(data)
        if not for_self:
            del self.fields["wishes"], self.fields["may_be_listed"]
        if len(municipalities) > 1:
            self.fields["municipality"].queryset = municipalities
            self.fields["municipality"].initial = acting_for
            self.fields["municipality"].label_from_instance = label_of
        else:
            del self.fields["municipality"]

    def answers(self, *, only):
        """The clean answers; `only` is the municipality of somebody who has no choice, or None."""
        return {"municipality": only, **self.cleaned_data}


class WishesForm(forms.Form):
    """What somebody may change of their own registration as long as it runs."""

    wishes = RegistrationForm.base_fields["wishes"]
    may_be_listed = RegistrationForm.base_fields["may_be_listed"]


class CancelForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), max_length=300, required=False, help_text=_("Helps us to plan better."))


class EditionCancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        required=False,
        help_text=_("This sentence goes into the mail to everybody."),
    )


class ReasonForm(forms.Form):
    """Why a clash may stand; asked only when there is one."""

    reason = forms.CharField(
        label=_("Why may it stand?"),
        max_length=300,
        required=False,
        help_text=_("Your colleagues read this in the trail; participants do not."),
    )

    def ask_reason(self):
        """Show that a reason has to be given; the browser does not insist, for another moment may need none."""
        self.use_required_attribute = False
        self.fields["reason"].required = True


class EditionForm(ReasonForm, forms.ModelForm):
    """The few things that an edition needs, as the module proposes them."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    use_required_attribute = False  # an online edition needs no city, and the browser cannot know
    seats = forms.IntegerField(
        label=_("Seats"), min_value=1, max_value=1000, error_messages={"min_value": Refusal.NO_SEATS.label}
    )

    class Meta:
        model = Edition
        fields = (
            "is_online",
            "venue",
            "city",
            "trainers",
            "seats",
            "price_member",
            "price_other",
            "closes_on",
            "cancellation_policy",
            "network_area",
            *QUEUE_FIELDS,
        )
        widgets = {"closes_on": DateInput, "spread_until": DateInput, "trainers": forms.CheckboxSelectMultiple}
        help_texts = {
            "closes_on": _("Empty: a week before the first half-day."),
            "cancellation_policy": _("Empty: the policy that holds for all."),
            "network_area": _("The area for which this network moment counts."),
            "promotion_stops_hours": _("From then on nobody gets a seat automatically: you phone who waits."),
            "queue_limit": _("Empty: as long as it becomes. 0: no waiting list."),
            "seats_per_municipality": _("Others wait until the day beside it, then what is left is for everybody."),
            "asks_approval": _("Who registers for a price waits until the head of service agrees."),
            "request_holds_seat": _("Otherwise the seat goes to who registers in the meantime."),
        }

    def __init__(self, *args, module, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["form_key"]
        if module.kind != ModuleKind.NETWORK_MOMENT:
            del self.fields["network_area"]
        team = Person.objects.with_role(Role.COACH, Role.STAFF, day=timezone.localdate())
        self.fields["trainers"].queryset = team
        for name in ("closes_on", *QUEUE_FIELDS):
            self.fields[name].required = False
        self.fields["promotion"].choices = Promotion.choices
        self.fields["self_service"].choices = SelfService.choices
        for name in ("price_member", "price_other"):
            self.fields[name].validators.append(MinValueValidator(0))

    def clean(self):
        answers = super().clean()
        if not answers.get("is_online") and not answers.get("city"):
            self.add_error("city", Refusal.NO_PLACE.label)
        for name in ("promotion", "promotion_stops_hours", "self_service"):
            if answers.get(name) in ("", None) and name not in self.errors:
                answers[name] = Edition._meta.get_field(name).default
        spread = ("seats_per_municipality", "spread_until")
        is_half = len([name for name in spread if answers.get(name) is not None]) == 1
        if is_half and not any(self.has_error(name) for name in spread):
            self.add_error("spread_until", _("Give both the number of seats and the day, or neither."))
        return answers


class HalfDayForm(forms.Form):
    date = forms.DateField(label=_("Day"), widget=DateInput)
    starts_at = forms.TimeField(label=_("From"), widget=TimeInput)
    ends_at = forms.TimeField(label=pgettext_lazy("until an hour", "To"), widget=TimeInput)

    def clean_date(self):
        day = self.cleaned_data["date"]
        if day and not is_thinkable(day):
            raise forms.ValidationError(_("This year cannot be right. Choose a day in the years around this one."))
        return day

    def clean(self):
        answers = super().clean()
        starts_at, ends_at = answers.get("starts_at"), answers.get("ends_at")
        if starts_at and ends_at and ends_at <= starts_at:
            self.add_error("ends_at", Refusal.ENDS_BEFORE_IT_STARTS.label)
        return answers


class MoveForm(ReasonForm, HalfDayForm):
    """A new moment; `seen` holds the mark of the preview that stood beside it."""

    others_too = forms.BooleanField(required=False)
    without_mail = forms.BooleanField(label=_("Mail nobody: it was only a slip of the pen"), required=False)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("date", "starts_at", "ends_at", "others_too")

    def __init__(self, data=None, *, initial, others):
        super().__init__(data, initial=initial)
        if others:
            hours = ", ".join(f"{each.starts_at:%H:%M} – {each.ends_at:%H:%M}" for each in others)
            label = _("Take the rest of that day along (%(hours)s)") % {"hours": hours}
            self.fields["others_too"].label = label
        else:
            del self.fields["others_too"]

    def moment(self):
        """Where the half-day would go, as `moving.moves_of` asks it; None when that is not clear."""
        answers = self.initial if not self.is_bound else self.cleaned_data if self.is_valid() else None
        names = ("date", "starts_at", "ends_at", "others_too")
        return answers and {name: answers[name] for name in names if name in answers}

    def has_seen(self, preview):
        """True when who sends this form saw all that there is to see; when the move is not possible, too."""
        return preview is None or not preview.says_something or self.cleaned_data["seen"] == preview.mark

    def ask_about(self, preview):
        """Let the form carry the mark of the preview beside it."""
        mark = preview.mark if preview else ""
        if preview and preview.conflicts:
            self.ask_reason()
        self.initial["seen"] = mark
        if self.is_bound:
            self.data = self.data.copy()
            self.data["seen"] = mark

    def answers(self):
        answers = {name: value for name, value in self.cleaned_data.items() if name not in ("seen", "without_mail")}
        return {**answers, "mail_participants": not self.cleaned_data["without_mail"]}


class HalfDayCancelForm(forms.Form):
    reason = forms.CharField(
        label=_("Why?"),
        max_length=300,
        required=False,
        help_text=_("This sentence goes into the mail to everybody."),
    )
    without_mail = forms.BooleanField(label=_("Mail nobody: they know already"), required=False)

    def answers(self):
        return {"reason": self.cleaned_data["reason"], "mail_participants": not self.cleaned_data["without_mail"]}


class HalfDayRow(HalfDayForm):
    date = forms.DateField(label=_("Day"), widget=DateInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.number = int(self.prefix.rpartition("-")[2]) + 1


class HalfDayFormSet(forms.BaseFormSet):
    """The half-days of a new edition; rows without a day do not count."""

    def as_tuples(self):
        rows = [form.cleaned_data for form in self.forms]
        return [(row["date"], row["starts_at"], row["ends_at"]) for row in rows if row.get("date")]

    def clean(self):
        if not any(self.errors) and not self.as_tuples():
            raise forms.ValidationError(Refusal.NO_DATES.label)


HalfDays = forms.formset_factory(HalfDayRow, formset=HalfDayFormSet, extra=0, max_num=30, validate_max=True)


def is_thinkable(day):
    """True for a day on which an edition may well be: a slip of the pen lies further away."""
    return abs((day - timezone.localdate()).days) < FURTHEST_DAYS
