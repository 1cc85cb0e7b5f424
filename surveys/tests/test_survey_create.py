"""Starting a survey, its settings, and removing it."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.tests.visits import number_of_queries, visit_as
from surveys import documents
from surveys.catalogue import TEMPLATES
from surveys.models import Survey
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db
FIELDS = {
    "title_nl": "Nieuw",
    "unit_of_analysis": "municipality",
    "confidentiality": "confidential",
    "min_cell": "5",
}


@pytest.fixture
def staff():
    return visit_as(members.user_with(Role.STAFF))


def start(staff, query, **fields):
    return staff.post(f"{reverse('surveys:survey_create')}?{query}", {**FIELDS, **fields}, follow=True)


@pytest.mark.parametrize("code", TEMPLATES)
def test_a_survey_starts_from_each_template(staff, code):
    start(staff, f"sjabloon={code}")

    assert Survey.objects.get().versions.get().document == TEMPLATES[code].document


def test_a_survey_starts_empty(staff):
    page = start(staff, "sjabloon=leeg")

    survey = Survey.objects.get()
    assert (survey.title_nl, survey.state) == ("Nieuw", "draft")
    assert page.redirect_chain[-1][0] == reverse("surveys:survey_build", args=[survey.pk])
    assert documents.questions(survey.versions.get().document) == []


def test_a_survey_starts_as_a_copy_of_what_was_asked_before(staff):
    earlier = surveys.survey(state="closed", confidentiality="anonymous")

    page = staff.get(f"{reverse('surveys:survey_create')}?kopie={earlier.pk}")
    start(staff, f"kopie={earlier.pk}")

    assert page.context["form"].initial["confidentiality"] == "anonymous"
    assert Survey.objects.exclude(pk=earlier.pk).get().versions.get().document == earlier.version.document


@pytest.mark.parametrize("query", ["sjabloon=bestaat-niet", "kopie=999", "kopie=x", "kopie=9999999999999999999"])
def test_what_is_not_there_to_start_from_is_not_found(staff, query):
    assert staff.get(f"{reverse('surveys:survey_create')}?{query}").status_code == 404


@pytest.mark.parametrize(
    "fault", [{"title_nl": ""}, {"min_cell": "2"}, {"confidentiality": "secret"}, {"title_nl": "a\0"}]
)
def test_nothing_is_started_when_something_is_not_right(staff, fault):
    page = start(staff, "sjabloon=leeg", **fault)

    assert page.context["form"].errors
    assert not Survey.objects.exists()


def test_the_settings_of_a_draft_are_changed_and_its_promise_stands_once_asked(staff):
    survey = surveys.survey(state="draft")
    address = reverse("surveys:survey_edit", args=[survey.pk])

    staff.post(address, {**FIELDS, "confidentiality": "identified"})
    surveys.invitation(survey)
    staff.post(address, {**FIELDS, "title_nl": "Anders", "confidentiality": "anonymous"})

    survey.refresh_from_db()
    assert (survey.title_nl, survey.confidentiality) == ("Anders", "identified")


def test_the_settings_of_a_survey_in_the_field_stand(staff):
    survey = surveys.survey()

    page = staff.post(reverse("surveys:survey_edit", args=[survey.pk]), FIELDS)

    survey.refresh_from_db()
    assert survey.title_nl == "Dienstverlening"
    assert "This survey has been opened before." in page.content.decode()


@pytest.mark.parametrize(
    ("state", "name", "is_gone"),
    [
        ("draft", "Dienstverlening", True),
        ("closed", " Dienstverlening ", True),
        ("draft", "dienst", False),
        ("draft", "", False),
        ("open", "Dienstverlening", False),
    ],
)
def test_a_survey_is_removed_by_typing_its_title(staff, state, name, is_gone):
    survey = surveys.survey(state=state, closes_on=timezone.localdate() + timedelta(days=1))

    staff.post(reverse("surveys:survey_remove", args=[survey.pk]), {"name": name})

    assert Survey.objects.exists() != is_gone


@pytest.mark.parametrize("rows", [1, 3])
def test_the_choice_asks_the_database_as_often_for_three_surveys_as_for_one(rows):
    for _ in range(rows):
        surveys.survey()

    assert number_of_queries(visit_as(members.user_with(Role.STAFF)), reverse("surveys:survey_create")) <= 7
