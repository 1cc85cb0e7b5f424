"""Trying a questionnaire out: the real pages, of which nothing is kept."""

import json

import pytest

from members.models import Role
from members.tests import factories as members
from portal.tests.visits import number_of_queries, visit_as
from surveys.catalogue import TEMPLATES
from surveys.models import AnswerFile, Invitation, Response
from surveys.tests import factories as surveys
from surveys.tests.factories import question
from surveys.tests.test_response_section import EVERY_TYPE

pytestmark = pytest.mark.django_db

YES = {"question": "q1", "has": ["yes"]}


class Trying:
    """A member of staff who tries the questions of a survey, and sends each page along with what came before."""

    def __init__(self, survey, language="en"):
        self.survey, self.language = survey, language
        self.browser = visit_as(members.user_with(Role.STAFF, language=language))
        self.so_far = "{}"

    def address(self, page):
        return f"/bevragingen/{self.survey.pk}/voorbeeld/{page}/"

    def post(self, page, go="next", **answers):
        fields = {f"v-{name}": value for name, value in answers.items()}
        sent = self.browser.post(self.address(page), {"so_far": self.so_far, "go": go, "taal": self.language, **fields})
        self.so_far = (sent.context or {}).get("so_far", self.so_far)
        return sent


def drafted(*questions, **fields):
    return surveys.survey(*questions, state="draft", **fields)


def test_the_frame_is_as_wide_as_a_phone_or_a_computer():
    survey = drafted(question("q1"))
    browser = Trying(survey).browser

    phone = browser.get(f"/bevragingen/{survey.pk}/voorbeeld/")
    computer = browser.get(f"/bevragingen/{survey.pk}/voorbeeld/?scherm=computer")

    assert 'class="preview telefoon"' in phone.content.decode()
    assert 'class="preview computer"' in computer.content.decode()
    assert "frame-src 'self'" in phone["Content-Security-Policy"]


def test_only_a_page_of_ours_frames_it():
    answer = Trying(drafted(question("q1"))).browser.get(Trying(drafted(question("q1"))).address(0))

    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


def test_one_goes_from_page_to_page_and_nothing_is_kept():
    me = Trying(drafted(document=surveys.pages(question("q1"), question("q2"))))

    first, second = me.post(1, q1="yes"), me.post(2, q2="no")

    assert (first.context["address"], json.loads(first.context["so_far"])) == (me.address(2), {"q1": "yes"})
    assert "Nothing of what you filled in was kept." in second.content.decode()
    assert (Response.objects.count(), Invitation.objects.count()) == (0, 0)


def test_routing_mistakes_and_words_are_those_of_the_real_pages():
    asked = [question("q1"), question("q2", "number", show_if=YES, text=surveys.both("Why {q1}?"))]
    me = Trying(drafted(*asked))

    brought_up = me.post(1, q1="yes")
    wrong = me.post(1, q1="yes", q2="many")

    assert "Why Yes?" in brought_up.content.decode()
    assert [each.code for each in wrong.context["form"].mistakes] == ["q2"]


def test_back_leads_to_the_start():
    me = Trying(drafted(document=surveys.pages(question("q1"), question("q2"))))
    me.post(1, q1="yes")

    back, start = me.post(2, go="back"), me.post(1, go="back", q1="no")

    assert 'value="yes" checked' in back.content.decode()
    assert "surveys/preview_start.html" in [template.name for template in start.templates]


def test_it_shows_what_is_being_made_not_what_is_asked():
    survey = surveys.survey(question("q1"))
    survey.versions.create(number=2, document=surveys.document(question("q7", text=surveys.both("Newer?"))))

    assert "Newer?" in Trying(survey).browser.get(Trying(survey).address(1)).content.decode()


def test_it_speaks_the_language_that_was_chosen():
    survey = drafted(question("q1", text={"nl": "Hoe gaat het?", "en": "How are you?"}))
    browser = Trying(survey).browser

    assert "Hoe gaat het?" in browser.get(f"{Trying(survey).address(1)}?taal=nl").content.decode()
    assert "How are you?" in browser.get(f"{Trying(survey).address(1)}?taal=en").content.decode()


def test_questions_with_faults_are_named_instead():
    survey = drafted(question("q1", options=("a",)))
    me = Trying(survey)

    page = me.browser.get(f"/bevragingen/{survey.pk}/voorbeeld/")

    assert "Add at least two answers." in page.content.decode()
    assert "<iframe" not in page.content.decode()
    assert me.browser.get(me.address(1)).status_code == 404


def test_a_file_is_neither_kept_nor_needed():
    me = Trying(drafted(question("q1", "file", required=True), confidentiality="identified"))

    done = me.post(1, q1=surveys.upload())

    assert "surveys/preview_done.html" in [template.name for template in done.templates]
    assert not AnswerFile.objects.exists()


@pytest.mark.parametrize("nonsense", ["", "[]", "null", "{", '{"q9": 1, "q1": ["x"]}', "[" * 5000, '{"q1": "\\u0000"}'])
def test_what_is_carried_along_is_never_believed(nonsense):
    me = Trying(drafted(*EVERY_TYPE))
    me.so_far = nonsense

    assert me.post(1, go="stay", q7="Fine").context["so_far"] == '{"q7": "Fine"}'


def test_a_survey_without_questions_says_so():
    survey = drafted(question("q1"))
    survey.versions.all().delete()

    assert "no questions yet" in Trying(survey).browser.get(f"/bevragingen/{survey.pk}/voorbeeld/").content.decode()


@pytest.mark.parametrize("code", TEMPLATES)
def test_every_template_of_the_catalogue_can_be_tried_on_each_page(code):
    template = TEMPLATES[code]
    me = Trying(drafted(document=template.document, **template.fields))

    for page in range(1, len(template.document["sections"]) + 1):
        assert me.browser.get(me.address(page)).status_code == 200


def test_the_page_asks_little():
    survey = drafted(question("q1"))
    me = Trying(survey)

    assert number_of_queries(me.browser, f"/bevragingen/{survey.pk}/voorbeeld/") <= 8
    assert number_of_queries(me.browser, me.address(1)) <= 6
