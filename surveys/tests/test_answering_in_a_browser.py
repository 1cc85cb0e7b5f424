"""Each type of question in a real browser: by keyboard, on a phone, with scripts and without."""

import pytest

from members.models import Role
from members.tests import factories as members
from portal.tests.browser import axe, log_in
from surveys.models import AnswerFile, Response
from surveys.tests import factories as surveys
from surveys.tests.factories import PDF, question

pytestmark = pytest.mark.django_db(transaction=True)

ORDER = question("q1", "ranking", options=("apples", "pears", "plums", "grapes"), max_choices=3)
ROWS = question("q1", "matrix_multiple", options=("we", "they"), items=("play", "house"), none=True)
EVERY_TYPE = (
    question("n1", "note", help=surveys.both("More about it")),
    question("q1"),
    question("q2", "multiple", options=("a", "b"), none=True),
    question("q3", "likert", dont_know=True),
    question("q4", "matrix", items=("r1", "r2"), dont_know=True),
    question("q5", "matrix_multiple", options=("a", "b"), items=("r1", "r2"), none=True),
    question("q6", "ranking", options=("a", "b", "c")),
    question("q7", "nps"),
    question("q8", "number", decimals=1, unit=surveys.both("hours")),
    question("q9", "open"),
    question("q10", "file"),
)


def opened(page, *questions, **fields):
    """The first page of questions, opened by the link in a mail; the invitation."""
    invitation = surveys.invitation(surveys.survey(*questions, **fields))
    page.goto(f"/b/{invitation.token}/")
    page.goto(f"/b/{invitation.survey_id}/1/")
    return invitation


def send(page):
    page.locator("[data-next]").click()
    page.wait_for_url("**/bedankt/")
    return Response.objects.get().answers


def focus_on(page, name):
    page.locator(f"[id='{name}']").focus()


def chosen_by_keyboard(page):
    """The window to choose files, opened with Enter on the field; Chromium without a screen opens none now and then."""
    from playwright.sync_api import TimeoutError as PlaywrightTimeout  # where there is none, the test is skipped

    for _ in range(8):
        try:
            with page.expect_file_chooser(timeout=4_000) as chooser:
                page.keyboard.press("Enter")
            return chooser.value
        except PlaywrightTimeout:
            continue
    raise AssertionError("Enter on the field opens no window to choose files")


def order_on(page):
    return page.locator("[data-ranked] [data-words]").all_text_contents()


# --- An order ---------------------------------------------------------------------------------------


def test_an_order_is_made_by_keyboard_with_the_buttons(phone):
    opened(phone, ORDER)

    phone.get_by_role("button", name="Plums").first.press("Enter")
    phone.get_by_role("button", name="Apples").first.press("Enter")
    phone.keyboard.press("Enter")  # the focus stays where it was: higher again

    assert order_on(phone)[:2] == ["Apples", "Plums"]
    assert phone.locator("[data-ranking-says]").text_content() == "Apples: 1"
    assert send(phone) == {"q1": ["apples", "plums"]}


def test_the_last_one_makes_room_when_all_places_are_given(phone):
    opened(phone, ORDER)

    for name in ("Apples", "Pears", "Plums", "Grapes"):
        phone.get_by_role("button", name=name).first.click()

    assert send(phone) == {"q1": ["apples", "pears", "grapes"]}


def test_what_goes_below_the_last_place_has_none(phone):
    opened(phone, ORDER)
    phone.get_by_role("button", name="Apples").first.click()

    phone.get_by_role("button", name="Apples").last.click()

    assert send(phone) == {}


def test_an_order_is_given_without_scripts(browser, live_server):
    with browser.new_context(base_url=live_server.url, locale="nl-BE", java_script_enabled=False) as context:
        page = context.new_page()
        opened(page, ORDER)
        assert not page.locator("[data-move]").first.is_visible()
        page.get_by_label("Grapes", exact=True).select_option("1")
        page.get_by_label("Apples", exact=True).select_option("2")

        assert send(page) == {"q1": ["grapes", "apples"]}


