"""What happens to territory: mergers, and what they carry along."""

from django.db import transaction

from members.models import Side, TerritorialEvent, TerritorialParty


@transaction.atomic
def record_merger(successor, predecessors, *, on):
    """Record that `predecessors` became `successor` on a day; writing it twice changes nothing."""
    earlier = TerritorialEvent.objects.filter(
        effective_on=on, parties__municipality=successor, parties__side=Side.SUCCESSOR
    ).first()
    event = earlier or TerritorialEvent.objects.create(effective_on=on)
    for municipality in predecessors:
        TerritorialParty.objects.get_or_create(event=event, municipality=municipality, side=Side.PREDECESSOR)
    TerritorialParty.objects.get_or_create(event=event, municipality=successor, side=Side.SUCCESSOR)
    return event
