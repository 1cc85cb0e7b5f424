from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Province
from portal.housestyle.forms import FilterForm


class MunicipalityFilterForm(FilterForm):
    """Which municipalities a reader wants to see; what makes no sense in the address is left out."""

    IN_ADDRESS = {"search": "zoek", "province": "provincie", "band": "klasse", "ended": "beeindigd"}

    search = forms.CharField(
        label=_("Name, NIS or postal code"), max_length=100, required=False, widget=forms.SearchInput
    )
    province = forms.ChoiceField(label=_("Province"), choices=Province, required=False)
    band = forms.ChoiceField(label=_("Inhabitants"), required=False)
    ended = forms.BooleanField(label=_("Also ended ones"), required=False)

    def __init__(self, *args, bands, **kwargs):
        super().__init__(*args, **kwargs)
        self.bands = {band.code: band for band in bands}
        self.fields["band"].choices = [(code, band.title) for code, band in self.bands.items()]

    def narrow(self, municipalities, day):
        """Those of `municipalities` that the reader asked for; needs `province` and `population` on them."""
        if not self.chosen("ended"):
            municipalities = municipalities.existing_on(day)
        if search := self.chosen("search"):
            municipalities = municipalities.named(search)
        if province := self.chosen("province"):
            municipalities = municipalities.in_province(province)
        if band := self.chosen("band"):
            municipalities = municipalities.in_population_band(self.bands[band])
        return municipalities
