"""Municipalities that become members, and stop being one."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from members.models import Membership
from portal.refused import Refused


@transaction.atomic
def join(municipality, *, on):
    """Make a municipality a member from a day on."""
    if not municipality.exists_on(on):
        raise Refused([_("This municipality does not exist on that day.")])
    if municipality.memberships.filter(ends_on__isnull=True).exists():
        raise Refused([_("This municipality is a member already.")])
    return Membership.objects.create(municipality=municipality, starts_on=on)
