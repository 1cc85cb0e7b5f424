"""Who gets a certificate: the decision, with its reasons."""

import pytest
from django.utils import translation

from trainings import certificates
from trainings.certificates import Verdict
from trainings.tests import factories as trainings

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def outcome_of(*presences, half_days=4, mandatory=(), **rule):
    """What marks, in the order of the half-days, come to by a rule; half-days without a mark are to fill in."""
    asked = {"min_half_days": None, "min_hours_percent": None, **rule}
    edition = trainings.edition(half_days=half_days, **asked)
    for number, half_day in enumerate(edition.half_days.all(), start=1):
        if number in mandatory:
            half_day.is_mandatory = True
            half_day.save()
    registration = trainings.registration(edition)
    trainings.attendance(registration, *presences)
    return certificates.outcomes(edition, [registration])[registration.pk]


@pytest.mark.parametrize(
    ("presences", "verdict"),
    [
        (["present", "present", "present", "absent"], Verdict.YES),
        (["present", "present", "absent", "absent"], Verdict.NO),
        (["present", "present", "excused"], Verdict.NOT_YET),
        (["present", "present", "present"], Verdict.YES),
        ([], Verdict.NOT_YET),
    ],
)
def test_three_quarters_of_the_hours_is_yes_not_yet_or_no(presences, verdict):
    assert outcome_of(*presences, min_hours_percent=75).verdict == verdict


def test_what_was_not_filled_in_is_why_not_yet_and_names_the_half_day():
    outcome = outcome_of("present", "present", "present", min_hours_percent=100)

    assert outcome.verdict == Verdict.NOT_YET
    assert [half_day.part for half_day in outcome.to_fill_in] == ["afternoon"]
    assert str(outcome.reasons[0]).endswith("afternoon: to fill in")
    assert outcome.missed == []


def test_a_missed_half_day_is_named_with_what_was_filled_in():
    outcome = outcome_of("absent", "present", "present", "present", min_half_days=4)

    assert outcome.verdict == Verdict.NO
    assert [str(reason).split(", ")[-1] for reason in outcome.reasons] == ["morning: absent", "4 half-days are asked."]


def test_a_half_day_that_nobody_may_miss_decides_alone():
    missed = outcome_of("absent", "present", "present", "present", mandatory=[1], min_hours_percent=50)
    another = outcome_of("present", "absent", "present", "present", mandatory=[1], min_hours_percent=50)

    assert (missed.verdict, another.verdict) == (Verdict.NO, Verdict.YES)
    assert "absent, and needed" in str(missed.reasons[0])


@pytest.mark.parametrize(("number", "verdict"), [(3, Verdict.YES), (4, Verdict.NO)])
def test_a_number_of_half_days_counts_who_was_there_for_half_of_one(number, verdict):
    outcome = outcome_of("present", "present", "partial", "absent", min_half_days=number)

    assert (outcome.verdict, outcome.minutes) == (verdict, 180 + 180 + 90)


def test_who_is_exempt_is_not_asked_those_hours():
    exempt = outcome_of("exempt", "present", "present", "present", min_hours_percent=100)
    absent = outcome_of("absent", "present", "present", "present", min_hours_percent=100)

    assert (exempt.verdict, absent.verdict) == (Verdict.YES, Verdict.NO)


@pytest.mark.parametrize("rule", [{"min_half_days": 4}, {"min_hours_percent": 100}])
def test_a_half_day_that_the_organiser_called_off_costs_nobody_the_certificate(rule):
    edition = trainings.edition(half_days=4, **{"min_half_days": None, "min_hours_percent": None, **rule})
    registration = trainings.registration(edition)
    trainings.attendance(registration, "present", "present", "present")
    half_days, marks = list(edition.half_days.all()), certificates.marks_of([registration])[registration.pk]
    as_planned = certificates.decide(edition, half_days, marks)
    half_days[3].state = "cancelled"

    called_off = certificates.decide(edition, half_days, marks)

    assert (as_planned.verdict, called_off.verdict) == (Verdict.NOT_YET, Verdict.YES)


def test_the_outcomes_of_many_take_two_queries(django_assert_num_queries):
    edition = trainings.edition()
    people = [trainings.registration(edition) for _ in range(3)]

    with django_assert_num_queries(2):
        assert len(certificates.outcomes(edition, people)) == 3


def test_the_rule_is_told_in_hours():
    edition = trainings.edition(half_days=4, min_hours_percent=75, min_half_days=3)

    told = [str(sentence) for sentence in certificates.rule_in_words(edition)]

    assert told == ["At least 3 half-days", "At least 75 percent of the hours: 9 h of 12 h"]
