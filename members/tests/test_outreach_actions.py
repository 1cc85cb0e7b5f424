"""Outreach: who is proposed and why, swapping with a reason, and a visit that becomes a contact moment."""

from datetime import date, timedelta

import pytest

from members import actions as register
from members import touchpoints
from members.actions import outreach as actions
from members.models import OutreachTarget, Province, Role, TargetState, Todo, TouchpointKind
from members.rules.contacts import ContactRefusal
from members.rules.outreach import OutreachRefusal
from members.tests import factories as members
from portal.refused import Refused
from portal.trail.models import Line, LineKind

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


@pytest.fixture
def staff():
    return members.person(role=Role.STAFF)


def silent_member(name="", *, since=date(2020, 1, 1), **facts):
    place = members.municipality(name, population=10_000, **facts)
    register.join(place, on=since)
    return place


def heard(place, *, on):
    touchpoints.record(TouchpointKind.CALL, source=place, municipality=place, on=on)


def names(campaign):
    return sorted(target.municipality.name for target in campaign.targets.on_the_list())


def propose(campaign, staff, today=TODAY):
    return actions.propose_targets(campaign, by=staff.user, today=today)


# --- Who can be chosen -----------------------------------------------------------------------------


def test_members_that_we_neither_heard_nor_saw_for_24_months_are_proposed(staff):
    silent_member("Never")
    heard(silent_member("Long ago"), on=date(2024, 3, 1))
    heard(silent_member("Just in time"), on=date(2024, 3, 3))
    members.municipality("No member")
    silent_member("New", since=TODAY - timedelta(days=60))
    campaign = members.campaign()

    propose(campaign, staff)

    assert names(campaign) == ["Long ago", "Never"]


def test_what_a_predecessor_said_counts_for_what_came_of_it(staff):
    old = members.municipality("Old", valid_to=date(2025, 1, 1))
    new = silent_member("New", since=date(2025, 1, 1), valid_from=date(2025, 1, 1))
    other = silent_member("Other")
    register.record_merger(new, [old], on=date(2025, 1, 1))
    heard(old, on=date(2024, 6, 1))
    campaign = members.campaign()

    propose(campaign, staff)

    assert names(campaign) == [other.name]


def test_whom_another_running_campaign_is_to_visit_is_not_proposed_and_whom_it_visited_is(staff):
    planned, held, over = (silent_member(name) for name in ("Planned", "Held", "Over"))
    running = members.campaign()
    members.target(planned, of=running, state=TargetState.PLANNED, planned_on=TODAY)
    members.target(held, of=running, state=TargetState.HELD)
    members.target(over, of=members.campaign(ends_on=TODAY))
    campaign = members.campaign()

    propose(campaign, staff)

    assert names(campaign) == ["Held", "Over"]

    with pytest.raises(Refused) as refused:
        actions.swap_target(campaign.targets.first(), by=staff.user, reason="Closer", today=TODAY, wanted=planned)
    assert refused.value.reasons == [OutreachRefusal.ELSEWHERE]


def test_a_campaign_may_choose_from_all_members(staff):
    heard(silent_member("Spoke"), on=TODAY)
    campaign = members.campaign(eligible="members")

    propose(campaign, staff)

    assert names(campaign) == ["Spoke"]


def test_nobody_silent_is_nobody_to_propose(staff):
    with pytest.raises(Refused) as refusal:
        propose(members.campaign(), staff)
    assert refusal.value.reasons == [OutreachRefusal.NOBODY]


# --- The list --------------------------------------------------------------------------------------


@pytest.fixture
def many():
    return [
        silent_member(f"{province.label}{number}", province=province)
        for province in (Province.ANTWERP, Province.LIMBURG)
        for number in range(6)
    ]


def test_the_list_is_spread_and_says_why_in_both_languages(staff, many):
    campaign = members.campaign(goal=4)

    targets = propose(campaign, staff)

    assert sorted(target.province for target in targets) == ["10000", "10000", "70000", "70000"]
    assert targets[0].reason_en.startswith("Never heard or seen so far. One of 2 in ")
    assert targets[0].reason_nl


def test_proposing_again_gives_the_same_list_and_another_seed_another(staff, many):
    def proposed(seed):
        campaign = members.campaign(goal=4, seed=seed)
        propose(campaign, staff)
        listed = names(campaign)
        propose(campaign, staff)
        assert names(campaign) == listed
        campaign.delete()  # another campaign does not choose who is on a list
        return listed

    assert proposed("a") == proposed("a") != proposed("b")


def test_the_reason_stays_as_it_was_when_the_municipality_speaks_up(staff):
    place = silent_member()
    target = propose(members.campaign(), staff)[0]

    heard(place, on=TODAY)

    target.refresh_from_db()
    assert target.reason_en.startswith("Never heard or seen so far.")


