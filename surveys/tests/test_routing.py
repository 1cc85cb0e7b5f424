"""Whatever the form and whatever is answered: routing has one outcome, on the server and in a browser."""

import json

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from surveys import documents, rules
from surveys.models import Response
from surveys.tests import any_forms
from surveys.tests import factories as surveys
from surveys.tests.any_forms import forms, forms_with_answers
from surveys.tests.test_response_section import Answering

quiet = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@quiet
@given(forms_with_answers())
def test_routing_the_answers_that_count_again_gives_the_same(form):
    document, answers = form

    asked, kept = documents.routed(document, answers)

    assert documents.routed(document, kept) == (asked, kept)


@quiet
@given(forms_with_answers())
def test_only_answers_to_what_was_asked_count(form):
    document, answers = form

    checked = rules.checked(document, answers)

    assert checked.faults == {}
    assert set(checked.answers) == set(checked.asked) & set(answers)
    assert (checked.asked, checked.answers) == documents.routed(document, answers)


@quiet
@given(forms_with_answers())
def test_every_page_that_is_shown_asks_something(form):
    document, answers = form

    shown = rules.pages(document, answers)

    asked = documents.routed(document, answers)[0]
    holding = [
        number
        for number, section in enumerate(document["sections"], start=1)
        if {question["code"] for question in section["questions"]} & set(asked)
    ]
    assert shown == holding


@quiet
@given(forms_with_answers())
def test_a_form_without_faults_has_no_question_that_nobody_is_asked_and_one_with_has_one(form):
    """What is asked of somebody is never called unreachable."""
    document, answers = form
    asked = documents.routed(document, answers)[0]

    unreachable = {fault.question for fault in documents.faults(document)}

    assert unreachable & set(asked) == set()


# --- In a browser -----------------------------------------------------------------------------------

QUESTIONS_HERE = """codes => JSON.stringify(
    [...document.querySelectorAll("[data-question]")].map((question) => question.dataset.question)
) === codes"""


class Finger:
    """Answers on a page, and knows what the server should make of it."""

    def __init__(self, page, document):
        self.page, self.document, self.given, self.moves = page, document, {}, 0

    @property
    def asked(self):
        return documents.routed(self.document, self.given)[0]

    def here(self, number):
        return [each for each in self.document["sections"][number - 1]["questions"] if each["code"] in self.asked]

    def to_touch(self, number):
        """The questions here on which others depend, or else all."""
        later = [*self.document["sections"], *documents.questions(self.document)]
        named = set().union(*(documents.named_in(each["show_if"]) for each in later if "show_if" in each))
        here = self.here(number)
        return [question for question in here if question["code"] in named] or here

    def touch(self, number, question, row, value):
        """Touch, and wait until the page asks what the rules say; what it hides there forgets its answer."""
        code = question["code"]
        if question["type"] == "number":
            field = self.page.locator(f"#v-{code}")
            field.fill("" if value is None else str(value))
            field.blur()
        else:
            name = f"v-{code}__{row}" if row else f"v-{code}"
            self.page.locator(f"[id='{name}-{value}']").dispatch_event("click")
        before = self.asked
        answer = any_forms.touched(question, self.given.get(code), row, value)
        self.given = {**self.given, code: answer} if answer is not None else self.without(code)
        codes = {each["code"] for each in self.document["sections"][number - 1]["questions"]}
        self.moves += {*before} & codes != {*self.asked} & codes
        self.agrees(number)
        self.given = {code: each for code, each in self.given.items() if code not in codes or code in self.asked}

    def without(self, code):
        return {each: answer for each, answer in self.given.items() if each != code}

    def agrees(self, number):
        expected = [question["code"] for question in self.here(number)]
        self.page.wait_for_function(QUESTIONS_HERE, arg=json.dumps(expected, separators=(",", ":")), timeout=5000)


@pytest.mark.django_db(transaction=True)
def test_a_browser_asks_what_the_server_asks_whatever_is_touched(phone, live_server):
    moves = []

    @settings(quiet, max_examples=12, phases=[Phase.generate])  # a browser is too slow to look for a smaller form
    @given(forms(least=3, most=4), st.data())
    def agree(document, data):
        invitation = surveys.invitation(surveys.survey(document=document))
        phone.goto(f"/b/{invitation.token}/")
        finger, number = Finger(phone, document), rules.pages(document, {})[0]
        phone.goto(f"/b/{invitation.survey_id}/{number}/")
        while number:
            finger.agrees(number)
            for _ in range(4):
                question = data.draw(st.sampled_from(finger.to_touch(number)))
                finger.touch(number, question, *data.draw(any_forms.touches(question))[1:])
            with phone.expect_navigation():
                phone.locator("[data-next]").click()
            number = next((page for page in rules.pages(document, finger.given) if page > number), None)
        phone.wait_for_url("**/bedankt/")

        moves.append(finger.moves)
        response = Response.objects.get(invitation=invitation)
        assert (response.asked, response.answers) == documents.routed(document, finger.given)

    agree()
    assert sum(moves) >= 5, "too few questions came or went for this to say much"


@pytest.mark.django_db
@settings(quiet, max_examples=25)
@given(forms(), st.data())
def test_a_browser_without_scripts_is_asked_the_same(document, data):
    """Page by page: a page comes back as long as an answer on it brings up a question."""
    survey = surveys.survey(document=document)
    me, answers = Answering(surveys.invitation(survey)), data.draw(any_forms.answers_to(document))
    number = rules.pages(document, {})[0]
    for _ in range(30):
        shown = [question.code for question in me.read(number).context["form"].questions]
        sent = me.post(number, **fields(document, {code: answers[code] for code in shown if code in answers}))
        if sent.url.endswith("/bedankt/"):
            break
        number = int(sent.url.split("/")[3])

    response = Response.objects.get(invitation=me.invitation)
    assert (response.asked, response.answers) == documents.routed(document, answers)


def fields(document, answers):
    """Answers as a form sends them."""
    sent = {}
    for code, answer in answers.items():
        if isinstance(answer, dict):
            sent |= {f"{code}__{row}": value for row, value in answer.items()}
        else:
            sent[code] = answer if isinstance(answer, list) else str(answer)
    return sent
