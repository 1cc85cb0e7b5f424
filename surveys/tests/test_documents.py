import pytest
from django.utils import translation

from surveys import documents
from surveys.catalogue import TEMPLATES
from surveys.tests import factories as surveys
from surveys.tests.factories import question

# --- Reading ---------------------------------------------------------------------------------------


def test_equal_documents_have_equal_hashes_however_they_are_written():
    document = surveys.document(question("q1", help=surveys.both("Éen")))
    turned = dict(reversed(document.items()))

    assert documents.hash_of(document) == documents.hash_of(turned)
    assert documents.hash_of(document) != documents.hash_of(surveys.document(question("q2")))


@pytest.mark.parametrize(
    ("labels", "language", "words"),
    [
        ({"nl": "Ja", "en": "Yes"}, "en", "Yes"),
        ({"nl": "Ja", "en": "Yes"}, "nl", "Ja"),
        ({"nl": "Ja"}, "en", "Ja"),
        ({}, "nl", ""),
        (None, "nl", ""),
    ],
)
def test_words_are_in_the_readers_language_or_else_in_the_other(labels, language, words):
    assert documents.words(labels, language) == words


# --- Routing ---------------------------------------------------------------------------------------

VISIT = {"question": "q1", "has": ["visit"]}


@pytest.mark.parametrize(
    ("answer", "asked"),
    [("visit", ["q1", "q2"]), (["mail", "visit"], ["q1", "q2"]), ("mail", ["q1"]), (["mail"], ["q1"]), (None, ["q1"])],
)
def test_a_question_is_shown_to_who_gave_one_of_the_answers(answer, asked):
    document = surveys.document(
        question("q1", "multiple", options=("visit", "mail")), question("q2", "open", show_if=VISIT)
    )
    given = {} if answer is None else {"q1": answer}

    assert documents.routed(document, given)[0] == asked


def test_an_answer_to_a_hidden_question_counts_for_nothing_and_shows_nothing():
    document = surveys.document(
        question("q1", options=("visit", "mail")),
        question("q2", show_if=VISIT),
        question("q3", show_if={"question": "q2", "has": ["yes"]}),
    )

    assert documents.routed(document, {"q1": "mail", "q2": "yes", "q3": "yes"}) == (["q1"], {"q1": "mail"})


# --- What may stand in a document ------------------------------------------------------------------


def asked(*questions, **fields):
    """What is wrong with these questions: (question, the beginning of the sentence)."""
    return [(each.question, each.sentence) for each in documents.faults(surveys.document(*questions), **fields)]


YES = {"question": "q1", "has": ["yes"]}
MATRIX = question("q1", "matrix", items=("r1", "r2"))
RANKING = question("q1", "ranking", options=("a", "b", "c"))


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("questions", "code", "fault"),
    [
        ([question("Q 1")], "Q 1", "is no code"),
        ([question("q__1")], "q__1", "is no code"),
        ([question("q1"), question("q1")], "q1", "Two questions have the code q1"),
        ([question("q1", text={"nl": "", "en": ""})], "q1", "no text"),
        ([question("q1", options=("yes",))], "q1", "at least two answers"),
        ([question("q1", options=("yes", "yes"))], "q1", "the same code"),
        ([question("q1", options=("yes", "a b"))], "q1", "a code that is none"),
        ([question("q1", "matrix")], "q1", "at least one row"),
        ([question("q1", "matrix_multiple")], "q1", "at least one row"),
        ([question("q1", none=True)], "q1", "several answers only"),
        ([question("q1", "ranking", none=True)], "q1", "several answers only"),
        ([question("q1", "ranking", dont_know=True)], "q1", "cannot be put in an order"),
        ([question("q1", "number", min=5, max=1)], "q1", "above the highest"),
        ([question("q1", "number", decimals=7)], "q1", "from 0 to 6"),
        ([question("q1", "multiple", min_choices=2, max_choices=1)], "q1", "above the most"),
        ([question("q1", "multiple", max_choices=3)], "q1", "from 1 to 2 answers"),
        ([question("q1", "multiple", min_choices=0)], "q1", "from 1 to 2 answers"),
        ([question("q1", "open", max_length=4001)], "q1", "from 1 to 4000"),
        ([question("q1", "file", accept=["exe"])], "q1", "exe"),
        ([question("q1", show_if={"question": "q2", "has": ["yes"]}), question("q2")], "q1", "does not come before"),
        ([question("q1"), question("q2", show_if={"question": "q2", "has": ["yes"]})], "q2", "does not come before"),
        ([question("q1", "open"), question("q2", show_if=YES)], "q2", "does not allow"),
        ([question("q1", "note"), question("q2", show_if=YES)], "q2", "does not allow"),
        ([question("q1"), question("q2", show_if={"question": "q1", "at_least": 3})], "q2", "does not allow"),
        ([question("q1"), question("q2", show_if={"question": "q1", "has": ["maybe"]})], "q2", "does not have: maybe"),
        ([question("q1"), question("q2", show_if={"question": "q1", "item": "r1", "has": ["yes"]})], "q2", "not allow"),
        ([MATRIX, question("q2", show_if=YES)], "q2", "does not allow"),
        ([MATRIX, question("q2", show_if={**YES, "item": "r3"})], "q2", "a row that q1 does not have: r3"),
        ([question("q1", "nps"), question("q2", show_if={"question": "q1", "has": ["11"]})], "q2", "not have: 11"),
        ([question("q1"), question("q2", show_if={"question": "q1"})], "q2", "not complete"),
        ([question("q1"), question("q2", show_if={**YES, "lacks": ["no"]})], "q2", "not complete"),
        ([question("q1"), question("q2", show_if={"all": []})], "q2", "not complete"),
        ([question("q1"), question("q2", show_if={"any": [{"all": [{"any": [YES]}]}]})], "q2", "more than 3 deep"),
    ],
)
def test_a_document_with_a_fault_says_which_and_at_which_question(questions, code, fault):
    ((found, sentence),) = asked(*questions)

    assert found == code
    assert fault in sentence


