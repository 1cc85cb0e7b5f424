"""Building a survey in a real browser: by keyboard, by drag, on a phone, without scripts, and with hostile words."""

import time

import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from portal.tests.browser import axe, log_in
from surveys import documents
from surveys.models import Survey
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db(transaction=True)
HOSTILE = "<script>window.hit=1</script><img src=x onerror=window.hit=1> {q1}"


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


def address(name, survey, *args):
    return reverse(f"surveys:{name}", args=[survey.pk, *args])


def questions(survey):
    return documents.questions(survey.versions.last().document)


def type_question(page, text, *answers):
    """By keyboard alone: the words, then each answer, with Enter from line to line."""
    page.locator("#id_text_nl").focus()
    page.keyboard.type(text)
    if answers:
        page.locator("[data-line]").first.focus()
        for number, answer in enumerate(answers):
            page.keyboard.type(answer)
            if number + 1 < len(answers):
                page.keyboard.press("Enter")
                page.locator(f"li:nth-child({number + 2}) > [data-line]:focus").wait_for()


def test_five_questions_are_typed_in_under_two_minutes_by_keyboard(desktop, live_server, staff):
    log_in(desktop, live_server, staff)
    started = time.monotonic()

    desktop.goto(f"{reverse('surveys:survey_create')}?sjabloon=leeg")
    desktop.locator("#id_title_nl").focus()
    desktop.keyboard.type("Vijf vragen")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/bouwen/")
    desktop.locator(".builder-add a.chip").first.focus()
    desktop.keyboard.press("Enter")
    for text, answers, following in (
        ("Wie ben je?", ("Jeugdambtenaar", "Schepen", "Vrijwilliger", "Iemand anders"), "multiple"),
        ("Wat gebruik je?", ("Advies", "Vorming", "Materiaal"), "likert"),
        ("Onze website helpt me.", (), "likert"),
        ("Ons advies helpt me.", (), "open"),
    ):
        type_question(desktop, text, *answers)
        desktop.locator(f"button[value=next-{following}]").focus()
        with desktop.expect_navigation():
            desktop.keyboard.press("Enter")
        assert f"soort={following}" in desktop.url
    type_question(desktop, "Wat nog?")
    desktop.locator(".form-actions button").focus()
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/bouwen/#*")

    survey = Survey.objects.get()
    assert time.monotonic() - started < 120
    assert [question["type"] for question in questions(survey)] == ["single", "multiple", "likert", "likert", "open"]
    assert len(questions(survey)[0]["options"]) == 4
    assert not list(documents.faults(survey.versions.last().document))


def test_a_question_is_dragged_and_a_refused_drag_shows_how_it_stands(desktop, live_server, staff):
    survey = surveys.survey(surveys.question("a"), surveys.question("b"), surveys.question("c"), state="draft")
    log_in(desktop, live_server, staff)
    desktop.goto(address("survey_build", survey))
    if not desktop.evaluate("Boolean(window.Sortable)"):
        pytest.skip("needs what npm builds")

    with desktop.expect_navigation():
        drag(desktop, "c", "a")
    assert [question["code"] for question in questions(survey)] == ["c", "a", "b"]

    version = survey.versions.last()
    version.document = surveys.document(surveys.question("b"), surveys.question("a"), surveys.question("c"))
    version.save()
    with desktop.expect_navigation():
        drag(desktop, "b", "c")
    assert desktop.locator(".messages .notice.error").count() == 1
    assert [question["code"] for question in questions(survey)] == ["b", "a", "c"]
    order = desktop.locator("[data-question]").evaluate_all("all => all.map(each => each.id)")
    assert order == ["b", "a", "c"]


def drag(page, code, above):
    grip, target = page.locator(f"#{code} .builder-grip"), page.locator(f"#{above}")
    start, end = grip.bounding_box(), target.bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 15)
    page.mouse.down()
    for step in range(1, 11):
        y = start["y"] + 15 + (end["y"] + 4 - start["y"] - 15) * step / 10
        page.mouse.move(start["x"] + 12, y)
        page.wait_for_timeout(20)
    page.mouse.up()


def test_every_button_works_without_scripts(browser, live_server, staff):
    survey = surveys.survey(surveys.question("a"), surveys.question("b", "nps"), state="draft")
    with browser.new_context(base_url=live_server.url, java_script_enabled=False) as context:
        page = context.new_page()
        log_in(page, live_server, staff)
        page.goto(address("survey_build", survey))
        page.locator("#b button[value=up]").click()
        assert [question["code"] for question in questions(survey)] == ["b", "a"]

        page.goto(address("question_edit", survey, "a"))
        page.locator("button[value=options-add]").click()
        page.locator("[data-line]").last.fill("Derde")
        page.locator("button[value=condition-add]").click()
        page.locator("#condition-0-test").select_option("at_most")
        page.locator("#condition-0-number").fill("6")
        page.locator("[data-line]").last.press("Enter")

        question = questions(survey)[1]
        assert [option["code"] for option in question["options"]] == ["yes", "no", "derde"]
        assert question["show_if"] == {"question": "b", "at_most": 6}


def test_hostile_words_are_shown_and_never_run(desktop, live_server, staff):
    question = surveys.question("q2", text=surveys.both(HOSTILE), show_if={"question": "q1", "has": ["yes"]})
    question["options"][0]["label"] = surveys.both(HOSTILE)
    document = surveys.document(surveys.question("q1", text=surveys.both(HOSTILE)), question)
    document["sections"][0]["title"] = surveys.both(HOSTILE)
    survey = surveys.survey(document=document, state="draft", title_nl=HOSTILE)
    log_in(desktop, live_server, staff)

    for name, args in (
        ("survey_build", ()),
        ("question_edit", ("q2",)),
        ("section_edit", ("all",)),
        ("survey_edit", ()),
        ("survey_remove", ()),
    ):
        desktop.goto(address(name, survey, *args))
        assert desktop.evaluate("window.hit") is None, name
    desktop.goto(address("question_edit", survey, "q2"))
    desktop.locator("button[value=options-add]").click()
    desktop.locator("[data-line]").nth(2).wait_for()
    assert desktop.evaluate("window.hit") is None


@pytest.mark.parametrize("device", ["phone", "desktop"])
def test_the_pages_can_be_used_by_everybody(request, device, live_server, staff):
    page = request.getfixturevalue(device)
    survey = surveys.survey(
        surveys.question("q1"),
        surveys.question("q2", "matrix", items=("a", "b"), show_if={"question": "q1", "has": ["yes"]}),
        surveys.question("q3", show_if={"question": "q9", "answered": True}, text=surveys.both("Hoeveel inwoners?")),
        state="draft",
    )
    log_in(page, live_server, staff)

    for each in (
        reverse("surveys:survey_create"),
        f"{reverse('surveys:survey_create')}?sjabloon=leeg",
        address("survey_build", survey),
        address("question_edit", survey, "q2"),
        address("section_edit", survey, "all"),
        address("survey_edit", survey),
        address("survey_remove", survey),
        address("survey_publish", survey),
        address("survey_close", surveys.survey(confidentiality="anonymous")),
    ):
        page.goto(each)
        page.evaluate("document.querySelectorAll('main details').forEach(each => (each.open = true))")
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, each
