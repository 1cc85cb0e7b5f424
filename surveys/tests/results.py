"""Surveys with answers to look at: closed, as results are."""

from members.models import Province
from surveys.models import SurveyState
from surveys.tests import factories as surveys
from surveys.tests.factories import question

TELLING = 777.25  # what only the people of the small group answered

QUESTIONS = (
    question("q1", "likert", dont_know=True),
    question("q2", "multiple", options=("news", "web"), none=True),
    question("q3", "matrix", options=("1", "2", "3", "4", "5"), items=("here", "there")),
    question("q4", "nps"),
    question("q5", "number"),
    question("q6", "open"),
    question("q7"),
)


def answers(number, hours):
    """Answers that differ from one person to the next."""
    return {
        "q1": ("4", "5", "2", "dk")[number % 4],
        "q2": (["news"], ["news", "web"], ["none"])[number % 3],
        "q3": {"here": str(1 + number % 5), "there": str(5 - number % 3)},
        "q4": number % 11,
        "q5": hours,
        "q6": ("=1+1", "Goed zo", "https://example.org", "-2 is te weinig")[number % 4],
        "q7": ("yes", "no")[number % 2],
    }


def survey_with(groups, *questions, state=SurveyState.CLOSED, **fields):
    """A survey in which each province of `groups` has so many answers; the last group answered TELLING."""
    made = surveys.survey(*(questions or QUESTIONS), state=state, **fields)
    *_others, last = groups
    number = 0
    for province, size in groups.items():
        for _ in range(size):
            unit = surveys.unit(made, province=province)
            hours = TELLING if province == last else 10 + number / 4
            surveys.response(made, answers(number, hours), unit=unit)
            number += 1
        surveys.unit(made, province=province)  # and one who did not answer
    return made


def large_and_small(**fields):
    """Twenty, fifteen and three answers."""
    return survey_with({Province.ANTWERP: 20, Province.EAST_FLANDERS: 15, Province.LIMBURG: 3}, **fields)
