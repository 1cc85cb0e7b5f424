from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.models import EventKind, Municipality, Province
from members.rules.mergers import Successor
from portal.housestyle.forms import DateInput
from portal.names import as_sorted

MOST_PREDECESSORS = 6
MOST_PIECES = 3
IN_SIGHT = {EventKind.MERGER: 3, EventKind.ABSORPTION: 1}
NEEDED = {EventKind.MERGER: 2}


class MunicipalityField(forms.CharField):
    """A municipality that stands, by its name or NIS code; the page proposes them as one types."""

    default_error_messages = {
        "unknown": _("We know no municipality “%(text)s” that stands. Choose one of the list, or type its NIS code."),
        "ambiguous": _("More than one municipality is called “%(text)s”. Type its NIS code."),
    }

    def __init__(self, **kwargs):
        super().__init__(max_length=120, **kwargs)
        self.widget.attrs |= {"list": "municipalities", "autocomplete": "off"}

    def prepare_value(self, value):
        return f"{value.name} ({value.nis_code})" if isinstance(value, Municipality) else value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        code = next((word for word in text.replace("(", " ").replace(")", " ").split() if word.isdigit()), "")
        named = {"nis_code": code} if code else {"sort_name": as_sorted(text.strip())}
        found = list(Municipality.objects.filter(valid_to__isnull=True, **named)[:2])
        if len(found) != 1:
            mistake = "ambiguous" if found else "unknown"
            raise forms.ValidationError(self.error_messages[mistake], code=mistake, params={"text": text})
        return found[0]


class PlanForm(forms.Form):
    """What will happen to territory: asks what its kind needs, and no more."""

    use_required_attribute = False
    effective_on = forms.DateField(
        label=_("From which day?"), widget=DateInput, help_text=_("The first day of the new situation.")
    )

    def __init__(self, data=None, *, kind, event=None):
        self.kind = EventKind(kind)
        super().__init__(data, initial=initial_of(event) if event else None)
        {
            EventKind.MERGER: self._ask_merger,
            EventKind.ABSORPTION: self._ask_absorption,
            EventKind.RENAMING: self._ask_renaming,
            EventKind.PROVINCE_CHANGE: self._ask_province,
            EventKind.SPLIT: self._ask_split,
        }[self.kind]()
        self.fields["decided_on"] = forms.DateField(
            label=_("Decided on"),
            required=False,
            widget=DateInput,
            help_text=_("Empty as long as it is only announced."),
        )
        self.fields["note"] = forms.CharField(
            label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
        )

    # --- Questions, by kind ---------------------------------------------------------------------------

    def _ask_predecessors(self, label, *, needed):
        for number in range(1, MOST_PREDECESSORS + 1):
            self.fields[f"predecessor_{number}"] = MunicipalityField(
                label=format_lazy("{label} {number}", label=label, number=number), required=number <= needed
            )

    def _ask_one(self):
        self.fields["predecessor_1"] = MunicipalityField(label=_("Which municipality?"))

    def _ask_new(self, prefix="new", *, required=True):
        self.fields[f"{prefix}_name"] = forms.CharField(label=_("Its name"), max_length=100, required=required)
        self.fields[f"{prefix}_nis_code"] = forms.RegexField(
            r"^[1-9][0-9]{4}$",
            label=_("Its NIS code"),
            required=required,
            error_messages={"invalid": _("A NIS code is five digits.")},
        )
        self.fields[f"{prefix}_province"] = forms.ChoiceField(
            label=_("Its province"), choices=[("", _("Choose")), *Province.choices], required=required
        )

    def _ask_merger(self):
        self._ask_predecessors(_("Municipality"), needed=2)
        self._ask_new()

    def _ask_absorption(self):
        self.fields["successor"] = MunicipalityField(label=_("Which municipality absorbs the others, and stays?"))
        self._ask_predecessors(_("Goes into it:"), needed=1)

    def _ask_renaming(self):
        self._ask_one()
        self.fields["new_name"] = forms.CharField(label=_("Its new name"), max_length=100)

    def _ask_province(self):
        self._ask_one()
        self.fields["new_province"] = forms.ChoiceField(
            label=_("Its new province"), choices=[("", _("Choose")), *Province.choices]
        )

    def _ask_split(self):
        self._ask_one()
        for number in range(1, MOST_PIECES + 1):
            self.fields[f"stands_{number}"] = MunicipalityField(
                label=_("A municipality that stands"),
                required=False,
                help_text=_("Leave this empty for a new municipality."),
            )
            self._ask_new(f"new_{number}", required=False)

    # --- Parts of the page ----------------------------------------------------------------------------

    def _bound(self, names):
        return [self[name] for name in names if name in self.fields]

    @property
    def first(self):
        return self._bound(["effective_on", "successor"])

    @property
    def predecessors_in_sight(self):
        filled = sum(bool(self[f"predecessor_{n}"].value()) for n in self._numbers)
        return self._bound(f"predecessor_{n}" for n in self._numbers if n <= max(filled, IN_SIGHT.get(self.kind, 1)))

    @property
    def predecessors_further(self):
        return self._bound(f"predecessor_{n}" for n in self._numbers)[len(self.predecessors_in_sight) :]

    @property
    def _numbers(self):
        return [n for n in range(1, MOST_PREDECESSORS + 1) if f"predecessor_{n}" in self.fields]

    @property
    def new_one(self):
        return self._bound(["new_name", "new_nis_code", "new_province"])

    @property
    def pieces(self):
        """The fields of each municipality that comes out of a split."""
        if self.kind != EventKind.SPLIT:
            return []
        parts = ("stands_{}", "new_{}_name", "new_{}_nis_code", "new_{}_province")
        return [self._bound(part.format(n) for part in parts) for n in range(1, MOST_PIECES + 1)]

    @property
    def rest(self):
        return self._bound(["decided_on", "note"])

    # --- Answers --------------------------------------------------------------------------------------

    def clean(self):
        answers = super().clean()
        for n in range(1, MOST_PIECES + 1):
            named = [answers.get(f"new_{n}_{part}") for part in ("name", "nis_code", "province")]
            if any(named) and not all(named) and not answers.get(f"stands_{n}"):
                self.add_error(f"new_{n}_name", _("Give a new municipality its name, its NIS code and its province."))
        return answers

    def plan(self):
        """The clean answers as `plan_event` takes them."""
        answers = self.cleaned_data
        predecessors = [answers[f"predecessor_{n}"] for n in self._numbers if answers[f"predecessor_{n}"]]
        return {
            "effective_on": answers["effective_on"],
            "decided_on": answers["decided_on"],
            "note": answers["note"],
            "predecessors": predecessors,
            "successors": list(self._successors(answers, predecessors)),
        }

    def _successors(self, answers, predecessors):
        if self.kind == EventKind.MERGER:
            yield Successor(None, answers["new_nis_code"], answers["new_name"], answers["new_province"])
        elif self.kind == EventKind.ABSORPTION:
            yield Successor(answers["successor"])
        elif self.kind == EventKind.RENAMING:
            yield Successor(predecessors[0], name=answers["new_name"])
        elif self.kind == EventKind.PROVINCE_CHANGE:
            yield Successor(predecessors[0], province=answers["new_province"])
        else:
            for n in range(1, MOST_PIECES + 1):
                if answers[f"stands_{n}"]:
                    yield Successor(answers[f"stands_{n}"])
                elif answers[f"new_{n}_name"]:
                    new = (answers[f"new_{n}_{part}"] for part in ("nis_code", "name", "province"))
                    yield Successor(None, *new)


