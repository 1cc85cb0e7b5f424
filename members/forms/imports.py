from django import forms
from django.utils.translation import gettext_lazy as _


class ImportForm(forms.Form):
    """The file, and nothing else: what it holds was chosen before."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A .csv or .xlsx file of at most 10 MB and 10,000 rows, with the names of the columns on top."),
        max_length=300,
        allow_empty_file=True,  # the reader says what is wrong with it
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
        error_messages={"required": _("Choose a file first.")},
    )
