from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Theme
from portal.housestyle.forms import FilterForm


class MaterialFilterForm(FilterForm):
    """Which materials a reader looks for; what makes no sense in the address is left out."""

    IN_ADDRESS = {"search": "zoek", "theme": "thema"}

    search = forms.CharField(label=_("Word"), max_length=100, required=False, widget=forms.SearchInput)
    theme = forms.ChoiceField(label=_("Theme"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["theme"].choices = [(theme.code, theme.title) for theme in Theme.objects.all()]

    def narrow(self, materials):
        if search := self.chosen("search"):
            materials = materials.saying(search)
        if theme := self.chosen("theme"):
            materials = materials.about(theme)
        return materials
