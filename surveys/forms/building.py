"""How staff write a survey: its settings, its sections and its questions with their answers, rows and conditions."""

from copy import deepcopy

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from portal.housestyle.forms import DateInput
from surveys import documents, drafting
from surveys.documents.piping import TELLING
from surveys.forms.conditions import ConditionRows
from surveys.forms.listing import Listing
from surveys.models import Confidentiality, Survey

LONGEST_LABEL = 500
SCALE_NAMES = {
    "agreement": _("agreement"),
    "satisfaction": _("satisfaction"),
    "quality": _("quality"),
    "frequency": _("how often"),
    "importance": _("importance"),
}
PROMISES = {
    Confidentiality.CONFIDENTIAL: _("we know who answered, but show answers only in groups. This fits nine of ten."),
    Confidentiality.ANONYMOUS: _("nothing leads from an answer to a person, not for us either. No breakdown by name."),
    Confidentiality.IDENTIFIED: _("we see who gave which answer, and may call about it. Needed to ask for files."),
}


class SettingsForm(forms.ModelForm):
    """What a survey is called, of whom it asks, what it promises and until when."""

    class Meta:
        model = Survey
        fields = (
            "title_nl",
            "unit_of_analysis",
            "confidentiality",
            "closes_on",
            "intro_nl",
            "title_en",
            "intro_en",
            "min_cell",
            "results_visible_from",
        )
        widgets = {
            "unit_of_analysis": forms.RadioSelect,
            "confidentiality": forms.RadioSelect,
            "closes_on": DateInput,
            "results_visible_from": DateInput,
            "intro_nl": forms.Textarea(attrs={"rows": 3}),
            "intro_en": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "title_nl": _("Title"),
            "unit_of_analysis": _("Who answers?"),
            "confidentiality": _("What is promised"),
        }

    def __init__(self, *args, is_promised=False, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit_of_analysis"].choices = [
            ("municipality", _("One answer for each municipality")),
            ("person", _("Every person for themselves")),
        ]
        self.fields["confidentiality"].choices = [
            (promise.value, format_lazy("{}: {}", promise.label, meaning)) for promise, meaning in PROMISES.items()
        ]
        self.fields["confidentiality"].disabled = is_promised
        if is_promised:
            self.fields["confidentiality"].help_text = _(
                "People were invited or answered under this promise, so it stays as it is. "
                "Copy the survey to promise something else."
            )
        self.fields["min_cell"].help_text = _("Results of a smaller group are never shown.")
        self.fields["title_nl"].widget.attrs["autocomplete"] = "off"

    @property
    def has_more_errors(self):
        """Whether something is wrong with what stands folded."""
        return any(
            name in self.errors for name in ("intro_nl", "title_en", "intro_en", "min_cell", "results_visible_from")
        )

    def clean(self):
        cleaned = super().clean()
        opens, closes = self.instance.opens_on, cleaned.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", _("Choose a day after the survey opened."))
        return cleaned


class RemoveForm(forms.Form):
    """Its title typed over, so that nobody removes a survey by mistake."""

    name = forms.CharField(label=_("Type the title of the survey"), max_length=150)

    def __init__(self, title, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._title = title
        self.fields["name"].widget.attrs["autocomplete"] = "off"

    def clean_name(self):
        if self.cleaned_data["name"].strip() != self._title.strip():
            raise ValidationError(_("This is not the title. Copy it exactly as it stands above."))
        return self.cleaned_data["name"]


def unjudged(form):
    """Show what was filled in so far without saying what is wrong with it: it is not finished."""
    form.initial = {
        name: field.widget.value_from_datadict(form.data, form.files, name) for name, field in form.fields.items()
    }
    form.is_bound = False


def text_field(label, *, required=False, rows=None, most=LONGEST_LABEL, help_text=""):
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, required=required, max_length=most, widget=widget, help_text=help_text)


