from datetime import date, timedelta
from decimal import Decimal

import pytest

from members.models import Province, Role
from members.tests import factories as members
from surveys import rules
from surveys.models import Confidentiality, SurveyState
from surveys.tests import factories as surveys
from surveys.tests.factories import question

TODAY = date(2026, 6, 1)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _english(english):
    """Sentences are compared in English."""


# --- Opening ---------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "refusals"),
    [
        ({}, []),
        ({"closes_on": TODAY}, []),
        ({"closes_on": YESTERDAY}, ["closes-in-the-past"]),
        ({"title_nl": ""}, ["no-title"]),
        ({"document": {"languages": ["nl"], "sections": []}}, ["not-ready"]),
        ({"audience": {"regions": ["nowhere"]}}, ["nobody-in-it"]),
    ],
)
def test_a_draft_opens_when_it_is_ready(fields, refusals):
    members.membership()
    survey = surveys.survey(state=SurveyState.DRAFT, **{"closes_on": TOMORROW, **fields})

    assert rules.open_refusals(survey, today=TODAY) == refusals


@pytest.mark.django_db
@pytest.mark.parametrize("state", [SurveyState.OPEN, SurveyState.CLOSED])
def test_what_was_opened_before_does_not_open_again(state):
    survey = surveys.survey(state=state, opens_on=YESTERDAY, closes_on=TOMORROW)

    assert rules.open_refusals(survey, today=TODAY) == ["not-draft"]


# --- Whom to ask -----------------------------------------------------------------------------------


def invited(survey):
    return [(person, unit) for person, unit in rules.invitees(survey, today=TODAY)]


@pytest.mark.django_db
def test_a_municipality_is_asked_through_its_officer_and_else_through_its_head():
    survey = surveys.survey()
    with_both, with_head = surveys.unit(survey), surveys.unit(survey)
    members.person(role=Role.MANAGER, municipality=with_both.municipality)
    officer = members.person(role=Role.OFFICER, municipality=with_both.municipality)
    head = members.person(role=Role.MANAGER, municipality=with_head.municipality)
    surveys.unit(survey)  # nobody works there

    assert invited(survey) == [(officer, with_both), (head, with_head)]


@pytest.mark.django_db
def test_one_person_speaks_for_a_municipality_that_nobody_was_asked_for():
    survey = surveys.survey()
    unit, asked = surveys.unit(survey), surveys.unit(survey)
    first, _second = (members.person(municipality=unit.municipality) for _ in range(2))
    surveys.invitation(survey, members.person(municipality=asked.municipality), unit=asked)
    members.person(municipality=asked.municipality)

    assert invited(survey) == [(first, unit)]


@pytest.mark.django_db
def test_each_officer_is_asked_when_people_are_asked_for_themselves():
    survey = surveys.survey(unit_of_analysis="person")
    place = members.municipality()
    officers = [members.person(municipality=place) for _ in range(2)]
    units = [surveys.unit(survey, place, person=officer) for officer in officers]
    members.person(role=Role.MANAGER, municipality=place)

    assert set(invited(survey)) == set(zip(officers, units, strict=True))  # by name, and the names are counted up


@pytest.mark.django_db
def test_who_left_is_not_asked():
    survey = surveys.survey()
    unit = surveys.unit(survey)
    gone = members.person(role=None)
    members.role(gone, Role.OFFICER, unit.municipality, until=TODAY)

    assert invited(survey) == []


# --- Answering -------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "closes_on", "refusals"),
    [
        (SurveyState.OPEN, TODAY, []),
        (SurveyState.OPEN, YESTERDAY, ["closed"]),
        (SurveyState.CLOSED, TOMORROW, ["closed"]),
        (SurveyState.DRAFT, TOMORROW, ["not-open"]),
    ],
)
def test_answers_come_in_while_the_survey_is_in_the_field(state, closes_on, refusals):
    survey = surveys.survey(state=state, opens_on=date(2026, 5, 1), closes_on=closes_on)
    invitation = surveys.invitation(survey)

    assert rules.answer_refusals(survey, invitation, today=TODAY) == refusals


