"""The calendar in a real browser: a hand that drags and pulls, and a keyboard that does the same."""

from datetime import time, timedelta

import pytest
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.holidays import holiday_on
from portal.tests.browser import axe, log_in
from trainings import bookings
from trainings.models import HalfDay
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db(transaction=True)


def a_tuesday():
    """The first Tuesday in six weeks' time in a week without holidays."""
    day = timezone.localdate() + timedelta(weeks=6)
    while day.weekday() != 1 or any(holiday_on(day + timedelta(days=number)) for number in range(-1, 5)):
        day += timedelta(days=1)
    return day


def middle_of(page, selector):
    box = page.locator(selector).first.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page, start, end):
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=12)
    page.mouse.up()


def what_is_asked(place):
    """The confirmation as somebody reads it: the moment in the fields, and what stands below them."""
    place.locator(".move-preview").wait_for()
    fields = [place.locator(f"[name={name}]").input_value() for name in ("date", "starts_at", "ends_at", "seen")]
    return fields, place.locator(".move-preview").inner_text()


def test_a_drag_a_pull_and_the_keyboard_lead_to_the_same_confirmation(desktop, live_server):
    day = a_tuesday()
    edition = trainings.edition(first_day=day, half_days=1)
    elsewhere = trainings.edition(first_day=day + timedelta(days=1), half_days=1, city="Brugge")
    coach = members.person(role=Role.COACH)
    for each in (edition, elsewhere):
        each.trainers.add(coach)
        bookings.follow(each)
    trainings.registration(edition)
    half_day = edition.half_days.get()
    log_in(desktop, live_server, members.user_with(Role.STAFF))
    week = f"/vormingen/kalender/?weergave=week&dag={day}"
    event = f".is-live a[href='{edition.get_absolute_url()}']"

    desktop.goto(week)
    desktop.locator(event).wait_for()
    axe(desktop)
    x, y = middle_of(desktop, event)
    width = desktop.locator(event).bounding_box()["width"]
    drag(desktop, (x, y), (x + width * 1.05, y))
    dialog = desktop.get_by_role("dialog")
    dragged = what_is_asked(dialog)
    axe(desktop)
    dialog.get_by_role("link", name="Laat zo").click()

    desktop.goto(f"/vormingen/kalender/?weergave=lijst&maand={day:%Y-%m}")
    desktop.locator(".agenda-list a").first.focus()
    desktop.keyboard.press("ArrowDown")
    focused = desktop.evaluate("document.activeElement.textContent.trim()")
    desktop.keyboard.press("Enter")
    desktop.get_by_label("Dag", exact=True).fill((day + timedelta(days=1)).isoformat())
    desktop.get_by_role("button", name="Verplaats").press("Enter")
    typed = what_is_asked(desktop.locator("main"))

    assert focused.startswith("Verplaatsen…")
    assert typed == dragged
    assert f"Lesgever {coach.full_name}" in typed[1]

    desktop.get_by_label("Waarom mag het").fill("Iemand neemt over.")
    desktop.get_by_role("button", name="Verplaats").press("Enter")
    desktop.get_by_text("Het dagdeel is verplaatst.").wait_for()
    half_day.refresh_from_db()
    assert half_day.date == day + timedelta(days=1)


def test_pulling_a_half_day_longer_asks_for_its_new_end(desktop, live_server):
    day = a_tuesday()
    edition = trainings.edition(first_day=day, half_days=1)
    log_in(desktop, live_server, members.user_with(Role.STAFF))

    desktop.goto(f"/vormingen/kalender/?weergave=week&dag={day}")
    event = desktop.locator(f".is-live a[href='{edition.get_absolute_url()}']").first
    event.hover()
    box = event.bounding_box()
    bottom = box["x"] + box["width"] / 2, box["y"] + box["height"] - 2
    drag(desktop, bottom, (bottom[0], bottom[1] + box["height"] / 3))
    dialog = desktop.get_by_role("dialog")
    dialog.get_by_role("button", name="Verplaats").click()
    desktop.get_by_text("Het dagdeel is verplaatst.").wait_for()

    assert (HalfDay.objects.get().starts_at, HalfDay.objects.get().ends_at) == (time(9, 30), time(13, 30))


def test_an_agenda_is_made_and_the_data_for_search_engines_offends_nobody(desktop, live_server):
    edition, officer = trainings.edition(), members.person(role=Role.OFFICER)
    log_in(desktop, live_server, officer.user)

    for address in ("/", "/vormingen/", edition.get_absolute_url()):  # the page complains of what its policy blocks
        desktop.goto(address)
    in_the_page = desktop.locator("script[type='application/ld+json']").count()
    desktop.goto("/vormingen/mijn/")
    desktop.get_by_role("link", name="Mijn agenda").click()
    desktop.get_by_role("button", name="Maak mijn adres").click()
    address = desktop.locator("#agenda-address").input_value()
    axe(desktop)

    assert in_the_page == 1
    assert desktop.request.get(f"/agenda/{address.rpartition('/')[2]}").text().startswith("BEGIN:VCALENDAR")


def test_the_year_is_walked_with_arrows_and_fits_a_narrow_screen(desktop, live_server):
    day = a_tuesday()
    for weeks in (0, 1):
        trainings.edition(first_day=day + timedelta(weeks=weeks), half_days=1)
    log_in(desktop, live_server, members.user_with(Role.STAFF))

    desktop.goto(f"/vormingen/kalender/jaar/?jaar={day.year}")
    axe(desktop)
    desktop.locator(".year h3 a").first.focus()
    desktop.keyboard.press("ArrowRight")
    in_february = desktop.evaluate("document.activeElement.textContent")
    desktop.set_viewport_size({"width": 320, "height": 700})  # 1280 pixels at 400 %

    assert in_february == "februari"
    for address in ("/vormingen/kalender/jaar/", "/vormingen/kalender/", "/vormingen/kalender/?weergave=week"):
        desktop.goto(address)
        assert desktop.evaluate("document.documentElement.scrollWidth") <= 320
