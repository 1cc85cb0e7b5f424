from contextlib import contextmanager

import pytest
from django.db import IntegrityError, connection, transaction

from surveys.models import Confidentiality, Response, Survey
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db


@contextmanager
def a_transaction():
    """Whatever a transaction refuses at its end, it refuses here."""
    with transaction.atomic():
        yield
        connection.check_constraints()


def insert(survey, **columns):
    """Put a response in the table past every rule of ours."""
    with transaction.atomic():
        return surveys.response(survey, **columns)


# --- What the database itself refuses, whoever writes ---------------------------------------------


@pytest.mark.parametrize("what", ["unit_id", "invitation_id", "submitted_on", "population", "fte", "years"])
def test_an_anonymous_response_cannot_lead_to_somebody(what):
    survey = surveys.survey(confidentiality=Confidentiality.ANONYMOUS)
    known = {
        "unit_id": surveys.unit(survey).pk,
        "invitation_id": surveys.invitation(survey).pk,
        "submitted_on": "2026-03-01",
        "population": 12_000,
        "fte": "1.5",
        "years": 4,
    }

    insert(survey)
    with pytest.raises(IntegrityError):
        insert(survey, **{what: known[what]})

    assert Response.objects.count() == 1


def test_a_response_cannot_pretend_that_its_survey_promised_something_else():
    survey = surveys.survey(confidentiality=Confidentiality.ANONYMOUS)
    unit = surveys.unit(survey)

    with pytest.raises(IntegrityError), a_transaction():
        insert(survey, confidentiality=Confidentiality.IDENTIFIED, unit_id=unit.pk, submitted_on="2026-03-01")


def test_a_promise_cannot_change_after_the_first_response():
    unanswered, answered = surveys.survey(), surveys.survey()
    surveys.response(answered)

    with a_transaction():
        Survey.objects.filter(pk=unanswered.pk).update(confidentiality=Confidentiality.IDENTIFIED)
    with pytest.raises(IntegrityError), a_transaction():
        Survey.objects.filter(pk=answered.pk).update(confidentiality=Confidentiality.IDENTIFIED)

    answered.refresh_from_db()
    assert answered.confidentiality == Confidentiality.CONFIDENTIAL


def test_a_confidential_response_knows_its_day():
    survey = surveys.survey(confidentiality=Confidentiality.CONFIDENTIAL)

    with pytest.raises(IntegrityError):
        insert(survey, unit=surveys.unit(survey), submitted_on=None)


@pytest.mark.parametrize(("smallest", "is_fine"), [(3, True), (2, False)])
def test_no_survey_shows_a_group_under_three(smallest, is_fine):
    if is_fine:
        surveys.survey(min_cell=smallest)
    else:
        with pytest.raises(IntegrityError), transaction.atomic():
            surveys.survey(min_cell=smallest)

    assert Survey.objects.count() == is_fine


# --- Versions -------------------------------------------------------------------------------------


def test_a_published_version_never_changes():
    version = surveys.survey().versions.get()

    version.document = surveys.document(surveys.question("other"))
    with pytest.raises(ValueError, match="never changes"):
        version.save()

    version.refresh_from_db()
    assert version.document["sections"][0]["questions"][0]["code"] == "q1"


def test_a_version_that_is_being_written_changes():
    version = surveys.survey(state="draft").versions.get()

    version.document = surveys.document(surveys.question("other"))
    version.save()

    version.refresh_from_db()
    assert version.document["sections"][0]["questions"][0]["code"] == "other"
