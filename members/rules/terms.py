"""Which roles end when a new term of office starts, and when that can be undone."""

import hashlib
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import RoleAssignment


class Refusal(models.TextChoices):
    """Why a new term cannot start or be undone, as a sentence for the person who tried."""

    NOBODY = "nobody", _("Nobody holds this role before that day and leaves it, so there is nothing to end.")
    MOVED_ON = "moved-on", _("The register changed while you looked. Look at the list again.")
    OF_THE_TEAM = "of-the-team", _("This role opens the portal: end those one by one.")
    UNDONE = "undone", _("This was undone already.")
    CHANGED = (
        "changed",
        _("A role that ended was changed, merged or given again since: put the roles right one by one."),
    )


def leaving(role_type, day):
    """Who holds this role before `day` and would still hold it then, by municipality and name."""
    roles = RoleAssignment.objects.filter(role_type=role_type, municipality__isnull=False, starts_on__lt=day)
    return (
        roles.exclude(ends_on__lte=day)
        .select_related("person", "municipality")
        .order_by("municipality__sort_name", "person__sort_name", "pk")
    )


def seen(roles):
    """A digest of a list as somebody saw it: another one means that the register moved on."""
    told = ",".join(f"{role.pk}:{role.ends_on or ''}" for role in sorted(roles, key=lambda role: role.pk))
    return hashlib.sha256(told.encode()).hexdigest()


def start_refusals(role_type, roles, staying, *, digest):
    """Every reason why these roles cannot end together; `staying` holds the ids of those that go on."""
    rules = (
        (Refusal.OF_THE_TEAM, role_type.core_player == "internal" or bool(role_type.grants)),
        (Refusal.MOVED_ON, digest != seen(roles)),
        (Refusal.NOBODY, all(role.pk in staying for role in roles)),
    )
    return [refusal for refusal, applies in rules if applies]


def undo_refusals(term):
    """Every reason why the roles cannot be put back as they were."""
    ends = {pk: ends_on and date.fromisoformat(ends_on) for pk, ends_on in term.ended}
    roles = RoleAssignment.objects.filter(pk__in=ends, ends_on=term.starts_on).select_related("municipality")
    later = RoleAssignment.objects.filter(role_type=term.role_type_id).exclude(pk__in=ends)
    starts = {
        (person, place): starts_on
        for person, place, starts_on in later.exclude(ends_on__lte=term.starts_on)
        .order_by("-starts_on")
        .values_list("person", "municipality", "starts_on")
    }

    def can_come_back(role):
        end, again = ends[role.pk], starts.get((role.person_id, role.municipality_id))
        outlives = role.municipality.valid_to is not None and (end is None or end > role.municipality.valid_to)
        return not outlives and (again is None or (end is not None and again >= end))

    rules = (
        (Refusal.UNDONE, term.undone_at is not None),
        (Refusal.CHANGED, term.undone_at is None and sum(map(can_come_back, roles)) < len(ends)),
    )
    return [refusal for refusal, applies in rules if applies]
