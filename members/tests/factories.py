"""Plain functions that put members in the database, with sensible values for whatever a test does not care about."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import count

from allauth.account.models import EmailAddress
from django.utils import timezone

from members import actions, touchpoints
from members.actions import erasure, imports
from members.actions.contacts import record_contact
from members.actions.outreach import start_campaign
from members.models import (
    FeeBand,
    Municipality,
    MunicipalityProvince,
    Need,
    NetworkArea,
    OutreachTarget,
    Person,
    PopulationFigure,
    Province,
    Role,
    RoleType,
    StaffingFigure,
    Theme,
    Touchpoint,
    YouthRegion,
)
from members.rules import terms
from members.rules.mergers import Successor
from members.tests import files
from portal.models import User
from portal.post.models import Mail

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


def free_nis_code(number):
    """Five digits that no real municipality has; a run with very many of them begins anew."""
    return str(80_000 + number % 20_000)


def municipality(name="", *, population=None, fte=None, province=Province.ANTWERP, **fields):
    """A municipality with a NIS code that no real one has."""
    number = next(_numbers)
    fields.setdefault("nis_code", free_nis_code(number))
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
        since = max(LONG_AGO, (municipality and municipality.valid_from) or LONG_AGO)  # not before the place
        actions.assign_role(made, role_type(role), on=since, municipality=municipality)
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


def support(region, level, *, on=LONG_AGO, until=None, **fields):
    """Let a youth region get a level of support from `on` up to, not including, `until`."""
    return region.supports.create(level=level, starts_on=on, ends_on=until, **fields)


def network_area(code, *municipalities, on=LONG_AGO, until=None, province=Province.ANTWERP):
    """A network area in which these municipalities lie from `on` up to, not including, `until`."""
    area, _created = NetworkArea.objects.get_or_create(
        code=code, defaults={"name": code.capitalize(), "province": province}
    )
    for each in municipalities:
        area.memberships.create(municipality=each, starts_on=on, ends_on=until)
    return area


# --- Contact and outreach --------------------------------------------------------------------------


def contact(place=None, *, by=None, on=LONG_AGO, today=None, form="phone", heard="They want to talk.", **facts):
    """A contact moment with a municipality, written down by somebody of the team."""
    staff = by or person(role=Role.STAFF)
    return record_contact(
        place or municipality(),
        by=staff.user,
        staff=facts.pop("staff", [staff]),
        on=on,
        today=today or on,
        form=form,
        heard=heard,
        **facts,
    )


def theme(code="participation"):
    """Something that contact moments, interests and materials are about."""
    return Theme.objects.get_or_create(code=code, defaults={"title_nl": code, "title_en": code.capitalize()})[0]


def need(code="policy-plan"):
    """A need of the list."""
    return Need.objects.get_or_create(code=code, defaults={"title_nl": code, "title_en": code})[0]


def campaign(**fields):
    """A campaign that visits silent members."""
    by = fields.pop("by", None) or person(role=Role.STAFF).user
    fields = {"title": "Visits", "goal": 5, "starts_on": date(2026, 1, 1), "ends_on": date(2027, 1, 1), **fields}
    return start_campaign(by=by, **fields)


def target(place=None, *, of=None, **fields):
    """A municipality on the list of a campaign."""
    return OutreachTarget.objects.create(
        campaign=of or campaign(),
        municipality=place or municipality(),
        **{"chosen_on": LONG_AGO, "reason_nl": "stil", "reason_en": "silent", **fields},
    )


def merger_plan(
    *predecessors, name="Nieuwdorp", kind="merger", on=date(2026, 1, 1), by=None, successors=None, **fields
):
    """A plan in which these become one new municipality, or what `successors` says."""
    new = Successor(None, free_nis_code(next(_numbers)), name, Province.ANTWERP)
    return actions.plan_event(
        kind, effective_on=on, predecessors=list(predecessors), successors=successors or [new], by=by, **fields
    )


def touchpoint(kind, municipality, *, on, person=None, core_player="", theme=None):
    """Something that happened with a municipality, from a source of its own that leads nowhere."""
    source = f"tests.thing:{next(_numbers)}"
    touchpoints.record_many([touchpoints.Happening(kind, source, on, person, municipality, theme, core_player)])
    return Touchpoint.objects.get(source=source)


def import_run(*rows, by=None, kind="municipalities", name="gemeenten.csv", now=None):
    """An import that was read and waits for a decision, or was refused for its rows; the header is there."""
    file = files.csv("nis_code;name", *(rows or ("12021;Lier",)), name=name)
    return imports.receive(file, kind, by=by or user_with(Role.ADMIN), now=now or timezone.now())


def erasure_request(person=None, *, by=None, now=None):
    """A request to be forgotten that waits for a decision."""
    person = person or new_person()
    return erasure.ask_to_be_forgotten(person, by=by or person.user, now=now or timezone.now())


new_person = person  # for `erasure_request`, where the short name is an argument


# --- People and their seats ------------------------------------------------------------------------


def vacancy(place=None, code="alderman", *, on=LONG_AGO, **fields):
    """A seat that stands empty since `on`."""
    return actions.open_vacancy(role_type(code), place or municipality(), on=on, **fields)


def newcomer(email="newcomer@example.org", *, verified=True):
    """The account of somebody whom the register does not know."""
    user = User.objects.create_user(email)
    EmailAddress.objects.create(user=user, email=user.email, verified=verified, primary=True)
    return user


def claim(place=None, *, user=None, code=Role.OFFICER, today=None, **fields):
    """Somebody with an account of their own asks for a role in a municipality."""
    names = {"first_name": "Nele", "last_name": "Nieuw", **fields}
    place, today = place or municipality(), today or timezone.localdate()
    return actions.claim_role(user or newcomer(), role_type(code), place, today=today, **names)


def confirmation_round(*, today=None, by=None, closes_on=None):
    """A round that asked the contact of every municipality that has one."""
    today = today or timezone.localdate()
    by = by or user_with(Role.STAFF)
    return actions.open_round(today=today, closes_on=closes_on or today + timedelta(days=30), by=by)


def confirmation_token():
    """The token in the last mail that asks a municipality about its people."""
    mail = Mail.objects.filter(kind="members/mail/confirm").latest("pk")
    return re.search(r"/leden/bevestig/([^/]+)/", mail.text).group(1)


def new_term(*, on=date(2031, 1, 1), by=None):
    """A new term of office that ended the role of one alderman."""
    role(person(role=None), "alderman", municipality())
    alderman = role_type("alderman")
    seen = terms.seen(terms.leaving(alderman, on))
    return actions.start_term(alderman, on=on, by=by or user_with(Role.STAFF), seen=seen)


def merged(kept=None, gone=None, *, by=None, today=None):
    """Two records that an administrator made one."""
    kept, gone = kept or person(user=False), gone or person(user=False)
    return actions.merge_people(kept, gone, by=by or user_with(Role.ADMIN), today=today or timezone.localdate())


def membership(municipality=None, *, on=LONG_AGO, **place):
    """A municipality that is a member from `on`."""
    return actions.join(municipality or new_municipality(**place), on=on)


def fee_year(year, bands=((0, 14_999, 350), (15_000, None, 650)), *, by=None, **fields):
    """A draft of a fee year; `bands` are (from, up to and including, euro)."""
    by = by or user_with(Role.STAFF)
    rows = [FeeBand(starts_at=first, up_to=last, amount=amount) for first, last, amount in bands]
    return actions.change_year(actions.draft_year(year, by=by), bands=rows, by=by, **fields)


def locked_fee_year(year, *args, at=datetime(2026, 1, 15, 10, tzinfo=UTC), **fields):
    """A fee year that one person asked to lock and another one confirmed, on the same moment."""
    schedule = fee_year(year, *args, **fields)
    actions.ask_lock(schedule, by=user_with(Role.STAFF), now=at)
    return actions.lock(schedule, by=user_with(Role.DIRECTOR), now=at)


def fee(year=2026, **place):
    """The assessment of a member in a locked year; `place` is what its municipality is like."""
    member = membership(**{"population": 12_000, **place})
    return locked_fee_year(year).assessments.get(membership=member)


def population_figure(municipality, inhabitants, *, on):
    """How many inhabitants a municipality had on a day, beside the figure that it was made with."""
    return PopulationFigure.objects.create(municipality=municipality, reference_date=on, inhabitants=inhabitants)
