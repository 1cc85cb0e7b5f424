"""Evaluating an edition: anonymous, for who took part, reminded once, never a condition."""

from datetime import timedelta

import pytest
from django.utils import timezone

from members.models import Role
from members.tests import factories as members
from portal.post.models import Mail
from portal.refused import Refused
from trainings import actions
from trainings.rules.evaluations import EvaluationRefusal
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def over(people=2):
    edition = trainings.edition(first_day=timezone.localdate() - timedelta(days=3))
    for _ in range(people):
        trainings.registration(edition)
    return edition


@pytest.fixture
def staff():
    return members.user_with(Role.STAFF)


def test_who_took_part_is_asked_anonymously_and_small_groups_stay_hidden(staff):
    edition = over()
    trainings.registration(edition, state="cancelled-by-participant")

    survey = actions.evaluate(edition, by=staff, now=NOW)

    assert (survey.is_anonymous, survey.min_cell, survey.state) == (True, 5, "open")
    assert survey.invitations.count() == 2
    assert {unit.province for unit in survey.snapshot.units.all()} <= {""}  # nothing of a place goes along


@pytest.mark.parametrize(
    ("edition", "reason"),
    [(lambda: over(people=0), EvaluationRefusal.NOBODY), (trainings.edition, EvaluationRefusal.NOT_OVER)],
)
def test_an_edition_that_is_not_over_or_had_nobody_is_not_evaluated(staff, edition, reason):
    made = edition()
    if reason == EvaluationRefusal.NOT_OVER:
        trainings.registration(made)

    with pytest.raises(Refused) as refused:
        actions.evaluate(made, by=staff, now=NOW)

    assert refused.value.reasons == [reason]


def test_who_has_not_answered_is_reminded_once(staff):
    edition, later = over(), timezone.localdate() + timedelta(days=8)
    actions.evaluate(edition, by=staff, now=NOW)

    number = actions.remind_evaluation(edition, by=staff, today=later)
    with pytest.raises(Refused) as refused:
        actions.remind_evaluation(edition, by=staff, today=later + timedelta(days=5))

    assert number == 2
    assert refused.value.reasons == [EvaluationRefusal.REMINDED]
    assert Mail.objects.filter(kind="surveys/mail/reminded").count() == 2
