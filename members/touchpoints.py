"""The ledger of what happened with members: apps above write in it, once per source and person."""

from members.models import RoleAssignment, Touchpoint
from members.models.touchpoints import TRAITS
from portal.pointers import key_of


def record(kind, *, source, on, person=None, municipality=None, theme=None):
    """Write that something happened; a second time for the same source and person changes nothing.

    Whether we heard or saw them follows from `kind`; which core player it was, from the person's role on that day.
    """
    whom = {"person": person} if person else {"person": None, "municipality": municipality}
    facts = {
        "municipality": municipality,
        "occurred_on": on,
        "theme": theme,
        "core_player": core_player_of(person, municipality, on=on),
        **TRAITS[kind]._asdict(),
    }
    touchpoint, _created = Touchpoint.objects.get_or_create(kind=kind, source=key_of(source), **whom, defaults=facts)
    return touchpoint


def core_player_of(person, municipality, *, on):
    """The core player that `person` was on a day; of several roles, the one in this municipality says it."""
    if person is None:
        return ""
    roles = RoleAssignment.objects.active_on(on).filter(person=person).select_related("role_type")
    here_first = sorted(roles, key=lambda role: (role.municipality_id != getattr(municipality, "pk", None), role.pk))
    return here_first[0].role_type.core_player if here_first else ""


def withdraw(*, source):
    """Take back what was recorded for `source`, because the deed was undone."""
    Touchpoint.objects.filter(source=key_of(source)).delete()
