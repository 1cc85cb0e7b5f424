"""Two records of one human: finding them and saying why, never deciding.

A pair scores points for what it has in common; from `ENOUGH` on we propose it. Names alone are not enough (two humans
may share one), nor is a phone alone (a service shares one): it takes two signs that point the same way.
"""

import re
from collections import defaultdict
from itertools import combinations
from math import asin, cos, radians, sin, sqrt
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.lineage import Lineage
from members.models import NotTheSame, Person, RoleAssignment
from portal.names import as_sorted

ENOUGH = 60
NEAR_KM = 20
CROWD = 12  # more people than this with one phone or mailbox: it belongs to an organisation and says nothing
SHARED_MAILBOXES = frozenset(
    (
        *("info", "jeugd", "jeugddienst", "jeugdraad", "vrijetijd", "vrijetijdsdienst", "gemeente", "stad"),
        *("welzijn", "cultuur", "sport", "secretariaat"),
    )
)


class Sign(models.TextChoices):
    """What two records have in common, as a reader understands it."""

    SAME_NAME = "same-name", _("the same name")
    SWAPPED_NAME = "swapped-name", _("first and last name the other way round")
    ALMOST_SAME_NAME = "almost-same-name", _("a name that differs by one letter")
    SAME_PLACE = "same-place", _("the same municipality, or what it merged into")
    NEAR = "near", _("municipalities close to each other")
    MOVED = "moved", _("one stopped in a municipality before the other began elsewhere")
    SAME_PHONE = "same-phone", _("the same phone number")
    SAME_MAILBOX_NAME = "same-mailbox-name", _("the same name before the @ of the address")


POINTS = {
    Sign.SAME_NAME: 45,
    Sign.SWAPPED_NAME: 45,
    Sign.ALMOST_SAME_NAME: 30,
    Sign.SAME_PLACE: 25,
    Sign.NEAR: 15,
    Sign.MOVED: 20,
    Sign.SAME_PHONE: 30,
    Sign.SAME_MAILBOX_NAME: 30,
}
NAMES = (Sign.SAME_NAME, Sign.SWAPPED_NAME, Sign.ALMOST_SAME_NAME)


class Pair(NamedTuple):
    """Two people, the one with the lower id first, and what they have in common."""

    first: Person
    second: Person
    signs: tuple

    @property
    def score(self):
        """How many points they have in common, at most 100."""
        return min(100, sum(POINTS[sign] for sign in self.signs))

    @property
    def reasons(self):
        """What counted, with its points: (words, points)."""
        return [(sign.label, POINTS[sign]) for sign in self.signs]


def find(people=None, *, today):
    """The pairs worth a look, the likeliest on top; four queries, whatever the number of people.

    Compared are people who share a name (either way round), a phone or a personal mailbox name: N people are put in
    heaps in one pass, so the work grows with the people in a heap, not with the square of N.
    """
    people = list(Person.objects.current() if people is None else people)
    known_apart = set(NotTheSame.objects.values_list("first", "second"))
    places = _places_of(people, today=today)
    pairs = []
    for first, second in sorted(_candidates(people), key=lambda pair: (pair[0].pk, pair[1].pk)):
        if (first.pk, second.pk) not in known_apart:
            pair = compare(first, second, places.get(first.pk, ()), places.get(second.pk, ()))
            if pair.score >= ENOUGH:
                pairs.append(pair)
    return sorted(pairs, key=lambda pair: (-pair.score, pair.first.sort_name, pair.first.pk, pair.second.pk))


def pair_of(first, second, *, today):
    """These two and what they have in common, enough or not."""
    first, second = sorted((first, second), key=lambda person: person.pk)
    places = _places_of([first, second], today=today)
    return compare(first, second, places.get(first.pk, ()), places.get(second.pk, ()))


class Stay(NamedTuple):
    """A role in a municipality, as far as it helps to recognise somebody."""

    heir: int  # the municipality that answers for it today
    point: tuple | None  # latitude and longitude in degrees
    starts_on: object
    ends_on: object


