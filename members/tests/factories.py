"""Plain functions that put members in the database, with sensible values for whatever a test does not care about."""

from datetime import date
from itertools import count

from members import actions
from members.models import (
    Municipality,
    MunicipalityProvince,
    Person,
    PopulationFigure,
    Province,
    Role,
    RoleType,
    StaffingFigure,
    YouthRegion,
)

LONG_AGO = date(2020, 1, 1)
_numbers = count(1)
_role_types = {
    Role.OFFICER: "youth-officer",
    Role.MANAGER: "head-of-service",
    Role.STAFF: "staff",
    Role.COMMUNICATIONS: "communications-director",
    Role.COACH: "coach",
    Role.DIRECTOR: "director",
    Role.ADMIN: "administrator",
}


def municipality(name="", *, population=None, fte=None, province=Province.ANTWERP, **fields):
    """A municipality with a NIS code that no real one has."""
    number = next(_numbers)
    fields.setdefault("nis_code", str(90_000 + number))
    made = Municipality.objects.create(name=name or f"Dorp {number}", **fields)
    if province:
        MunicipalityProvince.objects.create(
            municipality=made, province=province, starts_on=made.valid_from or LONG_AGO, ends_on=made.valid_to
        )
    if population is not None:
        PopulationFigure.objects.create(municipality=made, reference_date=LONG_AGO, inhabitants=population)
    if fte is not None:
        StaffingFigure.objects.create(municipality=made, reference_date=LONG_AGO, fte=fte)
    return made


new_municipality = municipality  # for `person`, where the short name is an argument


def role_type(code):
    """The role type that gives a portal role such as Role.OFFICER, or the one with this code, such as "alderman"."""
    code = _role_types.get(code, code)
    granted = {type_code: portal_role for portal_role, type_code in _role_types.items()}
    return RoleType.objects.get_or_create(  # a test that flushes the database loses those of the migration
        code=code, defaults={"title_nl": code, "core_player": "official", "grants": granted.get(code, "")}
    )[0]


def role(person, code, municipality=None, *, on=LONG_AGO, until=None):
    """Let `person` hold a role from `on` up to, not including, `until`."""
    assignment = actions.assign_role(person, role_type(code), on=on, municipality=municipality)
    return actions.end_role(assignment, on=until) if until else assignment


def person(*, role=Role.OFFICER, municipality=None, user=True, language="nl", **fields):
    """Somebody with an active role and an account; an officer or a manager gets a municipality too.

    `role=None` makes somebody without any role, `user=False` somebody without an account.
    """
    number = next(_numbers)
    made = Person.objects.create(
        **{
            "first_name": "Noor",
            "last_name": f"Peeters {number}",
            "email": f"noor.peeters{number}@example.org",
            **fields,
        }
    )
    if role in (Role.OFFICER, Role.MANAGER) and municipality is None:
        municipality = new_municipality()
    if role:
        actions.assign_role(made, role_type(role), on=LONG_AGO, municipality=municipality)
    if user:
        actions.give_account(made)
        made.user.language = language
        made.user.save()
    return made


def user_with(role, municipality=None, **fields):
    """The account of somebody who holds a portal role."""
    return person(role=role, municipality=municipality, **fields).user


def youth_region(code, *municipalities, on=LONG_AGO, until=None):
    """A youth region to which these municipalities belong from `on` up to, not including, `until`."""
    region, _created = YouthRegion.objects.get_or_create(code=code, defaults={"name": code.capitalize()})
    for each in municipalities:
        region.memberships.create(municipality=each, starts_on=on, ends_on=until)
    return region
