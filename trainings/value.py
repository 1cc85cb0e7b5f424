"""What a municipality got from the trainings in a year: places, and what the member price saved."""

from decimal import Decimal

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.value import Benefit
from portal.spoken import euro
from trainings.models import Edition, EditionState, Registration, Tariff


def places(municipality, year):
    """Seats taken in editions that begin in `year`, and what they cost less than for non-members, in euro."""
    editions = Edition.objects.starting_in(year).exclude(state=EditionState.CANCELLED).values("pk")
    taken = Registration.objects.holding_a_seat().filter(municipality=municipality, edition__in=editions)
    taken = list(taken.select_related("edition__module").by_first_day())
    saved = [
        (place, place.edition.price_other - place.price)
        for place in taken
        if place.tariff == Tariff.MEMBER and place.edition.price_other > place.price
    ]
    return [
        Benefit(_("Places in trainings"), len(taken), rows=tuple((each.first_day, title_of(each)) for each in taken)),
        Benefit(
            _("Saved by the member price"),
            sum((amount for _place, amount in saved), Decimal(0)),
            is_money=True,
            rows=tuple(
                (place.first_day, format_lazy("{title}: {amount}", title=title_of(place), amount=euro(amount)))
                for place, amount in saved
            ),
        ),
    ]


def title_of(registration):
    return registration.edition.module.title
