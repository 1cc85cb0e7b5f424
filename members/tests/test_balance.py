"""How many network moments an area ought to get, and whether it gets them."""

from datetime import date
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from members import actions, past_moments
from members.models import BalanceRule, NetworkArea, SupportLevel, Touchpoint, TouchpointKind
from members.rules import balance
from members.rules.balance import Moment, Service
from members.tests import factories as members
from portal.doors import NETWORK_MOMENT

NONE, LIGHT, STRUCTURAL = SupportLevel.NONE, SupportLevel.LIGHT, SupportLevel.STRUCTURAL
TODAY = date(2026, 6, 15)
levels = st.lists(st.sampled_from(SupportLevel), min_size=1, max_size=40)
most = st.integers(min_value=1, max_value=24)


def moment(area, day, *, people=0, municipalities=(), is_sure=True):
    places = frozenset(place.pk for place in municipalities)
    return Moment(area.pk, day, "Network moment", "/", is_sure, people, places)


@pytest.fixture
def moments(monkeypatch):
    """Network moments that an app above supplies."""
    supplied = []
    of_year = {"test": lambda year: [each for each in supplied if each.day.year == year]}
    monkeypatch.setattr(NETWORK_MOMENT, "_supplies", of_year)
    return supplied


def balance_of(area, year=2026):
    (its_balance,) = balance.balance_of([area], year, today=TODAY)
    return its_balance


# --- The rule ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given_levels", "moments"),
    [
        ([NONE] * 4, 4),
        ([STRUCTURAL] + [NONE] * 3, 3),
        ([LIGHT] + [NONE] * 3, 4),  # 3.5, rounded up
        ([LIGHT] * 2 + [NONE] * 2, 3),
        ([STRUCTURAL] * 3 + [NONE], 1),
        ([STRUCTURAL] * 4, 1),  # never below one
        ([], 1),
    ],
)
def test_the_target_falls_with_the_supported_share(given_levels, moments):
    assert balance.target(given_levels, max_moments=4).moments == moments


def test_the_target_names_every_number_that_it_used():
    target = balance.target([STRUCTURAL, LIGHT, LIGHT, NONE, NONE], max_moments=4)

    assert target == (3, 4, 5, 1, 2)
    assert (target.supported, target.supported_share, target.percentage) == (2, Fraction(2, 5), 40)


@given(levels, most, st.data())
def test_more_support_never_raises_the_target_and_less_never_lowers_it(given_levels, max_moments, data):
    at = data.draw(st.integers(min_value=0, max_value=len(given_levels) - 1))
    other = data.draw(st.sampled_from(SupportLevel))
    changed = [*given_levels[:at], other, *given_levels[at + 1 :]]
    before = balance.target(given_levels, max_moments=max_moments).moments
    after = balance.target(changed, max_moments=max_moments).moments

    if balance.WEIGHT[other] >= balance.WEIGHT[given_levels[at]]:
        assert after <= before
    else:
        assert after >= before


@given(levels, most)
def test_the_target_lies_between_one_and_the_most(given_levels, max_moments):
    assert 1 <= balance.target(given_levels, max_moments=max_moments).moments <= max_moments


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ({"held": 1, "coming": 1, "planned": 5, "is_future": False}, Service.UNDER),
        ({"held": 2, "coming": 1, "planned": None, "is_future": False}, Service.RIGHT),
        ({"held": 2, "coming": 2, "planned": 3, "is_future": False}, Service.OVER),
        ({"held": 0, "coming": 0, "planned": 3, "is_future": True}, Service.RIGHT),
        ({"held": 0, "coming": 0, "planned": None, "is_future": True}, Service.UNDER),
    ],
)
def test_a_plan_counts_only_for_a_year_that_has_yet_to_begin(numbers, expected):
    assert balance.service(3, **numbers) == expected


@pytest.mark.parametrize(("year", "day"), [(2025, date(2025, 12, 31)), (2026, TODAY), (2027, date(2027, 1, 1))])
def test_a_year_counts_with_the_members_of_the_nearest_day(year, day):
    assert balance.day_for(year, today=TODAY) == day


# --- Counted from the register -----------------------------------------------------------------------


