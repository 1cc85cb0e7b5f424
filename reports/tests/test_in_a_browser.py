"""The main job in a real browser: staff plan, officers register on a phone, the waiting list moves."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from portal.tests.browser import axe, log_in
from trainings.models import Edition, HalfDay, Registration
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def next_month():
    """A Tuesday in the second week of next month, so that it stands alone in that month's grid."""
    first = (timezone.localdate().replace(day=1) + timedelta(days=32)).replace(day=1)
    return first + timedelta(days=(1 - first.weekday()) % 7 + 7)


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


def calendar_of(day):
    return f"/vormingen/kalender/?maand={day:%Y-%m}"


# --- Staff -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_staff_create_an_edition_and_open_it(device, request, live_server, staff, next_month):
    page = request.getfixturevalue(device)
    trainings.module(title_nl="Jeugdraad", half_day_count=2, seats=16)
    log_in(page, live_server, staff)

    page.goto("/vormingen/kalender/")
    page.get_by_role("link", name="Nieuwe uitvoering").click()
    page.get_by_role("main").get_by_role("link", name="Jeugdraad").click()
    for number in (0, 1):
        page.locator(f"[name=form-{number}-date]").fill(next_month.isoformat())
    page.get_by_label("Stad of gemeente").fill("Gent")
    page.get_by_role("button", name="Bewaar als ontwerp").click()
    page.get_by_role("button", name="Open de inschrijvingen").click()

    edition = Edition.objects.get()
    assert (edition.state, edition.city, edition.seats) == ("open", "Gent", 16)
    assert [half_day.date for half_day in edition.half_days.all()] == [next_month, next_month]


def test_staff_drag_a_half_day_to_another_day(desktop, live_server, staff, next_month):
    edition = trainings.edition(first_day=next_month, half_days=1)
    trainings.registration(edition)
    log_in(desktop, live_server, staff)

    desktop.goto(calendar_of(next_month))
    drag(desktop, onto=next_month + timedelta(days=2))
    dialog = desktop.get_by_role("dialog")
    axe(desktop)
    dialog.get_by_role("button", name="Verplaats").click()
    desktop.get_by_text("Het dagdeel is verplaatst.").wait_for()

    assert HalfDay.objects.get().date == next_month + timedelta(days=2)
    assert Mail.objects.filter(kind="trainings/mail/half_day_moved").count() == 1


def test_a_refused_drag_says_why_and_goes_back(desktop, live_server, staff):
    today = timezone.localdate()
    trainings.edition(first_day=today, half_days=1, closes_on=today)
    log_in(desktop, live_server, staff)

    desktop.goto(calendar_of(today))
    dialog = desktop.get_by_role("dialog")
    drag(desktop, onto=another_day_of_the_week(today))
    dialog.get_by_label("Dag", exact=True).fill((today - timedelta(days=1)).isoformat())
    dialog.get_by_role("button", name="Verplaats").click()
    dialog.get_by_text("Deze dag is voorbij").first.wait_for()
    dialog.get_by_role("link", name="Laat zo").click()

    assert HalfDay.objects.get().date == today
    assert stands_on(desktop, today)


def another_day_of_the_week(day):
    return day + timedelta(days=1 if day.weekday() < 3 else -1)


def stands_on(page, day):
    """True when the one half-day in the calendar is drawn within this day."""
    event = page.locator("[data-calendar].is-live .session-event").first.bounding_box()
    cell = page.locator(f"[data-calendar] [data-date='{day}']").first.bounding_box()
    middle = event["x"] + event["width"] / 2, event["y"] + event["height"] / 2
    return cell["x"] <= middle[0] <= cell["x"] + cell["width"] and cell["y"] <= middle[1] <= cell["y"] + cell["height"]


def drag(page, *, onto: date):
    """Drag the one half-day in the calendar to a day, as a hand does: in steps."""
    source = page.locator("[data-calendar].is-live .session-event").first
    source.wait_for()
    start, end = source.bounding_box(), page.locator(f"[data-calendar] [data-date='{onto}']").first.bounding_box()
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + end["width"] / 2, end["y"] + end["height"] / 2, steps=12)
    page.mouse.up()
    page.get_by_role("dialog").wait_for()


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_staff_move_a_half_day_by_the_form(device, request, live_server, staff, next_month):
    page = request.getfixturevalue(device)
    trainings.edition(first_day=next_month, half_days=1)
    log_in(page, live_server, staff)

    page.goto(calendar_of(next_month) + "&weergave=lijst")
    page.get_by_role("link", name="Verplaatsen").first.click()
    page.get_by_label("Dag", exact=True).fill((next_month + timedelta(days=3)).isoformat())
    page.get_by_role("button", name="Verplaats").click()
    page.get_by_text("Het dagdeel is verplaatst.").wait_for()

    assert HalfDay.objects.get().date == next_month + timedelta(days=3)


