"""By what answers are broken down: the attributes that a response keeps, and how their groups are called."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Band, BandSubject, Province, YouthRegion
from portal.bilingual import Words

TITLES: dict[str, Words] = {
    "province": gettext_lazy("Province"),
    "youth_region": gettext_lazy("Youth region"),
    "population_band": gettext_lazy("Inhabitants"),
    "fte_band": gettext_lazy("FTE of the youth service"),
    "years_band": gettext_lazy("Years of experience"),
}
SUBJECTS = {
    "population_band": BandSubject.POPULATION,
    "fte_band": BandSubject.FTE,
    "years_band": BandSubject.EXPERIENCE,
}
IN_ADDRESSES = {
    "province": "provincie",
    "youth_region": "jeugdregio",
    "population_band": "inwoners",
    "fte_band": "vte",
    "years_band": "ervaring",
}
OF_MEMBERS = ("province", "youth_region", "population_band", "fte_band")  # known of who did not answer too


def labels_of(banners):
    """{banner: {code: label}} in the order in which the groups stand, in the reader's language."""
    labels = {}
    for banner in banners:
        if banner == "province":
            labels[banner] = {province.value: str(province.label) for province in Province}
        elif banner == "youth_region":
            labels[banner] = {region.code: region.name for region in YouthRegion.objects.all()}
    if banded := [banner for banner in banners if banner in SUBJECTS]:
        bands = list(Band.objects.filter(band_set__is_default=True).select_related("band_set"))
        for banner in banded:
            labels[banner] = {band.code: band.title for band in bands if band.band_set.subject == SUBJECTS[banner]}
    for banner, groups in labels.items():
        groups[""] = _("No youth region") if banner == "youth_region" else _("Not known")
    return labels
