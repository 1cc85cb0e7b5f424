from datetime import date, timedelta

import pytest

from members import actions, timeline, touchpoints
from members.models import CorePlayer, Role, Theme, TouchpointKind
from members.tests import factories as members
from members.timeline import Mailings, Stream, Wanted
from portal.pointers import key_of

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
MERGED_ON = date(2025, 1, 1)
FULL = (TouchpointKind.DELIVERED, TouchpointKind.OPENED, TouchpointKind.CLICKED, TouchpointKind.BOUNCED)


@pytest.fixture
def lier():
    return members.municipality("Lier")


def titles(municipality, **wanted):
    blocks = timeline.of_municipality(municipality, today=TODAY, wanted=Wanted(**wanted))
    return [entry.title for block in blocks for entry in block.entries]


def test_a_municipality_without_anything_has_no_timeline(lier):
    assert timeline.of_municipality(lier, today=TODAY) == []


def test_every_source_is_there_with_the_newest_first(lier):
    actions.join(lier, on=date(2026, 1, 10))
    members.youth_region("netwerk", lier, on=date(2026, 2, 10), until=date(2026, 5, 1))
    noor = members.person(role=None, first_name="Noor", last_name="Peeters")
    members.role(noor, Role.OFFICER, lier, on=date(2026, 3, 10))
    members.touchpoint(TouchpointKind.VISIT, lier, on=date(2026, 4, 10))

    assert titles(lier) == [
        "Left Netwerk",
        "visit",
        "Noor Peeters began as: Youth officer",
        "Joined Netwerk",
        "Became a member",
    ]


def test_what_is_still_to_come_does_not_stand_there_yet(lier):
    noor = members.person(role=None)
    members.role(noor, Role.OFFICER, lier, on=TODAY + timedelta(days=1))
    members.touchpoint(TouchpointKind.VISIT, lier, on=TODAY + timedelta(days=1))

    assert titles(lier) == []


def test_people_who_share_a_source_share_an_entry(lier):
    noor, karim = members.person(municipality=lier, first_name="Noor"), members.person(municipality=lier)
    for person in (noor, karim):
        touchpoints.record(TouchpointKind.CALL, source=lier, on=TODAY, person=person, municipality=lier)

    (entry,) = (entry for entry in entries(lier) if entry.title == "phone call")

    assert set(entry.people) == {noor, karim}


def entries(municipality, **wanted):
    blocks = timeline.of_municipality(municipality, today=TODAY, wanted=Wanted(**wanted))
    return [entry for block in blocks for entry in block.entries]


# --- Months and gaps -------------------------------------------------------------------------------


def spans(municipality, **wanted):
    """Each block as (first month, last month, number of entries)."""
    blocks = timeline.of_municipality(municipality, today=TODAY, wanted=Wanted(**wanted))
    return [(f"{block.first:%Y-%m}", f"{block.last:%Y-%m}", len(block.entries)) for block in blocks]


def test_months_without_anything_are_one_gap_up_to_this_month(lier):
    for day in (date(2025, 12, 31), date(2026, 3, 1), date(2026, 3, 31)):
        members.touchpoint(TouchpointKind.CALL, lier, on=day)

    assert spans(lier) == [
        ("2026-04", "2026-06", 0),
        ("2026-03", "2026-03", 2),
        ("2026-01", "2026-02", 0),
        ("2025-12", "2025-12", 1),
    ]


def test_mailings_are_counted_a_month_and_do_not_fill_a_gap(lier):
    members.touchpoint(TouchpointKind.CALL, lier, on=date(2026, 6, 1))
    for kind in (*FULL, TouchpointKind.DELIVERED):
        members.touchpoint(kind, lier, on=date(2026, 6, 2))
    for day in (date(2026, 4, 2), date(2026, 5, 2)):
        members.touchpoint(TouchpointKind.DELIVERED, lier, on=day)

    month, gap = timeline.of_municipality(lier, today=TODAY)

    assert (month.mailings, [entry.title for entry in month.entries]) == (Mailings(2, 1, 1, 1), ["phone call"])
    assert (gap.is_gap, gap.first, gap.mailings) == (True, date(2026, 4, 1), Mailings(delivered=2))


# --- Filters ---------------------------------------------------------------------------------------


