"""What is done with youth regions and network areas: dated, never twice at a time, and written in the trail."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from members import actions, region_audit
from members.actions.regions import Refusal
from members.models import ContactKind, LegalForm, Municipality, NetworkAreaMembership, SupportLevel, YouthRegion
from members.tests import factories as members
from portal.refused import Refused
from portal.trail.models import Line

DAY = date(2026, 3, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return members.user_with("staff")


def refused(action, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        action(*args, **kwargs)
    return caught.value.reasons


# --- Youth regions -----------------------------------------------------------------------------------


def test_a_region_gets_a_code_from_its_name(staff):
    region = actions.found_youth_region("De Lage Kempen", by=staff, legal_form=LegalForm.AGREEMENT)

    assert (region.code, region.legal_form) == ("de-lage-kempen", "agreement")
    assert Line.objects.get().about == f"members.youthregion:{region.pk}"


@pytest.mark.parametrize("name", ["De Lage Kempen", "de lage  kempen!", "Balans", "…"])
def test_a_name_in_use_or_without_letters_is_refused(staff, name):
    actions.found_youth_region("De Lage Kempen", by=staff)

    assert refused(actions.found_youth_region, name, by=staff) == [Refusal.NAME_IN_USE]
    assert YouthRegion.objects.count() == 1


def test_a_municipality_may_belong_to_two_regions_at_once(staff):
    place = members.municipality()
    for code in "ab":
        actions.join_youth_region(members.youth_region(code), place, on=DAY, by=staff)

    assert place.youth_regions.active_on(DAY).count() == 2


def test_it_joins_the_same_region_again_only_after_it_left(staff):
    place, region = members.municipality(), members.youth_region("a")
    first = actions.join_youth_region(region, place, on=DAY, by=staff)

    assert refused(actions.join_youth_region, region, place, on=date(2026, 9, 1), by=staff) == [Refusal.IS_IN_REGION]

    actions.leave_youth_region(first, on=date(2026, 8, 1), by=staff)
    actions.join_youth_region(region, place, on=date(2026, 9, 1), by=staff)

    assert [str(each.starts_on) for each in region.memberships.order_by("starts_on")] == ["2026-03-01", "2026-09-01"]


def test_a_place_that_begins_later_stands_in_the_way_of_an_open_one(staff):
    place, region = members.municipality(), members.youth_region("a")
    actions.join_youth_region(region, place, on=date(2026, 9, 1), by=staff)

    assert refused(actions.join_youth_region, region, place, on=DAY, by=staff) == [Refusal.IS_IN_REGION]


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2026, 1, 1)])
def test_a_municipality_that_is_not_there_yet_cannot_join(staff, day):
    place, region = members.municipality(valid_from=date(2026, 1, 1)), members.youth_region("a")

    if day < place.valid_from:
        assert refused(actions.join_youth_region, region, place, on=day, by=staff) == [Refusal.NOT_THERE_YET]
    else:
        assert actions.join_youth_region(region, place, on=day, by=staff).starts_on == day


def test_leaving_twice_or_before_joining_is_refused(staff):
    region = members.youth_region("a", members.municipality(), on=DAY)
    place = region.memberships.get()

    assert refused(actions.leave_youth_region, place, on=DAY, by=staff) == [Refusal.ENDS_BEFORE_IT_STARTS]
    actions.leave_youth_region(place, on=date(2026, 8, 1), by=staff)
    assert refused(actions.leave_youth_region, place, on=date(2026, 9, 1), by=staff) == [Refusal.HAS_ENDED]


def test_a_region_that_ends_takes_its_members_support_and_contacts_along(staff):
    region = members.youth_region("a", members.municipality())
    members.support(region, SupportLevel.LIGHT)
    actions.add_contact(region, members.person(), ContactKind.BOARD, on=members.LONG_AGO, by=staff)

    actions.change_youth_region(region, ended_on=DAY, by=staff)

    ends = [rows.get().ends_on for rows in (region.memberships, region.supports, region.contacts)]
    assert ends == [DAY, DAY, DAY]
    assert refused(actions.join_youth_region, region, members.municipality(), on=DAY, by=staff) == [
        Refusal.REGION_ENDED
    ]


def test_a_region_does_not_end_before_a_member_joins(staff):
    region = members.youth_region("a", members.municipality(), on=DAY)

    assert refused(actions.change_youth_region, region, ended_on=DAY, by=staff) == [Refusal.ENDS_BEFORE_IT_STARTS]
    region.refresh_from_db()
    assert region.ended_on is None


def test_what_changed_stands_in_the_trail_and_nothing_when_nothing_did(staff):
    region = members.youth_region("a")

    actions.change_youth_region(region, legal_form=LegalForm.PROJECT, by=staff)
    actions.change_youth_region(region, legal_form=LegalForm.PROJECT, by=staff)

    assert [line.change for line in Line.objects.all()] == [{"legal_form": ["informal", "project"]}]


# --- Support -----------------------------------------------------------------------------------------


def test_another_level_of_support_ends_the_one_before(staff):
    region, supporter = members.youth_region("a"), members.person(role="staff")
    actions.set_support(region, SupportLevel.LIGHT, on=members.LONG_AGO, by=staff)

    actions.set_support(region, SupportLevel.STRUCTURAL, on=DAY, by=staff, supporter=supporter, hours_a_year=120)

    told = [(each.level, each.ends_on, each.hours_a_year) for each in region.supports.all()]
    assert told == [("structural", None, 120), ("light", DAY, 0)]
    assert Line.objects.first().change == {"level": ["light", "structural"]}


def test_a_level_before_the_last_one_is_refused_because_they_would_overlap(staff):
    region = members.youth_region("a")
    actions.set_support(region, SupportLevel.LIGHT, on=DAY, by=staff)

    assert refused(actions.set_support, region, SupportLevel.STRUCTURAL, on=DAY, by=staff) == [Refusal.SUPPORT_OVERLAPS]
    assert actions.set_support(region, SupportLevel.STRUCTURAL, on=date(2026, 3, 2), by=staff).pk


def test_the_same_support_again_is_refused_and_other_hours_are_not(staff):
    region = members.youth_region("a")
    actions.set_support(region, SupportLevel.LIGHT, on=DAY, by=staff, hours_a_year=20)
    later = {"on": date(2026, 4, 1), "by": staff}

    assert refused(actions.set_support, region, SupportLevel.LIGHT, hours_a_year=20, **later) == [Refusal.SAME_SUPPORT]
    assert actions.set_support(region, SupportLevel.LIGHT, hours_a_year=30, **later).hours_a_year == 30


def test_no_support_has_no_supporter_and_no_hours(staff):
    region = members.youth_region("a")
    actions.set_support(region, SupportLevel.LIGHT, on=members.LONG_AGO, by=staff)

    ended = actions.set_support(
        region, SupportLevel.NONE, on=DAY, by=staff, supporter=members.person(role="staff"), hours_a_year=9
    )

    assert (ended.supporter, ended.hours_a_year) == (None, 0)


def test_a_region_never_supported_cannot_lose_support(staff):
    assert refused(actions.set_support, members.youth_region("a"), SupportLevel.NONE, on=DAY, by=staff) == [
        Refusal.SAME_SUPPORT
    ]


# --- Contacts ----------------------------------------------------------------------------------------


def test_somebody_has_a_part_once_at_a_time(staff):
    region, person = members.youth_region("a"), members.person()
    contact = actions.add_contact(region, person, ContactKind.BOARD, on=DAY, by=staff)

    assert refused(actions.add_contact, region, person, ContactKind.BOARD, on=DAY, by=staff) == [Refusal.IS_CONTACT]
    assert actions.add_contact(region, person, ContactKind.COORDINATOR, on=DAY, by=staff).pk
    assert actions.end_contact(contact, on=date(2026, 5, 1), by=staff).ends_on == date(2026, 5, 1)


# --- Network areas -----------------------------------------------------------------------------------


def test_a_municipality_lies_in_one_area_at_a_time(staff):
    place = members.municipality()
    members.network_area("oud", place)
    new = members.network_area("nieuw")

    actions.place_in_area(place, new, on=DAY, by=staff)

    assert [(each.area.code, each.ends_on) for each in place.network_areas.order_by("starts_on")] == [
        ("oud", DAY),
        ("nieuw", None),
    ]
    assert refused(actions.place_in_area, place, new, on=date(2026, 4, 1), by=staff) == [Refusal.SAME_AREA]


@pytest.mark.parametrize(("day", "is_refused"), [(date(2026, 2, 28), True), (DAY, True), (date(2026, 3, 2), False)])
def test_a_move_before_or_on_a_later_move_is_refused(staff, day, is_refused):
    place = members.municipality()
    members.network_area("oud", place, on=DAY)
    new = members.network_area("nieuw")

    if is_refused:
        assert refused(actions.place_in_area, place, new, on=day, by=staff) == [Refusal.IS_IN_AREA]
    else:
        assert actions.place_in_area(place, new, on=day, by=staff).area == new


def test_the_database_itself_keeps_a_second_open_place_out():
    place = members.municipality()
    members.network_area("a", place)

    with pytest.raises(IntegrityError), transaction.atomic():
        members.network_area("b", place, on=DAY)

    assert NetworkAreaMembership.objects.count() == 1


def test_a_municipality_can_leave_its_area_for_none(staff):
    place = members.network_area("a", members.municipality()).memberships.get()

    assert actions.leave_area(place, on=DAY, by=staff).ends_on == DAY


def test_a_plan_is_changed_and_not_doubled(staff):
    area = members.network_area("a")
    actions.plan_area(area, 2026, planned=2, by=staff)

    actions.plan_area(area, 2026, planned=3, note="with Mol", by=staff)

    assert [(plan.planned, plan.note) for plan in area.plans.all()] == [(3, "with Mol")]
    assert Line.objects.first().change == {"2026": [2, 3]}


# --- One region for a survey -------------------------------------------------------------------------


def test_of_two_regions_a_survey_keeps_the_one_joined_first():
    place = members.municipality()
    members.youth_region("a-later", place, on=date(2025, 1, 1))
    members.youth_region("z-first", place, on=date(2024, 1, 1))
    members.youth_region("b-later", place, on=date(2025, 1, 1))

    (found,) = Municipality.objects.with_youth_region(DAY)

    assert found.youth_region == "z-first"


# --- What an audit sees ------------------------------------------------------------------------------


def test_the_audit_names_two_areas_at_a_time_and_is_silent_about_one_after_the_other():
    place = members.municipality()
    members.network_area("a", place, until=date(2025, 1, 1))
    members.network_area("b", place, on=date(2025, 1, 1))

    assert list(region_audit.regions()) == []

    NetworkAreaMembership.objects.filter(area__code="a").update(ends_on=date(2025, 1, 2))

    assert len(list(region_audit.regions())) == 1


def test_the_audit_names_two_levels_of_support_at_a_time():
    region = members.youth_region("a")
    members.support(region, SupportLevel.LIGHT, until=DAY)
    members.support(region, SupportLevel.STRUCTURAL, on=DAY)
    assert list(region_audit.regions()) == []

    region.supports.filter(level=SupportLevel.LIGHT).update(ends_on=None)

    assert len(list(region_audit.regions())) == 1