def compare(first, second, stays, other_stays):
    """What two people have in common; `stays` and `other_stays` are their roles in municipalities."""
    heirs, other_heirs = {stay.heir for stay in stays}, {stay.heir for stay in other_stays}
    same_place = bool(heirs & other_heirs)
    name = (as_sorted(first.first_name), as_sorted(first.last_name))
    other = (as_sorted(second.first_name), as_sorted(second.last_name))
    same_name = name == other
    swapped = not same_name and name == other[::-1]
    tests = (
        (Sign.SAME_NAME, same_name),
        (Sign.SWAPPED_NAME, swapped),
        (Sign.ALMOST_SAME_NAME, not same_name and not swapped and _differ_by_one(" ".join(name), " ".join(other))),
        (Sign.SAME_PLACE, same_place),
        (Sign.NEAR, not same_place and _are_near(stays, other_stays)),
        (Sign.MOVED, not same_place and (_moved(stays, other_stays) or _moved(other_stays, stays))),
        (Sign.SAME_PHONE, bool(phone_of(first)) and phone_of(first) == phone_of(second)),
        (Sign.SAME_MAILBOX_NAME, bool(mailbox_of(first)) and mailbox_of(first) == mailbox_of(second)),
    )
    signs = tuple(sign for sign, applies in tests if applies)
    if not set(signs) & set(NAMES):  # colleagues share a phone and a place; without a name alike they are two
        signs = ()
    return Pair(first, second, signs)


def phone_of(person):
    """The phone number as digits, without the prefix of the country: "+32 470 12" and "0470 12" are one."""
    digits = re.sub(r"\D", "", person.phone)
    return re.sub(r"^(0032|32|0)", "", digits) if len(digits) >= 8 else ""


def mailbox_of(person):
    """The part before the @, without signs between; empty for a mailbox that several people read."""
    local = re.sub(r"[^a-z0-9]", "", person.email.partition("@")[0].partition("+")[0])
    return "" if local in SHARED_MAILBOXES or len(local) < 5 else local


def _candidates(people):
    heaps = defaultdict(list)
    for person in people:
        heaps["name", frozenset((as_sorted(person.first_name), as_sorted(person.last_name)))].append(person)
        if phone := phone_of(person):
            heaps["phone", phone].append(person)
        if mailbox := mailbox_of(person):
            heaps["mailbox", mailbox].append(person)
    found = {}
    for heap in heaps.values():
        if 2 <= len(heap) <= CROWD:
            for pair in combinations(sorted(heap, key=lambda person: person.pk), 2):
                found[pair[0].pk, pair[1].pk] = pair
    return found.values()


def _places_of(people, *, today):
    lineage = Lineage(today)
    stays = defaultdict(list)
    roles = RoleAssignment.objects.filter(municipality__isnull=False).select_related("municipality")
    if len(people) <= 2:
        roles = roles.filter(person__in=people)
    for role in roles:
        place = role.municipality
        point = (float(place.latitude), float(place.longitude)) if place.latitude and place.longitude else None
        stays[role.person_id].append(Stay(lineage.heir_of(place.pk), point, role.starts_on, role.ends_on))
    return stays


def _moved(stays, later_stays):
    """Every one of `stays` ended on or before the day that the first of `later_stays` began."""
    if not stays or not later_stays or any(stay.ends_on is None for stay in stays):
        return False
    return max(stay.ends_on for stay in stays) <= min(stay.starts_on for stay in later_stays)


def _are_near(stays, other_stays):
    points = [stay.point for stay in stays if stay.point]
    return any(_km(point, stay.point) <= NEAR_KM for point in points for stay in other_stays if stay.point)


def _km(point, other):
    """The distance over the globe between two (latitude, longitude) in degrees, in km (haversine)."""
    (lat, lon), (other_lat, other_lon) = ((radians(angle) for angle in each) for each in (point, other))
    half = sin((other_lat - lat) / 2) ** 2 + cos(lat) * cos(other_lat) * sin((other_lon - lon) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def _differ_by_one(text, other):
    """One letter more, less or other."""
    if len(text) < len(other):
        text, other = other, text
    if text == other or len(text) - len(other) > 1:
        return False
    at = next((place for place, (one, two) in enumerate(zip(text, other, strict=False)) if one != two), len(other))
    return text[at + 1 :] == other[at + (len(text) == len(other)) :]
