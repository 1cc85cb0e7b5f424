"""Network areas and youth regions of the demo; the eleven regions beside the five known ones are invented."""

from datetime import date, datetime, time, timedelta
from random import Random

from django.utils import timezone

from members import actions as members
from members.models import (
    ContactKind,
    LegalForm,
    NetworkArea,
    Person,
    Province,
    Role,
    RoleAssignment,
    SupportLevel,
    YouthRegion,
    YouthRegionMembership,
)
from members.rules.balance import balance_of
from portal.holidays import holiday_on
from reports.demo.agendas import who_is_free
from trainings import actions as trainings
from trainings.models import Edition, Module, ModuleKind

# code, name, province, the arrondissements that lie in it: the first two digits of a NIS code
AREAS = (
    ("antwerpen-en-rand", "Antwerpen en rand", Province.ANTWERP, ("11",)),
    ("mechelen", "Mechelen", Province.ANTWERP, ("12",)),
    ("kempen", "Kempen", Province.ANTWERP, ("13",)),
    ("halle-vilvoorde", "Halle-Vilvoorde", Province.FLEMISH_BRABANT, ("23",)),
    ("leuven", "Leuven", Province.FLEMISH_BRABANT, ("24",)),
    ("brugge-en-kust", "Brugge en kust", Province.WEST_FLANDERS, ("31", "35")),
    ("westhoek", "Westhoek", Province.WEST_FLANDERS, ("32", "33", "38")),
    ("zuid-west-vlaanderen", "Zuid-West-Vlaanderen", Province.WEST_FLANDERS, ("34", "36", "37")),
    ("gent-en-waasland", "Gent, Meetjesland en Waasland", Province.EAST_FLANDERS, ("43", "44", "46")),
    ("aalst-en-oudenaarde", "Aalst, Dendermonde en Oudenaarde", Province.EAST_FLANDERS, ("41", "42", "45")),
    ("midden-limburg", "Midden- en Zuid-Limburg", Province.LIMBURG, ("71", "73")),
    ("noord-limburg", "Noord-Limburg en Maasland", Province.LIMBURG, ("72",)),
)
INVENTED = (
    "Zwaluwregio",
    "Jeugdregio Lindekruis",
    "De Grote Wolk",
    "Jeugdregio Kreekland",
    "Buurten aan de Bron",
    "Jeugdregio Zonneberg",
    "Drie Torens",
    "Jeugdregio Vlindervallei",
    "Samen Spoor",
    "Jeugdregio Hoppeland-Noord",
    "De Zilveren Bocht",
)
FORMS = (LegalForm.INTERLOCAL, LegalForm.AGREEMENT, LegalForm.INFORMAL, LegalForm.SERVICE)
MEMBERS_IN_ALL, IN_TWO = 115, 6
LEVELS = [SupportLevel.STRUCTURAL] * 6 + [SupportLevel.LIGHT] * 5  # the others get none
HOURS = {SupportLevel.STRUCTURAL: (160, 240), SupportLevel.LIGHT: (24, 60)}
RULES = ((-1, 3), (0, 4), (1, 4))  # years from this one, most moments an area
MOMENTS = {"small": 0, "full": 30}  # network moments beside those of the calendar
NETWORK_MOMENTS_OF_CALENDAR = ("leuven", "gent-en-waasland")
WITHOUT_MOMENTS = "noord-limburg"  # so that the list of who got nothing is never empty
AFTERNOON = (time(13, 30), time(16, 30))
FRIDAY = 4


def seed(scene):
    """Areas with all municipalities in them, regions with members and support, the rules and plans of three years."""
    random = Random("werfportaal regions")  # noqa: S311 - no secret, the same regions every time
    founded = date(scene.today.year - 4, 1, 1)
    areas = make_areas(scene, on=founded)
    regions = make_regions(scene, random, on=founded)
    give_support(scene, random, regions)
    for region in regions:
        staff_region(scene, random, region)
    for years, most in RULES:
        members.set_balance_rule(scene.today.year + years, max_moments=most, by=None)
    hold_moments(scene, random, areas)
    plan(scene, random, areas)


def make_areas(scene, *, on):
    """{area: its municipalities}."""
    areas = {}
    for code, name, province, arrondissements in AREAS:
        area = NetworkArea.objects.create(code=code, name=name, province=province)
        areas[area] = [place for place in scene.municipalities if place.nis_code[:2] in arrondissements]
    members.place_many_in_areas(areas, on=on)
    return areas


def make_regions(scene, random, *, on):
    """The five known regions and eleven invented ones, of neighbours; a few municipalities belong to two."""
    for region in YouthRegion.objects.all():
        members.change_youth_region(region, by=None, legal_form=LegalForm.PROJECT, founded_on=date(2021, 1, 1))
    taken = set(YouthRegionMembership.objects.filter(ends_on=None).values_list("municipality", flat=True))
    free = [place for place in scene.municipalities if place.pk not in taken and place.latitude is not None]
    sizes = shares_of(MEMBERS_IN_ALL - len(taken), len(INVENTED))
    for number, (name, size) in enumerate(zip(INVENTED, sizes, strict=True)):
        founded = on.replace(month=random.choice((1, 4, 9)), year=on.year - random.randrange(3))
        region = members.found_youth_region(
            f"{name} (demo)",
            by=None,
            legal_form=FORMS[number % len(FORMS)],
            founded_on=founded,
            note="Verzonnen jeugdregio in de demo.",
        )
        middle = random.choice(free)
        near = sorted(free, key=lambda place, middle=middle: distance(place, middle))[:size]
        free = [place for place in free if place not in near]
        for place in near:
            later = founded + timedelta(days=365 * random.choice((0, 0, 0, 1, 2)))
            join(region, place, on=max(later, place.valid_from or later))
        leaver = random.choice(near)
        if number % 4 == 0 and leaver.valid_from is None and len(near) > 6:
            stay = region.memberships.get(municipality=leaver)
            members.leave_youth_region(stay, on=date(scene.today.year - 1, 1, 1), by=None)
            join(region, leaver, on=date(scene.today.year, 1, 1))
    regions = list(YouthRegion.objects.order_by("pk"))
    in_a_known_one = YouthRegionMembership.objects.filter(ends_on=None, region__in=regions[:5])
    for place in list(in_a_known_one.select_related("municipality").order_by("municipality__nis_code"))[:IN_TWO]:
        join(random.choice(regions[5:]), place.municipality, on=date(scene.today.year, 1, 1))
    return regions


