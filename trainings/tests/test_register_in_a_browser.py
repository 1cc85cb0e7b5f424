"""Registering on a phone, as somebody does between two meetings."""

import time

import pytest

from members.tests import factories as members
from portal.tests.browser import axe, log_in
from trainings.models import Registration
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_officer_registers_in_three_screens_and_thirty_seconds_without_typing(phone, live_server):
    edition, officer = trainings.edition(), members.person()
    log_in(phone, live_server, officer.user)
    screens, started = [], time.monotonic()
    phone.on("framenavigated", lambda frame: screens.append(frame.url))

    phone.goto("/")
    phone.get_by_role("link", name=edition.module.title).first.click()
    phone.get_by_role("link", name="Schrijf me in", exact=True).click()
    before_the_form_is_sent = len(screens)
    axe(phone)
    phone.get_by_role("button", name="Schrijf me in").click()
    phone.get_by_text("Je bent ingeschreven").wait_for()

    assert before_the_form_is_sent <= 3
    assert time.monotonic() - started < 30
    assert Registration.objects.get().person == officer


def test_a_group_is_registered_and_read_on_a_phone(phone, live_server):
    place = members.municipality("Lier")
    officer, colleague = members.person(municipality=place), members.person(municipality=place)
    edition = trainings.edition()
    log_in(phone, live_server, officer.user)

    phone.goto(f"/vormingen/{edition.pk}/inschrijven/")
    phone.get_by_text("Ook collega’s inschrijven").click()
    phone.get_by_label(colleague.full_name).check()
    phone.get_by_text("Naam volgt, bestelbon").click()
    phone.get_by_label("Plaatsen met “naam volgt”").fill("1")
    axe(phone)
    phone.get_by_role("button", name="Schrijf me in").click()
    phone.get_by_role("link", name="Naam invullen").wait_for()
    axe(phone)
    phone.get_by_role("link", name=colleague.full_name).click()
    phone.get_by_role("link", name="Laat een collega komen").wait_for()
    axe(phone)

    assert Registration.objects.count() == 2
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390
