"""Demo people around the officers: aldermen, youth councils, heads of service, who left, empty seats, duplicates."""

from datetime import date, timedelta
from functools import cache
from random import Random
from typing import NamedTuple

from django.contrib.auth.hashers import make_password

from members import actions
from members.actions.people import Entry
from members.actions.services import describe_many
from members.models import (
    CouncilStatus,
    Municipality,
    OfficerFunction,
    Person,
    PopulationFigure,
    Role,
    RoleAssignment,
    ServiceForm,
    StaffingFigure,
    YouthCouncil,
    YouthService,
)
from portal import demo
from portal.accounts import open_account
from portal.models import User
from portal.names import as_sorted

TERM = 6  # years between two elections of municipal councils
FIRST_TERM = 2025
UNCONFIRMED = 0.21
LISTED = 0.6


class Size(NamedTuple):
    aldermen: int
    former_aldermen: int
    chairs: int
    council_members: int
    heads: int
    former_officers: int
    vacant: int
    partners: int


SIZES = {"small": Size(45, 12, 30, 12, 12, 16, 4, 6), "full": Size(276, 290, 276, 620, 240, 310, 9, 105)}
DUPLICATES = 14


@cache
def hashed_password():
    """The password of everybody: making it is slow on purpose."""
    return make_password(demo.PASSWORD)


def seed(scene):
    """Put them all in place; what is told of a municipality is invented."""
    cast = Cast(scene)
    size = SIZES[scene.size]
    organise(cast)
    cast.aldermen(size.aldermen, size.former_aldermen, size.vacant)
    cast.councils(size.chairs, size.council_members)
    cast.heads(size.heads)
    cast.former_officers(size.former_officers)
    cast.partners(size.partners)
    cast.record()
    cast.confirm()
    cast.stories()
    cast.plant_duplicates()
    ask_for_access(cast)


def organise(cast):
    """How each youth service is organised and each youth council stands; 43% have a service of their own."""
    random, today = cast.random, cast.today
    inhabitants = dict(PopulationFigure.objects.order_by("reference_date").values_list("municipality", "inhabitants"))
    ranked = sorted(cast.places, key=lambda place: inhabitants.get(place.pk, 0) * random.uniform(0.6, 1.4))
    services, councils = [], []
    for rank, place in enumerate(ranked):
        separate = random.random() < 0.18 + 0.5 * rank / len(ranked)
        form = ServiceForm.SEPARATE if separate else ServiceForm.CLUSTER
        form = ServiceForm.OTHER if random.random() < 0.04 else form
        since = max(date(today.year - 5, 1, 1), place.valid_from or date.min)
        services.append(
            YouthService(municipality=place, form=form, mailbox=f"jeugd.{place.nis_code}@example.org", starts_on=since)
        )
        councils.append(YouthCouncil(municipality=place, youngest=16, oldest=random.choice((25, 29, 30))))
    for council in random.sample(councils, 26):
        council.status = CouncilStatus.RENEWING
    for council in random.sample([council for council in councils if council.status == CouncilStatus.RENEWING], 9):
        council.status = CouncilStatus.DORMANT
    describe_many(services, councils)
    figures = list(StaffingFigure.objects.filter(heads=None))
    for figure in figures:
        figure.heads = max(1, round(float(figure.fte) * random.uniform(1, 1.8)))
    StaffingFigure.objects.bulk_update(figures, ["heads"], batch_size=500)


