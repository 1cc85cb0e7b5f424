from decimal import Decimal

from django import forms
from django.core.validators import MinValueValidator
from django.forms import formset_factory
from django.utils.translation import gettext_lazy as _

from members.models import AssessmentState, FeeBand, FeeRule, FeeSchedule, FeeTransition
from members.rules.fees import faults_in
from portal.housestyle.forms import LIKELY_DAYS, DateInput, FilterForm

SPARE_BANDS = 2
MOST_BANDS = 40

MOST_CORRECTED = 100_000  # euro; more is a typing error


def write_decimals(field):
    """Let a number be written as the reader writes it: a number field of the browser empties "1,025"."""
    field.widget = forms.TextInput({"inputmode": "decimal"})
    field.localize = field.widget.is_localized = True
    field.widget.is_required = field.required


class FeeYearForm(forms.ModelForm):
    """The rule of a fee year; the bands stand beside it."""

    rule = forms.ChoiceField(label=_("Rule"), choices=FeeRule, widget=forms.RadioSelect)

    class Meta:
        model = FeeSchedule
        fields = (
            "rule",
            "base",
            "per_inhabitant",
            "population_on",
            "index_factor",
            "minimum",
            "maximum",
            "decided_on",
        )
        widgets = {"population_on": DateInput, "decided_on": DateInput}
        labels = {
            "population_on": _("Count the inhabitants on"),
            "index_factor": _("Multiply everything by (index)"),
            "minimum": _("Never less than"),
            "maximum": _("Never more than"),
        }
        help_texts = {
            "base": _("For a base with an amount for each inhabitant, or for one amount for everybody."),
            "per_inhabitant": _("In euro, with at most four decimals: 0,0325."),
            "index_factor": _("1 changes nothing; 1,025 adds 2,5 %."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("base", "per_inhabitant", "index_factor", "minimum", "maximum"):
            write_decimals(self.fields[name])
            self.fields[name].validators.append(MinValueValidator(0))

    def clean(self):
        clean = super().clean()
        lowest, highest = clean.get("minimum"), clean.get("maximum")
        if lowest is not None and highest is not None and highest < lowest:
            self.add_error("maximum", _("The highest fee cannot be below the lowest."))
        needs = {FeeRule.BASE: ("base", "per_inhabitant"), FeeRule.FLAT: ("base",)}.get(clean.get("rule"), ())
        for name in needs:
            if clean.get(name) is None and name not in self.errors:
                self.add_error(name, _("Give the amount that the rule needs."))
        return clean


class BandForm(forms.Form):
    starts_at = forms.IntegerField(label=_("From"), min_value=0, max_value=9_999_999, required=False)
    up_to = forms.IntegerField(label=_("Up to and including"), min_value=0, max_value=9_999_999, required=False)
    amount = forms.DecimalField(
        label=_("Euro a year"), min_value=0, max_digits=9, decimal_places=2, required=False, localize=True
    )

    def clean(self):
        clean = super().clean()
        start, end, amount = (clean.get(name) for name in ("starts_at", "up_to", "amount"))
        if self.errors or (start, end, amount) == (None, None, None):
            return clean
        if start is None:
            self.add_error("starts_at", _("Say where this band begins."))
        if amount is None:
            self.add_error("amount", _("Say what this band costs."))
        if start is not None and end is not None and end < start:
            self.add_error("up_to", _("A band cannot end before it begins."))
        return clean

    def as_band(self):
        """The band, or None for an empty row."""
        clean = self.cleaned_data
        if clean.get("starts_at") is None:
            return None
        return FeeBand(starts_at=clean["starts_at"], up_to=clean["up_to"], amount=clean["amount"])


class BandFormSet(forms.BaseFormSet):
    """The bands together: a gap or an overlap is refused, and named."""

    def as_bands(self):
        return [band for band in (form.as_band() for form in self.forms) if band]

    def clean(self):
        if not any(self.errors) and (faults := faults_in(self.as_bands())):
            raise forms.ValidationError(faults)


_BandForms = formset_factory(BandForm, formset=BandFormSet, extra=SPARE_BANDS, max_num=MOST_BANDS)


def bands_form(data=None, *, bands=()):
    """The rows of bands of a schedule, with a few empty ones below."""
    initial = [{"starts_at": band.starts_at, "up_to": band.up_to, "amount": band.amount} for band in bands]
    return _BandForms(data, initial=initial, prefix="bands")


class FeeFilterForm(FilterForm):
    """Which assessments a reader wants to see; what makes no sense in the address is left out."""

    IN_ADDRESS = {"search": "zoek", "state": "stand", "kind": "soort"}
    KINDS = (
        ("credit", _("Credit notes")),
        ("merged", _("After a merger")),
        ("corrected", _("Corrected")),
        ("received", _("Received")),
    )

    search = forms.CharField(label=_("Municipality"), max_length=100, required=False, widget=forms.SearchInput)
    state = forms.ChoiceField(label=_("State"), choices=AssessmentState, required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS, required=False)

    def narrow(self, assessments):
        if search := self.chosen("search"):
            assessments = assessments.named(search)
        if state := self.chosen("state"):
            assessments = assessments.filter(state=state)
        return assessments.of_kind(self.chosen("kind"))


class CorrectionForm(forms.Form):
    population = forms.IntegerField(
        label=_("Right number of inhabitants"),
        help_text=_("Only when it was wrong."),
        min_value=0,
        max_value=2_000_000,
        required=False,
    )
    correction = forms.DecimalField(
        label=_("Add or take off, in euro"),
        help_text=_("For another reason, on top of what the rule gives: −50 takes 50 euro off."),
        min_value=-MOST_CORRECTED,
        max_value=MOST_CORRECTED,
        decimal_places=2,
        required=False,
        localize=True,
    )
    reason = forms.CharField(
        label=_("Why?"), help_text=_("The municipality reads this in the explanation of its fee."), max_length=300
    )

    def clean(self):
        clean = super().clean()
        stands = self.initial.get("correction") or Decimal(0)
        if not self.errors and clean["population"] is None and (clean["correction"] or Decimal(0)) == stands:
            raise forms.ValidationError(_("Say what was wrong: the number of inhabitants, or the amount."))
        clean["correction"] = clean.get("correction") or Decimal(0)
        return clean


class PaymentForm(forms.Form):
    on = forms.DateField(label=_("Paid on"), widget=DateInput, validators=LIKELY_DAYS)


class TransitionForm(forms.ModelForm):
    class Meta:
        model = FeeTransition
        fields = ("kind", "percent", "years", "note")
        widgets = {"kind": forms.RadioSelect}
        help_texts = {
            "percent": _("For a change step by step: 50 reaches the new rule in the third year."),
            "years": _("For the sum of the old fees."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        write_decimals(self.fields["percent"])
