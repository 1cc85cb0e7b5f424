from datetime import date

import pytest

from members import actions, touchpoints
from members.borders import Border, Borders
from members.models import Province, Touchpoint, TouchpointKind
from members.rules.mergers import Successor
from members.tests import factories as members

pytestmark = pytest.mark.django_db

DAY = date(2025, 1, 1)
TODAY = date(2026, 6, 1)


def through(border):
    return Borders(border, today=TODAY)


def test_before_its_day_a_merger_moves_nothing():
    old, new = members.municipality(), members.municipality()
    actions.record_merger(new, [old, members.municipality()], on=date(2027, 1, 1))

    assert through(Border.TODAY).place_of(old.pk) == old.pk


def test_what_was_only_planned_or_was_undone_moves_nothing():
    old, other = members.municipality(), members.municipality()
    plan = members.merger_plan(old, other, on=DAY)

    assert through(Border.TODAY).place_of(old.pk) == old.pk

    actions.execute_event(plan, by=None, today=TODAY)
    assert through(Border.TODAY).place_of(old.pk) != old.pk

    actions.undo_event(plan, by=None)
    assert through(Border.TODAY).place_of(old.pk) == old.pk


@pytest.mark.parametrize("stays", [True, False])
def test_what_happened_before_a_split_counts_once_and_whole(stays):
    old, other = members.municipality(), members.municipality()
    new = Successor(None, "80001", "Nieuw", Province.ANTWERP)
    after = [Successor(other), Successor(old)] if stays else [Successor(other), new]
    plan = members.merger_plan(old, kind="split", successors=after, on=DAY)
    actions.execute_event(plan, by=None, today=TODAY)

    counted = through(Border.TODAY).by_municipality([(old.pk, date(2024, 1, 1), 7)])

    assert counted == {(old if stays else other).pk: 7}


def test_facts_are_counted_between_the_days_on_which_a_border_changed():
    place = members.municipality()
    for day in (date(2024, 1, 1), date(2024, 12, 31), DAY, date(2023, 12, 31)):
        source = members.municipality()
        touchpoints.record(TouchpointKind.CALL, source=source, on=day, municipality=place)

    facts = Borders.facts_of(Touchpoint.objects.all(), years=[2024, 2025])

    assert sorted(facts) == [(place.pk, date(2024, 1, 1), 2), (place.pk, DAY, 1)]
