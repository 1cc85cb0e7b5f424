"""Who a survey is for: the municipalities or people that its population is taken from.

`survey.audience` may hold `members_only` (true unless it says otherwise), and lists of codes that narrow it:
`provinces`, `bands` (of inhabitants), `regions` and, where people are asked, `roles` (codes of role types).
"""

from collections import Counter
from typing import NamedTuple

from members.models import Band, BandSubject, Membership, Municipality, Province, Role, RoleAssignment, RoleType
from surveys.models import MailRefusal, UnitOfAnalysis
from surveys.rules.register import Bands, attributes_of


class Candidate(NamedTuple):
    """Somebody who could answer: a municipality, with a person of it where people are asked."""

    municipality: object
    person: object | None
    attributes: dict


def audience_of(survey):
    """The whole audience of a survey, with what goes without saying."""
    chosen = {"members_only": True, "provinces": [], "bands": [], "regions": [], "roles": []} | survey.audience
    if survey.unit_of_analysis == UnitOfAnalysis.PERSON and not chosen["roles"]:
        chosen["roles"] = list(RoleType.objects.filter(grants=Role.OFFICER).values_list("code", flat=True))
    return chosen


def candidates(survey, *, today):
    """Everybody whom this survey is for on a day, by name of the municipality."""
    audience, bands = audience_of(survey), Bands()
    places = Municipality.objects.existing_on(today).as_known_on(today).with_youth_region(today)
    if audience["members_only"]:
        places = places.filter(pk__in=Membership.objects.active_on(today).values("municipality"))
    known = [(place, attributes_of(place, bands)) for place in places]
    wanted = {"province": audience["provinces"], "population_band": audience["bands"]}
    wanted["youth_region"] = audience["regions"]
    fitting = [
        (place, attributes)
        for place, attributes in known
        if all(not codes or attributes[name] in codes for name, codes in wanted.items())
    ]
    if survey.unit_of_analysis != UnitOfAnalysis.PERSON:
        return [Candidate(place, None, attributes) for place, attributes in fitting]
    return _people(fitting, audience["roles"], today=today)


def _people(fitting, roles, *, today):
    """Each person once, in the first municipality where they hold one of these roles."""
    by_place = dict.fromkeys(place.pk for place, _attributes in fitting)
    held = RoleAssignment.objects.active_on(today).filter(role_type__code__in=roles, municipality__in=by_place)
    first = {}
    for assignment in held.select_related("person__user").order_by("starts_on", "pk"):
        first.setdefault(assignment.person_id, assignment)
    there = {place.pk: (place, attributes) for place, attributes in fitting}
    found = [
        Candidate(there[each.municipality_id][0], each.person, there[each.municipality_id][1])
        for each in first.values()
    ]
    return sorted(found, key=lambda one: (one.municipality.sort_name, one.person.sort_name, one.person.pk))


def contacts(municipalities, *, today):
    """{id of a municipality: whom to ask there}: its officer or else its head, who came first."""
    assignments = (
        RoleAssignment.objects.active_on(today)
        .granting(Role.OFFICER, Role.MANAGER)
        .filter(municipality__in=municipalities)
        .select_related("person__user", "role_type")
        .order_by("starts_on", "pk")
    )
    chosen = {}
    for assignment in sorted(assignments, key=lambda each: each.role_type.grants != Role.OFFICER):
        chosen.setdefault(assignment.municipality_id, assignment.person)
    return chosen


class Preview(NamedTuple):
    """What an audience comes to; the last three say whom mail does not reach, and why."""

    total: int
    by_province: list
    by_size: list
    nobody: list
    without_address: list
    opted_out: list


def preview(survey, *, today):
    """Count an audience by province and size, and name the municipalities that no mail would reach."""
    found = candidates(survey, today=today)
    asked = contacts([one.municipality.pk for one in found], today=today)
    people = [(one.municipality.name, one.person or asked.get(one.municipality.pk)) for one in found]
    refusing = set(MailRefusal.objects.values_list("person", flat=True))
    provinces = Counter(one.attributes["province"] for one in found)
    sizes = Counter(one.attributes["population_band"] for one in found)
    bands = {band.code: band.title for band in Band.objects.used_for(BandSubject.POPULATION)}
    return Preview(
        total=len(found),
        by_province=[(label, provinces[code]) for code, label in Province.choices if provinces[code]],
        by_size=[(title, sizes[code]) for code, title in bands.items() if sizes[code]],
        nobody=[name for name, person in people if person is None],
        without_address=[name for name, person in people if person and not person.email],
        opted_out=[name for name, person in people if person and person.email and person.pk in refusing],
    )