@pytest.mark.usefixtures("english")
def test_an_unknown_type_is_a_fault():
    assert asked(question("q1", "essay"))[0] == ("q1", "This kind of question does not exist: essay.")


@pytest.mark.parametrize(
    "questions",
    [
        [question("q1", "multiple", none=True, min_choices=1, max_choices=2)],
        [question("q1", "matrix_multiple", items=("r1",), none=True, dont_know=True)],
        [RANKING],
        [question("q1", "file", accept=["pdf", "jpg"])],
        [question("q1", "note"), question("q2")],
        [MATRIX, question("q2", show_if={**YES, "item": "r1"})],
        [MATRIX, question("q2", show_if={"question": "q1", "answered": True})],
        [question("q1", "open"), question("q2", show_if={"question": "q1", "answered": False})],
        [question("q1", "nps"), question("q2", show_if={"question": "q1", "at_most": 6})],
        [RANKING, question("q2", show_if={"question": "q1", "has": ["a"]})],
        [question("q1"), question("q2", show_if={"any": [{"all": [YES]}, YES]})],
        [question("q1"), question("q2", text=surveys.both("Why {q1}?"))],
    ],
)
def test_what_stands_right_has_no_fault(questions):
    assert asked(*questions) == []


def in_sections(*sections):
    return {
        "languages": ["nl", "en"],
        "sections": [
            {"code": f"s{number}", "title": surveys.both("Part"), **section}
            for number, section in enumerate(sections, start=1)
        ],
    }


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("sections", "fault"),
    [
        ([{"questions": []}, {"questions": [question("q1")]}], "has no questions"),
        ([{"code": "s2", "questions": [question("q1")]}, {"questions": [question("q2")]}], "Two sections"),
        ([{"show_if": YES, "questions": [question("q1")]}], "does not come before"),
        ([{"title": surveys.both("About {q1}"), "questions": [question("q1")]}], "does not come before"),
    ],
)
def test_a_section_with_a_fault_says_which(sections, fault):
    (found,) = documents.faults(in_sections(*sections))

    assert fault in found.sentence
    assert (found.question, bool(found.section)) == ("", True)


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("questions", [[], [question("q1", "note")]])
def test_a_document_without_questions_cannot_be_published(questions):
    document = surveys.document(*questions) if questions else {"languages": ["nl"], "sections": []}

    assert [str(fault) for fault in documents.faults(document)] == ["A survey needs at least one question."]


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(("confidentiality", "number"), [("identified", 0), ("confidential", 1), ("anonymous", 1)])
def test_only_a_survey_by_name_asks_for_files(confidentiality, number):
    found = asked(question("q1", "file"), confidentiality=confidentiality)

    assert found == [("q1", "A file tells who made it, so only a survey by name can ask for one.")][:number]


