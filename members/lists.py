"""The columns of the lists that one may take along; see `portal.housestyle.exports`."""

from django.utils.translation import gettext_lazy as _

from portal.housestyle.exports import Column, ListResource


class MunicipalityList(ListResource):
    """Municipalities as the list shows them to everybody; needs `as_known_on`."""

    nis_code = Column(_("NIS code"), "nis_code")
    name = Column(_("Municipality"), "name_in_lists")
    province = Column(_("Province"), "province_name")
    postal_codes = Column(_("Postal codes"), lambda place: place.postal_codes or place.postal_code)
    population = Column(_("Inhabitants"), "population")
    band = Column(_("Size"), "band")
    fte = Column(_("FTE for youth"), "youth_service_fte")

    class Meta:
        title, file_name = _("Municipalities"), "gemeenten"

    def __init__(self, *, bands):
        super().__init__()
        self.bands = bands

    def dehydrate_band(self, place):
        return str(self.bands.holding(place.population) or "")


class MunicipalityListOfTeam(MunicipalityList):
    """The same with how many youth officers work there, for who may see people; needs `with_holders_of`."""

    officers = Column(_("Youth officers"), "holders")
