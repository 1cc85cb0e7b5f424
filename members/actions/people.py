"""People we know, their roles, and the accounts that let them in."""

from contextlib import contextmanager
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from members.models import Municipality, Person, RoleAssignment, Vacancy
from members.models.people import sort_name_of
from members.rules import people as rules
from members.rules.people import Refusal
from portal.accounts import account_at, move_account, open_account
from portal.models import normal_email
from portal.post import actions as post
from portal.refused import Refused
from portal.trail import actions as trail


@transaction.atomic
def add_person(*, by=None, **fields):
    """Put somebody in the register; refused when their address stands there already."""
    _refuse_taken(fields.get("email", ""))
    with _one_at_an_address():
        person = Person.objects.create(**fields)
    trail.write(_("A person was added to the register"), by=by, about=person)
    return person


class Entry(NamedTuple):
    """Somebody to record in bulk: the fields of the person, and those of each role."""

    person: dict
    roles: list


@transaction.atomic
def record_people(entries):
    """Put many people with their roles in the register, in two queries; returns them in order.

    Meant for data that obeys the rules already, such as the demo: it refuses nothing but what the database refuses.
    """
    people = [Person(**entry.person) for entry in entries]
    for person in people:
        person.email = normal_email(person.email)
        person.sort_name = sort_name_of(person)
    Person.objects.bulk_create(people, batch_size=500)
    RoleAssignment.objects.bulk_create(
        [
            RoleAssignment(person=person, **role)
            for person, entry in zip(people, entries, strict=True)
            for role in entry.roles
        ],
        batch_size=500,
    )
    return people


@transaction.atomic
def add_person_with_role(fields, role, *, by, today):
    """Put somebody in the register with the role for which we know them, both or neither."""
    person = add_person(by=by, **fields)
    assign_role(person, by=by, confirmed_on=today, **role)
    return person


@transaction.atomic
def change_person(person, *, by, today, email=None, **fields):
    """Change what we know of somebody; an address that they had stays known, and the account moves along."""
    person = Person.objects.hold(person.pk)
    if person.merged_into_id:
        raise Refused([Refusal.MERGED])
    changed = [name for name, value in fields.items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, fields[name])
    if email is not None and normal_email(email) != person.email:
        _move_address(person, normal_email(email), by=by, today=today)
        changed.append("email")
    with _one_at_an_address():
        person.save()
    if changed:  # which fields, not what stood in them: a line of the trail outlives the person's wish to be forgotten
        trail.write(
            _("The data of a person were changed"), by=by, about=person, change={name: ["…", "…"] for name in changed}
        )
    return person


def _move_address(person, email, *, by, today):
    if rules.is_of_team(person, today=today) and not rules.may_touch_team(by):
        raise Refused([Refusal.FOR_ADMINISTRATORS])
    _refuse_taken(email, but=person)
    if person.user_id and not email:
        raise Refused([Refusal.NO_ADDRESS])
    if person.user_id:
        other = account_at(email)
        if other and other.pk != person.user_id:
            raise Refused([Refusal.ACCOUNT_TAKEN])
        move_account(person.user, email)
    person.other_emails.filter(address=email).delete()  # it becomes the main one
    if person.email and person.email != email:
        had_since = person.other_emails.filter(address=person.email, ends_on__isnull=True)
        if not had_since.exists():
            since = min(today, person.roles.order_by("starts_on").values_list("starts_on", flat=True).first() or today)
            person.other_emails.create(
                address=person.email, starts_on=since, ends_on=today if since < today else None, is_verified=False
            )
    person.email = email


def _refuse_taken(email, *, but=None):
    if email and Person.objects.at_address(email).exclude(pk=but and but.pk).exists():
        raise Refused([Refusal.ADDRESS_TAKEN])