class PartForm(forms.Form):
    """A section: its title, an introduction, and who sees it."""

    title_nl = text_field(_("Title"), required=True, most=150)
    intro_nl = text_field(_("Introduction"), rows=2, most=2000)
    title_en = text_field(_("Title in English"), most=150)
    intro_en = text_field(_("Introduction in English"), rows=2, most=2000)

    def __init__(self, document, section, data=None):
        titles, intros = section.get("title") or {}, section.get("intro") or {}
        initial = {
            f"{name}_{code}": of.get(code, "")
            for name, of in (("title", titles), ("intro", intros))
            for code in ("nl", "en")
        }
        super().__init__(data, initial=initial)
        self.conditions = ConditionRows(document, f"section:{section.get('code', '')}", section.get("show_if"), data)

    def shape(self, deed):
        """Do what a button in the form asks, without keeping anything."""
        name, _dash, rest = (deed or "").partition("-")
        if name == "condition":
            self.conditions.shape(rest)
        unjudged(self)

    def is_valid(self):
        return all([super().is_valid(), not self.conditions.errors])

    @property
    def asked(self):
        """The fields of the section as they were filled in; None takes one away."""
        clean = self.cleaned_data
        intro = {"nl": clean["intro_nl"], "en": clean["intro_en"]}
        return {
            "title": {"nl": clean["title_nl"], "en": clean["title_en"]},
            "intro": intro if any(intro.values()) else None,
            "show_if": self.conditions.condition,
        }