def test_sentences_are_in_the_language_of_the_reader():
    document = surveys.document(question("q1", options=("yes",)))

    with translation.override("en"):
        assert next(documents.faults(document)).sentence == "Add at least two answers."


# --- What one may want to look at again -------------------------------------------------------------


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize(
    ("nl", "en", "subject"),
    [
        ("In welke provincie werk je?", "Where?", "the province"),
        ("Waar?", "In which province do you work?", "the province"),
        ("Provincie", "Province", "the province"),
        ("Hoeveel inwoners telt je gemeente?", "How many?", "the number of inhabitants"),
        ("Hoeveel VTE heeft je jeugddienst?", "How many?", "the FTE of the youth service"),
        ("Tot welke jeugdregio behoor je?", "Where?", "the youth region"),
        ("Hoe lang werk je als jeugdconsulent?", "How long?", "the years of experience"),
        ("Hoeveel?", "How many years of experience do you have?", "the years of experience"),
    ],
)
def test_a_question_that_the_register_answers_is_a_warning_and_no_fault(nl, en, subject):
    document = surveys.document(question("q1", "open", text={"nl": nl, "en": en}))

    assert [(each.question, each.sentence) for each in documents.warnings(document)] == [
        ("q1", f"The register knows {subject} of who answers: there is no need to ask.")
    ]
    assert list(documents.faults(document)) == []


@pytest.mark.parametrize(
    "text", ["Werken jullie samen met de provincie?", "Hoe betrekken jullie inwoners?", "Wat wil je de komende jaren?"]
)
def test_a_question_about_something_else_is_none(text):
    assert list(documents.warnings(surveys.document(question("q1", "open", text=surveys.both(text))))) == []


def test_who_writes_a_question_can_say_that_the_register_knows():
    document = surveys.document(question("q1", "open", text=surveys.both("Waar?"), knows="province"))

    assert [each.question for each in documents.warnings(document)] == ["q1"]


@pytest.mark.usefixtures("english")
def test_missing_words_and_a_long_list_are_warnings():
    half = surveys.document(question("q1", text={"nl": "Hoe gaat het?", "en": ""}))
    long = surveys.document(*(question(f"q{number}", "open") for number in range(20)))

    assert [each.sentence for each in documents.warnings(half)] == [
        "Not everything is translated (en): “Hoe gaat het?”."
    ]
    assert [each.sentence for each in documents.warnings(long)] == [
        "This takes about 20 minutes: many people stop halfway."
    ]


# --- The catalogue ----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", TEMPLATES)
def test_a_template_of_the_catalogue_has_no_faults_and_speaks_two_languages(code):
    document, confidentiality = TEMPLATES[code].document, TEMPLATES[code].fields["confidentiality"]
    labels = [
        labels
        for asked in documents.questions(document)
        for labels in (asked["text"], *(each["label"] for each in asked.get("options", []) + asked.get("items", [])))
    ]

    assert list(documents.faults(document, confidentiality=confidentiality)) == []
    assert list(documents.warnings(document)) == []
    assert [each for each in labels if not (each["nl"] and each["en"])] == []


def test_the_survey_about_our_services_has_five_sections():
    document = TEMPLATES["member-services"].document

    assert [section["code"] for section in document["sections"]] == [
        "channels",
        "guidance",
        "trainings",
        "events",
        "prices",
    ]


def test_the_catalogue_asks_every_type_but_files_which_only_surveys_by_name_do():
    types = {asked["type"] for template in TEMPLATES.values() for asked in documents.questions(template.document)}

    assert types == {*documents.TYPES} - {"file"}


def test_the_catalogue_serves_places_and_people():
    units = {
        code: (each.fields["unit_of_analysis"], each.fields["confidentiality"]) for code, each in TEMPLATES.items()
    }

    assert units == {
        "member-services": ("municipality", "confidential"),
        "learning-needs": ("municipality", "confidential"),
        "training-evaluation": ("person", "anonymous"),
        "quickscan": ("municipality", "confidential"),
        "bottlenecks": ("person", "confidential"),
        "qualities": ("person", "confidential"),
    }
