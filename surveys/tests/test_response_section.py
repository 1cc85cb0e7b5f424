import pytest
from django.utils.html import escape

from members.tests import factories as members
from portal.tests.visits import visit_as
from surveys.models import Response
from surveys.tests import factories as surveys
from surveys.tests.factories import question

pytestmark = pytest.mark.django_db

EVERY_TYPE = (
    question("q1"),
    question("q2", "multiple", options=("a", "b"), none=True),
    question("q3", "likert", dont_know=True),
    question("q4", "matrix", items=("r1", "r2")),
    question("q5", "nps"),
    question("q6", "number", decimals=1, unit=surveys.both("hours")),
    question("q7", "open"),
    question("q8", "matrix_multiple", options=("a", "b"), items=("r1", "r2"), none=True),
    question("q9", "ranking", options=("a", "b", "c")),
    question("n1", "note", help=surveys.both("More about it")),
)
ASKED = [asked["code"] for asked in EVERY_TYPE if asked["type"] != "note"]


class Answering:
    """Somebody who opened the link in the mail, with a browser in a language."""

    def __init__(self, invitation, language="en"):
        self.invitation, self.browser = invitation, visit_as()
        self.browser.defaults["HTTP_ACCEPT_LANGUAGE"] = language
        self.browser.get(f"/b/{invitation.token}/")

    def address(self, page):
        return f"/b/{self.invitation.survey_id}/{page}/"

    def read(self, page=1):
        return self.browser.get(self.address(page))

    def post(self, page=1, go="next", **answers):
        """Send a page: `q4__r1="yes"` answers a row of a matrix."""
        fields = {f"v-{name}": value for name, value in answers.items()}
        return self.browser.post(self.address(page), {"invitation": self.invitation.pk, "go": go, **fields})

    @property
    def draft(self):
        self.invitation.refresh_from_db()
        return self.invitation.draft


def answering(*questions, language="en", **fields):
    return Answering(surveys.invitation(surveys.survey(*questions, **fields)), language)


def two_pages(*questions):
    return answering(document=surveys.pages(*(questions or (question("q1"), question("q2")))))


# --- Each type -------------------------------------------------------------------------------------


def test_every_type_of_question_is_asked_and_answered():
    me = answering(*EVERY_TYPE)

    shown = me.read().content.decode()
    sent = me.post(
        q1="yes",
        q2=["b", "a"],
        q3="dk",
        q4__r1="yes",
        q4__r2="no",
        q5="9",
        q6="2,5",
        q7="<b>Fine</b>",
        q8__r1=["a", "b"],
        q8__r2="none",
        q9__c="1",
        q9__a="2",
    )

    assert all(f'data-question="{asked["code"]}"' in shown for asked in EVERY_TYPE)
    assert sent.url == f"/b/{me.invitation.survey_id}/bedankt/"
    assert Response.objects.get().answers == {
        "q1": "yes",
        "q2": ["a", "b"],
        "q3": "dk",
        "q4": {"r1": "yes", "r2": "no"},
        "q5": 9,
        "q6": 2.5,
        "q7": "<b>Fine</b>",
        "q8": {"r1": ["a", "b"], "r2": ["none"]},
        "q9": ["c", "a"],
    }


def test_what_was_answered_before_is_filled_in():
    me = answering(*EVERY_TYPE)
    hostile = "</textarea><script>alert(1)</script>"
    me.post(go="stay", q1="yes", q2=["a"], q4__r2="no", q5="0", q6="2,5", q7=hostile, q8__r1=["b"], q9__c="1")

    page = me.read().content.decode()

    for field in ("v-q1-yes", "v-q2-a", "v-q4__r2-no", "v-q5-0", "v-q8__r1-b"):
        start = page.index(f'id="{field}"')
        assert "checked" in page[start : page.index(">", start)]
    assert page.count(" checked") == 5
    assert page.count('<option value="1" selected>') == 1
    assert 'value="2.5"' in page
    assert "&lt;/textarea&gt;&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_a_number_is_written_as_the_reader_writes_it():
    me = answering(question("q1", "number", decimals=1), language="nl")
    me.post(go="stay", q1="2,5")

    assert 'value="2,5"' in me.read().content.decode()


def test_nothing_is_asked_for_sure_unless_it_says_so():
    me = answering(*EVERY_TYPE)

    me.post()

    response = Response.objects.get()
    assert (response.answers, response.asked) == ({}, ASKED)


