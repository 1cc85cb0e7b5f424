"""Demo touchpoints: four years of contact, gatherings and mailings, and the engagement that follows from them."""

from collections import Counter, defaultdict
from datetime import timedelta
from random import Random
from typing import NamedTuple

from members import actions as members
from members import touchpoints
from members.actions import engagement
from members.models import (
    CorePlayer,
    Membership,
    NetworkArea,
    NetworkAreaMembership,
    RoleAssignment,
    RoleType,
    Theme,
    Touchpoint,
)
from members.models import TouchpointKind as Kind
from members.models.mergers import TerritorialParty
from members.rules.engagement import months_before
from members.touchpoints import Happening
from portal.holidays import holiday_on
from reports.demo.regions import FRIDAY, WITHOUT_MOMENTS

OFFICIAL, POLITICIAN, YOUNG = CorePlayer.OFFICIAL, CorePlayer.POLITICIAN, CorePlayer.YOUNG_PERSON


class Fate(NamedTuple):
    """How the contact with a municipality goes: how often a year at first, and how often since a number of days ago."""

    share: float
    a_year: float
    later: float
    since: int


FATES = {
    "active": Fate(0.28, 26, 27, 365),
    "steady": Fate(0.34, 9, 8, 365),
    "fading": Fate(0.25, 16, 0.9, 330),
    "silent": Fate(0.13, 7, 0, 800),  # the campaign in `contacts` visits half of them: 7% stay silent
}
NEVER_SPOKE = 0.3  # of the silent


class Volume(NamedTuple):
    years: float  # of contact
    mailing_lines: tuple  # how many lines mailings make in each year, the last one first
    history: tuple  # months ago that engagement was computed too, so that there is a past to look at


VOLUMES = {
    "small": Volume(2.8, (1500, 300), (12,)),
    "full": Volume(4, (68_000, 53_000, 53_000, 52_000), (12, 9, 6, 3)),
}

GATHERINGS = {  # what two-way contact consists of, and which core players come with it
    Kind.TRAINING_ATTENDED: (27, (OFFICIAL, OFFICIAL, OFFICIAL, POLITICIAN)),
    Kind.NETWORK_MOMENT: (10, (OFFICIAL, OFFICIAL, YOUNG)),
    Kind.COMMISSION: (4, (OFFICIAL,)),
    Kind.QUESTION: (14, (OFFICIAL, OFFICIAL, YOUNG)),
    Kind.CALL: (7, (OFFICIAL, POLITICIAN, YOUNG)),
    Kind.MAIL: (5, (OFFICIAL, POLITICIAN, YOUNG)),
    Kind.VISIT: (3, (OFFICIAL, POLITICIAN)),
    Kind.GUIDANCE: (8, (OFFICIAL, OFFICIAL, YOUNG)),
    Kind.SURVEY_ANSWERED: (8, (OFFICIAL, OFFICIAL, YOUNG)),
    Kind.GENERAL_ASSEMBLY: (3, (POLITICIAN, OFFICIAL)),
    Kind.PORTAL_ACTION: (9, (OFFICIAL,)),
    Kind.NO_SHOW: (2, (OFFICIAL,)),
}
REGISTERED_FIRST = (Kind.TRAINING_ATTENDED, Kind.NO_SHOW)
OPENED, CLICKED, BOUNCED = 0.32, 0.06, 0.015  # of what was delivered


def seed(scene):
    """Fill the ledger so that all bands, the readers who never speak and the ones on one leg are there."""
    random = Random("werfportaal ledger")  # noqa: S311 - no secret, the same touchpoints every time
    told = Telling(scene, random)
    touchpoints.record_many(told.everything())
    give_contact_people(scene, random)
    engagement.take_snapshot(scene.today)
    for months in told.volume.history:
        engagement.take_snapshot(months_before(scene.today, months))