class Cast:
    """Writes down invented people and their roles, and puts them in the register at once."""

    def __init__(self, scene):
        self.random = Random("werfportaal people")  # noqa: S311 - no secret, the same people every time
        self.scene, self.today, self.places = scene, scene.today, scene.municipalities
        self.types = scene.people.role_types
        self.number = 0
        self.entries = []
        self.home = scene.officers[0].place
        years = (scene.today.year - FIRST_TERM) % TERM
        self.term = date(scene.today.year - years, 1, 1)  # on which most aldermen began

    def enter(self, code, place=None, *, on, until=None, **fields):
        """Write somebody down with one role; returns the entry, to add roles to."""
        first_name, last_name = next(self.scene.people.names)
        entry = Entry(
            {**self.reached(first_name, last_name), "first_name": first_name, "last_name": last_name, **fields},
            [self.role(code, place, on=on, until=until)],
        )
        self.entries.append(entry)
        return entry

    def role(self, code, place, *, on, until=None):
        begins = max(on, place.valid_from or date.min) if place else on
        return {"role_type": self.types[code], "municipality": place, "starts_on": begins, "ends_on": until}

    def reached(self, first_name, last_name):
        """An address and a phone that nobody else has; some agree that colleagues elsewhere see them."""
        self.number += 1
        local = f"{as_sorted(first_name)}.{as_sorted(last_name)}".replace(" ", "")
        phone = f"+32 471 {self.number // 10_000:02} {self.number // 100 % 100:02} {self.number % 100:02}"
        return {"email": f"{local}@example.org", "phone": phone, "is_listed": self.random.random() < LISTED}

    def record(self):
        self.people = actions.record_people(self.entries)
        heads = [person for person, entry in zip(self.people, self.entries, strict=True) if opens_portal(entry)]
        for person in heads:
            actions.give_account(person)
        User.objects.filter(person__in=heads).update(password=hashed_password())

    def aldermen(self, number, former, vacant):
        """58% began with this term, the others earlier; some seats are empty."""
        others = [place for place in self.places if place != self.home]
        chosen = self.random.sample(others, min(number + vacant, len(others)))
        for place in [self.home, *chosen[vacant:]][:number]:
            self.enter("alderman", place, on=self.began())
        for number, place in enumerate(chosen[:vacant]):
            since = self.today - timedelta(days=20 + 25 * number)
            here = Person.objects.of_place(place, self.today).exclude(email="").first()
            stand_in = here or (self.scene.team["staff"] if number % 2 else None)
            actions.open_vacancy(self.types["alderman"], place, on=since, fallback=stand_in)
        last_day = self.term - timedelta(days=1)
        then = list(Municipality.objects.existing_on(last_day).order_by("nis_code"))
        for number in range(former):
            place = then[number % len(then)] if former > len(then) else self.random.choice(then)
            on = date(self.term.year - self.random.choice((6, 6, 12)), 1, 1)
            until = min(self.term, place.valid_to or self.term)
            if on < until and (place.valid_from or on) <= on:
                self.enter("alderman", place, on=on, until=until)

    def began(self):
        """When an alderman began: mean 3.4 years at the end of the first year of a term, 71% at most five."""
        chance = self.random.random()
        if chance < 0.58:
            return self.term
        if chance < 0.71:
            return date(self.term.year - self.random.randint(1, 4), self.random.randint(1, 12), 1)
        return date(self.term.year - (TERM if chance < 0.95 else 2 * TERM), 1, 1)

    def councils(self, chairs, other_members):
        """Chairs of 16 to 29, a few of them minors, one of whom without a guardian's consent on file."""
        places = self.random.sample(self.places, min(chairs, len(self.places)))
        without_consent = 1
        for number, place in enumerate(places):
            age = 16 + number % 2 if number % 25 == 3 else self.random.randint(19, 29)
            minor = {"birth_year": self.today.year - age} if age < 19 else {}
            if minor and not without_consent:
                minor["guardian_consent_on"] = self.today - timedelta(days=60)
            without_consent = 0 if minor else without_consent
            tenure = min(self.random.gammavariate(6.0, 0.70), age - 14.5)
            since = self.today - timedelta(days=30 + int(tenure * 365))
            self.enter("youth-council-chair", place, on=since, **minor)
        for _number in range(other_members):
            code = "youth-council-secretary" if self.random.random() < 0.2 else "youth-council-member"
            self.enter(code, self.random.choice(places), on=self.today - timedelta(days=self.random.randint(60, 1400)))

    def heads(self, number):
        officers = {officer.place for officer in self.scene.officers[:-8] if officer.place != self.home}
        served = sorted(officers, key=lambda place: place.nis_code)
        rest = [place for place in self.places if place not in officers and place != self.home]
        self.random.shuffle(rest)
        for place in [*served, *rest][:number]:
            self.enter("head-of-service", place, on=self.today - timedelta(days=self.random.randint(200, 6000)))

    def former_officers(self, number):
        """About 12% leave in a year; the last left lately."""
        for count in range(number):
            left = self.today - timedelta(days=15 + int(count * 1500 / number))
            since = left - timedelta(days=200 + int(min(self.random.gammavariate(1.30, 6.56), 35) * 365))
            places = [place for place in self.places if not place.valid_from or place.valid_from < left]
            code = "combination-officer" if self.random.random() < 0.45 else "youth-officer"
            place = self.random.choice(places)
            self.enter(code, place, on=since, until=left) if (place.valid_from or since) <= since else None

    def partners(self, number):
        """Coordinators of regions and people of other organisations."""
        for count in range(number):
            code = "region-coordinator" if count % 7 < 4 else "partner"
            self.enter(code, on=self.today - timedelta(days=self.random.randint(100, 2500)))

    def confirm(self):
        """Say when each role was last confirmed: for 21% longer than a year ago; and what officials do."""
        roles = list(RoleAssignment.objects.active_on(self.today).filter(municipality__isnull=False).order_by("pk"))
        functions = list(OfficerFunction.objects.all())
        does = []
        long_there = [role for role in roles if role.starts_on < self.today - timedelta(days=400)]
        late = set(self.random.sample(long_there, min(len(long_there), round(UNCONFIRMED * len(roles)))))
        for role in roles:
            ago = self.random.randint(380, 900) if role in late else self.random.randint(5, 350)
            role.confirmed_on = max(self.today - timedelta(days=ago), role.starts_on)
            if role.role_type.grants == Role.OFFICER:
                chosen = self.random.sample(functions, self.random.choice((1, 1, 2, 2, 3)))
                does += [RoleAssignment.functions.through(roleassignment=role, officerfunction=each) for each in chosen]
        RoleAssignment.objects.bulk_update(roles, ["confirmed_on"], batch_size=500)
        RoleAssignment.functions.through.objects.bulk_create(does, batch_size=500)

    # --- Stories ----------------------------------------------------------------------------------

    def stories(self):
        """An alderman of next January, one who was an officer elsewhere, somebody on leave, seats that fell empty."""
        today, types = self.today, self.types
        self.one_of_next_january()

        first, second = self.places_apart()
        moved = self.one("youth-officer", first, on=date(self.term.year - 5, 9, 1), until=self.term)
        if not second.roles.active_on(today).filter(role_type=types["alderman"]).exists():
            actions.assign_role(moved, types["alderman"], on=self.term, municipality=second, confirmed_on=today)

        place = self.scene.officers[5].place
        left, back = today - timedelta(days=40), today + timedelta(days=110)
        on_leave = self.one("youth-officer", place, on=today - timedelta(days=1500), until=left)
        actions.assign_role(on_leave, types["youth-officer"], on=back, municipality=place, confirmed_on=today)
        self.one("youth-officer", place, on=left, until=back, confirmed_on=today)

        headed = set(
            RoleAssignment.objects.active_on(today).granting(Role.MANAGER).values_list("municipality", flat=True)
        )
        headless = [officer.place for officer in self.scene.officers[6:] if officer.place.pk not in headed]
        for place in list(dict.fromkeys(headless))[:2]:
            gone = today - timedelta(days=12)
            self.one("head-of-service", place, on=today - timedelta(days=900), until=gone)
            stand_in = Person.objects.of_place(place, today).with_role(Role.OFFICER, day=today).first()
            actions.open_vacancy(types["head-of-service"], place, on=gone, fallback=stand_in)

    def one_of_next_january(self):
        """The alderman of the demo municipality makes way on the first of January."""
        new_year = date(self.today.year + 1, 1, 1)
        for role in self.home.roles.active_on(self.today).filter(role_type=self.types["alderman"]):
            actions.end_role(role, on=new_year)
        self.one("alderman", self.home, on=new_year)

    def one(self, code, place, *, on, until=None, **fields):
        """Somebody with one role, walked through the actions."""
        first_name, last_name = next(self.scene.people.names)
        person = actions.add_person(first_name=first_name, last_name=last_name, **self.reached(first_name, last_name))
        on = max(on, place.valid_from or date.min)
        actions.assign_role(person, self.types[code], on=on, until=until, municipality=place, **fields)
        return person

    def places_apart(self):
        """Two municipalities at the two ends of Flanders, the second without an alderman when there is one."""
        lasting = [place for place in self.places if place.longitude is not None and place.valid_from is None]
        by_longitude = sorted(lasting, key=lambda place: (place.longitude, place.nis_code))
        seated = set(
            RoleAssignment.objects.active_on(self.today)
            .filter(role_type=self.types["alderman"])
            .values_list("municipality", flat=True)
        )
        east = next((place for place in reversed(by_longitude) if place.pk not in seated), by_longitude[-1])
        return by_longitude[0], east

    # --- Duplicates --------------------------------------------------------------------------------

    def plant_duplicates(self):
        """Fourteen people stand in the register twice, each pair in one of the ways in which that happens."""
        known = [
            person
            for person, entry in zip(self.people, self.entries, strict=True)
            if entry.roles[0]["role_type"].code in ("alderman", "youth-council-chair", "youth-council-member")
            and entry.roles[0]["ends_on"] is None
            and entry.person["first_name"] not in entry.person["last_name"]
        ]
        for number, person in enumerate(self.random.sample(known, DUPLICATES)):
            self.double(person, way=number % 5)

    def double(self, person, *, way):
        role = person.roles.first()
        first_name, last_name, place, phone = person.first_name, person.last_name, role.municipality, ""
        local, until, on = person.email.partition("@")[0], None, role.starts_on
        email = f"{local}.thuis@example.org"
        if way == 1:  # first and last name in each other's column
            first_name, last_name = last_name, first_name
        elif way == 2:  # a slip of the pen, the same phone and the same name before the @
            last_name, phone, email = f"{last_name}s", person.phone, f"{local}@jeugd.example.org"
        elif way == 3:  # a second list had another mailbox of theirs
            phone = person.phone
        elif way == 4:  # came from elsewhere
            place = self.random.choice([each for each in self.places if each.valid_from is None])
            until, on = role.starts_on, role.starts_on - timedelta(days=700)
        code = "councillor" if way != 4 else "youth-council-member"
        actions.record_people(
            [
                Entry(
                    {"first_name": first_name, "last_name": last_name, "email": email, "phone": phone},
                    [{**self.role(code, place, on=on, until=until), "confirmed_on": None if until else self.today}],
                )
            ]
        )


def opens_portal(entry):
    return any(role["role_type"].grants and role["ends_on"] is None for role in entry.roles)


def ask_for_access(cast):
    """Somebody made an account and waits: the head of service of the demo municipality may decide."""
    user = open_account("nieuw@example.org")
    User.objects.filter(pk=user.pk).update(password=hashed_password())
    first_name, last_name = next(cast.scene.people.names)
    actions.claim_role(
        user,
        cast.types["youth-officer"],
        cast.home,
        first_name=first_name,
        last_name=last_name,
        note="Ik ben vorige week begonnen.",
        today=cast.today,
    )
