"""Answering in a real browser: on a phone, by keyboard, halfway and further on another device; and what staff see."""

import re

import pytest

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from portal.tests.browser import axe, log_in
from surveys import actions
from surveys.catalogue import LEARNING_NEEDS, MEMBER_SERVICES
from surveys.models import Response
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer():
    return members.person(role=Role.OFFICER)


def invite(officer, template=MEMBER_SERVICES):
    """Bring a survey of the catalogue into the field and invite an officer; the link in the mail, and the survey."""
    survey = surveys.survey(document=template.document, title_nl="Onze dienstverlening", closes_on=None)
    unit = surveys.unit(survey, officer.roles.get().municipality)
    actions.invite(survey, [(officer, unit)], today=survey.opens_on)
    return re.search(r"/b/[\w-]{43}/", Mail.objects.get().text)[0], survey


def tick(page, question, answer):
    page.get_by_role("group", name=question).get_by_label(answer, exact=True).check(force=True)


def test_an_invited_officer_answers_on_a_phone_and_goes_on_elsewhere(phone, browser, live_server, officer):
    link, survey = invite(officer)

    phone.goto(link)
    assert phone.url.endswith(f"/b/{survey.pk}/")
    phone.locator("main a.button.call").click()
    tick(phone, "Langs welke wegen", "De nieuwsbrief")
    tick(phone, "Hoe vaak lees je de nieuwsbrief", "Nu en dan")  # came up at once
    tick(phone, "De website", "Zeer goed")
    tick(phone, "Onze informatie bereikt je", "Eens")
    next_page(phone)
    next_page(phone)
    phone.get_by_role("alert").wait_for()  # one question is needed
    tick(phone, "Deed je dienst", "Ja, één keer")
    tick(phone, "Hoe tevreden ben je over de begeleiding", "Tevreden")
    phone.get_by_label("Hoeveel uur begeleiding").fill("12")
    next_page(phone)

    with browser.new_context(base_url=live_server.url, locale="nl-BE") as context:
        elsewhere = context.new_page()
        elsewhere.goto(link)
        elsewhere.locator("main a.button.call").click()
        assert elsewhere.url.endswith(f"/b/{survey.pk}/3/")
        tick(elsewhere, "Volgde iemand van je dienst", "Nee")
        next_page(elsewhere)
        tick(elsewhere, "Waaraan nam je", "Geen van deze")
        next_page(elsewhere)
        tick(elsewhere, "Hoe waarschijnlijk", "9")
        elsewhere.get_by_label("Wat moeten we zeker houden").fill("=1+1 <script>alert(1)</script>")
        elsewhere.locator("button[value=next]").dblclick()
        elsewhere.wait_for_url("**/bedankt/")

    assert Response.objects.get().answers == {
        "q_channels_used": ["news"],
        "q_news_read": "sometimes",
        "q_channels_quality": {"website": "5"},
        "q_channels_timely": "4",
        "q_guidance_used": "once",
        "q_guidance_satisfied": "4",
        "q_guidance_hours": 12,
        "q_trainings_taken": "no",
        "q_events_joined": ["none"],
        "q_recommend": 9,
        "q_keep_or_change": "=1+1 <script>alert(1)</script>",
    }


def next_page(page):
    with page.expect_navigation():
        page.locator("button[value=next]").click()


def test_a_keyboard_is_enough(desktop, live_server, officer):
    link, _survey = invite(officer, LEARNING_NEEDS)
    desktop.goto(link)
    desktop.locator("main a.button.call").press("Enter")

    desktop.locator("#v-q_need__policy-1").focus()
    desktop.keyboard.press("ArrowRight")
    for _ in range(2):  # the next row, then the row after it
        desktop.keyboard.press("Tab")
    desktop.keyboard.press("Space")
    desktop.locator("#v-q_region-yes").focus()
    desktop.keyboard.press("Space")
    desktop.locator("#v-q_region_for-staff").wait_for()
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Space")
    desktop.locator("button[value=next]").press("Enter")
    desktop.wait_for_url("**/2/")
    desktop.locator("#v-q_days").fill("2,5")
    desktop.locator("button[value=next]").press("Enter")  # Enter in a field never sends: that cannot be undone
    desktop.wait_for_url("**/bedankt/")

    answers = Response.objects.get().answers
    assert (answers["q_need"]["policy"], answers["q_region_for"], answers["q_days"]) == ("2", ["offer"], 2.5)


