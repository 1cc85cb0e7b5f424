from datetime import date

import pytest
from django.core.management import call_command
from django.db.models import Sum

from members.models import (
    BandSet,
    Municipality,
    MunicipalityProvince,
    PopulationFigure,
    Province,
    RoleType,
    TerritorialEvent,
    TerritorialParty,
    YouthRegion,
    YouthRegionMembership,
)

pytestmark = pytest.mark.django_db

DAY = date(2026, 6, 1)


@pytest.fixture
def flanders():
    call_command("load_municipalities", verbosity=0)


@pytest.mark.usefixtures("flanders")
def test_there_are_285_municipalities_and_42_that_ended():
    assert Municipality.objects.existing_on(DAY).count() == 285
    assert Municipality.objects.exclude(valid_to=None).count() == 42
    assert [Municipality.objects.existing_on(day).count() for day in (date(2018, 12, 31), date(2024, 12, 31))] == [
        308,
        300,
    ]


@pytest.mark.usefixtures("flanders")
def test_the_populations_add_up_to_that_of_flanders():
    figures = PopulationFigure.objects.values("reference_date").annotate(total=Sum("inhabitants"))

    assert {figure["reference_date"]: figure["total"] for figure in figures} == {
        date(2025, 1, 1): 6_864_766,
        date(2026, 1, 1): 6_898_350,
    }


@pytest.mark.usefixtures("flanders")
def test_there_were_seven_mergers_in_2019_and_thirteen_in_2025():
    assert TerritorialEvent.objects.filter(effective_on=date(2019, 1, 1)).count() == 7
    assert TerritorialEvent.objects.filter(effective_on=date(2025, 1, 1)).count() == 13


@pytest.mark.usefixtures("flanders")
def test_zwijndrecht_lay_in_antwerp_and_became_part_of_east_flanders():
    old = Municipality.objects.with_province(DAY).get(name="Zwijndrecht")
    new = TerritorialParty.objects.successors_of(old).get().municipality

    assert (old.province, new.name) == (Province.ANTWERP, "Beveren-Kruibeke-Zwijndrecht")
    assert old.provinces.get().ends_on == new.provinces.get().starts_on == date(2025, 1, 1)
    assert new.provinces.get().province == Province.EAST_FLANDERS


@pytest.mark.usefixtures("flanders")
def test_the_seven_classes_count_as_published():
    band_set = BandSet.objects.prefetch_related("bands").get(code="population-seven")
    municipalities = Municipality.objects.existing_on(DAY).with_population(date(2025, 1, 1))

    counts = [municipalities.in_population_band(band).count() for band in band_set.bands.all()]

    assert counts == [55, 68, 51, 54, 43, 10, 4]


@pytest.mark.usefixtures("flanders")
def test_loading_twice_changes_nothing():
    tables = (Municipality, MunicipalityProvince, PopulationFigure, TerritorialEvent, TerritorialParty)
    before = [list(table.objects.order_by("pk").values()) for table in tables]

    call_command("load_municipalities", verbosity=0)

    assert [list(table.objects.order_by("pk").values()) for table in tables] == before


def test_every_portal_starts_with_role_types_in_two_languages():
    assert RoleType.objects.get(code="youth-officer").grants == "officer"
    assert RoleType.objects.get(code="alderman").grants == ""
    assert not RoleType.objects.filter(title_en="")


@pytest.mark.usefixtures("flanders")
def test_a_youth_region_follows_its_municipalities_through_a_merger():
    def names_in(region, day):
        places = Municipality.objects.existing_on(day).with_youth_region(day).filter(youth_region=region)
        return list(places.values_list("name", flat=True))

    assert names_in("pajottenland", date(2024, 12, 31)) == [
        "Bever",
        "Galmaarden",
        "Gooik",
        "Herne",
        "Lennik",
        "Pepingen",
    ]
    assert names_in("pajottenland", date(2025, 1, 1)) == ["Bever", "Lennik", "Pajottegem", "Pepingen"]


@pytest.mark.usefixtures("flanders")
def test_whether_lochristi_took_the_place_of_wachtebeke_is_not_known_so_it_has_none():
    day = date(2025, 1, 1)
    regions = dict(Municipality.objects.with_youth_region(day).values_list("nis_code", "youth_region"))

    assert (regions["44087"], regions["44073"], regions["44085"]) == (None, None, "meetjesland")


def test_loading_twice_makes_no_region_twice(flanders):
    before = YouthRegionMembership.objects.count()

    call_command("load_municipalities", verbosity=0)

    assert (YouthRegion.objects.count(), YouthRegionMembership.objects.count()) == (5, before)
