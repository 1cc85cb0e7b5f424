"""The ledger of what happened with members: apps above write in it, once per source and person."""

from collections import defaultdict
from datetime import date
from typing import NamedTuple

from django.db import transaction

from members.models import CorePlayer, Municipality, Person, RoleAssignment, Theme, Touchpoint, TouchpointKind
from members.models.touchpoints import TRAITS
from portal.pointers import key_of

BATCH = 2000


class Happening(NamedTuple):
    """A line for `record_many`: as the arguments of `record`, with the pointer key of its source.

    `core_player` is for what came from a core player without a name, such as a youth council as a whole.
    """

    kind: TouchpointKind
    source: str
    on: date
    person: Person | None = None
    municipality: Municipality | None = None
    theme: Theme | None = None
    core_player: CorePlayer | str = ""


def record(kind, *, source, on, person=None, municipality=None, theme=None):
    """Write that something happened; a second time for the same source and person changes nothing.

    Whether we heard or saw them follows from `kind`; which core player it was, from the person's role on that day.
    Of a minor the ledger says which core player it was and where, not who.
    """
    core_player = core_player_of(person, municipality, on=on)
    if person and person.is_minor(on):
        municipality = municipality or _place_of(person, on=on)
        person = None
    whom = {"person": person} if person else {"person": None, "municipality": municipality}
    facts = {
        "municipality": municipality,
        "occurred_on": on,
        "theme": theme,
        "core_player": core_player,
        **TRAITS[kind]._asdict(),
    }
    touchpoint, _created = Touchpoint.objects.get_or_create(kind=kind, source=key_of(source), **whom, defaults=facts)
    return touchpoint


@transaction.atomic
def record_many(happenings):
    """Write what happened in bulk, as `record` would one by one; returns how many lines were given.

    One query for the roles of everybody, and one for each batch of lines; what stands there already stays as it is.
    """
    happenings = list(happenings)
    roles = roles_by_person({each.person.pk for each in happenings if each.person})
    for start in range(0, len(happenings), BATCH):
        Touchpoint.objects.bulk_create(
            (line_of(each, roles) for each in happenings[start : start + BATCH]), ignore_conflicts=True
        )
    return len(happenings)


def line_of(happening, roles):
    kind, source, on, person, municipality, theme, core_player = happening
    if person:
        core_player = first_core_player(roles[person.pk], municipality, on=on)
        if person.is_minor(on):  # the ledger says which core player it was and where, not who
            municipality = municipality or _first_place(roles[person.pk], on=on)
            person = None
    return Touchpoint(
        kind=kind,
        source=source,
        occurred_on=on,
        person_id=person and person.pk,  # by their keys: with a quarter of a million lines it saves seconds
        municipality_id=municipality and municipality.pk,
        theme_id=theme and theme.pk,
        core_player=core_player,
        **TRAITS[kind]._asdict(),
    )


def roles_by_person(people):
    """{pk of a person: their role assignments}; all are read when there are many people: a list would be too long."""
    assignments = RoleAssignment.objects.select_related("role_type")
    if len(people) < BATCH:
        assignments = assignments.filter(person__in=people)
    found = defaultdict(list)
    for assignment in assignments:
        found[assignment.person_id].append(assignment)
    return found


def core_player_of(person, municipality, *, on):
    """The core player that `person` was on a day; of several roles, the one in this municipality says it."""
    if person is None:
        return ""
    roles = RoleAssignment.objects.active_on(on).filter(person=person).select_related("role_type")
    return first_core_player(roles, municipality, on=on)


def first_core_player(roles, municipality, *, on):
    place = getattr(municipality, "pk", None)
    active = [role for role in roles if role.is_active_on(on)]
    here_first = min(active, key=lambda role: (role.municipality_id != place, role.pk), default=None)
    return here_first.role_type.core_player if here_first else ""


def _place_of(person, *, on):
    """The municipality in which somebody held a role on a day, if any."""
    roles = RoleAssignment.objects.active_on(on).filter(person=person).select_related("municipality")
    return _first_place(roles, on=on)


def _first_place(roles, *, on):
    places = [role.municipality for role in roles if role.municipality_id and role.is_active_on(on)]
    return places[0] if places else None


def withdraw(*, source):
    """Take back what was recorded for `source`, because the deed was undone."""
    Touchpoint.objects.filter(source=key_of(source)).delete()
