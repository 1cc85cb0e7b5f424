"""Mergers, splits and other changes of territory in any order: no fact is lost, and all can be undone."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from members import actions, touchpoints
from members.borders import Border, Borders
from members.lineage import Lineage
from members.models import (
    EventKind,
    Membership,
    Municipality,
    MunicipalityAlias,
    MunicipalityProvince,
    Province,
    Role,
    RoleAssignment,
    TerritorialParty,
    Touchpoint,
    TouchpointKind,
    YouthRegionMembership,
)
from members.rules import decisions
from members.rules.mergers import Successor
from members.tests import factories as members

pytest.importorskip("hypothesis", reason="needs hypothesis, of requirements-test.txt")

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

TABLES = (
    Municipality,
    MunicipalityProvince,
    MunicipalityAlias,
    RoleAssignment,
    Membership,
    YouthRegionMembership,
    TerritorialParty,
    Touchpoint,
)
FIRST_DAY = date(2021, 1, 1)
TODAY = date(2040, 1, 1)
steps = st.lists(st.tuples(st.sampled_from(EventKind), st.integers(0, 99), st.integers(2, 3)), min_size=1, max_size=5)


def rows():
    """Every row of the touched tables, as it is stored."""
    return {table: list(table._base_manager.order_by("pk").values()) for table in TABLES}


def a_plan(kind, first, many, *, on, number):
    """A plan of this kind with municipalities that stand, or None when too few do."""
    standing = list(Municipality.objects.standing().order_by("pk"))
    turned = standing[first % len(standing) :] + standing[: first % len(standing)]
    code = 80_000 + 10 * number

    def new(place):
        return Successor(None, str(code + place), f"Nieuw {number}-{place}", Province.LIMBURG)

    before, after = {
        EventKind.MERGER: (turned[:many], [new(0)]),
        EventKind.ABSORPTION: (turned[1:many], [Successor(turned[0])]),
        EventKind.RENAMING: (turned[:1], [Successor(turned[0], name=f"Naam {number}")]),
        EventKind.PROVINCE_CHANGE: (turned[:1], [Successor(turned[0], province=a_province(turned[0], number))]),
        EventKind.SPLIT: (turned[:1], [new(0), Successor(turned[0]) if first % 2 else new(1)]),
    }[kind]
    enough = len(turned) >= many if kind in (EventKind.MERGER, EventKind.ABSORPTION) else True
    return actions.plan_event(kind, effective_on=on, predecessors=before, successors=after, by=None) if enough else None


def a_province(municipality, number):
    held = municipality.provinces.order_by("starts_on").last().province
    return [province for province in Province if province != held][number % 4]


def facts():
    return [(touchpoint.municipality_id, touchpoint.occurred_on, 1) for touchpoint in Touchpoint.objects.order_by("pk")]


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)
@given(steps)
def test_totals_stay_equal_and_undoing_puts_every_row_back(planned):
    with transaction.atomic():
        five = [members.municipality(f"Dorp {name}", valid_from=date(2000, 1, 1)) for name in "ABCDE"]
        members.youth_region("streek", *five[:3], on=FIRST_DAY)
        for municipality in five:
            members.role(members.person(role=None, user=False), Role.OFFICER, municipality)
            actions.join(municipality, on=FIRST_DAY)
        carried_out, day, admin = [], FIRST_DAY, members.user_with(Role.ADMIN)

        for number, (kind, first, many) in enumerate(planned):
            day += timedelta(days=400)
            for municipality in Municipality.objects.existing_on(day):
                touchpoints.record(TouchpointKind.CALL, source=municipality, on=day, municipality=municipality)
            event = a_plan(kind, first, many, on=day + timedelta(days=100), number=number)
            if event is None:
                continue
            open_ones = [each for each in decisions.questions(event) if each.is_open]
            answers = {(each.question, each.about): each.choices[0][0] for each in open_ones}
            actions.decide_about_event(event, answers, by=admin)
            before = rows()
            actions.execute_event(event, by=admin, today=TODAY)
            carried_out.append((event, before))

            lineage = Lineage(TODAY)
            for border in Border:
                borders = Borders(border, today=TODAY)
                by_place, by_province = borders.by_municipality(facts()), borders.by_province(facts())
                assert by_place.total() == by_province.total() == Touchpoint.objects.count()
                if border == Border.TODAY:
                    standing = set(Municipality.objects.standing().values_list("pk", flat=True))
                    assert set(by_place) <= standing
                    assert all(number == sum_of_family(pk, lineage) for pk, number in by_place.items())
            gone = Municipality.objects.exclude(valid_to=None)
            for table in (RoleAssignment, Membership, YouthRegionMembership):
                assert not table.objects.filter(ends_on=None, municipality__in=gone).exists()

        while carried_out and not actions.undo_event_refusals(carried_out[-1][0]):
            event, before = carried_out.pop()
            actions.undo_event(event, by=admin)
            after = rows()
            assert after == {**before, Touchpoint: after[Touchpoint]}
        assert all(actions.undo_event_refusals(event) for event, _before in carried_out[-1:])
        transaction.set_rollback(True)


def sum_of_family(pk, lineage):
    return Touchpoint.objects.filter(municipality__in=lineage.family_of(pk)).count()