@contextmanager
def _one_at_an_address():
    """Two who give the same address at the same moment: the database keeps one, and the other is told."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError:
        raise Refused([Refusal.ADDRESS_TAKEN]) from None


@transaction.atomic
def assign_role(person, role_type, *, on, until=None, municipality=None, by=None, functions=(), **fields):
    """Let `person` hold a role in [on, until); refused when they hold the same one there on one of these days.

    `fields` may hold `source`, `working_time` and `confirmed_on`. A seat that stood vacant is so no more. Where the
    end of the municipality is known, the role ends then at the latest.
    """
    person = Person.objects.hold(person.pk)
    if municipality is not None:
        municipality = Municipality.objects.hold(municipality.pk)  # as it is now: a merger may have set its end
    reasons = rules.role_refusals(person, role_type, on=on, until=until, municipality=municipality, by=by)
    if reasons:
        raise Refused(reasons)
    if municipality is not None:
        until = municipality.no_later_than_its_end(until)
    role = RoleAssignment.objects.create(
        person=person, role_type=role_type, municipality=municipality, starts_on=on, ends_on=until, **fields
    )
    if functions:
        role.functions.set(functions)
    if municipality is not None:
        _fill_seat(role)
    if by is not None:
        trail.write(
            _("A role was given"),
            by=by,
            about=person,
            change={"role": ["", role_type.code], "starts_on": ["", str(on)], "place": ["", str(municipality or "")]},
        )
    return role


def _fill_seat(role):
    """Whoever starts ends the vacancy of the seat; one that would not have begun yet is taken away."""
    for vacancy in Vacancy.objects.open_on(role.starts_on).of_seat(role.role_type, role.municipality):
        if vacancy.starts_on < role.starts_on:
            vacancy.ends_on = role.starts_on
            vacancy.save(update_fields=["ends_on"])
        elif role.ends_on == role.municipality.valid_to:  # it is held to the end, or for good
            vacancy.delete()


@transaction.atomic
def end_role(assignment, *, on, by=None, reason=""):
    """End a role: `on` is the first day on which it holds no more, and gives no access any more."""
    assignment = RoleAssignment.objects.hold(assignment.pk)
    if reasons := rules.end_refusals(assignment, on=on, by=by):
        raise Refused(reasons)
    before, assignment.ends_on = assignment.ends_on, on
    assignment.save(update_fields=["ends_on"])
    if by is not None:
        trail.write(
            _("A role was ended"),
            by=by,
            about=assignment.person,
            change={"role": [assignment.role_type.code] * 2, "ends_on": [str(before or ""), str(on)]},
            reason=reason,
        )
    return assignment


@transaction.atomic
def withdraw_role(assignment, *, today, by):
    """Take back a role that was announced and has not begun."""
    assignment = RoleAssignment.objects.hold(assignment.pk)
    if assignment.starts_on <= today:
        raise Refused([Refusal.STARTED])
    if rules.gives_team_rights(assignment.role_type) and not rules.may_touch_team(by):
        raise Refused([Refusal.FOR_ADMINISTRATORS])
    trail.write(
        _("A role that had not begun was taken back"),
        by=by,
        about=assignment.person,
        change={"role": [assignment.role_type.code, ""], "starts_on": [str(assignment.starts_on), ""]},
    )
    assignment.delete()


@transaction.atomic
def give_account(person):
    """Make it possible for `person` to log in with their e-mail address."""
    if not person.email:
        raise Refused([Refusal.NO_ADDRESS])
    if person.user is None:
        user = open_account(person.email)
        if Person.objects.filter(user=user).exists():
            raise Refused([Refusal.ACCOUNT_TAKEN])
        person.user = user
        person.save(update_fields=["user"])
    return person.user


@transaction.atomic
def take_account(person, user, *, today):
    """Let an account that somebody made be theirs: mail goes where they log in, and an earlier address stays known."""
    address, earlier = normal_email(user.email), person.email
    if address != earlier:
        person.other_emails.filter(address=address, ends_on__isnull=True).delete()  # it becomes the main one
        if earlier:
            person.other_emails.create(address=earlier, starts_on=today)
    person.user, person.email = user, address
    person.save()


@transaction.atomic
def invite(person, *, by, today):
    """Give somebody an account and tell them by mail where to log in."""
    person = Person.objects.hold(person.pk)
    if reasons := rules.invite_refusals(person, today=today):
        raise Refused(reasons)
    give_account(person)
    roles = person.roles.exclude(ends_on__lte=today).select_related("role_type", "municipality")
    starts = min(role.starts_on for role in roles if role.role_type.grants)
    post.send(
        person,
        "members/mail/welcome",
        {"roles": roles, "starts_on": starts if starts > today else None},
        once_key=f"members.welcome:{person.user_id}",
    )
    trail.write(_("A person was invited to the portal"), by=by, about=person)
    return person
