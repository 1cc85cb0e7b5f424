from datetime import date
from decimal import Decimal
from functools import partial
from operator import mul
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from members.models import CorePlayer, EngagementBand
from members.rules import engagement as rules
from members.rules.engagement import Happened

DAY = date(2026, 6, 15)
THIS_MONTH = date(2026, 6, 1)


def weight(points, cap=100):
    return SimpleNamespace(points=Decimal(str(points)), cap=Decimal(str(cap)))


def points(happened, weights, day=DAY):
    return [each.points for each in rules.weigh(happened, weights, day=day)]


# --- The score -------------------------------------------------------------------------------------


def test_a_contribution_is_worth_its_weight_now_and_half_after_nine_months():
    weights = {"visit": weight(10)}

    assert points([Happened("visit", THIS_MONTH, 2)], weights) == [Decimal("20.00")]
    assert points([Happened("visit", date(2025, 9, 1), 2)], weights) == [Decimal("10.00")]


def test_a_kind_never_counts_for_more_than_its_cap_and_the_newest_counts_first():
    weights = {"portal-action": weight(1, cap=3)}
    happened = [Happened("portal-action", date(2025, 9, 1), 4), Happened("portal-action", THIS_MONTH, 2)]

    weighed = rules.weigh(happened, weights, day=DAY)

    assert [(each.month, each.worth, each.points) for each in weighed] == [
        (THIS_MONTH, Decimal("2.00"), Decimal("2.00")),
        (date(2025, 9, 1), Decimal("2.00"), Decimal("1.00")),
    ]


def test_all_together_never_exceed_a_hundred():
    weights = {"visit": weight(90), "call": weight(20)}
    happened = [Happened("call", THIS_MONTH, 1), Happened("visit", THIS_MONTH, 1)]

    assert points(happened, weights) == [Decimal("90.00"), Decimal("10.00")]


def test_staying_away_takes_something_off_but_never_more_than_there_is():
    weights = {"call": weight(2), "no-show": weight(-1, cap=-5)}

    assert points([Happened("call", THIS_MONTH, 1), Happened("no-show", THIS_MONTH, 1)], weights) == [2, -1]
    assert points([Happened("call", THIS_MONTH, 1), Happened("no-show", THIS_MONTH, 9)], weights) == [2, -2]
    assert points([Happened("no-show", THIS_MONTH, 1)], weights) == [0]


def test_what_has_no_weight_is_no_contribution():
    assert points([Happened("opened", THIS_MONTH, 99)], {"opened": weight(0)}) == []
    assert points([Happened("unheard-of", THIS_MONTH, 99)], {}) == []


months = st.dates(date(2024, 6, 1), date(2026, 6, 1)).map(lambda day: day.replace(day=1))
happenings = st.dictionaries(st.tuples(st.sampled_from("abc"), months), st.integers(1, 500), max_size=20)
weighings = st.fixed_dictionaries(
    {
        kind: st.tuples(
            st.decimals(0, 20, places=1).map(partial(mul, sign)),
            st.decimals(0, 100, places=1).map(partial(mul, sign)),
        ).map(lambda pair: weight(*pair))
        for kind, sign in (("a", 1), ("b", 1), ("c", -1))
    }
)


@given(happenings, weighings)
def test_the_score_is_the_sum_of_its_contributions_between_0_and_100_whatever_happens(happened, weights):
    weighed = rules.weigh([Happened(*key, number) for key, number in happened.items()], weights, day=DAY)

    assert rules.score_of(weighed) == sum(each.points for each in weighed)
    assert 0 <= rules.score_of(weighed) <= 100
    assert all(each.points == each.points.quantize(Decimal("0.01")) for each in weighed)
    assert all(abs(each.points) <= abs(each.worth) for each in weighed)


@given(happenings, weighings, st.randoms())
def test_the_order_in_which_the_ledger_is_read_does_not_matter(happened, weights, random):
    rows = [Happened(*key, number) for key, number in happened.items()]
    shuffled = random.sample(rows, len(rows))

    assert rules.weigh(rows, weights, day=DAY) == rules.weigh(shuffled, weights, day=DAY)


