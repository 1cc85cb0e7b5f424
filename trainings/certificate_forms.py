"""What we ask about attendance, certificates, earlier trainings and handouts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communications.models import Material
from members.models import Person
from trainings.models import EarlierTraining, HalfDay, Module


class KnownPersonField(forms.EmailField):
    """The person of the register behind an address."""

    def clean(self, value):
        email = super().clean(value)
        person = Person.objects.current().filter(email__iexact=email).first()
        if person is None:
            raise forms.ValidationError(_("We know nobody with this address. Add the person to the register first."))
        return person


class WalkInForm(forms.Form):
    person = KnownPersonField(label=_("E-mail address"), help_text=_("Of somebody in the register."))


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why?"), max_length=200)


class ReplaceForm(ReasonForm):
    holder = forms.CharField(label=_("Name on the certificate"), max_length=200)
    field_order = ("holder", "reason")


class RuleForm(forms.Form):
    """What an edition asks for a certificate."""

    min_hours_percent = forms.IntegerField(
        label=_("Percentage of the hours"), min_value=0, max_value=100, required=False
    )
    min_half_days = forms.IntegerField(
        label=_("Number of half-days"),
        min_value=0,
        max_value=28,
        required=False,
        help_text=_("Empty in both: no certificate is given."),
    )
    mandatory = forms.ModelMultipleChoiceField(
        HalfDay.objects.none(),
        label=_("Half-days that nobody may miss"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data=None, *, edition):
        half_days = edition.half_days.all()
        initial = {
            "min_hours_percent": edition.min_hours_percent,
            "min_half_days": edition.min_half_days,
            "mandatory": [each for each in half_days if each.is_mandatory],
        }
        super().__init__(data, initial=initial)
        self.fields["mandatory"].queryset = half_days


class EarlierTrainingForm(forms.ModelForm):
    person = KnownPersonField(label=_("E-mail address"), help_text=_("Of who took the training."))

    class Meta:
        model = EarlierTraining
        fields = ("module", "on", "proof")
        widgets = {"on": forms.DateInput({"type": "date"}, format="%Y-%m-%d")}
        help_texts = {"proof": _("For example: certificate on paper of 2019, or the list of participants.")}

    field_order = ("person", "module", "on", "proof")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["module"].queryset = Module.objects.on_the_path()

    def _post_clean(self):
        """The action looks at the rules: there is no row to check yet."""


class HandoutForm(forms.Form):
    material = forms.ModelChoiceField(Material.objects.none(), label=_("Material on the shelf"))
    half_day = forms.ModelChoiceField(
        HalfDay.objects.none(), label=_("For"), required=False, empty_label=_("the whole edition")
    )
    is_for_before = forms.BooleanField(label=_("To read beforehand"), required=False)

    def __init__(self, data=None, *, edition):
        super().__init__(data)
        self.fields["material"].queryset = Material.objects.on_the_shelf()
        self.fields["half_day"].queryset = edition.half_days.all()
