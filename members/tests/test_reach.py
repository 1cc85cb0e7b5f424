"""What reached each municipality, so that none falls between two vessels."""

from datetime import date

import pytest

from members import actions, reach
from members.models import SupportLevel
from members.rules.balance import Moment
from members.tests import factories as members
from portal.doors import NETWORK_MOMENT

TODAY = date(2026, 6, 15)
pytestmark = pytest.mark.django_db


@pytest.fixture
def moments(monkeypatch):
    supplied = []
    of_year = {"test": lambda year: [each for each in supplied if each.day.year == year]}
    monkeypatch.setattr(NETWORK_MOMENT, "_supplies", of_year)
    return supplied


def moment(area, day, *municipalities, is_sure=True):
    return Moment(area.pk, day, "", "/", is_sure, len(municipalities), frozenset(each.pk for each in municipalities))


def left_out(*municipalities):
    found = reach.of_twelve_months(TODAY).without_help({each.pk for each in municipalities}, today=TODAY)
    return [each.name for each in municipalities if each.pk in found]


def test_who_got_neither_support_nor_a_network_moment_is_left_out(moments):
    supported, invited, guest, alone = (members.municipality(name) for name in ("Lier", "Boom", "Mol", "Geel"))
    members.support(members.youth_region("a", supported), SupportLevel.LIGHT)
    moments.append(moment(members.network_area("kempen", invited), date(2025, 9, 1), guest))

    assert left_out(supported, invited, guest, alone) == ["Geel"]


@pytest.mark.parametrize(("day", "names"), [(date(2025, 6, 16), []), (date(2025, 6, 15), ["Boom"])])
def test_twelve_months_count_and_not_a_day_more(moments, day, names):
    boom = members.municipality("Boom")
    moments.append(moment(members.network_area("kempen", boom), day))

    assert left_out(boom) == names


@pytest.mark.parametrize(("until", "names"), [(date(2025, 6, 17), []), (date(2025, 6, 16), ["Lier"])])
def test_support_that_ended_within_twelve_months_counts(moments, until, names):
    lier = members.municipality("Lier")
    members.support(members.youth_region("a", lier), SupportLevel.STRUCTURAL, until=until)

    assert left_out(lier) == names


def test_a_moment_to_come_and_a_draft_of_the_past_reached_nobody(moments):
    boom = members.municipality("Boom")
    area = members.network_area("kempen", boom)
    moments += [moment(area, date(2026, 6, 16)), moment(area, date(2026, 5, 1), is_sure=False)]

    assert left_out(boom) == ["Boom"]


def test_a_level_of_no_support_is_no_support(moments):
    lier = members.municipality("Lier")
    members.support(members.youth_region("a", lier), SupportLevel.NONE)

    assert left_out(lier) == ["Lier"]


def test_what_a_predecessor_got_its_successor_got(moments):
    gone = members.municipality("Gooik", valid_to=date(2026, 1, 1))
    heir = members.municipality("Pajottegem", valid_from=date(2026, 1, 1))
    actions.record_merger(heir, [gone], on=date(2026, 1, 1))
    moments.append(moment(members.network_area("oud", gone, until=date(2026, 1, 1)), date(2025, 11, 1)))

    assert left_out(heir) == []


def test_two_predecessors_side_by_side_count_once(moments):
    gone = [members.municipality(valid_to=date(2026, 1, 1)) for _number in range(2)]
    heir = members.municipality(valid_from=date(2026, 1, 1))
    actions.record_merger(heir, gone, on=date(2026, 1, 1))
    region = members.youth_region("a", *gone, until=date(2026, 1, 1))
    members.support(region, SupportLevel.STRUCTURAL, on=date(2025, 1, 1))

    days = date(2025, 1, 1), TODAY
    (got,) = reach.Reach(*days, as_of=TODAY).between(*days).values()

    assert got.support_share == 1.0


def test_units_add_network_moments_to_the_part_of_the_year_with_support(moments):
    lier = members.municipality()
    region, area = members.youth_region("a", lier), members.network_area("kempen", lier)
    members.support(region, SupportLevel.LIGHT, on=date(2026, 1, 1), until=date(2026, 3, 15))  # 73 days: a fifth
    moments += [moment(area, date(2026, 2, 1), lier), moment(area, date(2026, 5, 1))]

    days = reach.window_of(2026, today=TODAY)
    reached = reach.Reach(*days, as_of=TODAY).between(*days)[lier.pk]

    assert (reached.moments, reached.came, reached.support_share) == (2, 1, pytest.approx(0.1))
    assert reached.units(4) == pytest.approx(2.4)


def test_a_year_that_is_over_counts_for_the_municipalities_of_today(moments):
    gone = members.municipality("Gooik", valid_to=date(2025, 1, 1))
    heir = members.municipality("Pajottegem", valid_from=date(2025, 1, 1))
    actions.record_merger(heir, [gone], on=date(2025, 1, 1))
    moments.append(moment(members.network_area("oud", gone, until=date(2025, 1, 1)), date(2024, 11, 1)))

    days = reach.window_of(2024, today=TODAY)
    got = reach.of_year_and_twelve_months(2024, today=TODAY).between(*days)

    assert {place: each.moments for place, each in got.items()} == {heir.pk: 1}


@pytest.mark.parametrize(
    ("day", "earlier"), [(date(2024, 2, 29), date(2023, 2, 28)), (date(2026, 6, 15), date(2025, 6, 15))]
)
def test_a_year_before_a_leap_day_is_the_28th(day, earlier):
    assert reach.a_year_before(day) == earlier