@pytest.mark.parametrize(
    ("answers", "code"),
    [
        ({"q8__r1": ["a", "none"]}, "q8"),
        ({"q9__a": "1", "q9__b": "1"}, "q9"),
        ({"q9__a": "9"}, "q9"),
        ({"q2": ["a", "none"]}, "q2"),
        ({"q5": "11"}, "q5"),
        ({"q6": "=1+1"}, "q6"),
        ({"q1": "x"}, "q1"),
    ],
)
def test_an_impossible_answer_is_said_at_its_question_and_the_rest_is_kept(answers, code):
    me = answering(*EVERY_TYPE)

    page = me.post(**{"q7": "Fine", **answers})

    assert page.status_code == 200
    assert [each.code for each in page.context["form"].mistakes] == [code]
    assert f'id="v-{code}-fault"' in page.content.decode()
    assert me.draft == {"q7": "Fine"}
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        '=HYPERLINK("https://example.org")',
        "שלום \u202eדג\u202c 👩‍👩‍👧‍👦 Zé",
        "{{ settings.SECRET_KEY }} {% debug %} {q1}",
        "é" * 4000,
    ],
)
def test_what_somebody_writes_is_kept_as_it_is_and_shown_as_text(text):
    me = answering(question("q1", "open"), question("q2", required=True))

    shown = me.post(q1=text).content.decode()
    me.post(q1=text, q2="yes")

    assert Response.objects.get().answers["q1"] == text
    assert escape(text) in shown
    assert "<script>alert" not in shown


def test_a_hundred_thousand_characters_are_refused_and_not_lost_on_the_page():
    me = answering(question("q1", "open"))

    page = me.post(q1="x" * 100_000)

    (mistake,) = page.context["form"].mistakes
    assert mistake.fault == "Keep it under 4000 characters."
    assert "x" * 100_000 in page.content.decode()
    assert not Response.objects.exists()


def test_a_nul_in_an_answer_is_left_out():
    me = answering(question("q1", "open"))

    me.post(q1="a\x00b")

    assert Response.objects.get().answers == {"q1": "ab"}


def test_an_order_that_is_wrong_comes_back_as_it_was_given():
    me = answering(question("q1", "ranking", options=("a", "b", "c")))

    page = me.post(q1__a="2", q1__b="2").content.decode()

    assert page.count('<option value="2" selected>') == 2


def test_changing_an_earlier_answer_removes_the_answer_that_hung_on_it():
    yes = {"question": "q1", "has": ["yes"]}
    me = two_pages(question("q1"), question("q2", show_if=yes), question("q3"))
    me.post(1, q1="yes")
    me.post(2, q2="no")
    me.post(3, go="back", q3="yes")
    me.post(1, q1="no")

    me.post(3, q3="yes")

    response = Response.objects.get()
    assert (response.answers, response.asked) == ({"q1": "no", "q3": "yes"}, ["q1", "q3"])


def test_another_language_shows_the_same_page_and_the_same_answers():
    labels = {"text": {"nl": "Hoe gaat het?", "en": "How are you?"}}
    me = two_pages(question("q0"), question("q1", **labels))
    me.post(1, q0="yes")
    me.post(2, go="stay", q1="no")

    changed = me.browser.post("/taal/", {"language": "nl", "next": me.address(2)}, follow=True)

    page = changed.content.decode()
    assert changed.request["PATH_INFO"] == me.address(2)
    assert "Hoe gaat het?" in page
    assert 'value="no" checked' in page
    assert me.draft == {"q0": "yes", "q1": "no"}


def test_a_page_with_notes_alone_is_read_and_passed():
    me = two_pages(question("n1", "note"), question("q2"))

    assert me.post(1).url == me.address(2)
    me.post(2, q2="yes")
    assert Response.objects.get().asked == ["q2"]


def test_a_hidden_section_is_no_page():
    document = surveys.pages(question("q1"), question("q2"), question("q3"))
    document["sections"][1]["show_if"] = {"question": "q1", "has": ["yes"]}
    me = answering(document=document)

    assert me.post(1, q1="no").url == me.address(3)
    assert me.read(3).context["steps"] == 2


def test_a_question_that_is_needed_keeps_one_on_the_page():
    me = answering(question("q1", required=True))

    missing, given = me.post(), me.post(q1="yes")

    assert [each.fault for each in missing.context["form"].mistakes] == [
        "Please answer this question before you go on."
    ]
    assert given.status_code == 302


# --- From page to page -----------------------------------------------------------------------------