def test_every_type_is_answered_with_the_keyboard_alone(phone):
    asked = [each for each in EVERY_TYPE if each["type"] != "note"]
    opened(phone, *asked, confidentiality="identified")
    keys = phone.keyboard

    def tab_to(place):
        for _ in range(40):
            keys.press("Tab")
            if phone.evaluate("place => document.activeElement.matches(place)", place):
                return
        raise AssertionError(f"no Tab leads to {place}")

    for place in ("[name=v-q1]", "[name=v-q2]", "[name=v-q3]", "[name=v-q4__r1]", "[name=v-q4__r2]"):
        tab_to(place)
        keys.press("Space")
    for place in ("[id=v-q5__r1-a]", "[id=v-q5__r2-b]"):
        tab_to(place)
        keys.press("Space")
    tab_to("[data-question=q6] [data-move]")
    keys.press("Enter")
    tab_to("[name=v-q7]")
    keys.press("Space")
    keys.press("ArrowRight")
    tab_to("[name=v-q8]")
    keys.type("2,5")
    tab_to("[name=v-q9]")
    keys.type("Words")
    tab_to("[name=v-q10]")
    chosen_by_keyboard(phone).set_files({"name": "nota.pdf", "mimeType": "application/pdf", "buffer": PDF})
    tab_to("[data-next]")
    keys.press("Enter")
    phone.wait_for_url("**/bedankt/")

    answers = Response.objects.get().answers
    assert len(answers.pop("q10")) == 1
    assert answers == {
        "q1": "yes",
        "q2": ["a"],
        "q3": "1",
        "q4": {"r1": "yes", "r2": "yes"},
        "q5": {"r1": ["a"], "r2": ["b"]},
        "q6": ["a"],
        "q7": 1,
        "q8": 2.5,
        "q9": "Words",
    }


# --- Rows with several answers, files ---------------------------------------------------------------


def test_rows_with_several_answers_are_ticked_by_keyboard(phone):
    opened(phone, ROWS)

    focus_on(phone, "v-q1__play-we")
    phone.keyboard.press("Space")
    phone.keyboard.press("Tab")
    phone.keyboard.press("Space")

    assert send(phone) == {"q1": {"play": ["we", "they"]}}


@pytest.mark.parametrize("asked", [ROWS, question("q1", "multiple", options=("we", "they"), none=True)])
def test_none_of_these_unticks_the_others_and_they_untick_it(phone, asked):
    opened(phone, asked)
    name = "v-q1__play" if asked is ROWS else "v-q1"
    we, none = (phone.locator(f"[id='{name}-{code}']") for code in ("we", "none"))

    we.check(force=True)
    none.check(force=True)
    assert (we.is_checked(), none.is_checked()) == (False, True)

    we.check(force=True)
    assert (we.is_checked(), none.is_checked()) == (True, False)


def test_a_file_is_added_seen_and_removed(phone):
    opened(phone, question("q0", "open"), question("q1", "file"), confidentiality="identified")
    file = {"name": "nota.pdf", "mimeType": "application/pdf", "buffer": PDF}

    phone.locator("#v-q0").fill("Almost done")
    phone.set_input_files("#v-q1", [file, {**file, "name": "virus.pdf", "buffer": b"MZ"}])
    with phone.expect_navigation():
        phone.locator("[data-next]").click()
    assert "virus.pdf" in phone.get_by_role("alert").text_content()
    with phone.expect_navigation():
        phone.get_by_role("button", name="nota.pdf").click()

    assert not AnswerFile.objects.exists()
    assert phone.locator("#v-q0").input_value() == "Almost done"
    assert send(phone) == {"q0": "Almost done"}


def test_enter_in_a_field_goes_on_and_removes_no_file(phone):
    """On the last page it keeps what was typed and sends nothing: that cannot be undone, so it takes the button."""
    asked = surveys.pages(question("q0"), question("q3"))
    asked["sections"][0]["questions"] = [question("q1", "file"), question("q2", "number")]
    asked["sections"][1]["questions"] = [question("q3", "number")]
    invitation = opened(phone, document=asked, confidentiality="identified")
    phone.set_input_files("#v-q1", {"name": "nota.pdf", "mimeType": "application/pdf", "buffer": PDF})
    phone.locator("#v-q2").fill("many")
    phone.locator("[data-next]").click()
    phone.get_by_role("alert").wait_for()

    phone.locator("#v-q2").fill("2")
    phone.locator("#v-q2").press("Enter")
    phone.wait_for_url("**/2/")
    phone.locator("#v-q3").fill("3")
    with phone.expect_navigation():
        phone.locator("#v-q3").press("Enter")

    invitation.refresh_from_db()
    assert (invitation.is_submitted, phone.locator("#v-q3").input_value()) == (False, "3")
    assert set(send(phone)) == {"q1", "q2", "q3"}


# --- Words and pages --------------------------------------------------------------------------------