def test_each_filter_leaves_what_it_says(lier):
    council = Theme.objects.get(code="youth-council")
    actions.join(lier, on=date(2026, 1, 10))
    members.touchpoint(TouchpointKind.CALL, lier, on=date(2026, 2, 1), core_player=CorePlayer.POLITICIAN)
    members.touchpoint(TouchpointKind.COMMISSION, lier, on=date(2026, 3, 1), theme=council)
    members.touchpoint(TouchpointKind.PORTAL_ACTION, lier, on=date(2026, 4, 1))
    members.touchpoint(TouchpointKind.DELIVERED, lier, on=date(2026, 4, 1))

    assert titles(lier) == ["did something in the portal", "commission meeting", "phone call", "Became a member"]
    assert titles(lier, stream=Stream.CONTACT) == ["phone call"]
    assert titles(lier, stream=Stream.GATHERING) == ["commission meeting"]
    assert titles(lier, stream=Stream.ONLINE) == ["did something in the portal"]
    assert titles(lier, stream=Stream.ORGANISATION) == ["Became a member"]
    assert titles(lier, theme=council) == ["commission meeting"]
    assert titles(lier, core_player=CorePlayer.POLITICIAN) == ["phone call"]
    assert titles(lier, two_way=True) == ["commission meeting", "phone call"]
    assert titles(lier, kind=TouchpointKind.CALL, month=date(2026, 2, 1)) == ["phone call"]
    assert titles(lier, kind=TouchpointKind.CALL, month=date(2026, 3, 1)) == []


def test_every_kind_of_touchpoint_belongs_to_a_stream_or_is_a_mailing():
    assert {*timeline.STREAM_OF, *timeline.MAILINGS} == set(TouchpointKind)


# --- Predecessors ----------------------------------------------------------------------------------


def test_the_timeline_goes_on_before_the_merger_under_the_old_name():
    galmaarden = members.municipality("Galmaarden", valid_to=MERGED_ON)
    pajottegem = members.municipality("Pajottegem", valid_from=MERGED_ON)
    actions.record_merger(pajottegem, [galmaarden], on=MERGED_ON)
    members.touchpoint(TouchpointKind.VISIT, galmaarden, on=date(2024, 12, 1))
    members.touchpoint(TouchpointKind.CALL, pajottegem, on=date(2025, 2, 1))

    of_new, of_old = entries(pajottegem), entries(galmaarden)

    assert [(entry.day, entry.place) for entry in of_new] == [
        (date(2025, 2, 1), ""),
        (MERGED_ON, ""),
        (date(2024, 12, 1), "Galmaarden (until 2024)"),
    ]
    assert [(entry.day, entry.place) for entry in of_old] == [(MERGED_ON, ""), (date(2024, 12, 1), "")]


# --- A person --------------------------------------------------------------------------------------


def test_a_person_has_a_timeline_of_roles_and_touchpoints_without_what_they_opened(lier):
    noor = members.person(role=None)
    members.role(noor, Role.OFFICER, lier, on=date(2026, 1, 1), until=date(2026, 5, 1))
    for kind in (*FULL, TouchpointKind.VISIT):
        members.touchpoint(kind, lier, on=date(2026, 4, 1), person=noor)

    blocks = timeline.of_person(noor, today=TODAY)

    assert [(entry.title, entry.place) for block in blocks for entry in block.entries] == [
        ("Stopped as: Youth officer, Lier", ""),
        ("visit", "Lier"),
        ("Began as: Youth officer, Lier", ""),
    ]
    assert [block.mailings for block in blocks if any(block.mailings)] == [Mailings(delivered=1)]


# --- Where it leads --------------------------------------------------------------------------------


def test_an_entry_leads_to_its_source_and_one_that_leads_nowhere_stands_alone(lier):
    touchpoints.record(TouchpointKind.VISIT, source=lier, on=TODAY, municipality=lier)
    members.touchpoint(TouchpointKind.CALL, lier, on=TODAY)

    (block,) = timeline.pointed(timeline.of_municipality(lier, today=TODAY))

    found = {entry.source.split(":")[0]: entry.pointed for entry in block.entries}
    assert found["members.municipality"].url == lier.get_absolute_url()
    assert found["tests.thing"] is None
    assert key_of(lier) in [entry.source for entry in block.entries]


def test_the_newest_blocks_stop_at_a_number_of_entries(lier):
    for month in range(1, 6):
        members.touchpoint(TouchpointKind.CALL, lier, on=date(2026, month, 1))

    blocks = timeline.of_municipality(lier, today=TODAY)

    assert [block.first.month for block in timeline.newest(blocks, 2)] == [6, 5, 4]
