import csv

import pytest

from members import importing
from members.models import Municipality, Role
from members.tests import factories as members
from portal.tests.browser import axe, log_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def flanders():
    """The municipalities of the tiles, without the figures that a map of members does not need."""
    with (importing.DATA / "municipalities.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if not row["valid_to"]]
    Municipality.objects.bulk_create(
        Municipality(nis_code=row["nis_code"], name=row["name"], sort_name=row["name"].lower()) for row in rows
    )


def is_wider_than_the_screen(page):
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_the_map_fits_the_screen_and_is_accessible(device, request, flanders):
    page = request.getfixturevalue(device)

    page.goto("/leden/kaart/")

    assert page.locator(".tile-map a").count() == 285
    assert not is_wider_than_the_screen(page)
    axe(page)


def test_arrow_keys_walk_over_the_tiles_and_enter_chooses_one(desktop, flanders):
    desktop.goto("/leden/kaart/")
    stops = desktop.locator('.tile-map a[tabindex="0"]')
    first = stops.get_attribute("aria-label")
    stops.focus()

    desktop.keyboard.press("ArrowRight")
    second = stops.get_attribute("aria-label")
    desktop.keyboard.press("ArrowLeft")

    assert (stops.count(), stops.get_attribute("aria-label") == first, second != first) == (1, True, True)
    assert desktop.locator("[data-map-readout]").inner_text() == first

    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**gemeente=*")

    assert first.partition(":")[0] in desktop.locator(".notice").inner_text()


@pytest.mark.parametrize("device", ["phone", "desktop"])
@pytest.mark.parametrize(
    "address",
    [
        "/leden/kaart/?laag=vte",
        "/leden/kaart/ervaring/",
        "/leden/regios/",
        "/leden/regios/neteland/",
        "/leden/regios/neteland/steun/",
        "/leden/netwerkregios/kempen/",
        "/leden/regios/balans/",
        "/leden/regios/balans/gemeenten/",
    ],
)
def test_the_pages_of_regions_fit_the_screen_and_are_accessible(device, address, request, live_server):
    place = members.municipality("Heist-op-den-Berg", nis_code="12014", fte=2)
    region = members.youth_region("neteland", place)
    members.support(region, "structural", supporter=members.person(role=Role.STAFF))
    region.contacts.create(person=members.person(municipality=place), kind="board", starts_on=members.LONG_AGO)
    members.network_area("kempen", place)
    page = request.getfixturevalue(device)
    log_in(page, live_server, members.user_with(Role.STAFF))

    assert page.goto(address).status == 200

    assert not is_wider_than_the_screen(page)
    axe(page)
