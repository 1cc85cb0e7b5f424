"""The ground of the demo: municipalities, people and editions; each further subject has a file of its own."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone

from members import actions as members
from members import importing
from members.models import Municipality, Person, PopulationFigure, RoleType, StaffingFigure, TerritorialParty
from portal import demo
from portal.holidays import holiday_on
from portal.models import User
from reports.demo import (
    agendas,
    attendance,
    contacts,
    fees,
    groups,
    imports,
    ledger,
    queues,
    regions,
    rotation,
    surveys,
    territory,
)
from reports.demo import people as more_people
from trainings import actions as trainings
from trainings.models import Module

FIRST_NAMES = (  # noqa: SIM905 - names read better so
    "Amber Anouk Arne Aya Bas Bilal Brecht Celine Daan Dina Elif Elke Emiel Eva Fien Floor Gilles Hanne Hasan Ine "
    "Jana Jef Joris Karim Kato Lander Laure Leen Lien Lotte Louise Maarten Malika Marie Matteo Mira Mona Nele Nora "
    "Noah Oona Pieter Rania Robbe Roos Ruben Sara Seppe Silke Simon Sofie Stan Tess Tibo Tine Toon Victor Wout "
    "Yasmin Zita"
).split()
LAST_NAMES = (  # noqa: SIM905
    "Aerts Baert Bauwens Beckers Benali Bogaert Bosmans Callens Claes Coppens Cornelis Daems De_Backer De_Clercq "
    "De_Vos Demir Denys Desmet Dierckx El_Amrani Engelen Geerts Goossens Haddad Hermans Heylen Jacobs Janssens Kaya "
    "Lambrecht Lemmens Leys Maes Martens Mertens Michiels Moens Nijs Pauwels Peeters Raes Rombouts Saidi Schepers "
    "Segers Smets Somers Stevens Thijs Timmermans Vandamme Verbeke Verhaegen Vermeulen Wauters Willems Wouters Yilmaz"
).split()

HOME_OF_OFFICER = "44085"  # Lievegem: its people are invented, like all people here
PRICES = {
    "rotating": (240, 360),
    "starter": (180, 270),
    "two-day": (260, 390),
    "network-moment": (0, 0),
    "commission": (0, 0),
}
FULL_DAY = ((time(9, 30), time(12, 30)), (time(13, 30), time(16, 30)))
FRIDAY = 4
NOT_MEMBERS = 6
AFTERNOON = ((time(13, 30), time(16, 30)),)


class Size(NamedTuple):
    officers: int
    more_editions: int


SIZES = {"small": Size(60, 0), "full": Size(570, 38)}


class Scene(NamedTuple):
    """What stands when the other subjects come: each adds its own with a `Random` of its own."""

    today: date
    size: str
    municipalities: list  # those of today
    people: object  # a People, to invent more of them
    officers: list  # the demo officer first
    team: dict  # "staff", "admin", …


class Plan(NamedTuple):
    """An edition to plan: when its days are, seen from today, and how many people register."""

    module: str
    days: tuple
    venue: str
    city: str
    seats: int
    people: int
    is_open: bool = True
    hours: tuple = FULL_DAY
    with_officer: bool = False  # the demo officer is among them; the other editions are theirs to try


EDITIONS = (
    Plan("startcursus", (-60, -53), "De Krook", "Gent", 22, 19, with_officer=True),
    Plan("overtuigend-communiceren", (-6, 8), "Huis van de Mens", "Mechelen", 14, 12),
    Plan("beleidsparticipatie", (12, 26), "Villa Basta", "Hasselt", 16, 11),
    Plan("regie-vrijetijdsaanbod", (19, 33), "Budascoop", "Kortrijk", 12, 11),  # a single seat left
    Plan("netwerkmoment", (9,), "Stadskantoor", "Leuven", 10, 14, hours=AFTERNOON),  # full, four wait
    Plan("netwerkmoment", (23,), "", "", 24, 6, hours=AFTERNOON, with_officer=True),  # online
    Plan("startcursus", (40, 47), "De Factorij", "Brussel", 22, 5),
    Plan("vormingstweedaagse", (75, 76), "Domein Hoge Rielen", "Lichtaart", 160, 0, is_open=False),
)


@transaction.atomic
def seed(*, today, size="small"):
    """Fill an empty, migrated database; the same day and size give the same data but for tokens and hashes."""
    random = Random(f"werfportaal {size}")  # noqa: S311 - no secret, the same people every time
    importing.load_reference_data()
    current = list(Municipality.objects.existing_on(today).order_by("nis_code"))
    founded = today.replace(year=today.year - 4, month=1, day=1)
    for municipality in random.sample(current, len(current) - NOT_MEMBERS):
        members.join(municipality, on=max(founded, municipality.valid_from or founded))
    StaffingFigure.objects.bulk_create(staffing(random, current, on=today.replace(month=1, day=1)))
    people = People(random, today=today)
    team = people.team()
    officers = people.officers(SIZES[size].officers, current)
    people.let_log_in()
    for person in (*team.values(), *officers):
        person.refresh_from_db(fields=["user"])
    for module in Module.objects.all():
        module.price_member, module.price_other = PRICES[module.kind]
        module.save(update_fields=["price_member", "price_other"])
    plans = (*EDITIONS, *more_editions(random, SIZES[size].more_editions))
    for plan in plans:
        run_edition(plan, random, officers=officers, team=team, today=today)
    scene = Scene(today, size, current, people, officers, team)
    rotation.seed(scene)
    more_people.seed(scene)  # before what others tell of these people
    attendance.seed(scene)
    surveys.seed(officer=scene.officers[0], today=today)
    territory.seed(scene)
    regions.seed(scene)
    queues.seed(scene)
    agendas.seed(scene)
    fees.seed(scene)
    contacts.seed(scene)
    imports.seed(scene)
    groups.seed(scene)
    queues.ask_a_head_of_service(scene)
    ledger.seed(scene)  # after what the others recorded: engagement is computed from it
    contacts.visit_silent_members(scene)
    demo.mark(seeded_on=today, size=size)


def staffing(random, municipalities, *, on):
    """Invented FTE: 47% of the municipalities have at most one, 40% up to four, the largest more."""
    sizes = dict(PopulationFigure.objects.order_by("reference_date").values_list("municipality", "inhabitants"))
    by_size = sorted(municipalities, key=lambda place: sizes[place.pk] * random.uniform(0.5, 1.5))
    for rank, municipality in enumerate(by_size):
        share = rank / len(by_size)
        low, high = (0.3, 1) if share < 0.47 else (2, 4) if share < 0.87 else (4.5, 14)
        fte = Decimal(round(random.uniform(low, high) * 4)) / 4
        yield StaffingFigure(municipality=municipality, reference_date=on, fte=fte, source="demo")


class People:
    """Makes invented people, each with a name and an address that nobody else has."""

    def __init__(self, random, *, today):
        self.random, self.today = random, today
        self.role_types = {role_type.code: role_type for role_type in RoleType.objects.all()}
        names = [(first, last.replace("_", " ")) for first in FIRST_NAMES for last in LAST_NAMES]
        self.names = iter(random.sample(names, len(names)))

    def one(self, email, role, municipality=None, *, since=None):
        first_name, last_name = next(self.names)
        person = Person.objects.create(
            first_name=first_name,
            last_name=last_name,
            email=email,
            phone=f"+32 470 00 {self.random.randrange(100):02} {self.random.randrange(100):02}",
        )
        on = since or self.today - timedelta(days=400)
        for place, starts, ends in through_mergers(municipality, on):
            members.assign_role(person, self.role_types[role], on=starts, until=ends, municipality=place)
        person.since, person.place = on, municipality
        return person

    def team(self):
        roles = {
            "admin": "administrator",
            "staff": "staff",
            "comms": "communications-director",
            "director": "director",
            "coach": "coach",
        }
        return {name: self.one(f"{name}@example.org", role) for name, role in roles.items()}

    def officers(self, number, municipalities):
        """`number` officers, the demo officer and their head of service first; large places have more of them."""
        home = next(place for place in municipalities if place.nis_code == HOME_OF_OFFICER)
        officers = [self.one("officer@example.org", "youth-officer", home)]
        self.one("manager@example.org", "head-of-service", home)
        places = self.random.sample(municipalities, min(number, len(municipalities)))
        for count in range(1, number):
            role = "combination-officer" if self.random.random() < 0.45 else "youth-officer"
            experience = min(self.random.gammavariate(1.30, 6.56), 38)  # mean 8.5 years, 40% at most five
            officers.append(
                self.one(
                    f"officer{count:03}@example.org",
                    role,
                    places[count % len(places)],
                    since=self.today - timedelta(days=30 + int(experience * 365)),
                )
            )
        second = next(place for place in municipalities if place != home)
        members.assign_role(officers[1], self.role_types["youth-officer"], on=self.today, municipality=second)
        return officers

    def let_log_in(self):
        """Give everybody an account with the demo password, hashed once: hashing it for each takes minutes."""
        for person in Person.objects.all():
            members.give_account(person)
        User.objects.update(password=more_people.hashed_password())
        User.objects.filter(email="admin@example.org").update(is_staff=True, is_superuser=True)


def through_mergers(municipality, on):
    """Where somebody who is there since `on` worked before it existed: (municipality, from, until), oldest last."""
    until = None
    while municipality and municipality.valid_from and on < municipality.valid_from:
        yield municipality, municipality.valid_from, until
        until = municipality.valid_from
        municipality = TerritorialParty.objects.predecessors_of(municipality).first().municipality
    yield municipality, on, until


def run_edition(plan, random, *, officers, team, today):
    """Plan an edition, open it two months ahead and let people register, as they would have."""
    days = on_working_days([today + timedelta(days=day) for day in plan.days])
    opened = min(days[0] - timedelta(days=60), today)
    edition = trainings.plan_edition(
        Module.objects.get(code=plan.module),
        half_days=[(day, starts_at, ends_at) for day in days for starts_at, ends_at in plan.hours],
        today=opened,
        seats=plan.seats,
        venue=plan.venue,
        city=plan.city,
        is_online=not plan.city,
        trainers=[agendas.who_is_free(team, days)],
        closes_on=days[0] - timedelta(days=2),
        reason="De locatie heeft een tweede lokaal.",
    )
    if not plan.is_open:
        return
    trainings.open_registration(edition, today=opened)
    last = min(edition.closes_on, today)
    in_service = [officer for officer in officers[1:] if officer.since <= opened]
    guests = random.sample(in_service, plan.people - plan.with_officer)
    guests = [*guests, *officers[: plan.with_officer]]
    for number, person in enumerate(guests):
        day = opened + (last - opened) * number // max(1, len(guests))
        trainings.register(
            edition,
            person,
            by=person.user,
            today=day,
            municipality=person.place,
            now=timezone.make_aware(datetime.combine(day, time(10))) + timedelta(minutes=number),
        )


def more_editions(random, number):
    """Editions over the year behind us and half a year ahead, for a demo with much data."""
    places = [(plan.venue, plan.city) for plan in EDITIONS if plan.city]
    modules = [plan.module for plan in EDITIONS[:6]]
    for _number in range(number):
        module, (venue, city) = random.choice(modules), random.choice(places)
        start = random.randrange(-330, 180)
        is_short = module == "netwerkmoment"
        yield Plan(
            module,
            (start,) if is_short else (start, start + 7),
            venue,
            city,
            16,
            random.randrange(6, 20),
            hours=AFTERNOON if is_short else FULL_DAY,
        )


def on_working_days(days):
    """The days, moved together to the first time that none is in a weekend or on a public holiday."""
    while any(day.weekday() > FRIDAY or holiday_on(day) for day in days):
        days = [day + timedelta(days=1) for day in days]
    return days