@pytest.mark.django_db
def test_structural_support_lowers_the_target_of_an_area_and_taking_it_away_raises_it():
    places = [members.municipality() for _number in range(4)]
    area, region = members.network_area("kempen", *places), members.youth_region("neteland", *places[:3])
    staff = members.user_with("staff")

    before = balance_of(area).target
    actions.set_support(region, STRUCTURAL, on=date(2026, 3, 1), by=staff)
    supported = balance_of(area).target
    actions.set_support(region, NONE, on=date(2026, 6, 1), by=staff)
    after = balance_of(area).target

    assert (before.moments, supported.moments, after.moments) == (4, 1, 4)
    assert (supported.members, supported.structural, supported.percentage) == (4, 3, 75)


@pytest.mark.django_db
def test_of_two_regions_the_one_with_most_support_counts():
    place = members.municipality()
    members.support(members.youth_region("a", place), LIGHT)
    members.support(members.youth_region("b", place), STRUCTURAL)
    members.youth_region("c", place)

    assert balance.levels_on(TODAY) == {place.pk: STRUCTURAL}


@pytest.mark.django_db
def test_a_municipality_that_left_the_region_counts_no_more():
    place = members.municipality()
    members.support(members.youth_region("a", place, until=TODAY), STRUCTURAL)

    assert balance.levels_on(TODAY) == {}
    assert balance.levels_on(date(2026, 6, 14)) == {place.pk: STRUCTURAL}


@pytest.mark.django_db
def test_held_and_coming_are_told_apart_and_a_draft_of_the_past_never_was(moments):
    lier, boom = members.municipality("Lier"), members.municipality("Boom")
    area = members.network_area("kempen", lier, boom)
    moments += [
        moment(area, date(2026, 2, 1), people=8, municipalities=[lier, boom]),
        moment(area, TODAY, people=3, municipalities=[lier]),
        moment(area, date(2026, 3, 1), is_sure=False),
        moment(area, date(2026, 9, 1), people=5),
        moment(area, date(2025, 9, 1), people=50),
    ]

    found = balance_of(area)

    assert (len(found.held), len(found.coming), found.people, found.municipalities) == (2, 1, 11, 2)
    assert (found.service, found.to_schedule) == (Service.UNDER, 1)


@pytest.mark.django_db
def test_what_is_still_to_be_scheduled_follows_the_plan(moments):
    area = members.network_area("kempen", members.municipality())
    moments.append(moment(area, date(2026, 9, 1)))
    actions.plan_area(area, 2026, planned=2, by=None)

    assert (balance_of(area).planned, balance_of(area).to_schedule) == (2, 1)


@pytest.mark.django_db
def test_a_year_without_a_rule_of_its_own_follows_the_last_one_before_it():
    actions.set_balance_rule(2025, max_moments=6, by=None)

    rules = BalanceRule.objects
    assert [rules.for_year(year).max_moments for year in (2024, 2025, 2027)] == [4, 6, 6]


@pytest.mark.django_db
def test_the_balance_of_three_areas_takes_as_many_queries_as_that_of_one(moments):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            balance.balance_of(NetworkArea.objects.all(), 2026, today=TODAY)
        return len(captured)

    members.network_area("a", members.municipality())
    for_one = queries()
    for code in "bc":
        area = members.network_area(code, members.municipality())
        moments.append(moment(area, TODAY))

    assert (for_one, queries()) == (6, 6)


# --- From the ledger -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_ledger_knows_the_network_moments_that_the_calendar_does_not():
    lier, mol, elsewhere = (members.municipality() for _ in range(3))
    area, other = members.network_area("kempen", lier, mol), members.network_area("kust", elsewhere)
    for place, day in ((lier, date(2026, 2, 3)), (mol, date(2026, 2, 3)), (mol, date(2026, 5, 4))):
        members.touchpoint(TouchpointKind.NETWORK_MOMENT, place, on=day)
    members.touchpoint(TouchpointKind.CALL, elsewhere, on=date(2026, 2, 3))
    members.touchpoint(TouchpointKind.NETWORK_MOMENT, elsewhere, on=date(2025, 2, 3))
    Touchpoint.objects.create(
        kind="network-moment", direction="mutual", municipality=lier, occurred_on=TODAY, source="trainings.edition:1"
    )

    found = past_moments.from_the_ledger(2026)

    assert [(each.area_id, each.day, each.people) for each in found] == [
        (area.pk, date(2026, 2, 3), 2),
        (area.pk, date(2026, 5, 4), 1),
    ]
    assert found[0].municipalities == {lier.pk, mol.pk}
    assert [each.area_id for each in past_moments.from_the_ledger(2025)] == [other.pk]
