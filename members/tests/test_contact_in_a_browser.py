"""Writing down a contact moment in a real browser: on a phone, on one screen, with three answers."""

import re

import pytest
from django.utils import timezone

from members import actions
from members.models import ContactMoment, Role
from members.tests import factories as members
from portal.tests.browser import axe, log_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def staff():
    return members.person(role=Role.STAFF)


@pytest.fixture
def place():
    place = members.municipality("Lier", nis_code="12021")
    members.person(municipality=place, first_name="Anna", last_name="Baert", user=False)
    return place


def test_a_call_is_written_down_on_one_screen_with_three_answers(phone, live_server, staff, place):
    log_in(phone, live_server, staff.user)
    touched = 0

    phone.goto("/leden/contact/nieuw/")
    phone.locator("#id_municipality").fill("Lier (12021)")
    phone.locator("#id_heard").tap()  # the field is left, so its people come
    phone.locator("#entry-people label").first.tap()
    phone.locator(".tap-choices label", has_text="Mail").first.tap()
    phone.locator("#id_heard").fill("De jeugdraad zoekt leden.")
    touched += 4
    save = phone.locator("form.entry button.button").first
    screens = (save.bounding_box()["y"] + phone.evaluate("scrollY")) / phone.viewport_size["height"]
    save.tap()
    phone.wait_for_url(re.compile(r"/leden/contact/\d+/$"))

    contact = ContactMoment.objects.get()
    assert (contact.municipality, contact.form, contact.heard) == (place, "mail", "De jeugdraad zoekt leden.")
    assert [str(person) for person in contact.participants.all()] == ["Anna Baert"]
    assert (touched <= 4, screens <= 1) == (True, True), f"{touched} fields, {screens:.2f} screens"


def test_from_the_page_of_a_municipality_two_taps_and_a_sentence_do(phone, live_server, staff, place):
    log_in(phone, live_server, staff.user)

    phone.goto("/leden/contact/nieuw/?gemeente=12021")
    phone.locator("#id_heard").fill("Alles gaat goed.")
    phone.locator("form.entry button.button").first.tap()
    phone.wait_for_url(re.compile(r"/leden/contact/\d+/$"))

    assert ContactMoment.objects.get().municipality == place


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_a_machine_finds_no_barrier_on_the_pages_of_contact_and_outreach(device, request, live_server, staff, place):
    page = request.getfixturevalue(device)
    actions.join(place, on=members.LONG_AGO)
    campaign = members.campaign(by=staff.user)
    target = members.target(place, of=campaign, province="10000")
    contact = members.contact(
        place,
        by=staff,
        on=timezone.localdate(),
        internal_note="Not for them",
        needs=[{"need": members.need(), "urgency": "now", "own_words": "soon"}],
        follow_ups=[{"title": "Call", "owner": staff, "due_on": None}],
    )
    log_in(page, live_server, staff.user)

    for address in (
        "/leden/contact/",
        "/leden/contact/nieuw/?gemeente=12021",
        contact.get_absolute_url(),
        f"{contact.get_absolute_url()}bewerken/",
        "/leden/bezoeken/",
        campaign.get_absolute_url(),
        target.get_absolute_url(),
        f"{target.get_absolute_url()}wisselen/",
        "/materiaal/",
        "/rapporten/bereik/",
        f"/rapporten/bereik/{campaign.pk}/",
    ):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), f"{address} scrolls sideways"


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_a_machine_finds_no_barrier_on_what_an_officer_opens(device, request, live_server, place):
    page, officer = request.getfixturevalue(device), members.person(municipality=place)
    log_in(page, live_server, officer.user)

    for address in ("/", "/leden/vraag/", "/leden/mijn-interesses/", "/leden/contact/"):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), f"{address} scrolls sideways"