@pytest.mark.django_db
@pytest.mark.parametrize(("unit_of_analysis", "refusals"), [("municipality", ["answered-for"]), ("person", [])])
def test_a_municipality_speaks_once_and_each_person_for_themselves(unit_of_analysis, refusals):
    survey = surveys.survey(unit_of_analysis=unit_of_analysis, opens_on=YESTERDAY, closes_on=TOMORROW)
    unit = surveys.unit(survey)
    surveys.response(survey, unit=unit)

    assert rules.answer_refusals(survey, surveys.invitation(survey, unit=unit), today=TODAY) == refusals


# --- One answer ------------------------------------------------------------------------------------

CHOOSE = "Choose one of the answers that stand here."
NO_NUMBER = "Write a number, with figures only."


@pytest.mark.parametrize(
    ("asked", "given", "kept"),
    [
        (question(), "yes", "yes"),
        (question(), "", None),
        (question("q1", "likert", dont_know=True), "dk", "dk"),
        (question("q1", "multiple", options=("a", "b", "c")), ["c", "a"], ["a", "c"]),
        (question("q1", "multiple", options=("a", "b", "c")), ["a", "a"], ["a"]),
        (question("q1", "multiple", options=("a", "b"), none=True), ["none"], ["none"]),
        (question("q1", "multiple"), [], None),
        (question("q1", "matrix", items=("r1", "r2")), {"r2": "no"}, {"r2": "no"}),
        (question("q1", "matrix", items=("r1",)), {"r1": ""}, None),
        (question("q1", "nps"), "10", 10),
        (question("q1", "nps"), 0, 0),
        (question("q1", "number"), "1 500", 1500),
        (question("q1", "number"), "-2", -2),
        (question("q1", "number", decimals=1), "2,5", 2.5),
        (question("q1", "number", decimals=1), "2.5", 2.5),
        (question("q1", "number", min=1, max=3), "3", 3),
        (question("q1", "open"), "  =1+1  ", "=1+1"),
        (question("q1", "open"), "<script>alert(1)</script>", "<script>alert(1)</script>"),
        (question("q1", "open"), "a\x00b", "ab"),
        (question("q1", "open"), " \n ", None),
    ],
)
def test_an_answer_is_kept_in_one_shape(asked, given, kept):
    assert rules.answer_to(asked, given) == kept


@pytest.mark.parametrize(
    ("asked", "given", "sentence"),
    [
        (question(), "maybe", CHOOSE),
        (question(), ["yes"], CHOOSE),
        (question("q1", "multiple"), ["yes", "maybe"], CHOOSE),
        (question("q1", "multiple"), "yes", CHOOSE),
        (question("q1", "multiple", none=True), ["yes", "none"], "“None” does not go with another answer."),
        (question("q1", "multiple", dont_know=True), ["yes", "dk"], "“Dk” does not go with another answer."),
        (question("q1", "matrix", items=("r1",)), {"r2": "yes"}, CHOOSE),
        (question("q1", "matrix", items=("r1",)), {"r1": "maybe"}, CHOOSE),
        (question("q1", "matrix", items=("r1",)), "yes", CHOOSE),
        (
            question("q1", "matrix", items=("r1", "r2"), required=True),
            {"r1": "yes"},
            "Please give an answer on every row.",
        ),
        (question("q1", "nps"), "11", "Write a number from 0 to 10."),
        (question("q1", "nps"), "7.5", "Write a whole number."),
        (question("q1", "number"), "=1+1", NO_NUMBER),
        (question("q1", "number"), "1e9", NO_NUMBER),
        (question("q1", "number"), True, NO_NUMBER),
        (question("q1", "number"), "2,5", "Write a whole number."),
        (question("q1", "number", decimals=1), "2,55", "Write at most 1 figure after the comma."),
        (question("q1", "number", min=0, max=50), "51", "Write a number from 0 to 50."),
        (question("q1", "number", min=0), "-1", "Write a number of at least 0."),
        (question("q1", "number", max=50), "51", "Write a number of at most 50."),
        (question("q1", "open"), "a" * 4001, "Keep it under 4000 characters."),
    ],
)
def test_an_impossible_answer_says_what_to_do(asked, given, sentence):
    with pytest.raises(ValueError, match=r".") as fault:
        rules.answer_to(asked, given)

    assert str(fault.value) == sentence


# --- All answers together --------------------------------------------------------------------------


def test_a_question_that_is_not_in_the_survey_is_a_fault():
    checked = rules.checked(surveys.document(question("q1")), {"q1": "yes", "q9": "yes"})

    assert checked.faults == {"q9": "This question is not in the survey."}


