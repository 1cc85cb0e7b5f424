"""The outline of a survey, and its buttons."""

import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from portal.tests.visits import number_of_queries, visit_as
from surveys import documents, drafting, rules
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db
HOSTILE = "<script>alert(1)</script> =1+1 \u202eRTL 🎉"


@pytest.fixture
def staff():
    return visit_as(members.user_with(Role.STAFF))


def address(name, survey, *args):
    return reverse(f"surveys:{name}", args=[survey.pk, *args])


def made(survey):
    return survey.versions.last().document


def press(staff, name, survey, *args, **fields):
    fields = {"seen": drafting.part_hash(made(survey)), **fields}
    return staff.post(address(name, survey, *args), fields, follow=True)


def codes(survey):
    return [[question["code"] for question in section["questions"]] for section in made(survey)["sections"]]


def two_pages(**fields):
    document = surveys.pages(surveys.question("a"), surveys.question("b"))
    document["sections"][1]["questions"].append(surveys.question("c"))
    return surveys.survey(document=document, **{"state": "draft", **fields})


def test_it_says_the_route_in_words_and_the_faults_beside_their_question(staff):
    survey = surveys.survey(
        surveys.question("q1"),
        surveys.question("q2", show_if={"question": "q1", "has": ["yes"]}),
        surveys.question("q3", text=surveys.both("Hoeveel inwoners?"), show_if={"question": "q9", "answered": True}),
        state="draft",
    )

    page = staff.get(address("survey_build", survey))

    (part,) = page.context["blueprint"].parts
    assert [sheet.route for sheet in part.sheets[:2]] == ["", "chose ‘Yes’ at Q1"]
    assert [len(sheet.faults) for sheet in part.sheets] == [0, 0, 1]
    assert [len(sheet.warnings) for sheet in part.sheets] == [0, 0, 1]
    assert "Only who chose ‘Yes’ at Q1" in page.content.decode()


def test_what_was_written_never_becomes_markup(staff):
    survey = surveys.survey(surveys.question(text=surveys.both(HOSTILE)), state="draft", title_nl=HOSTILE)

    for name, args in (("survey_build", ()), ("question_edit", ("q1",))):
        page = staff.get(address(name, survey, *args)).content.decode()

        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(
    ("fields", "order"),
    [
        ({"to": "up"}, [["a", "b"], ["c"]]),
        ({"to": "down"}, [["a"], ["c", "b"]]),
        ({"section": "a", "place": "0"}, [["b", "a"], ["c"]]),
        ({"section": "a"}, [["a", "b"], ["c"]]),
        ({"section": "b", "place": "-1"}, [["a"], ["c", "b"]]),
    ],
)
def test_a_question_moves_by_button_and_by_drag(staff, fields, order):
    survey = two_pages()

    press(staff, "question_move", survey, "b", **fields)

    assert codes(survey) == order


def test_a_move_of_how_it_stood_before_is_refused_and_says_so(staff):
    survey = two_pages()

    page = press(staff, "question_move", survey, "b", to="up", seen="long ago")

    assert codes(survey) == [["a"], ["b", "c"]]
    assert "A colleague changed this meanwhile" in page.content.decode()


def test_a_removed_question_is_put_back_by_a_button(staff):
    survey = two_pages()

    page = press(staff, "question_remove", survey, "b")
    assert address("question_restore", survey) in page.content.decode()
    assert codes(survey) == [["a"], ["c"]]
    press(staff, "question_restore", survey)

    assert codes(survey) == [["a"], ["b", "c"]]
    assert "There is nothing to put back." in press(staff, "question_restore", survey).content.decode()


def test_a_question_is_copied_and_a_section_moved_and_removed(staff):
    survey = two_pages()

    press(staff, "question_copy", survey, "a")
    press(staff, "section_move", survey, "b", to="up")
    page = press(staff, "section_remove", survey, "b")

    assert codes(survey) == [["b", "c"], ["a", "q-question-a"]]
    assert "This section still holds questions." in page.content.decode()


def test_a_closed_survey_is_read_alone(staff):
    closed, draft = two_pages(state="closed"), two_pages()

    assert address("question_create", closed) not in staff.get(address("survey_build", closed)).content.decode()
    assert address("question_create", draft) in staff.get(address("survey_build", draft)).content.decode()


def test_an_edit_in_the_field_is_published_or_thrown_away(staff):
    survey = surveys.survey()
    question = surveys.question(text=surveys.both("Better words?"))
    surveys_before = survey.version.number

    press(staff, "question_move", survey, "q1", to="down")
    staff.post(
        address("question_edit", survey, "q1"),
        {
            "seen": drafting.part_hash(surveys.question()),
            "text_nl": "Better words?",
            "options-count": "2",
            "options-0-code": "yes",
            "options-0-nl": "Yes",
            "options-0-en": "Yes",
            "options-1-code": "no",
            "options-1-nl": "No",
            "options-1-en": "No",
        },
    )
    page = staff.get(address("survey_publish", survey))
    assert [change.verb for change in page.context["changes"]] == ["words"]
    staff.post(address("survey_publish", survey), {"seen": page.context["seen"]})

    assert survey.version.number == surveys_before + 1
    assert documents.words(documents.questions(survey.version.document)[0]["text"], "nl") == question["text"]["nl"]
    press(staff, "question_copy", survey, "q1")
    staff.post(address("survey_revert", survey), {"seen": page.context["seen"]})
    assert len(documents.questions(made(survey))) == 2  # what was seen was published: the copy is another edit
    staff.post(address("survey_revert", survey), {"seen": rules.seen_of(survey)})
    assert len(documents.questions(made(survey))) == 1


def test_a_change_that_nobody_made_is_not_published(staff):
    page = staff.post(address("survey_publish", survey := surveys.survey()), follow=True)

    assert survey.versions.count() == 1
    assert "There is no edited version to ask." in page.content.decode()


@pytest.mark.parametrize("number", [1, 30])
def test_the_page_asks_the_database_as_often_for_many_questions_as_for_one(number):
    questions = [surveys.question(f"q{each}") for each in range(number)]
    survey = surveys.survey(*questions, state="draft")

    assert number_of_queries(visit_as(members.user_with(Role.STAFF)), address("survey_build", survey)) <= 8
