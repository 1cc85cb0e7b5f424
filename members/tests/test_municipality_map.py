from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members import actions, layers, maps
from members.models import EngagementSnapshot, Province, Role
from members.rules.mergers import Successor
from members.tests import factories as members

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
FOR_VISITORS, FOR_OFFICERS = ["leden"], ["leden", "provincie"]
FOR_TEAM = ["leden", "provincie", "vte", "betrokkenheid", "gehoord", "gezien"]


@pytest.fixture
def shown(client):
    def shown(user=None, **filters):
        if user:
            client.force_login(user)
        return client.get(reverse("members:municipality_map"), filters)

    return shown


def snapshot(municipality, **fields):
    return EngagementSnapshot.objects.create(
        municipality=municipality, **{"day": TODAY, "score": 40, "score_a_year_before": 40, **fields}
    )


def classes(response):
    return {place.name: place.shown_class and place.shown_class.code for place in response.context["page"]}


def test_a_municipality_is_found_under_the_name_that_it_had(shown):
    old, new = members.municipality("Nevele"), members.municipality("Deinze")
    members.municipality("Lier")
    actions.execute_event(
        members.merger_plan(old, kind="absorption", successors=[Successor(new)], on=TODAY),
        by=members.user_with(Role.ADMIN),
        today=TODAY,
    )

    assert list(classes(shown(zoek="nevele"))) == ["Deinze"]


# --- Who sees what -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        (Role.OFFICER, FOR_OFFICERS),
        (Role.MANAGER, FOR_OFFICERS),
        (Role.COACH, FOR_OFFICERS),
        (Role.STAFF, FOR_TEAM),
        (Role.COMMUNICATIONS, FOR_TEAM),
        (Role.DIRECTOR, ["leden", "provincie", "vte"]),
    ],
)
def test_a_layer_opens_for_who_may_see_it(role, codes):
    assert [layer.code for layer in layers.open_to(members.user_with(role))] == codes


def test_a_visitor_sees_names_and_membership_and_nothing_else(shown):
    lier = members.municipality("Lier", population=36_000, fte=7, nis_code="12021")
    members.municipality("Boom")
    actions.join(lier, on=date(2021, 1, 1))

    response = shown()

    assert [layer.code for layer in layers.open_to(AnonymousUser())] == FOR_VISITORS
    assert classes(response) == {"Boom": "geen-lid", "Lier": "lid"}
    assert "Lier: member" in response.text
    for secret in ("/leden/12021/", "Antwerp", "36"):
        assert secret not in response.text.partition("<main")[2].partition("</main>")[0].replace("036", "")


@pytest.mark.parametrize("layer", ["vte", "betrokkenheid", "gehoord", "provincie", "onzin"])
def test_a_visitor_who_asks_for_another_layer_gets_membership(shown, layer):
    assert shown(laag=layer).context["layer"].code == "leden"


def test_a_visitor_cannot_take_the_list_along(shown):
    assert shown(formaat="csv")["Content-Type"].startswith("text/html")


def test_staff_take_along_what_the_map_shows(shown):
    members.municipality("Lier", fte=2, nis_code="12021")

    lines = shown(members.user_with(Role.STAFF), laag="vte", formaat="csv").content.decode("utf-8-sig").splitlines()

    assert lines[1].startswith("12021;Lier;Antwerp;")
    assert lines[1].endswith(";2")


# --- What the layers say -----------------------------------------------------------------------------


def test_membership_counts_on_the_day_itself(shown):
    lier = members.municipality("Lier")
    actions.join(lier, on=TODAY + timedelta(days=1))

    assert classes(shown()) == {"Lier": "geen-lid"}


def test_fte_falls_in_a_band_and_an_unknown_figure_is_apart(shown):
    members.municipality("Lier", fte=1)
    members.municipality("Mol", fte=3)
    members.municipality("Boom")

    response = shown(members.user_with(Role.STAFF), laag="vte")

    found = classes(response)
    assert found["Boom"] == layers.UNKNOWN
    assert found["Lier"] != found["Mol"]
    assert {each.code: number for each, number in response.context["key"]}[layers.UNKNOWN] == 1


