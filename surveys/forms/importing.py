from django import forms
from django.utils.translation import gettext_lazy as _

from surveys.models import Survey


class FormFileForm(forms.Form):
    """A form from elsewhere."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("An XLSForm (.xlsx, as from Kobo, ODK or our own download) or a LimeSurvey structure (.lss)."),
        max_length=300,
        allow_empty_file=True,  # the reader says what is wrong with it
        widget=forms.FileInput(attrs={"accept": ".xlsx,.lss"}),
        error_messages={"required": _("Choose a file first.")},
    )


class DraftTitleForm(forms.Form):
    """How the survey that comes of a form is called; `form` carries what was read, signed."""

    title_nl = forms.CharField(label=_("Dutch title"), max_length=150)
    form = forms.CharField(widget=forms.HiddenInput)


class ResponsesForm(forms.Form):
    """Which survey the answers of a file belong to."""

    survey = forms.TypedChoiceField(label=_("Survey"), coerce=int)

    def __init__(self, data=None):
        super().__init__(data)
        surveys = Survey.objects.that_take_a_file().newest_first()
        self.fields["survey"].choices = [(survey.pk, str(survey)) for survey in surveys]


class MappingForm(forms.Form):
    """What each column of a file with answers holds; the best guess stands there first."""

    def __init__(self, header, samples, targets, mapping, data=None):
        super().__init__(data)
        choices = [("", _("leave out")), *((target.key, target.label) for target in targets)]
        for number, name in enumerate(header):
            examples = ", ".join(
                cells[number][:40] for cells in samples if number < len(cells) and cells[number].strip()
            )
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=name or _("Column %(number)s") % {"number": number + 1},
                help_text=examples,
                choices=choices,
                required=False,
                initial=mapping.get(str(number), ""),
            )

    @property
    def mapping(self):
        """{number of a column, as text: key}."""
        return {name.removeprefix("column_"): key for name, key in self.cleaned_data.items() if key}
