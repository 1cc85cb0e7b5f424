"""Who may do what: rights by role, and roles from the role assignments that are active today."""

from collections import defaultdict

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from members.models import Municipality, Role, RoleAssignment

TEAM = (Role.STAFF, Role.COMMUNICATIONS)
EVERYBODY = tuple(Role)

_roles_by_right: dict[str, set[str]] = defaultdict(set)


def allow(right, *roles):
    """Give a right such as "trainings.plan" to these roles; an administrator has every right."""
    _roles_by_right[right] |= {*roles, Role.ADMIN}


def rights():
    return dict(_roles_by_right)


def roles_of(user, day=None):
    """The portal roles that the user's active role assignments give on `day` (today)."""
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    day = day or timezone.localdate()
    remembered = user.__dict__.setdefault("_roles_by_day", {})  # for one request: users are loaded anew for each
    if day not in remembered:
        granted = RoleAssignment.objects.active_on(day).filter(person__user=user).exclude(role_type__grants="")
        remembered[day] = frozenset(granted.values_list("role_type__grants", flat=True)) | (
            {Role.ADMIN} if user.is_superuser else frozenset()
        )
    return remembered[day]


def may(user, right, day=None):
    return not roles_of(user, day).isdisjoint(_roles_by_right.get(right, ()))


def person_of(user):
    """The person behind an account, or None: an account without a person has no role either."""
    return getattr(user, "person", None)  # the account remembers it: every page asks more than once


def municipalities_of(person, *roles, day):
    """The municipalities in which `person` holds a role (one of `roles`, when given) on `day`."""
    held = RoleAssignment.objects.active_on(day).filter(person=person)
    if roles:
        held = held.granting(*roles)
    return Municipality.objects.filter(pk__in=held.values("municipality"))


class RoleBackend:
    """Django's permission questions, answered from the active roles; who somebody is, other backends know."""

    def authenticate(self, request, **credentials):
        return None

    def has_perm(self, user_obj, perm, obj=None):
        if perm in _roles_by_right and not may(user_obj, perm):
            raise PermissionDenied  # settles it: the other backends would look for stored permissions
        return perm in _roles_by_right

    def has_module_perms(self, user_obj, app_label):
        return any(right.startswith(f"{app_label}.") and may(user_obj, right) for right in _roles_by_right)
