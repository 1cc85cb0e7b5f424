"""What a seat costs: membership on the day decides, never the visitor."""

from decimal import Decimal
from typing import NamedTuple

from trainings.models import Tariff


class Price(NamedTuple):
    amount: Decimal
    tariff: Tariff


def price_for(edition, municipality, *, on, has_free_place=False):
    """What a seat costs somebody of this municipality: membership on the day decides, never the visitor."""
    if edition.is_free:
        return Price(Decimal(0), Tariff.FREE)
    if has_free_place:
        return Price(Decimal(0), Tariff.FREE_PLACE)
    if municipality is not None and municipality.memberships.active_on(on).exists():
        return Price(edition.price_member, Tariff.MEMBER)
    return Price(edition.price_other, Tariff.OTHER)
