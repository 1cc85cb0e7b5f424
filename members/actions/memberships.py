"""Municipalities that become members, ask to leave, and stop being one."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.models import EndReason, Membership, Municipality
from members.models.periods import is_active_on
from members.rules.memberships import end_refusals
from portal.refused import Refused
from portal.trail import actions as trail


@transaction.atomic
def join(municipality, *, on, by=None, note=""):
    """Make a municipality a member from a day on; who decided it stands in the trail."""
    municipality = Municipality.objects.hold(municipality.pk)
    if not municipality.exists_on(on):
        raise Refused([_("This municipality does not exist on that day.")])
    if municipality.memberships.filter(ends_on__isnull=True).exists():
        raise Refused([_("This municipality is a member already.")])
    if municipality.memberships.filter(is_active_on(on)).exists():
        raise Refused([_("This municipality is still a member on that day.")])
    until = municipality.no_later_than_its_end()
    membership = Membership.objects.create(
        municipality=municipality,
        starts_on=on,
        ends_on=until,
        end_reason=EndReason.MERGER if until else "",
        note=note,
    )
    if by:
        trail.write(_("Membership began"), by=by, about=municipality, change={"starts_on": [None, str(on)]})
    return membership


@transaction.atomic
def ask_to_leave(membership, *, on, by=None, note=""):
    """Note that a member wishes to leave; it stays one until its membership ends."""
    Municipality.objects.hold(membership.municipality_id)
    membership.refresh_from_db()
    if membership.ends_on or membership.cancel_requested_on:
        raise Refused([_("That this member leaves was noted already.")])
    membership.cancel_requested_on = on
    membership.note = note or membership.note
    membership.save(update_fields=["cancel_requested_on", "note"])
    asked = {"cancel_requested_on": [None, str(on)]}
    trail.write(_("A member asked to leave"), by=by, about=membership.municipality, change=asked, reason=note)
    return membership


@transaction.atomic
def stay(membership, *, by=None, note=""):
    """Take the wish to leave back; nothing of it is forgotten, the trail keeps it."""
    Municipality.objects.hold(membership.municipality_id)
    membership.refresh_from_db()
    if not membership.cancel_requested_on or membership.ends_on:
        raise Refused([_("This member did not ask to leave.")])
    asked = {"cancel_requested_on": [str(membership.cancel_requested_on), None]}
    membership.cancel_requested_on = None
    membership.save(update_fields=["cancel_requested_on"])
    trail.write(_("A member stays after all"), by=by, about=membership.municipality, change=asked, reason=note)
    return membership


@transaction.atomic
def end_membership(membership, *, on, reason, by=None, note=""):
    """End a membership: `on` is the first day on which it holds no more; `reason` is an EndReason."""
    Municipality.objects.hold(membership.municipality_id)
    membership.refresh_from_db()
    if reasons := end_refusals(membership, on=on):
        raise Refused(reasons)
    change = {
        "ends_on": [membership.ends_on and str(membership.ends_on), str(on)],
        "end_reason": [membership.end_reason, EndReason(reason).value],
    }
    membership.ends_on, membership.end_reason = on, EndReason(reason)
    membership.note = note or membership.note
    membership.save(update_fields=["ends_on", "end_reason", "note"])
    trail.write(_("Membership ends"), by=by, about=membership.municipality, change=change, reason=note)
    return membership
