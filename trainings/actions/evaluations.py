"""Asking participants how an edition was, anonymously; it is never a condition for anything."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from portal.refused import Refused
from surveys import actions as surveys
from surveys.catalogue import TRAINING_EVALUATION
from surveys.rules.audience import Candidate
from trainings.models import Edition
from trainings.rules import evaluations as rules

TAKES_ANSWERS_FOR = timedelta(days=14)


@transaction.atomic
def evaluate(edition, *, by, now):
    """Open the evaluation of an edition that is over, and ask everybody who has a seat."""
    edition = Edition.objects.hold(edition.pk)
    people = list(edition.registrations.holding_a_seat().select_related("person__user", "municipality"))
    if reasons := rules.evaluate_refusals(edition, people, now=now):
        raise Refused(reasons)

    today, module = timezone.localdate(now), edition.module
    titles = {
        "title_nl": f"{TRAINING_EVALUATION.fields['title_nl']} {module.title_nl}"[:150],
        "title_en": f"{TRAINING_EVALUATION.fields['title_en']} {module.title_en or module.title_nl}"[:150],
    }
    survey = surveys.create_survey(TRAINING_EVALUATION, **titles, closes_on=today + TAKES_ANSWERS_FOR)
    # Nothing of a municipality goes along: in a group of twelve it would say who wrote what.
    population = [Candidate(each.municipality, each.person, {}) for each in people if each.municipality]
    survey = surveys.open_survey(survey, today=today, now=now, population=population)
    units = {unit.person_id: unit for unit in survey.snapshot.units.all()}
    surveys.invite(survey, [(each.person, units.get(each.person_id)) for each in people], today=today, by=by)
    edition.evaluation = survey
    edition.save(update_fields=["evaluation"])
    return survey


@transaction.atomic
def remind_evaluation(edition, *, by, today):
    """Remind, once, who has not answered; returns how many."""
    edition = Edition.objects.hold(edition.pk)
    if reasons := rules.remind_refusals(edition):
        raise Refused(reasons)
    return len(surveys.remind(edition.evaluation, by, today))
