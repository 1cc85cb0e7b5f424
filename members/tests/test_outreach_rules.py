"""Whom a campaign visits: a spread list, the same for the same seed, as even as the candidates allow."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from members.models import OutreachTarget, TargetState
from members.rules import outreach
from members.rules.outreach import Candidate, OutreachRefusal, counts, propose, replacement_for

A_LIST = st.lists(
    st.tuples(st.sampled_from("ABCD"), st.sampled_from("SML"), st.sampled_from("XY")), min_size=0, max_size=40
).map(lambda rows: [Candidate(f"{10000 + number}", *row) for number, row in enumerate(rows)])
A_SHORT_LIST = st.lists(
    st.tuples(st.sampled_from("ABC"), st.sampled_from("SML"), st.sampled_from("XY")), min_size=1, max_size=8
).map(lambda rows: [Candidate(f"{10000 + number}", *row) for number, row in enumerate(rows)])


def many(*places, each=1):
    """Candidates of these (province, size, experience), `each` of them."""
    rows = [place for place in places for _number in range(each)]
    return [Candidate(f"{10000 + number}", *row) for number, row in enumerate(rows)]


def unevenness(candidates, quality):
    return sum(number**2 for number in counts(candidates, quality).values())


# --- One list --------------------------------------------------------------------------------------


def test_the_provinces_have_as_many_places_each_as_far_as_they_go():
    candidates = [*many(("A",), each=10), Candidate("30001", "B"), Candidate("30002", "C"), Candidate("30003", "C")]

    assert counts(propose(candidates, 7, seed="x"), "province") == {"A": 4, "B": 1, "C": 2}


def test_within_the_provinces_the_sizes_are_spread_too():
    candidates = many(("A", "S"), ("A", "L"), ("B", "S"), ("B", "L"), each=5)

    chosen = propose(candidates, 8, seed="x")

    assert (counts(chosen, "province"), counts(chosen, "size")) == ({"A": 4, "B": 4}, {"S": 4, "L": 4})


def test_one_place_may_go_round_by_a_third_class():
    # B has only middle ones to give and A only large: one of A for L becomes M, one of B for M becomes S.
    candidates = [
        *(Candidate(f"1000{n}", "A", "L") for n in range(4)),
        Candidate("10009", "A", "M"),
        *(Candidate(f"2000{n}", "B", "M") for n in range(3)),
        *(Candidate(f"2001{n}", "B", "S") for n in range(2)),
    ]

    chosen = propose(candidates, 6, seed="round", spread=("province", "size"))

    assert counts(chosen, "size") == {"L": 2, "M": 2, "S": 2}


def test_a_quality_that_is_not_spread_is_left_to_the_draw():
    candidates = [*many(("A",), each=30), Candidate("30001", "B")]

    without = propose(candidates, 1, seed="s", spread=())

    assert without == outreach.drawn(candidates, "s")[:1]


def test_another_seed_draws_another_list():
    candidates = many(("A", "S", "X"), each=30)

    assert propose(candidates, 10, seed="one") != propose(candidates, 10, seed="two")


# --- Whatever the candidates -----------------------------------------------------------------------


@settings(max_examples=60, deadline=None)
@given(A_LIST, st.integers(1, 30), st.randoms(use_true_random=False))
def test_the_goal_is_reached_or_everybody_is_chosen_whatever_the_order(candidates, goal, random):
    chosen = propose(candidates, goal, seed="seed")
    shuffled = random.sample(candidates, len(candidates))

    assert len(chosen) == len({each.key for each in chosen}) == min(goal, len(candidates))
    assert propose(shuffled, goal, seed="seed") == chosen


@settings(max_examples=60, deadline=None)
@given(A_LIST, st.integers(1, 30))
def test_a_province_has_two_fewer_than_another_only_when_it_has_no_more_to_give(candidates, goal):
    taken, there = counts(propose(candidates, goal, seed="seed"), "province"), counts(candidates, "province")

    most = max(taken.values(), default=0)
    assert [name for name in there if taken[name] < most - 1 and taken[name] < there[name]] == []


@settings(max_examples=40, deadline=None)
@given(A_SHORT_LIST, st.integers(1, 8))
def test_no_list_with_the_same_provinces_spreads_the_sizes_more(candidates, goal):
    chosen = propose(candidates, goal, seed="seed")

    others = combinations(candidates, min(goal, len(candidates)))
    alike = [other for other in others if counts(other, "province") == counts(chosen, "province")]
    assert unevenness(chosen, "size") == min(unevenness(other, "size") for other in alike)


# --- One instead of another ------------------------------------------------------------------------


def test_who_is_most_like_the_one_that_goes_comes_instead():
    gone = Candidate("10000", "A", "S", "X")
    pool = [Candidate("10001", "B", "S", "X"), Candidate("10002", "A", "L", "X"), Candidate("10003", "A", "S", "Y")]

    assert replacement_for(gone, pool, seed="s").key == "10003"


def test_nobody_comes_instead_when_nobody_is_left():
    gone = Candidate("10000", "A")

    assert replacement_for(gone, [gone], seed="s") is None


# --- What may be said of a visit -------------------------------------------------------------------

STAFF = object()
PLAN = {"planned_on": "2026-03-01", "form": "digital", "staff": STAFF, "team": [STAFF]}


def test_a_visit_is_planned_with_a_day_a_way_and_somebody_of_the_team():
    assert outreach.move_refusals(OutreachTarget(), TargetState.PLANNED, **PLAN) == []


@pytest.mark.parametrize(
    ("missing", "refusal"),
    [
        ({"planned_on": None}, OutreachRefusal.NO_DAY),
        ({"form": ""}, OutreachRefusal.NO_FORM),
        ({"staff": None}, OutreachRefusal.NOT_OURS),
        ({"team": []}, OutreachRefusal.NOT_OURS),
    ],
)
def test_a_plan_that_lacks_one_thing_is_refused(missing, refusal):
    assert outreach.move_refusals(OutreachTarget(), TargetState.PLANNED, **PLAN | missing) == [refusal]


@pytest.mark.parametrize(
    ("state", "refusal"), [(TargetState.HELD, OutreachRefusal.HELD), (TargetState.SWAPPED, OutreachRefusal.GONE)]
)
def test_a_visit_that_is_over_changes_no_more(state, refusal):
    assert outreach.move_refusals(OutreachTarget(state=state), TargetState.INVITED, **PLAN) == [refusal]


def test_an_invitation_needs_no_day():
    nothing = {"planned_on": None, "form": "", "staff": None, "team": []}

    assert outreach.move_refusals(OutreachTarget(), TargetState.INVITED, **nothing) == []