def test_an_answer_appears_at_once_in_the_words_of_the_next_question(phone):
    opened(phone, question("q1"), question("q2", "open", text=surveys.both("Why {q1}?")))
    phone.locator("#v-q2").fill("Kept")

    phone.locator("#v-q1-no").check(force=True)
    phone.get_by_text("Why No?").wait_for()

    assert phone.locator("#v-q2").input_value() == "Kept"


def test_what_is_typed_while_the_page_looks_again_is_sent(phone):
    yes = {"question": "q1", "has": ["yes"]}
    opened(phone, question("q1"), question("q2", show_if=yes), question("q3", "open"))

    def slowly(route):
        phone.wait_for_timeout(300)
        route.continue_()

    phone.route("**/1/", lambda route: slowly(route) if route.request.resource_type == "fetch" else route.continue_())
    phone.locator("#v-q1-no").check(force=True)
    phone.locator("#v-q3").fill("Typed meanwhile")

    assert send(phone) == {"q1": "no", "q3": "Typed meanwhile"}


def test_a_quick_answer_and_next_show_the_question_that_the_answer_brings_up_first(phone):
    document = surveys.pages(question("q1"), question("q3"))
    document["sections"][0]["questions"].append(question("q2", show_if={"question": "q1", "has": ["yes"]}))
    opened(phone, document=document)

    def slowly(route):
        phone.wait_for_timeout(300)
        route.continue_()

    phone.route("**/1/", lambda route: slowly(route) if route.request.resource_type == "fetch" else route.continue_())
    phone.locator("#v-q1-yes").check(force=True)
    phone.locator("[data-next]").click()
    phone.locator("#v-q2-yes").wait_for(state="attached")
    phone.wait_for_url("**/1/#v-q2")
    with phone.expect_navigation():
        phone.locator("[data-next]").click()

    assert phone.url.endswith("/2/")


def test_the_button_says_whether_it_sends(phone):
    document = surveys.pages(question("q1"), question("q2"))
    document["sections"][1]["show_if"] = {"question": "q1", "has": ["yes"]}
    opened(phone, document=document)
    sends = phone.locator("[data-next]").text_content()

    phone.locator("#v-q1-yes").check(force=True)
    phone.wait_for_function("words => document.querySelector('[data-next]').textContent !== words", arg=sends)
    with phone.expect_navigation():
        phone.locator("[data-next]").click()

    assert phone.url.endswith("/2/")


def test_another_language_keeps_what_was_typed_and_not_yet_sent(phone):
    opened(phone, question("q1", text={"nl": "Hoe gaat het?", "en": "How are you?"}), question("q2", "open"))
    phone.locator("#v-q1-no").check(force=True)
    phone.locator("#v-q2").fill("Halfway")

    phone.get_by_role("button", name="English").first.click()
    phone.get_by_text("How are you?").wait_for()

    assert phone.locator("#v-q2").input_value() == "Halfway"
    assert phone.locator("#v-q1-no").is_checked()


def test_back_of_the_browser_shows_the_page_before_with_its_answers(phone):
    opened(phone, document=surveys.pages(question("q1"), question("q2")))
    phone.locator("#v-q1-no").check(force=True)
    with phone.expect_navigation():
        phone.locator("[data-next]").click()

    phone.go_back()

    assert phone.url.endswith("/1/")
    assert phone.locator("#v-q1-no").is_checked()


# --- Barriers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_a_machine_finds_no_barrier_around_any_type(device, request, live_server):
    page = request.getfixturevalue(device)
    invitation = opened(page, *EVERY_TYPE, confidentiality="identified")
    page.set_input_files("#v-q10", {"name": "nota.pdf", "mimeType": "application/pdf", "buffer": PDF})
    page.locator("#v-q8").fill("many")
    with page.expect_navigation():
        page.locator("[data-next]").click()

    check(page)  # with a mistake and a file
    page.goto(f"/b/{invitation.survey_id}/klopt-niet/")
    check(page)


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_a_machine_finds_no_barrier_in_the_preview(device, request, live_server):
    page = request.getfixturevalue(device)
    survey = surveys.survey(question("q1"), question("q2", "open", text=surveys.both("Why {q1}?")), state="draft")
    log_in(page, live_server, members.user_with(Role.STAFF))

    page.goto(f"/bevragingen/{survey.pk}/voorbeeld/")
    frame = page.frame_locator("iframe")
    frame.locator("a.call").click()
    frame.locator("#v-q1-no").check(force=True)
    frame.get_by_text("Why No?").wait_for()
    check(page)
    page.goto(f"/bevragingen/klopt-niet/{surveys.remark().pk}/")
    check(page)

    assert not Response.objects.exists()


def check(page):
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1"), "the page scrolls sideways"