def initial_of(event):
    """What a plan says, as the form asks it."""
    initial = {"effective_on": event.effective_on, "decided_on": event.decided_on, "note": event.note}
    for number, municipality in enumerate(
        event.ending if event.kind == EventKind.ABSORPTION else event.predecessors, start=1
    ):
        initial[f"predecessor_{number}"] = municipality
    for number, party in enumerate(event.coming_out, start=1):
        prefix = f"new_{number}" if event.kind == EventKind.SPLIT else "new"
        initial[f"{prefix}_name"], initial[f"{prefix}_nis_code"] = party.new_name, party.new_nis_code
        initial[f"{prefix}_province"] = party.new_province
        initial["stands_" + str(number)] = party.municipality
        initial["successor"] = party.municipality
    return initial


class DecisionForm(forms.Form):
    """The questions of a plan, as `rules.decisions.questions` found them, and who does not go along."""

    def __init__(self, data=None, *, asked, roles, staying=()):
        super().__init__(data, initial={"staying": list(staying)})
        self.asked = asked
        for each in asked:
            self.fields[each.name] = forms.ChoiceField(
                label=each.label,
                choices=each.choices,
                initial=each.holds,
                required=False,
                help_text=each.why or "",
                widget=forms.RadioSelect,
            )
        self.roles = list(roles)
        if self.roles:
            self.fields["staying"] = forms.MultipleChoiceField(
                label=_("Whose role ends?"),
                help_text=_("Everybody goes along, but for whom you mark here."),
                choices=[
                    (str(role.pk), f"{role.person}, {role.role_type} ({role.municipality})") for role in self.roles
                ],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["reason"] = forms.CharField(
            label=_("Who decided this, and why?"),
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    @property
    def questions(self):
        return [self[each.name] for each in self.asked]

    def answers(self):
        """The clean answers as `decide` takes them."""
        chosen = {(each.question, each.about): self.cleaned_data[each.name] for each in self.asked}
        staying = set(self.cleaned_data.get("staying") or ())
        return {
            "answers": chosen,
            "staying": [role for role in self.roles if str(role.pk) in staying],
            "note": self.cleaned_data["reason"],
        }


class CommentForm(forms.Form):
    text = forms.CharField(
        label=_("What do you want to say about this plan?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class UndoForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), max_length=300)
