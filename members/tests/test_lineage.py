from datetime import date

import pytest

from members import actions
from members.lineage import Lineage
from members.tests import factories as members

pytestmark = pytest.mark.django_db


def test_facts_of_two_generations_are_found_from_todays_municipality():
    old, other, middle, third, today = (members.municipality() for _number in range(5))
    actions.record_merger(middle, [old, other], on=date(2019, 1, 1))
    actions.record_merger(today, [middle, third], on=date(2025, 1, 1))

    lineage = Lineage(date(2025, 1, 1))

    assert lineage.family_of(today.pk) == {each.pk for each in (old, other, middle, third, today)}
    assert lineage.heir_of(old.pk) == today.pk


def test_before_the_merger_each_answers_for_itself():
    old, other, merged = (members.municipality() for _number in range(3))
    actions.record_merger(merged, [old, other], on=date(2025, 1, 1))

    lineage = Lineage(date(2024, 12, 31))

    assert (lineage.heir_of(old.pk), lineage.family_of(merged.pk)) == (old.pk, {merged.pk})


def test_one_that_absorbs_another_stays_itself():
    large, small = members.municipality(), members.municipality()
    actions.record_merger(large, [large, small], on=date(2025, 1, 1))

    lineage = Lineage(date(2025, 1, 1))

    assert (lineage.heir_of(large.pk), lineage.heir_of(small.pk)) == (large.pk, large.pk)
    assert lineage.family_of(large.pk) == {large.pk, small.pk}
