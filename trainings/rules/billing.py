"""What a registration owes, whatever happened to it; the billing lines add up to this."""

from decimal import Decimal

from members.lineage import Lineage
from trainings.models import Edition, FreePlaces, Registration, RegistrationState, Tariff
from trainings.rules.prices import price_for


def owed(registration):
    """The price while there is a seat, the cost of leaving after that, nothing when we called it off."""
    if registration.state == RegistrationState.CONFIRMED:
        return registration.price
    if registration.state == RegistrationState.CANCELLED_BY_PARTICIPANT:
        return registration.left_for
    return Decimal(0)


def price_today(edition, municipality, *, today):
    """What a seat costs somebody of this municipality today, its free places counted in."""
    first_half_day = edition.half_days.first() if edition.price_member else None
    has_free_place = first_half_day and free_places_left(municipality, first_half_day.date.year, today=today)
    return price_for(edition, municipality, on=today, has_free_place=bool(has_free_place))


def free_places_left(municipality, year, *, today):
    """How many of its free places a member may still take in editions that begin in `year`; 0 without a scheme.

    Places that a municipality took before it merged count for the one that came after it.
    """
    scheme = FreePlaces.objects.filter(year=year).first()
    if scheme is None or municipality is None or not municipality.memberships.active_on(today).exists():
        return 0
    lineage = Lineage(today)
    family = lineage.family_of(lineage.heir_of(municipality.pk))
    taken = Registration.objects.active().filter(
        tariff=Tariff.FREE_PLACE, municipality__in=family, edition__in=Edition.objects.starting_in(year).values("pk")
    )
    return max(0, scheme.places - taken.count())