def test_it_works_without_scripts(browser, live_server, officer):
    link, _survey = invite(officer, LEARNING_NEEDS)
    with browser.new_context(base_url=live_server.url, locale="nl-BE", java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(link)
        page.locator("main a.button.call").click()
        page.locator("#v-q_region-yes").check()
        page.locator("button[value=next]").click()
        page.locator("#v-q_region_for-staff").check()
        page.locator("button[value=next]").click()
        page.wait_for_url("**/2/")
        page.locator("button[value=next]").click()
        page.wait_for_url("**/bedankt/")

    assert Response.objects.get().answers == {"q_region": "yes", "q_region_for": ["staff"]}


def test_a_to_do_on_the_home_page_leads_to_the_questions(phone, live_server, officer):
    _link, survey = invite(officer)
    log_in(phone, live_server, officer.user)

    phone.goto("/")
    phone.get_by_role("main").get_by_role("link", name="Onze dienstverlening").click()

    assert phone.url.endswith(f"/b/{survey.pk}/")


def test_a_letter_is_one_sheet_of_paper_however_long_the_introduction(desktop, live_server, officer):
    survey = surveys.survey(intro_nl="Een heel lange inleiding. " * 200)
    for _ in range(3):
        surveys.invitation(survey, members.person(email="", user=False), unit=surveys.unit(survey), state="queued")
    log_in(desktop, live_server, members.user_with(Role.STAFF))
    desktop.goto(f"/bevragingen/{survey.pk}/brieven/")
    desktop.locator("main form button").last.click()
    desktop.locator("article").first.wait_for()

    paper = desktop.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 3
    code, sheet = (desktop.locator(place).first for place in (".paper-letter-code svg", ".paper-letter"))
    desktop.emulate_media(media="print")
    inside, around = code.bounding_box(), sheet.bounding_box()
    assert inside["y"] + inside["height"] < around["y"] + around["height"]


# --- Barriers --------------------------------------------------------------------------------------

RESPONDENT_PAGES = ("", "1/", "2/", "3/", "4/", "5/")


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_a_machine_finds_no_barrier_for_who_answers(device, request, live_server, officer):
    page = request.getfixturevalue(device)
    link, survey = invite(officer)
    page.goto(link)

    for address in RESPONDENT_PAGES:
        page.goto(f"/b/{survey.pk}/{address}")
        check(page)
    page.goto(f"/b/{survey.pk}/2/")
    next_page(page)  # with a mistake
    check(page)
    page.locator("#v-q_guidance_used-no").check(force=True)
    for _ in range(2):
        next_page(page)
    page.locator("#v-q_trainings_taken-yes").check(force=True)
    page.locator("#v-q_trainings_people").wait_for()
    check(page)


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_a_machine_finds_no_barrier_around_the_questions(device, request, live_server, officer, complaints):
    page = request.getfixturevalue(device)
    link, survey = invite(officer)
    survey.invitations.update(state="submitted")

    page.goto(link)
    check(page)
    page.goto(f"/b/{survey.pk}/bedankt/")
    check(page)
    page.goto("/b/no-such-token-at-all/")
    check(page)

    expected = [line for line in complaints if "status of 410" in line or "status of 404" in line]
    assert len(expected) == 2
    for line in expected:
        complaints.remove(line)


@pytest.mark.parametrize("device", ["phone", "desktop"])
@pytest.mark.parametrize("address", ["/bevragingen/", "/bevragingen/{survey}/", "/communicatie/"])
def test_a_machine_finds_no_barrier_for_staff(device, address, request, live_server, officer):
    page = request.getfixturevalue(device)
    members.membership(officer.roles.get().municipality)
    draft = surveys.survey(state="draft", document=LEARNING_NEEDS.document)
    survey = actions.open_survey(draft, today=draft.closes_on)
    actions.invite(survey, [(officer, survey.snapshot.units.first())], today=survey.opens_on)
    log_in(page, live_server, members.user_with(Role.STAFF))

    page.goto(address.format(survey=survey.pk))

    check(page)


def check(page):
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), "the page scrolls sideways"
