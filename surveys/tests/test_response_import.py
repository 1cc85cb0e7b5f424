"""Bringing answers from elsewhere on the page: columns are guessed, chosen, checked, and saved when one says so."""

import pytest
from django.urls import reverse

from members.models import ImportRun, ImportState
from surveys.models import Confidentiality, Response
from surveys.tests import factories as surveys
from surveys.tests.test_history import asked, table
from surveys.tests.test_survey_import import me  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db

ROW = "11001;01/02/2024;yes;;;;;;;"


def bring(client, survey, *rows):
    address = reverse("surveys:response_import", args=[survey.pk])
    return client.post(address, {"file": table(*rows)}, follow=True)


def save(client, survey, run):
    return client.post(reverse("surveys:response_import_save", args=[survey.pk, run.pk]))


def test_the_guess_stands_there_and_nothing_is_saved(me):  # noqa: F811
    response = bring(me, asked(), ROW)

    assert response.context["form"]["column_2"].initial == "q1"
    assert (response.context["can_save"], Response.objects.count()) == (True, 0)


def test_what_was_seen_is_saved(me):  # noqa: F811
    survey = asked()
    bring(me, survey, ROW)

    save(me, survey, ImportRun.objects.get())

    assert (Response.objects.count(), ImportRun.objects.get().state) == (1, ImportState.SAVED)


def test_a_mistake_is_shown_and_nothing_can_be_saved(me):  # noqa: F811
    survey = asked()
    response = bring(me, survey, "11001;01/02/2024;maybe;;;;;;;")

    save(me, survey, ImportRun.objects.get())

    assert [(each["line"], each["column"]) for each in response.context["rejected"]] == [(2, "q1")]
    assert Response.objects.count() == 0


def test_another_choice_of_columns_reads_the_file_anew(me):  # noqa: F811
    survey = asked()
    bring(me, survey, "11001;01/02/2024;maybe;;;;;;;")
    address = reverse("surveys:response_mapping", args=[survey.pk, ImportRun.objects.get().pk])

    response = me.post(address, {"column_0": "place", "column_2": "q5"}, follow=True)

    save(me, survey, response.context["run"])
    assert Response.objects.get().answers == {"q5": "maybe"}


def test_an_anonymous_survey_takes_no_file(me):  # noqa: F811
    survey = asked(confidentiality=Confidentiality.ANONYMOUS)

    response = bring(me, survey, ROW)

    assert [refusal.value for refusal in response.context["refusals"]] == ["anonymous"]
    assert ImportRun.objects.count() == 0


def test_a_file_of_one_survey_is_not_found_at_another(me):  # noqa: F811
    bring(me, asked(), ROW)

    assert save(me, surveys.survey(), ImportRun.objects.get()).status_code == 404
