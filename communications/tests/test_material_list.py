"""The shelf of materials: found by word and theme, and proposed to whom it may help."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from communications import suggestions
from communications.models import Material
from members import competences
from members.models import Role
from members.tests import factories as members
from portal.tests.visits import number_of_queries, visit_as

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)


def material(title="Handbook", *themes, **fields):
    made = Material.objects.create(
        **{"title_nl": title, "title_en": title, "url": "https://example.org/", "published_on": TODAY, **fields}
    )
    made.themes.set(themes)
    return made


@pytest.fixture
def browser():
    return visit_as(members.user_with(Role.OFFICER))


def shown(browser, **filters):
    return [each.title_nl for each in browser.get(reverse("communications:material_list"), filters).context["page"]]


def test_the_shelf_is_searched_by_word_and_theme(browser):
    material("Playground", members.theme("play-and-space"), summary_nl="Speelterrein")
    material("Council", members.theme("youth-council"))

    assert shown(browser, zoek="speel") == ["Playground"]
    assert shown(browser, zoek="COUNCIL") == ["Council"]
    assert shown(browser, thema="youth-council") == ["Council"]
    assert len(shown(browser, thema="nonsense")) == 2


def test_what_was_taken_off_the_shelf_is_gone(browser):
    material(is_retired=True)

    assert shown(browser) == []


def test_the_shelf_asks_the_database_as_often_for_three_as_for_one(browser):
    material("One", members.theme("a"))
    once = number_of_queries(browser, reverse("communications:material_list"))
    material("Two", members.theme("b"))
    material("Three", members.theme("a"))

    assert number_of_queries(browser, reverse("communications:material_list")) == once


# --- Proposed --------------------------------------------------------------------------------------


@pytest.fixture
def officer():
    return members.person(municipality=members.municipality("Lier"))


def proposed(person):
    with translation.override("en"):
        return [(str(each.title), str(each.reason)) for each in suggestions.materials(person, TODAY)]


def test_a_theme_that_somebody_follows_brings_its_newest_material(officer):
    theme = members.theme("youth-council")
    material("Old", theme, published_on=TODAY - timedelta(days=90))
    material("New", theme)
    competences.choose_interests(officer, competences=[], themes=[theme], today=TODAY)

    assert proposed(officer) == [("New", f"You follow the theme “{theme.title_en}”.")]


def test_what_the_municipality_told_us_brings_material_too(officer):
    theme, need = members.theme("youth-work"), members.need("premises")
    need.theme = theme
    need.save()
    material("Premises", theme)
    assert proposed(officer) == []

    members.contact(officer.roles.get().municipality, on=TODAY, needs=[{"need": need}])

    assert proposed(officer) == [("Premises", f"Your municipality told us about “{need.title_en}”.")]


def test_what_is_kept_within_the_team_brings_nothing(officer):
    theme, need = members.theme("youth-work"), members.need("premises")
    need.theme = theme
    need.save()
    material("Premises", theme)

    members.contact(officer.roles.get().municipality, on=TODAY, needs=[{"need": need}], is_shared=False)

    assert proposed(officer) == []
