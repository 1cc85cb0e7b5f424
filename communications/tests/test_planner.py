from datetime import date

import pytest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from communications import planner
from communications.models import PlannedItem
from members.tests import factories as members

pytestmark = pytest.mark.django_db

FIRST, SECOND = date(2026, 6, 1), date(2026, 6, 8)


def announce(source, *, title="-", on=FIRST, **fields):
    return planner.announce(title=title, on=on, url="/", source=source, **fields)


def test_what_is_announced_is_written_in_both_languages():
    place = members.municipality("Aalst")

    item = announce(place, title=format_lazy("{word}: {place}", word=gettext_lazy("Trainings"), place=place))

    assert (item.title_nl, item.title_en) == ("Vormingen: Aalst", "Trainings: Aalst")
    assert (item.kind, item.on, item.source) == ("other", FIRST, f"members.municipality:{place.pk}")


def test_what_is_announced_again_moves():
    place = members.municipality()

    announce(place, on=FIRST)
    announce(place, on=SECOND)

    assert list(PlannedItem.objects.values_list("on", flat=True)) == [SECOND]


def test_what_does_not_go_through_is_taken_back():
    place, other = members.municipality(), members.municipality()
    announce(place)
    kept = announce(other)

    planner.withdraw(source=place)

    assert list(PlannedItem.objects.all()) == [kept]


def test_items_stand_together_by_month():
    items = [announce(members.municipality(), on=day) for day in (FIRST, SECOND, date(2026, 7, 1))]

    assert planner.by_month(items) == [(date(2026, 6, 1), items[:2]), (date(2026, 7, 1), items[2:])]