# --- Days ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "months", "earlier"),
    [
        (date(2026, 6, 15), 24, date(2024, 6, 15)),
        (date(2026, 3, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 10), 1, date(2025, 12, 10)),
        (date(2026, 6, 15), -6, date(2026, 12, 15)),
    ],
)
def test_months_are_counted_back_to_the_same_day_or_the_last_one_of_the_month(day, months, earlier):
    assert rules.months_before(day, months) == earlier


# --- Silence ---------------------------------------------------------------------------------------


def silent_since(**facts):
    facts = {"member_since": date(2020, 1, 1), "last_heard": None, "last_seen": None, **facts}
    return rules.silent_since(day=DAY, **facts)


def test_neither_heard_nor_seen_for_24_months_is_silent_and_a_day_less_is_not():
    assert silent_since(last_heard=date(2024, 6, 14)) == date(2026, 6, 14)
    assert silent_since(last_heard=date(2024, 6, 15)) is None


def test_heard_or_seen_is_enough_not_to_be_silent():
    long_ago, lately = date(2020, 5, 5), date(2026, 1, 1)

    assert silent_since(last_heard=long_ago, last_seen=long_ago) == date(2022, 5, 5)
    assert silent_since(last_heard=long_ago, last_seen=lately) is None
    assert silent_since(last_heard=lately, last_seen=long_ago) is None


def test_a_member_is_silent_from_six_months_on_and_who_is_no_member_never():
    assert silent_since(member_since=date(2025, 12, 15)) == date(2026, 6, 15)
    assert silent_since(member_since=date(2025, 12, 16)) is None
    assert silent_since(member_since=None) is None


# --- Bands -----------------------------------------------------------------------------------------


def band(score, before, *, is_silent=False, is_known=True):
    return rules.band_of(Decimal(score), Decimal(before), is_silent=is_silent, is_known=is_known)


def test_silent_is_a_rule_and_not_a_low_score():
    assert band(90, 90, is_silent=True) == EngagementBand.SILENT
    assert band(1, 1) == EngagementBand.STEADY


def test_fading_is_a_score_that_halved_within_a_year_however_high_it_is():
    assert band("30.00", "60.00") == EngagementBand.FADING
    assert band("30.01", "60.00") == EngagementBand.STEADY
    assert band(0, 0) == EngagementBand.STEADY


def test_active_begins_at_sixty():
    assert band("60.00", "60.00") == EngagementBand.ACTIVE
    assert band("59.99", "60.00") == EngagementBand.STEADY


def test_who_was_never_heard_or_seen_and_is_not_silent_has_no_band_yet():
    assert band(0, 0, is_known=False) == ""


# --- The core triangle -----------------------------------------------------------------------------


def test_a_core_player_is_active_now_for_12_months_and_was_for_24():
    last = {
        CorePlayer.OFFICIAL: date(2025, 6, 15),
        CorePlayer.POLITICIAN: date(2025, 6, 14),
        CorePlayer.YOUNG_PERSON: date(2024, 6, 14),
    }

    assert [corner.state for corner in rules.triangle(last.get, day=DAY)] == ["recent", "earlier", "none"]
    assert rules.state_of(date(2024, 6, 15), day=DAY) == "earlier"
    assert rules.state_of(None, day=DAY) == "none"


def test_one_leg_is_exactly_one_core_player_in_24_months():
    def corners(*players):
        return rules.triangle(dict.fromkeys(players, DAY).get, day=DAY)

    assert not rules.is_one_legged(corners())
    assert rules.is_one_legged(corners(CorePlayer.YOUNG_PERSON))
    assert not rules.is_one_legged(corners(CorePlayer.YOUNG_PERSON, CorePlayer.OFFICIAL))


# --- Why -------------------------------------------------------------------------------------------


def test_the_reasons_for_silence_follow_from_what_we_know():
    def reasons(**facts):
        facts = {"last_heard": DAY, "last_seen": None, "opened": 0, "stayed_away": 0, "officers": 1, **facts}
        return rules.why_silent(**facts)

    assert reasons() == [rules.Silence.LONG_AGO]
    assert reasons(last_heard=None) == [rules.Silence.NEVER]
    assert reasons(signs=1) == [rules.Silence.SIGN]
    assert reasons(opened=1) == [rules.Silence.READS]
    assert reasons(stayed_away=1) == [rules.Silence.STAYS_AWAY]
    assert reasons(officers=0) == [rules.Silence.NOBODY_KNOWN]
