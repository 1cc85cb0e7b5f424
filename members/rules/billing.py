"""Whose fee pages somebody may open, and whose billing details they may change."""

from members.access import municipalities_of, person_of
from members.models import Municipality, Role


def places_seen_by(user, *, day):
    """The municipalities whose membership, fees and value received `user` may look at."""
    if user.has_perm("members.see_fees"):
        return Municipality.objects.all()
    return municipalities_of(person_of(user), Role.OFFICER, Role.MANAGER, day=day)


def places_billed_by(user, *, day):
    """The municipalities whose billing details `user` may change."""
    if user.has_perm("members.draft_fees"):
        return Municipality.objects.all()
    return municipalities_of(person_of(user), Role.MANAGER, day=day)