# --- Officers --------------------------------------------------------------------------------------


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_an_officer_registers_in_three_screens(device, request, live_server):
    page = request.getfixturevalue(device)
    officer = members.person(role=Role.OFFICER)
    edition = trainings.edition(seats=5)
    log_in(page, live_server, officer.user)

    page.goto(edition.get_absolute_url())
    page.get_by_role("link", name="Schrijf me in").click()
    page.get_by_role("button", name="Schrijf me in").click()

    page.get_by_text("Je bent ingeschreven.").wait_for()
    assert page.url.endswith("/vormingen/mijn/")
    assert Registration.objects.get().person == officer


def test_the_last_seat_goes_once_and_a_cancellation_seats_who_waits(browser, phone, live_server):
    edition = trainings.edition(seats=1)
    first, second = members.person(role=Role.OFFICER), members.person(role=Role.OFFICER)
    other = browser.new_context(base_url=live_server.url, locale="nl-BE").new_page()
    for page, person in ((phone, first), (other, second)):
        log_in(page, live_server, person.user)
        page.goto(f"{edition.get_absolute_url()}inschrijven/")  # both see a free seat

    phone.get_by_role("button", name="Schrijf me in").click()
    phone.get_by_text("Je bent ingeschreven.").wait_for()
    other.get_by_role("button", name="Schrijf me in").click()
    other.get_by_text("Je staat op de wachtlijst.").wait_for()
    phone.get_by_role("link", name="Annuleren").click()
    phone.get_by_role("button", name="Ja, annuleer").click()
    phone.get_by_text("De inschrijving is geannuleerd.").wait_for()

    states = dict(edition.registrations.values_list("person", "state"))
    assert states == {first.pk: "cancelled-by-participant", second.pk: "confirmed"}
    assert Mail.objects.filter(kind="trainings/mail/promoted").values_list("to_email", flat=True).get() == second.email
    other.context.close()


def test_a_visitor_logs_in_and_returns_to_the_form(phone, live_server):
    officer = members.person(role=Role.OFFICER)
    officer.user.set_password("een-lang-wachtwoord")
    officer.user.save()
    edition = trainings.edition()

    phone.goto(edition.get_absolute_url())
    phone.get_by_role("link", name="Schrijf me in").click()
    phone.get_by_label("E-mail").fill(officer.email)
    phone.get_by_label("Wachtwoord").fill("een-lang-wachtwoord")
    phone.get_by_role("main").get_by_role("button", name="Aanmelden").click()
    phone.get_by_role("button", name="Schrijf me in").wait_for()

    assert phone.url.endswith(f"{edition.get_absolute_url()}inschrijven/")


# --- Everybody -------------------------------------------------------------------------------------

PAGES = {
    "home": ("visitor", "/"),
    "home-of-an-officer": ("officer", "/"),
    "home-of-staff": ("staff", "/"),
    "log-in": ("visitor", "/account/login/"),
    "municipality-list": ("staff", "/leden/"),
    "municipality-detail": ("staff", "/leden/{nis}/"),
    "catalogue": ("visitor", "/vormingen/"),
    "edition": ("visitor", "/vormingen/{edition}/"),
    "edition-for-staff": ("staff", "/vormingen/{edition}/"),
    "registration": ("officer", "/vormingen/{other}/inschrijven/"),
    "calendar": ("staff", "/vormingen/kalender/?maand={month}"),
    "new-edition": ("staff", "/vormingen/nieuw/{module}/"),
    "participants": ("staff", "/vormingen/{edition}/deelnemers/"),
    "my-trainings": ("officer", "/vormingen/mijn/"),
    "styleguide": ("visitor", "/huisstijl/"),
}


@pytest.mark.parametrize("device", ["phone", "desktop"])
@pytest.mark.parametrize("name", PAGES)
def test_a_machine_finds_no_barrier_on(name, device, request, live_server, staff, next_month):
    page = request.getfixturevalue(device)
    role, address = PAGES[name]
    officer = members.person(role=Role.OFFICER)
    edition, other = (trainings.edition(first_day=next_month, half_days=2) for _ in range(2))
    municipality = officer.roles.get().municipality
    trainings.registration(edition, officer, municipality=municipality)
    user = {"visitor": None, "officer": officer.user, "staff": staff}[role]
    if user:
        log_in(page, live_server, user)

    page.goto(
        address.format(
            edition=edition.pk,
            other=other.pk,
            nis=municipality.nis_code,
            module=edition.module.code,
            month=f"{next_month:%Y-%m}",
        )
    )

    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), "the page scrolls sideways"
