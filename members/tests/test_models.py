from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from members import actions
from members.models import Band, BandSubject, Municipality, Person, Province, Role, RoleAssignment, TerritorialParty
from members.tests import factories as members

pytestmark = pytest.mark.django_db

START, END = date(2025, 1, 1), date(2026, 1, 1)


# --- Periods ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2024, 12, 31), False), (START, True), (date(2025, 12, 31), True), (END, False)],
)
def test_a_period_holds_from_its_first_day_up_to_but_not_on_its_end(day, holds):
    role = members.role(members.person(role=None), Role.STAFF, on=START, until=END)

    assert role.is_active_on(day) is holds
    assert RoleAssignment.objects.active_on(day).exists() is holds


def test_a_period_without_an_end_holds_forever():
    role = members.role(members.person(role=None), Role.STAFF, on=START)

    assert role.is_active_on(date(2099, 1, 1))
    assert role.last_day is None


def test_the_last_day_of_a_period_is_the_day_before_its_end():
    assert members.role(members.person(role=None), Role.STAFF, on=START, until=END).last_day == date(2025, 12, 31)


def test_a_period_that_ends_before_it_starts_cannot_be_stored():
    person = members.person(role=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.create(
            person=person, role_type=members.role_type(Role.STAFF), starts_on=END, ends_on=START
        )


# --- Municipalities --------------------------------------------------------------------------------


@pytest.mark.parametrize(("day", "exists"), [(date(2024, 12, 31), True), (date(2025, 1, 1), False)])
def test_an_ended_municipality_existed_until_the_day_before(day, exists):
    ended = members.municipality(valid_to=date(2025, 1, 1))

    assert ended.exists_on(day) is exists
    assert Municipality.objects.existing_on(day).exists() is exists


def test_two_municipalities_of_one_name_are_told_apart_by_the_last_year():
    old = members.municipality("Hasselt", valid_to=date(2025, 1, 1))
    new = members.municipality("Hasselt", valid_from=date(2025, 1, 1))

    assert (old.name_in_lists, new.name_in_lists) == ("Hasselt (until 2024)", "Hasselt")


@pytest.mark.parametrize("words", ["Heist", "heist berg", "HEIST-OP", "90500", "2220", "21"])
def test_a_municipality_is_found_by_words_nis_code_and_postal_codes(words):
    heist = members.municipality("Heist-op-den-Berg", nis_code="90500", postal_codes="2220 2221")
    members.municipality("Lier", nis_code="80000", postal_codes="2500")

    assert list(Municipality.objects.named(words)) == [heist]


def test_a_municipality_is_found_by_the_name_of_a_predecessor():
    new, old = members.municipality("Pajottegem"), members.municipality("Galmaarden", valid_to=START)
    actions.record_merger(new, [old], on=START)

    assert set(Municipality.objects.named("galmaarden")) == {new, old}


def test_one_that_absorbs_another_is_not_its_own_predecessor():
    antwerp, borsbeek = members.municipality("Antwerpen"), members.municipality("Borsbeek", valid_to=START)
    actions.record_merger(antwerp, [antwerp, borsbeek], on=START)

    assert [party.municipality for party in TerritorialParty.objects.predecessors_of(antwerp)] == [borsbeek]
    assert [party.municipality for party in TerritorialParty.objects.successors_of(borsbeek)] == [antwerp]
    assert not TerritorialParty.objects.successors_of(antwerp)


def test_the_province_on_a_day_follows_its_periods():
    moved = members.municipality(province=None)
    moved.provinces.create(province=Province.ANTWERP, starts_on=date(2000, 1, 1), ends_on=START)
    moved.provinces.create(province=Province.EAST_FLANDERS, starts_on=START)

    provinces = [Municipality.objects.with_province(day).get().province for day in (date(2024, 12, 31), START)]

    assert provinces == [Province.ANTWERP, Province.EAST_FLANDERS]


# --- Bands -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inhabitants", "code"),
    [
        (75, "under-15000"),
        (14_999, "under-15000"),
        (15_000, "15000-30000"),
        (30_000, "15000-30000"),
        (30_001, "over-30000"),
        (562_002, "over-30000"),
    ],
)
def test_the_default_population_bands_hold_15000_and_30000_in_the_middle(inhabitants, code):
    bands = Band.objects.used_for(BandSubject.POPULATION)
    municipality = members.municipality(population=inhabitants)
    municipalities = Municipality.objects.with_population(date(2026, 1, 1))

    band = bands.holding(inhabitants)

    assert band.code == code
    assert list(municipalities.in_population_band(band)) == [municipality]
    assert [each for each in bands if municipalities.in_population_band(each)] == [band]


def test_an_unknown_quantity_is_in_no_band():
    members.municipality()
    bands = Band.objects.used_for(BandSubject.POPULATION)

    assert bands.holding(None) is None
    assert not any(Municipality.objects.with_population(START).in_population_band(band) for band in bands)


# --- Who sees whom ---------------------------------------------------------------------------------


def test_staff_see_everybody():
    members.person()

    assert Person.objects.visible_to(members.user_with(Role.STAFF)).count() == 2


def test_an_officer_sees_people_of_their_own_municipality_alone():
    officer = members.person()
    colleague = members.person(municipality=officer.roles.get().municipality)
    members.person()

    assert set(Person.objects.visible_to(officer.user)) == {officer, colleague}


def test_an_officer_does_not_see_in_another_municipality_the_role_of_a_colleague():
    officer, elsewhere = members.person(), members.municipality()
    colleague = members.person(municipality=officer.roles.get().municipality)
    members.role(colleague, Role.OFFICER, elsewhere)

    visible = RoleAssignment.objects.visible_to(officer.user)

    assert set(visible) == {officer.roles.get(), colleague.roles.exclude(municipality=elsewhere).get()}


def test_somebody_without_a_role_sees_themselves_alone():
    alone = members.person(role=None)
    members.person()

    assert list(Person.objects.visible_to(alone.user)) == [alone]


def test_a_visitor_sees_no_municipality():
    members.municipality()

    assert not Municipality.objects.visible_to(AnonymousUser())
    assert Municipality.objects.visible_to(members.user_with(Role.COACH))