def test_each_page_is_kept_and_goes_on_to_the_next():
    me = two_pages()

    gone_on = me.post(1, q1="yes")

    assert gone_on.url == me.address(2)
    assert (me.draft, me.invitation.draft_page, me.invitation.state) == ({"q1": "yes"}, 2, "started")


def test_going_back_keeps_the_page_too_even_with_a_mistake_on_it():
    me = two_pages(question("q1"), question("q2", "number"), question("q3"))
    me.post(1, q1="yes")

    assert me.post(2, go="back", q2="many").url == me.address(1)
    assert me.post(1, go="back", q1="no").url == f"/b/{me.invitation.survey_id}/"
    assert me.draft == {"q1": "no"}


def test_on_another_device_one_finds_the_same_page_with_the_same_answers():
    me = two_pages()
    me.post(1, q1="yes")

    elsewhere = Answering(me.invitation)

    assert elsewhere.browser.get(f"/b/{me.invitation.survey_id}/").context["page"] == 2
    assert 'id="v-q1-yes" name="v-q1" value="yes" checked' in elsewhere.read(1).content.decode()


def test_a_page_without_questions_for_me_is_skipped():
    yes = {"question": "q1", "has": ["yes"]}
    me = two_pages(question("q1"), question("q2", show_if=yes), question("q3"))

    assert me.post(1, q1="no").url == me.address(3)
    assert me.read(2).url == me.address(3)
    assert me.post(1, q1="yes").url == me.address(2)


def test_a_question_that_an_answer_brings_up_is_shown_on_the_same_page_first():
    yes = {"question": "q1", "has": ["yes"]}
    me = answering(question("q1"), question("q2", required=True, show_if=yes))

    brought_up = me.post(q1="yes")
    missing = me.post(q1="yes")
    done = me.post(q1="yes", q2="no")

    assert brought_up.url == me.address(1) + "#v-q2"
    assert [each.code for each in missing.context["form"].mistakes] == ["q2"]
    assert done.url.endswith("/bedankt/")


def test_who_skips_a_page_by_its_address_is_led_back_to_what_is_needed():
    me = two_pages(question("q1", required=True), question("q2"))

    assert me.post(2, q2="yes").url == me.address(1)
    assert not Response.objects.exists()


def test_the_page_speaks_the_readers_language_and_so_does_the_response():
    labels = {"text": {"nl": "Hoe gaat het?", "en": "How are you?"}}
    me = answering(question("q1", **labels), language="nl")

    assert "Hoe gaat het?" in me.read().content.decode()
    me.post(q1="yes")

    assert Response.objects.get().language == "nl"


# --- Twice, too late, somebody else ----------------------------------------------------------------


def test_a_double_click_is_one_response():
    me = answering()

    first, second = me.post(q1="yes"), me.post(q1="yes")

    assert first.url == second.url == f"/b/{me.invitation.survey_id}/bedankt/"
    assert Response.objects.get().answers == {"q1": "yes"}


def test_after_sending_the_questions_are_not_shown_again():
    me = answering()
    me.post(q1="yes")

    page = me.read()

    assert page.status_code == 410
    assert "You have filled this in already" in page.content.decode()


def test_a_survey_that_closes_meanwhile_takes_no_more():
    me = answering()
    type(me.invitation.survey).objects.update(state="closed")

    assert me.post(q1="yes").status_code == 410
    assert not Response.objects.exists()


def test_a_post_without_having_opened_the_link_does_nothing():
    invitation = surveys.invitation(surveys.survey())

    page = visit_as().post(f"/b/{invitation.survey_id}/1/", {"invitation": invitation.pk, "v-q1": "yes"})

    assert page.status_code == 404
    assert not Response.objects.exists()


def test_a_page_of_one_link_does_not_answer_for_another_that_was_opened_later():
    survey = surveys.survey()
    me, colleague = Answering(surveys.invitation(survey)), surveys.invitation(survey)
    me.browser.get(f"/b/{colleague.token}/")

    assert me.post(q1="yes").status_code == 409
    assert not Response.objects.exists()


def test_two_surveys_can_be_answered_side_by_side():
    person = members.person()
    first, second = (surveys.invitation(surveys.survey(), person) for _ in range(2))
    me = Answering(first)
    me.browser.get(f"/b/{second.token}/")

    me.post(q1="yes")

    assert Response.objects.get().survey == first.survey


def test_reading_changes_nothing():
    me = answering()

    me.read()

    me.invitation.refresh_from_db()
    assert (me.invitation.state, me.invitation.draft) == ("sent", {})
