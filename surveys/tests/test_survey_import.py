"""Bringing a form: it is shown first, and kept as a draft only when one says so."""

import re

import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from portal.trail.models import Line
from surveys import documents
from surveys.catalogue import QUICKSCAN
from surveys.foreign import writing
from surveys.models import Survey, SurveyState
from surveys.tests import factories as surveys
from surveys.tests.test_foreign_xlsform import book, named

pytestmark = pytest.mark.django_db


@pytest.fixture
def me(client):
    person = members.person(role=Role.STAFF)
    person.user.language = "en"
    person.user.save()
    client.force_login(person.user)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def bring(client, file):
    return client.post(reverse("surveys:survey_import"), {"file": file})


def packed_in(response):
    return re.search(r'name="form" value="([^"]+)"', response.content.decode())[1]


def test_a_form_is_shown_and_nothing_is_kept(me):
    response = bring(me, book([("text", "q1", "Why?"), ("geopoint", "q2", "Where?")]))

    assert response.status_code == 200
    assert [left.place for left in response.context["read"].left] == ["survey, row 3"]
    assert Survey.objects.count() == 0


def test_what_was_shown_is_kept_as_a_draft(me):
    shown = bring(me, named(writing.write(QUICKSCAN.document, title_nl="Quickscan", title_en="Scan")))

    me.post(reverse("surveys:survey_import"), {"title_nl": "Onze scan", "form": packed_in(shown)})

    survey = Survey.objects.get()
    assert (survey.title_nl, survey.title_en, survey.state) == ("Onze scan", "Scan", SurveyState.DRAFT)
    codes = [each["code"] for each in documents.questions(QUICKSCAN.document)]
    assert [each["code"] for each in documents.questions(survey.versions.get().document)] == codes
    assert Line.objects.filter(title_en="A survey was started").exists()


def test_what_was_shown_to_somebody_else_is_not_kept(me, client):
    packed = packed_in(bring(me, book([("text", "q1", "Why?")])))
    client.force_login(members.person(role=Role.STAFF).user)

    client.post(reverse("surveys:survey_import"), {"title_nl": "T", "form": packed})

    assert Survey.objects.count() == 0


def test_a_title_is_needed_and_the_questions_stay_in_sight(me):
    packed = packed_in(bring(me, book([("text", "q1", "Why?")])))

    response = me.post(reverse("surveys:survey_import"), {"title_nl": "", "form": packed})

    assert (response.status_code, Survey.objects.count()) == (200, 0)
    assert packed_in(response) == packed


def test_a_refused_file_gets_its_reason_on_the_page(me):
    response = bring(me, named(b"nothing", "form.exe"))

    assert response.context["form"].errors == {
        "file": ["Bring an XLSForm (.xlsx) or the structure of a LimeSurvey (.lss)."]
    }


def test_a_script_in_a_label_is_shown_as_text(me):
    response = bring(me, book([("text", "q1", "<script>alert(1)</script>")]))

    assert "<script>alert" not in response.content.decode()
    assert "&lt;script&gt;alert" in response.content.decode()


def test_the_questions_of_a_survey_go_out_as_a_form_that_can_come_back(me):
    survey = surveys.survey(document=QUICKSCAN.document, title_nl="Quickscan")

    response = me.get(reverse("surveys:survey_xlsform", args=[survey.pk]))

    assert response["Content-Disposition"] == 'attachment; filename="quickscan.xlsx"'
    assert bring(me, named(response.content)).context["read"].left == []
    assert Line.objects.filter(title_en="The questions of a survey were exported").exists()
