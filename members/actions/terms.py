"""A new term of office: on one day most people in a kind of seat leave it; one reviewed deed, which can be undone."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models import NewTerm, RoleAssignment, RoleType
from members.rules import terms as rules
from portal.refused import Refused
from portal.trail import actions as trail
from portal.trail.models import LineKind


@transaction.atomic
def start_term(role_type, *, on, by, seen, staying=(), now=None):
    """End a role for all who hold it before `on`, but for the roles in `staying`; `seen` is what was reviewed."""
    RoleType.objects.filter(pk=role_type.pk).update(code=F("code"))  # a write first: a second one waits
    roles, staying = list(rules.leaving(role_type, on)), set(staying)
    if reasons := rules.start_refusals(role_type, roles, staying, digest=seen):
        raise Refused(reasons)

    ending = [role for role in roles if role.pk not in staying]
    term = NewTerm.objects.create(
        role_type=role_type,
        starts_on=on,
        ended=[[role.pk, role.ends_on and role.ends_on.isoformat()] for role in ending],
        number_ended=len(ending),
        number_going_on=len(roles) - len(ending),
        by=by,
        at=now or timezone.now(),
    )
    RoleAssignment.objects.filter(pk__in=term.role_ids).update(ends_on=on)
    trail.write(
        _("A new term of office began: the roles of the last one end"),
        by=by,
        about=term,
        kind=LineKind.APPROVAL,
        change={"roles": [len(roles), len(roles) - len(ending)], "starts_on": ["", str(on)]},
    )
    return term


@transaction.atomic
def undo_term(term, *, by, now=None):
    """Put back the end that each role had, as long as nobody touched one of them since."""
    term = NewTerm.objects.hold(term.pk)
    if reasons := rules.undo_refusals(term):
        raise Refused(reasons)

    roles = RoleAssignment.objects.in_bulk(term.role_ids)
    for pk, ends_on in term.ended:
        roles[pk].ends_on = ends_on and date.fromisoformat(ends_on)
    RoleAssignment.objects.bulk_update(roles.values(), ["ends_on"], batch_size=200)
    term.undone_at = now or timezone.now()
    term.save(update_fields=["undone_at"])
    trail.write(
        _("A new term of office was undone"),
        by=by,
        about=term,
        kind=LineKind.OVERRIDE,
        change={"roles": [term.number_going_on, term.number_going_on + term.number_ended]},
    )
    return term
