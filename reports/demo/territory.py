"""Territory in the demo: only what really happened; one open question about a youth region, and a few other names."""

from members.models import MergerDecision, Municipality, MunicipalityAlias, Question, TerritorialEvent, YouthRegion
from members.models.aliases import AliasKind
from members.rules.decisions import regions_after
from portal.pointers import key_of

OTHER_NAMES = (  # public facts: parts of a municipality under which people look for it
    ("11002", "Deurne"),
    ("11002", "Borgerhout"),
    ("44021", "Drongen"),
    ("44021", "Gentbrugge"),
    ("24062", "Heverlee"),
    ("24062", "Kessel-Lo"),
)
CONFLICT = ("44087", "meetjesland")  # Wachtebeke belonged to Meetjesland, Lochristi did not


def seed(scene):
    places = {place.nis_code: place for place in Municipality.objects.existing_on(scene.today)}
    for nis_code, name in OTHER_NAMES:
        if nis_code in places:
            MunicipalityAlias.objects.get_or_create(
                municipality=places[nis_code], name=name, defaults={"kind": AliasKind.PART}
            )
    heir, region = places.get(CONFLICT[0]), YouthRegion.objects.filter(code=CONFLICT[1]).first()
    if heir is None or region is None:
        return
    for event in TerritorialEvent.objects.executed().concerning(heir).with_parties():
        for after in regions_after(event):
            if after.region == region and not after.is_taken_over:
                MergerDecision.objects.get_or_create(
                    event=event,
                    question=Question.YOUTH_REGION,
                    about=key_of(region),
                    defaults={"note": "Demo: nog te bespreken met de gemeente en de regio."},
                )