class Telling:
    """Invents what happened with every municipality, each time with the people who were there on that day."""

    def __init__(self, scene, random):
        self.random, self.today = random, scene.today
        self.volume = VOLUMES[scene.size]
        self.places = Places(scene.municipalities)
        self.themes = list(Theme.objects.all())
        self.kinds = list(GATHERINGS)
        self.shares = [share for share, _players in GATHERINGS.values()]
        self.number = 0
        self.roles = defaultdict(list)
        roles = RoleAssignment.objects.filter(municipality__isnull=False).select_related("person", "role_type")
        for role in roles.order_by("pk"):
            self.roles[role.municipality_id].append(role)
        recent = Touchpoint.objects.two_way().filter(occurred_on__gt=months_before(self.today, 24))
        self.heard = Counter(recent.values_list("municipality", flat=True))
        self.areas = dict(NetworkAreaMembership.objects.filter(ends_on=None).values_list("municipality", "area"))
        self.moments = defaultdict(list, self.network_moments())
        self.fates, self.readers, self.one_legged = self.cast(scene.municipalities)

    def cast(self, municipalities):
        """Who is active, steady, fading or silent; who reads everything and never speaks; who has a council alone.

        The more others recorded with a municipality already, the more active it is; the silent had nothing at all.
        """
        memberships = Membership.objects.active_on(months_before(self.today, 12))
        is_member = set(memberships.values_list("municipality", flat=True))
        order = self.random.sample(municipalities, len(municipalities))
        order.sort(key=lambda place: (self.heard[place.pk], place.pk not in is_member, not self.roles[place.pk]))
        fates, start = {}, 0
        for name in ("silent", "fading", "steady", "active"):
            end = start + round(len(order) * FATES[name].share)
            fates |= dict.fromkeys(order[start:end], name)
            start = end
        fates |= dict.fromkeys(order[start:], "active")
        alone = next(place for place in order if fates[place] != "silent")  # with whom others had least to do
        fates[alone] = "steady"
        return fates, order[:3], alone

    def everything(self):
        for place, fate in self.fates.items():
            fate = FATES[fate]
            later = max(fate.later - self.heard[place.pk] / 2, 0.1) if fate.later else 0  # others told their part
            yield from self.contact(place, fate._replace(later=later), players=self.players_of(place))
        for year, lines in enumerate(self.volume.mailing_lines):
            yield from self.mailings(year, lines)
        for place in self.readers:
            yield from self.reading(place)

    def players_of(self, place):
        if place == self.one_legged:
            return {YOUNG}
        return {OFFICIAL} | {player for player in (POLITICIAN, YOUNG) if self.random.random() < 0.7}

    def contact(self, place, fate, *, players):
        """Contact at an even pace, with some chance in it."""
        if fate.later == 0 and (place in self.readers or self.random.random() < NEVER_SPOKE):
            return
        since = fate.since + self.random.randrange(0, 30)
        ago = max(365 * self.volume.years, since + 250) - self.random.random() * 60
        while ago > 0:
            pace = fate.a_year if ago > since else fate.later
            if pace == 0:
                return
            ago -= 365 / pace * self.random.uniform(0.6, 1.4)
            if ago > (since if fate.later == 0 else 0):
                yield from self.meeting(place, self.today - timedelta(days=int(ago)), players)

    def meeting(self, place, day, players):
        kind = self.random.choices(self.kinds, self.shares)[0]
        if kind == Kind.NETWORK_MOMENT:
            kind, day = self.network_moment_before(place, day)
        player = self.random.choice([each for each in GATHERINGS[kind][1] if each in players] or sorted(players))
        person = self.somebody(place, player, day)
        whom = {"person": person, "municipality": self.places.on(place, day, self.random), "core_player": player}
        theme = self.random.choice(self.themes) if self.random.random() < 0.6 else None
        source = self.source()
        if kind in REGISTERED_FIRST:
            yield Happening(Kind.TRAINING_REGISTERED, source, day - timedelta(days=30), theme=theme, **whom)
        yield Happening(kind, source, day, theme=theme, **whom)

    def network_moment_before(self, place, day):
        """A municipality comes to the network moments of its own area; where none is held, one calls."""
        area = self.areas.get(place.pk)
        held = [moment for moment in self.moments[area] if moment <= day]
        return (Kind.NETWORK_MOMENT, held[-1]) if held else (Kind.CALL, day)

    def network_moments(self):
        """{area: the days of its network moments}: two to four a year, none on a weekend or a holiday."""
        random, moments = Random("werfportaal moments"), {}  # noqa: S311 - no secret, the same days every time
        for code, pk in NetworkArea.objects.order_by("code").values_list("code", "pk"):
            a_year = 0 if code == WITHOUT_MOMENTS else random.choice((2, 3, 4, 4))
            ago = [365 * year + 365 * number // a_year for year in range(4) for number in range(a_year)]
            moments[pk] = sorted(self.a_working_day(20 + random.randrange(60) + each) for each in ago)
        return moments

    def a_working_day(self, ago):
        day = self.today - timedelta(days=ago)
        while day.weekday() > FRIDAY or holiday_on(day):
            day -= timedelta(days=1)
        return day

    def somebody(self, place, player, day):
        there = [
            role.person
            for role in self.roles[place.pk]
            if role.role_type.core_player == player and role.is_active_on(day)
        ]
        return self.random.choice(there) if there else None

    def mailings(self, year, lines):
        """Newsletters and invitations to everybody with a role, at an even pace, until they made so many lines."""
        places = {place.pk: place for place in self.fates}
        middle = self.today - timedelta(days=365 * year + 180)
        everybody = [role for pk in places for role in self.roles[pk]]
        recipients = sum(role.is_active_on(middle) for role in everybody)
        number = max(1, round(lines / (recipients * (1 + OPENED + CLICKED + BOUNCED)))) if recipients else 0
        for count in range(number):
            day = self.today - timedelta(days=365 * year + 1 + 364 * count // number)
            source = self.source()
            sent_to = {role.person.pk: role for role in everybody if role.is_active_on(day)}
            for role in sent_to.values():
                where = self.places.on(places[role.municipality_id], day, self.random)
                yield from self.mailing(source, day, person=role.person, municipality=where)

    def mailing(self, source, day, *, opened=OPENED, **whom):
        if self.random.random() < BOUNCED:
            yield Happening(Kind.BOUNCED, source, day, **whom)
            return
        yield Happening(Kind.DELIVERED, source, day, **whom)
        if self.random.random() < opened:
            yield Happening(Kind.OPENED, source, day, **whom)
            if self.random.random() < CLICKED / OPENED:
                yield Happening(Kind.CLICKED, source, day, **whom)

    def reading(self, place):
        """Those who open nearly every mailing, and from whom we hear nothing all the same."""
        for weeks in range(0, int(52 * self.volume.years), 2):
            day = self.today - timedelta(days=7 * weeks + 2)
            where = self.places.on(place, day, self.random)
            yield from self.mailing(self.source(), day, opened=0.95, municipality=where)

    def source(self):
        """A pointer that leads nowhere."""
        self.number += 1
        return f"demo:{self.number}"


class Places:
    """The municipality of the moment: before a merger one of those that went into it."""

    def __init__(self, municipalities):
        self.before = defaultdict(list)
        for party in TerritorialParty.objects.predecessors_of(*municipalities):
            self.before[party.of].append(party.municipality)

    def on(self, place, day, random):
        if place.exists_on(day):
            return place
        before = [each for each in self.before[place.pk] if each.exists_on(day)]
        return random.choice(before) if before else place


def give_contact_people(scene, random):
    """Every fifth municipality has somebody of the team whom it may always call."""
    role_type = RoleType.objects.get(code="contact-person")
    team = [scene.team["staff"], scene.team["comms"]]
    home = scene.officers[0].place
    others = [place for place in scene.municipalities if place != home]
    for place in [home, *random.sample(others, len(others) // 5)]:
        on = max(scene.today - timedelta(days=300), place.valid_from or scene.today - timedelta(days=300))
        members.assign_role(random.choice(team), role_type, on=on, municipality=place)