class QuestionForm(forms.Form):
    """One question, of the kind that `question["type"]` says; the lists of answers and rows stand beside it."""

    text_nl = text_field(_("Question"), required=True, rows=2, most=2000)
    help_nl = text_field(_("Explanation"), most=1000)
    required = forms.BooleanField(label=_("People must answer this"), required=False)
    none = forms.BooleanField(label=_("With “none of these”, which goes with no other answer"), required=False)
    dont_know = forms.BooleanField(label=_("With “don’t know”"), required=False)
    min_choices = forms.IntegerField(label=_("Choose at least"), required=False, min_value=1, max_value=200)
    max_choices = forms.IntegerField(label=_("Choose at most"), required=False, min_value=1, max_value=200)
    unit_nl = text_field(_("Unit"), most=40, help_text=_("What the number counts: hours, euro, young people."))
    unit_en = text_field(_("Unit in English"), most=40)
    min = forms.DecimalField(label=_("Lowest"), required=False, max_digits=15, decimal_places=6)
    max = forms.DecimalField(label=_("Highest"), required=False, max_digits=15, decimal_places=6)
    decimals = forms.IntegerField(label=_("Figures after the comma"), required=False, min_value=0, max_value=6)
    is_long = forms.BooleanField(label=_("Room for a long answer"), required=False)
    max_length = forms.IntegerField(
        label=_("At most so many characters"), required=False, min_value=1, max_value=documents.LONGEST_TEXT
    )
    accept = forms.MultipleChoiceField(
        label=_("Which files?"),
        required=False,
        choices=[(kind, kind) for kind in documents.ACCEPTED],
        widget=forms.CheckboxSelectMultiple,
    )
    text_en = text_field(_("Question in English"), rows=2, most=2000)
    help_en = text_field(_("Explanation in English"), most=1000)

    ALWAYS = ("text_nl", "help_nl", "text_en", "help_en")
    OF_TYPE = {
        "single": ("dont_know",),
        "likert": ("dont_know",),
        "matrix": ("dont_know",),
        "multiple": ("none", "dont_know", "min_choices", "max_choices"),
        "matrix_multiple": ("none", "dont_know", "min_choices", "max_choices"),
        "ranking": ("min_choices", "max_choices"),
        "number": ("unit_nl", "unit_en", "min", "max", "decimals"),
        "open": ("is_long", "max_length"),
        "file": ("accept",),
    }
    ALONE = {
        "none": {"code": "none", "label": {"nl": "Geen van deze", "en": "None of these"}, "kind": "none"},
        "dont_know": {"code": "dk", "label": {"nl": "Weet ik niet", "en": "Don’t know"}, "kind": "dont_know"},
    }

    def __init__(self, document, question, data=None, *, section=""):
        self.before = question
        kind = self.kind = question["type"]
        super().__init__(data, initial=self._initial(question))
        kept = {*self.ALWAYS, *self.OF_TYPE.get(kind, ())} | ({"required"} if kind != "note" else set())
        for name in set(self.fields) - kept:
            del self.fields[name]
        if kind == "note":
            self.fields["text_nl"].label = _("Text")
        self.options = self.items = None
        if kind in documents.WITH_OPTIONS:
            own = documents.options(question, "substantive")
            self.options = Listing("options", own, data, least=3 if not own else 0)
        if kind in documents.WITH_ITEMS:
            self.items = Listing("items", question.get("items", []), data, least=3)
        self.conditions = ConditionRows(
            document, question.get("code", f"after:{section}"), question.get("show_if"), data
        )

    def _initial(self, question):
        initial = {name: question.get(name) for name in ("required", "min_choices", "max_choices", "min", "max")}
        initial |= {name: question.get(name) for name in ("decimals", "is_long", "max_length", "accept")}
        for name in ("text", "help", "unit"):
            labels = question.get(name) or {}
            initial |= {f"{name}_nl": labels.get("nl", ""), f"{name}_en": labels.get("en", "")}
        return initial | {kind: bool(documents.options(question, kind)) for kind in self.ALONE}

    @property
    def lists(self):
        return [listing for listing in (self.items, self.options) if listing]

    def shape(self, deed):
        """Do what a button in the form asks, "options-up-2" or "add-condition", without keeping anything."""
        name, _dash, rest = (deed or "").partition("-")
        for listing in self.lists:
            if listing.name == name:
                listing.shape(rest)
        if name == "scale" and self.options and rest in drafting.SCALES:
            self.options.fill(drafting.SCALES[rest])
        if name == "condition":
            self.conditions.shape(rest)
        unjudged(self)
        if name == "pipe" and rest in self.pipes:
            self.initial["text_nl"] = f"{self.initial['text_nl'].rstrip()} {{{rest}}} ".lstrip()
        for listing in self.lists:
            listing.errors = []

    @property
    def pipes(self):
        """The earlier questions whose answer the words can repeat, as {code: words}."""
        return {
            code: name for code, name in self.conditions.subjects.items() if self.conditions.kind_of(code) in TELLING
        }

    def is_valid(self):
        return all([super().is_valid(), not self.conditions.errors, *(not listing.errors for listing in self.lists)])

    @property
    def asked(self):
        """The question as it was filled in; what the form does not know of it stays as it was."""
        clean = self.cleaned_data
        question = deepcopy(self.before)
        for name in ("text", "help", "unit"):
            if f"{name}_nl" in clean:
                put(question, name, {"nl": clean[f"{name}_nl"], "en": clean[f"{name}_en"]})
        question.setdefault("text", {"nl": "", "en": ""})
        question["required"] = clean.get("required", False)
        for name in ("min_choices", "max_choices", "decimals", "max_length", "accept"):
            if name in clean:
                put(question, name, clean[name])
        for name in ("min", "max"):
            if name in clean:
                put(question, name, plain_number(clean[name]))
        if "is_long" in clean:
            question["is_long"] = clean["is_long"]
        if self.items:
            question["items"] = self.items.entries(taken=())
        if self.options:
            question["options"] = self._options(clean)
        put(question, "show_if", self.conditions.condition)
        return question

    def _options(self, clean):
        """The answers, then those that stand alone, each with the words and the code that it had."""
        had = {kind: documents.options(self.before, kind) for kind in self.ALONE}
        alone = [option for kind, options in had.items() for option in options if kind not in clean or clean[kind]]
        alone += [deepcopy(option) for kind, option in self.ALONE.items() if clean.get(kind) and not had[kind]]
        taken = {option["code"] for option in alone}
        return [{**entry, "kind": "substantive"} for entry in self.options.entries(taken)] + alone


def put(question, name, value):
    """Write a value, or leave the name out when there is none."""
    is_empty = value is None or value == [] or (isinstance(value, dict) and not any(value.values()))
    if is_empty:
        question.pop(name, None)
    else:
        question[name] = value


def plain_number(value):
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)
