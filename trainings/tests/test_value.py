"""What a municipality got from the trainings in a year."""

from decimal import Decimal

import pytest

from members.tests import factories as members
from trainings import value
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db


def test_places_are_counted_with_what_the_member_price_saved():
    place = members.membership().municipality
    edition = trainings.edition(price_member=100, price_other=140)
    trainings.registration(edition, members.person(municipality=place), municipality=place)
    year = edition.half_days.first().date.year

    places, saved = value.places(place, year)

    assert (places.number, saved.number) == (1, Decimal(40))
    assert (len(places.rows), len(saved.rows)) == (1, 1)


def test_who_is_no_member_saves_nothing():
    place = members.municipality()
    edition = trainings.edition(price_member=100, price_other=140)
    trainings.registration(edition, members.person(municipality=place), municipality=place)

    places, saved = value.places(place, edition.half_days.first().date.year)

    assert (places.number, saved.number) == (1, 0)