def shares_of(whole, number):
    """`whole` in `number` parts that differ by one at most."""
    return [whole // number + (at < whole % number) for at in range(number)]


def join(region, municipality, *, on):
    members.join_youth_region(region, municipality, on=max(on, municipality.valid_from or on), by=None)


def distance(place, other):
    """How far apart, roughly: a degree of longitude is two thirds of one of latitude here."""
    return float(place.latitude - other.latitude) ** 2 + (0.63 * float(place.longitude - other.longitude)) ** 2


def give_support(scene, random, regions):
    """Structural support for six regions, light for five; three of them got another level before."""
    supporters = [scene.team["staff"], scene.team["coach"]]
    for number, region in enumerate(regions):
        level = LEVELS[number * 5 % 16] if number * 5 % 16 < len(LEVELS) else None
        if level is None:
            continue
        low, high = HOURS[level]
        since = date(scene.today.year - 2, 1, 1)
        if number % 4 == 0:
            before = SupportLevel.LIGHT if level == SupportLevel.STRUCTURAL else SupportLevel.STRUCTURAL
            members.set_support(region, before, on=since, by=None, supporter=supporters[0], hours_a_year=60)
            since = date(scene.today.year - 1, 7, 1)
        hours = random.randrange(low, high, 4)
        supporter = supporters[number % len(supporters)]
        members.set_support(region, level, on=since, by=None, supporter=supporter, hours_a_year=hours)


def staff_region(scene, random, region):
    """A coordinator, and a board where the region is more than a habit; all of them invented."""
    since = date(scene.today.year - 1, 1, 1)
    coordinator = scene.people.one(f"regio.{region.code.removesuffix('-demo')}@example.org", "region-coordinator")
    coordinator.is_listed = True
    coordinator.save()
    members.add_contact(region, coordinator, ContactKind.COORDINATOR, on=since, by=None)
    if region.legal_form == LegalForm.INFORMAL:
        return
    places = region.memberships.active_on(scene.today).values("municipality")
    known = Person.objects.filter(roles__municipality__in=places).order_by("pk").distinct()[:4]
    for person in known:
        members.add_contact(region, person, ContactKind.BOARD, on=since, by=None)


def plan(scene, random, areas):
    """What we plan for last year, this one and the next: mostly the target."""
    for year in range(scene.today.year - 1, scene.today.year + 2):
        for each in balance_of(areas, year, today=scene.today):
            planned = max(1, each.target.moments + random.choice((0, 0, 0, 0, -1, 1)))
            members.plan_area(each.area, year, planned=planned, by=None)


def hold_moments(scene, random, areas):
    """Give the network moments of the calendar an area, and hold more of them where the demo has much data."""
    editions = Edition.objects.filter(module__kind=ModuleKind.NETWORK_MOMENT).order_by("pk")
    served = [area for area in areas if area.code != WITHOUT_MOMENTS]
    codes = [*NETWORK_MOMENTS_OF_CALENDAR, *(area.code for area in served)]
    for number, edition in enumerate(editions):
        area = next(area for area in areas if area.code == codes[number % len(codes)])
        trainings.change_edition(edition, seats=edition.seats, now=timezone.now(), network_area=area)
    for number in range(MOMENTS[scene.size]):
        area = served[number * 5 % len(served)]
        hold_moment(scene, random, area, areas[area], day=scene.today + timedelta(days=random.randrange(-350, 90)))


def hold_moment(scene, random, area, municipalities, *, day):
    """A network moment of an area, to which officers of its municipalities come."""
    while day.weekday() > FRIDAY or holiday_on(day):
        day += timedelta(days=1)
    opened = min(day - timedelta(days=60), scene.today)
    place = random.choice(municipalities)
    edition = trainings.plan_edition(
        Module.objects.get(kind=ModuleKind.NETWORK_MOMENT),
        half_days=[(day, *AFTERNOON)],
        today=opened,
        venue="Jeugdcentrum",
        city=place.name,
        trainers=[who_is_free(scene.team, [day])],
        reason="Het jeugdcentrum heeft een tweede zaal.",
        closes_on=day - timedelta(days=2),
        network_area=area,
    )
    trainings.open_registration(edition, today=opened)
    on = min(edition.closes_on, scene.today)
    in_service = set(RoleAssignment.objects.active_on(on).granting(Role.OFFICER).values_list("person", "municipality"))
    places = {place.pk for place in municipalities}
    here = [
        officer
        for officer in scene.officers[1:]
        if officer.place.pk in places and (officer.pk, officer.place.pk) in in_service and officer.since <= opened
    ]
    for minutes, officer in enumerate(random.sample(here, min(len(here), random.randrange(8, 24)))):
        now = timezone.make_aware(datetime.combine(on, time(10))) + timedelta(minutes=minutes)
        trainings.register(edition, officer, by=officer.user, today=on, municipality=officer.place, now=now)