def test_once_somebody_is_invited_the_list_is_not_proposed_again(staff, many):
    campaign = members.campaign(goal=4)
    target = propose(campaign, staff)[0]
    move(target, staff, TargetState.INVITED)

    with pytest.raises(Refused) as refusal:
        propose(campaign, staff)
    assert refusal.value.reasons == [OutreachRefusal.UNDER_WAY]


# --- Swapping --------------------------------------------------------------------------------------


def test_a_swap_brings_who_is_most_like_it_and_leaves_word_in_the_trail(staff, many):
    campaign = members.campaign(goal=4)
    target = next(each for each in propose(campaign, staff) if each.province == "70000")

    new = actions.swap_target(target, by=staff.user, reason="They move house", today=TODAY)

    target.refresh_from_db()
    assert (target.state, target.swapped_for, new.province, new.state) == ("swapped", new, "70000", "proposed")
    line = Line.objects.filter(kind=LineKind.OVERRIDE).get()
    assert (line.reason, line.change) == (
        "They move house",
        {"municipality": [target.municipality.nis_code, new.municipality.nis_code]},
    )


def test_one_may_say_which_one_comes_instead(staff, many):
    campaign = members.campaign(goal=4)
    target = propose(campaign, staff)[0]
    wanted = next(place for place in many if place.name not in names(campaign))

    assert actions.swap_target(target, by=staff.user, reason="x", today=TODAY, wanted=wanted).municipality == wanted


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_swap_without_a_reason_is_refused(staff, many, reason):
    campaign = members.campaign(goal=4)
    target = propose(campaign, staff)[0]

    with pytest.raises(Refused) as refusal:
        actions.swap_target(target, by=staff.user, reason=reason, today=TODAY)
    assert refusal.value.reasons == [OutreachRefusal.NO_REASON]


def test_who_is_on_the_list_or_not_silent_cannot_come_instead(staff, many):
    campaign = members.campaign(goal=4)
    target, listed = propose(campaign, staff)[:2]
    speaks = silent_member("Speaks")
    heard(speaks, on=TODAY)

    for wanted in (listed.municipality, speaks):
        with pytest.raises(Refused) as refusal:
            actions.swap_target(target, by=staff.user, reason="x", today=TODAY, wanted=wanted)
        assert refusal.value.reasons == [OutreachRefusal.NOT_ELIGIBLE]


# --- Planning and holding --------------------------------------------------------------------------


def move(target, staff, state, **plan):
    return actions.move_target(target, state, by=staff.user, today=TODAY, staff=staff, **plan)


def test_a_planned_visit_stands_on_the_list_of_whoever_goes(staff):
    target = members.target(silent_member("Lier"))

    move(target, staff, TargetState.PLANNED, planned_on=TODAY, form="physical")

    todo = Todo.objects.get()
    assert (todo.person, todo.due_on, todo.title_en) == (staff, TODAY, "Visit Lier and write down what you hear")


def test_a_visit_that_falls_through_leaves_the_list(staff):
    target = members.target(silent_member())
    move(target, staff, TargetState.PLANNED, planned_on=TODAY, form="physical")

    move(target, staff, TargetState.DECLINED)

    assert Todo.objects.filter(done_at=None).count() == 0


def hold(target, staff, **change):
    facts = {"municipality": target.municipality, "on": TODAY, "form": "digital", "heard": "They want help."}
    return actions.hold_visit(target, by=staff.user, today=TODAY, staff=[staff], **facts | change)


def test_a_visit_that_is_written_down_is_held_and_its_municipality_is_heard(staff):
    target = members.target(silent_member())
    move(target, staff, TargetState.PLANNED, planned_on=TODAY, form="digital")

    contact = hold(target, staff)

    target.refresh_from_db()
    assert (target.state, target.contact, contact.kind) == (TargetState.HELD, contact, "visit")
    assert target.municipality.touchpoints.get().heard
    assert Todo.objects.filter(done_at=None).count() == 0


def test_a_visit_is_held_once(staff):
    target = members.target(silent_member())
    hold(target, staff)

    with pytest.raises(Refused) as refusal:
        hold(target, staff)
    assert refusal.value.reasons == [OutreachRefusal.HELD]


def test_a_visit_elsewhere_is_not_this_visit(staff):
    target = members.target(silent_member())

    with pytest.raises(Refused) as refusal:
        hold(target, staff, municipality=members.municipality())
    assert refusal.value.reasons == [OutreachRefusal.ANOTHER_PLACE]


def test_a_visit_that_cannot_be_written_down_is_not_held(staff):
    target = members.target(silent_member())

    with pytest.raises(Refused) as refusal:
        hold(target, staff, heard=" ")
    assert refusal.value.reasons == [ContactRefusal.NOTHING_HEARD]
    assert OutreachTarget.objects.get().state == TargetState.PROPOSED


def test_a_campaign_ends_after_it_starts(staff):
    with pytest.raises(Refused):
        members.campaign(starts_on=TODAY, ends_on=TODAY)
