"""How a fee is reckoned: bands without gaps, cents, bounds, and what a merger does to it."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from members.models import FeeBand, FeeRule, FeeSchedule, TransitionKind
from members.rules.fees import (
    Past,
    band_of,
    cents,
    corrected,
    faults_in,
    fee_of,
    share_of_the_old,
)

DAY = date(2025, 1, 1)
euros = st.decimals(min_value=0, max_value=50_000, places=2)


def bands(*rows):
    return [FeeBand(starts_at=first, up_to=last, amount=Decimal(amount)) for first, last, amount in rows]


def schedule(**fields):
    return FeeSchedule(**{"year": 2026, "population_on": DAY, "index_factor": Decimal(1), **fields})


def fee(population=12_000, rows=((0, 14_999, 350), (15_000, None, 650)), past=None, **fields):
    return fee_of(schedule(**fields), bands(*rows), population=population, population_on=DAY, past=past)


def said(faults):
    return [str(fault) for fault in faults]


# --- Bands -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("population", "amount"), [(0, 350), (14_999, 350), (15_000, 650), (600_000, 650)])
def test_both_edges_belong_to_a_band(population, amount):
    assert fee(population).amount == amount


def test_bands_that_follow_each_other_are_right():
    assert faults_in(bands((0, 14_999, 350), (15_000, None, 650))) == []


def test_a_gap_is_named():
    faults = faults_in(bands((0, 14_999, 350), (16_000, None, 650)))

    assert said(faults) == ["From 15,000 to 15,999 there is no band."]


def test_an_overlap_is_named():
    faults = faults_in(bands((0, 15_999, 350), (15_000, None, 650)))

    assert said(faults) == ["From 15,000 to 15,999 there are two bands."]


def test_two_bands_without_an_end_overlap():
    assert said(faults_in(bands((0, None, 350), (15_000, None, 650)))) == ["From 15,000 on there are two bands."]


def test_bands_begin_at_nought_and_the_last_one_has_no_end():
    faults = faults_in(bands((1_000, 14_999, 350)))

    assert said(faults) == [
        "From 0 to 999 there is no band.",
        "From 15,000 on there is no band: leave the end of the last band empty.",
    ]


def test_no_band_at_all_is_a_gap():
    assert said(faults_in([])) == ["From 0 on there is no band: leave the end of the last band empty."]


@st.composite
def right_bands(draw):
    starts = sorted(draw(st.sets(st.integers(1, 700_000), max_size=8)) | {0})
    ends = [start - 1 for start in starts[1:]] + [None]
    return bands(*((start, end, draw(euros)) for start, end in zip(starts, ends, strict=True)))


@given(right_bands(), st.integers(0, 1_000_000))
def test_every_population_has_exactly_one_band(rows, population):
    holding = [band for band in rows if band_of([band], population)]

    assert faults_in(rows) == []
    assert len(holding) == 1


@given(
    st.lists(st.tuples(st.integers(0, 30), st.one_of(st.none(), st.integers(0, 30))), max_size=4).filter(
        lambda rows: all(last is None or first <= last for first, last in rows)
    )
)
def test_bands_have_a_fault_exactly_when_some_population_has_none_or_two(edges):
    rows = bands(*((first, last, 1) for first, last in edges))
    held = [sum(bool(band_of([band], population)) for band in rows) for population in range(40)]

    assert (faults_in(rows) == []) == all(number == 1 for number in held)


# --- Amounts -----------------------------------------------------------------------------------------


def test_cents_are_rounded_half_up():
    assert (cents(Decimal("0.125")), cents(Decimal("0.135")), cents(Decimal("0.1249"))) == (
        Decimal("0.13"),
        Decimal("0.14"),
        Decimal("0.12"),
    )


def test_a_base_goes_with_an_amount_for_each_inhabitant():
    reckoned = fee(15_093, rule=FeeRule.BASE, base=Decimal(200), per_inhabitant=Decimal("0.0325"))

    assert reckoned.amount == Decimal("690.52")
    assert reckoned.band is None


def test_a_flat_fee_is_the_same_for_all():
    assert {fee(people, rule=FeeRule.FLAT, base=Decimal(500)).amount for people in (10, 500_000)} == {500}


def test_the_index_comes_before_the_minimum_and_the_maximum():
    index = Decimal("1.1")

    assert fee(index_factor=index).amount == Decimal("385.00")
    assert fee(index_factor=index, minimum=Decimal(400)).amount == 400
    assert fee(index_factor=index, maximum=Decimal(380)).amount == 380


def test_the_steps_tell_the_whole_sum():
    reckoned = fee(12_000, index_factor=Decimal("1.1"), minimum=Decimal(400))

    assert said(reckoned.steps) == [
        "12,000 inhabitants on 1-1-2025.",
        "Band from 0 to 14,999 inhabitants: € 350.00.",
        "Index × 1.1000: € 385.00.",
        "Raised to the minimum: € 400.00.",
        "Fee of 2026: € 400.00.",
    ]


def test_the_steps_write_amounts_as_belgians_do():
    with translation.override("nl"):
        assert "€ 1.150,50" in str(fee(rows=((0, None, "1150.50"),)).steps[1])


def test_a_population_outside_all_bands_is_said():
    with pytest.raises(LookupError) as refused:
        fee(20_000, rows=((0, 14_999, 350),))

    assert str(refused.value.args[0]) == "No band holds 20,000 inhabitants."


def test_a_correction_says_why_and_never_goes_below_nought():
    assert corrected(fee(), Decimal(-50), "They had no magazine.").amount == 300
    assert str(corrected(fee(), Decimal(-50), "They had no magazine.").steps[-1]) == (
        "Correction € -50.00, because: They had no magazine. Fee: € 300.00."
    )
    assert corrected(fee(), Decimal(-500), "Too much.").amount == 0
    assert corrected(fee(), Decimal("9999999.99"), "A typing error.").amount == Decimal("9999999.99")


# --- After a merger ----------------------------------------------------------------------------------


def past(kind=TransitionKind.GRADUAL, percent=50, old_sum=1300, years=2, first_year=2025):
    return Past(Decimal(old_sum), "Galmaarden, Gooik, Herne", first_year, kind, Decimal(percent), years)


@pytest.mark.parametrize(("year", "amount"), [(2025, 1300), (2026, 825), (2027, 350), (2030, 350)])
def test_half_of_the_difference_goes_each_year(year, amount):
    assert fee(past=past(), year=year).amount == amount


def test_the_new_rule_may_hold_at_once():
    assert fee(past=past(TransitionKind.AT_ONCE), year=2025).amount == 350


@pytest.mark.parametrize(("year", "amount"), [(2025, 1300), (2026, 1300), (2027, 350)])
def test_the_sum_of_the_old_fees_may_hold_for_some_years(year, amount):
    assert fee(past=past(TransitionKind.OLD_SUM), year=year).amount == amount


def test_both_the_old_sum_and_the_new_rule_are_shown():
    reckoned = fee(past=past(), year=2026)

    assert (reckoned.old_sum, reckoned.computed) == (1300, 350)
    assert said(reckoned.steps)[2:] == [
        "Sum of the old fees of Galmaarden, Gooik, Herne in 2024: € 1,300.00.",
        "By the new rule: € 350.00.",
        "Each year 50 percent of the difference goes; 50 % of it is left: € 825.00.",
        "Fee of 2026: € 825.00.",
    ]


@given(euros, euros, st.decimals(min_value=1, max_value=100, places=2), st.integers(0, 120))
def test_a_gradual_transition_stays_between_both_and_ends_at_the_new_rule(old, new, percent, nth):
    gone = past(percent=percent, old_sum=old)
    reckoned = fee(rows=((0, None, new),), past=gone, year=2025 + nth).amount

    assert min(old, new) <= reckoned <= max(old, new)
    if nth >= 100 / percent:
        assert (share_of_the_old(gone, 2025 + nth), reckoned) == (0, new)
