"""The columns of the lists of regions and of the map that one may take along; see `portal.housestyle.exports`."""

from django.utils.translation import gettext_lazy as _

from portal.housestyle.exports import Column, ListResource


class YouthRegionList(ListResource):
    """Youth regions; needs `with_members` and `with_support`."""

    name = Column(_("Youth region"), "name")
    legal_form = Column(_("Form"), lambda region: region.get_legal_form_display())
    members = Column(_("Municipalities"), "member_count")
    support = Column(_("Support"), "support_name")

    class Meta:
        title, file_name = _("Youth regions"), "jeugdregios"


class RegionMemberList(ListResource):
    """The places of municipalities in one region or area, through the years."""

    nis_code = Column(_("NIS code"), "municipality__nis_code")
    name = Column(_("Municipality"), "municipality__name_in_lists")
    starts_on = Column(_("From"), "starts_on")
    last_day = Column(_("Until"), "last_day")

    class Meta:
        title, file_name = _("Municipalities of a region"), "gemeenten-van-regio"


class NetworkAreaList(ListResource):
    """Network areas; needs `with_members`."""

    name = Column(_("Network area"), "name")
    province = Column(_("Province"), lambda area: area.get_province_display())
    members = Column(_("Municipalities"), "member_count")

    class Meta:
        title, file_name = _("Network areas"), "netwerkregios"


class AreaBalanceList(ListResource):
    """What network areas get in a year; rows are those of `rules.balance.balance_of`."""

    name = Column(_("Network area"), lambda row: row.area.name)
    members = Column(_("Municipalities"), lambda row: row.target.members)
    structural = Column(_("With structural support"), lambda row: row.target.structural)
    light = Column(_("With light support"), lambda row: row.target.light)
    target = Column(_("Target"), lambda row: row.target.moments)
    planned = Column(_("Planned"), lambda row: row.planned)
    held = Column(_("Held"), lambda row: len(row.held))
    coming = Column(_("Coming"), lambda row: len(row.coming))
    people = Column(_("People who came"), lambda row: row.people)
    municipalities = Column(_("Municipalities that came"), lambda row: row.municipalities)
    service = Column(_("Balance"), lambda row: row.service.label)

    class Meta:
        title, file_name = _("Balance of network areas"), "balans-netwerkregios"


class MunicipalityBalanceList(ListResource):
    """What reached each municipality in a year, as the page shows it."""

    nis_code = Column(_("NIS code"), "nis_code")
    name = Column(_("Municipality"), "name_in_lists")
    area = Column(_("Network area"), "network_area_name")
    support = Column(_("Support"), lambda place: place.support.label)
    moments = Column(_("Network moments within reach"), lambda place: place.reached.moments)
    came = Column(_("Of which they came to"), lambda place: place.reached.came)
    units = Column(_("Support units"), lambda place: round(place.units, 1))
    is_left_out = Column(_("Nothing in twelve months"), "is_left_out")

    class Meta:
        title, file_name = _("Balance of municipalities"), "balans-gemeenten"


class MapList(ListResource):
    """The municipalities of the map with the class that the chosen layer gives them."""

    nis_code = Column(_("NIS code"), "nis_code")
    name = Column(_("Municipality"), "name_in_lists")
    province = Column(_("Province"), "province_name")
    shown = Column(_("On the map"), lambda place: place.shown_class.title if place.shown_class else "")
    known = Column(_("What we know"), "known")

    class Meta:
        title, file_name = _("Map of members"), "kaart"