@pytest.mark.parametrize(
    ("days", "code"),
    [(0, "6"), (183, "6"), (184, "12"), (365, "12"), (366, "24"), (731, "24"), (732, "ouder"), (None, "ouder")],
)
def test_how_long_ago_somebody_was_heard_falls_in_a_class(days, code):
    lier = members.municipality("Lier")
    snapshot(lier, band="steady", last_heard=None if days is None else TODAY - timedelta(days=days))

    assert layers.by_last("last_heard")([lier], TODAY)[lier.pk][0] == code


def test_engagement_is_a_band_and_too_early_is_not_known(shown):
    active, new, none = (members.municipality(name) for name in ("Lier", "Mol", "Geel"))
    snapshot(active, band="active")
    snapshot(new, band="")

    found = classes(shown(members.user_with(Role.STAFF), laag="betrokkenheid"))

    assert (found["Lier"], found["Mol"], found[none.name]) == ("active", layers.UNKNOWN, layers.UNKNOWN)


# --- Choosing ----------------------------------------------------------------------------------------


def test_a_class_narrows_the_table_and_dims_the_other_tiles(shown):
    member = members.municipality("Lier", nis_code="12021")
    members.municipality("Boom", nis_code="11005")
    actions.join(member, on=date(2021, 1, 1))

    response = shown(klasse="lid")

    assert classes(response) == {"Lier": "lid"}
    assert {place.name: place.is_dim for place in response.context["drawn"]} == {"Lier": False, "Boom": True}


def test_a_search_finds_names_without_their_accents_and_nothing_else(shown):
    members.municipality("Heist-op-den-Berg")
    members.municipality("Lier")

    assert classes(shown(zoek="heist")) == {"Heist-op-den-Berg": "geen-lid"}
    assert "No municipality fits" in shown(zoek="Atlantis").text


def test_a_municipality_in_the_address_is_shown_in_words(shown):
    members.municipality("Lier", nis_code="12021")

    assert shown(gemeente="12021").context["chosen"].name == "Lier"
    assert shown(gemeente="99999").context["chosen"] is None
    assert "Open the municipality" in shown(members.user_with(Role.OFFICER), gemeente="12021").text


def test_a_municipality_that_ended_is_not_on_the_map(shown):
    members.municipality("Gooik", valid_to=date(2025, 1, 1))

    assert classes(shown()) == {}


def test_the_map_needs_as_many_queries_for_three_municipalities_as_for_one(client):
    client.force_login(members.user_with(Role.STAFF, members.municipality()))

    def queries(layer):
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("members:municipality_map"), {"laag": layer})
        return len(captured)

    queries("leden")
    for_one = [queries(layer) for layer in FOR_TEAM]
    for name in ("Lier", "Boom"):
        snapshot(members.municipality(name, fte=2), band="steady")

    assert [queries(layer) for layer in FOR_TEAM] == for_one
    assert max(for_one) <= 8


# --- How it is drawn ---------------------------------------------------------------------------------


def test_each_of_285_municipalities_has_a_tile_of_its_own():
    places = maps.tiles()

    assert (len(places), len(set(places.values()))) == (285, 285)
    assert all(0 <= tile.column < maps.COLUMNS and 0 <= tile.row < maps.ROWS for tile in places.values())


def test_a_border_runs_where_two_provinces_touch_and_nowhere_else():
    left, right, below = maps.Tile(0, 0), maps.Tile(1, 0), maps.Tile(0, 1)

    assert maps.borders({left: "a", right: "a", below: "a"}) == ""
    assert maps.borders({left: "a", right: "b", below: "a"}) == "M10 0v10"
    assert maps.borders({left: "a", right: "a", below: "b"}) == "M0 10h10"


def test_every_province_has_a_shape_within_the_drawing():
    shapes, box = maps.province_shapes()
    _left, _top, width, height = (float(number) for number in box.split())

    assert sorted(shapes) == sorted(Province.values)
    assert all(0 < float(shape.x) < width and 0 < float(shape.y) < height for shape in shapes.values())
    assert float(shapes[Province.WEST_FLANDERS].x) < float(shapes[Province.LIMBURG].x)  # west is left
    assert float(shapes[Province.ANTWERP].y) < float(shapes[Province.FLEMISH_BRABANT].y)  # north is up