@pytest.mark.parametrize(("given", "faults"), [({"q1": "yes"}, []), ({}, ["q1"])])
def test_a_required_question_needs_an_answer(given, faults):
    document = surveys.document(question("q1", required=True), question("q2"))

    assert list(rules.checked(document, given).faults) == faults


def test_a_required_question_that_is_hidden_needs_none():
    document = surveys.document(
        question("q1"), question("q2", required=True, show_if={"question": "q1", "has": ["yes"]})
    )

    assert rules.checked(document, {"q1": "no"}).faults == {}
    assert list(rules.checked(document, {"q1": "yes"}).faults) == ["q2"]


def test_an_orphan_is_left_behind():
    document = surveys.document(question("q1"), question("q2", show_if={"question": "q1", "has": ["yes"]}))

    checked = rules.checked(document, {"q1": "no", "q2": "nonsense"})

    assert (checked.answers, checked.asked, checked.faults) == ({"q1": "no"}, ["q1"], {})


# --- Pages -----------------------------------------------------------------------------------------


def three_pages():
    return surveys.pages(
        question("q1"),
        question("q2", required=True, show_if={"question": "q1", "has": ["yes"]}),
        question("q3"),
    )


@pytest.mark.parametrize(("given", "pages"), [({"q1": "yes"}, [1, 2, 3]), ({"q1": "no"}, [1, 3]), ({}, [1, 3])])
def test_a_page_on_which_nothing_is_asked_is_skipped(given, pages):
    assert rules.pages(three_pages(), given) == pages


@pytest.mark.parametrize(
    ("given", "page"), [({"q1": "yes"}, 2), ({"q1": "yes", "q2": "no"}, None), ({"q1": "no"}, None)]
)
def test_the_first_page_where_something_is_missing_is_found(given, page):
    assert rules.page_with_a_fault(three_pages(), given) == page


# --- What the register knows -----------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("since", "years", "band"),
    [
        (date(2026, 6, 1), 0, "0-2"),
        (date(2020, 6, 1), 6, "6-10"),
        (date(2020, 6, 2), 5, "3-5"),
        (date(2026, 6, 2), None, ""),
    ],
)
def test_experience_counts_completed_years_since_the_first_role_as_officer(since, years, band):
    person = members.person(role=None)
    members.role(person, Role.OFFICER, members.municipality(), on=since)
    invitation = surveys.invitation(surveys.survey(), person)

    snapshot = rules.snapshot_of(invitation, today=TODAY)

    assert (snapshot["years"], snapshot["years_band"]) == (years, band)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fte", "fte_band", "population", "population_band"),
    [
        ("1.00", "up-to-1", 14_999, "under-15000"),
        ("1.01", "over-1-to-2", 15_000, "15000-30000"),
        ("4.00", "over-2-to-4", 30_000, "15000-30000"),
        ("4.10", "over-4", 30_001, "over-30000"),
    ],
)
def test_the_snapshot_is_what_the_register_says_that_day(fte, fte_band, population, population_band):
    survey = surveys.survey()
    place = members.municipality(population=population, fte=Decimal(fte), province=Province.LIMBURG)
    members.youth_region("kempen", place)

    snapshot = rules.snapshot_of(surveys.invitation(survey, unit=surveys.unit(survey, place)), today=TODAY)

    assert snapshot == {
        "province": "70000",
        "youth_region": "kempen",
        "population": population,
        "population_band": population_band,
        "fte": Decimal(fte),
        "fte_band": fte_band,
        "years": 6,
        "years_band": "6-10",
    }


@pytest.mark.django_db
def test_an_anonymous_answer_keeps_only_what_leaves_everybody_in_a_crowd():
    survey = surveys.survey(confidentiality=Confidentiality.ANONYMOUS)
    for province in ("10000", "70000"):
        for _ in range(3):
            surveys.unit(survey, province=province, population_band="under-15000", fte_band="over-4")
    surveys.unit(survey, province="70000", population_band="under-15000", fte_band="up-to-1")
    units = list(survey.snapshot.units.all())

    assert rules.safe_for_anonymous(units, smallest=3) == ["population_band", "province", "youth_region"]
    assert rules.safe_for_anonymous(units, smallest=4) == ["population_band", "youth_region"]
    assert rules.safe_for_anonymous([], smallest=3) == []
