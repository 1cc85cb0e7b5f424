"""When two records may become one, and when that may be undone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Person, RoleAssignment


class Refusal(models.TextChoices):
    """Why two records cannot become one, as a sentence for the person who tried."""

    SAME_RECORD = "same-record", _("This is one record already.")
    MERGED = "merged", _("One of them was merged already. Load the page again.")
    ERASED = "erased", _("One of them was erased: nothing is left to compare.")
    FOR_ADMINISTRATORS = "for-administrators", _("One of them belongs to our own team: ask an administrator.")
    UNDONE = "undone", _("This was undone already.")
    MERGED_SINCE = "merged-since", _("The record that was kept was merged since. Undo that first.")
    ROLES_CHANGED = (
        "roles-changed",
        _("A role that both records held was changed since: undoing would bring back old days. Put the roles right."),
    )
    ADDRESS_IN_USE = "address-in-use", _("Somebody else has the earlier address now, so this cannot be undone.")


def merge_refusals(kept, gone, *, by, today):
    """Every reason why `gone` cannot become part of `kept`."""
    team = Person.objects.filter(pk__in=[kept.pk, gone.pk]).of_team(today).exists()
    rules = (
        (Refusal.SAME_RECORD, kept.pk == gone.pk),
        (Refusal.MERGED, kept.merged_into_id is not None or gone.merged_into_id is not None),
        (Refusal.ERASED, kept.erased_at is not None or gone.erased_at is not None),
        (Refusal.FOR_ADMINISTRATORS, team and not by.has_perm("members.give_team_roles")),
    )
    return [refusal for refusal, applies in rules if applies]


def undo_refusals(merge, *, by, today):
    """Every reason why a merge cannot be undone."""
    address = merge.moved.get("members", {}).get("before", {}).get("gone", {}).get("email", "")
    taken = Person.objects.filter(email=address).exclude(pk__in=[merge.kept_id, merge.gone_id]) if address else None
    team = Person.objects.filter(pk=merge.kept_id).of_team(today).exists()
    rules = (
        (Refusal.UNDONE, merge.undone_at is not None),
        (Refusal.MERGED_SINCE, merge.kept.merged_into_id is not None),
        (Refusal.ERASED, merge.kept.erased_at is not None or merge.gone.erased_at is not None),
        (Refusal.ROLES_CHANGED, merge.undone_at is None and _days_changed_since(merge)),
        (Refusal.ADDRESS_IN_USE, taken is not None and taken.exists()),
        (Refusal.FOR_ADMINISTRATORS, team and not by.has_perm("members.give_team_roles")),
    )
    return [refusal for refusal, applies in rules if applies]


def facts_of(role):
    """What a merge may change in a role, as plain values."""
    return {
        "starts_on": role.starts_on.isoformat(),
        "ends_on": role.ends_on and role.ends_on.isoformat(),
        "confirmed_on": role.confirmed_on and role.confirmed_on.isoformat(),
        "working_time": role.working_time and str(role.working_time),
        "source": role.source,
        "functions": sorted(role.functions.values_list("pk", flat=True)),
    }


def _days_changed_since(merge):
    """Whether a role that became one of two was ended, moved or taken away after the merge."""
    roles = merge.moved.get("members", {}).get("roles", {})
    left = {pk: facts["after"] for pk, facts in roles.get("changed", {}).items()} | roles.get("added", {})
    there = {str(role.pk): facts_of(role) for role in RoleAssignment.objects.filter(pk__in=left, person=merge.kept_id)}
    days = ("starts_on", "ends_on")
    return any(pk not in there or any(there[pk][day] != after[day] for day in days) for pk, after in left.items())
