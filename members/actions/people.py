"""Roles of people and the accounts that let them in."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Person, RoleAssignment
from members.models.periods import is_active_on
from portal.accounts import open_account
from portal.refused import Refused


@transaction.atomic
def assign_role(person, role_type, *, on, municipality=None):
    """Let `person` hold a role from a day on; refused while they hold the same one there."""
    Person.objects.filter(pk=person.pk).update(sort_name=person.sort_name)  # a write first, so others wait
    same = RoleAssignment.objects.filter(person=person, role_type=role_type, municipality=municipality)
    if same.filter(is_active_on(on) | Q(starts_on__gte=on)).exists():
        raise Refused([_("This person holds that role there already.")])
    return RoleAssignment.objects.create(person=person, role_type=role_type, municipality=municipality, starts_on=on)


@transaction.atomic
def end_role(assignment, *, on):
    """End a role: `on` is the first day on which it holds no more."""
    if on <= assignment.starts_on:
        raise Refused([_("A role cannot end before it has started.")])
    assignment.ends_on = on
    assignment.save(update_fields=["ends_on"])
    return assignment


@transaction.atomic
def give_account(person):
    """Make it possible for `person` to log in with their e-mail address."""
    if not person.email:
        raise Refused([_("Give this person an e-mail address first: that is what one logs in with.")])
    if person.user is None:
        person.user = open_account(person.email)
        person.save(update_fields=["user"])
    return person.user
