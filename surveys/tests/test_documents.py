import pytest

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


@pytest.mark.parametrize(
    ("questions", "fault"),
    [
        ([question("Q 1")], "is no code"),
        ([question("q__1")], "is no code"),
        ([question("q1"), question("q1")], "Two questions have the code q1"),
        ([question("q1", "essay")], "unknown type"),
        ([question("q1", text={"nl": "", "en": ""})], "no text"),
        ([question("q1", options=("yes",))], "at least two options"),
        ([question("q1", options=("yes", "yes"))], "the same code twice"),
        ([question("q1", options=("yes", "a b"))], "no code"),
        ([question("q1", "matrix")], "at least one item"),
        ([question("q1", none=True)], "takes one answer only"),
        ([question("q1", "number", min=5, max=1)], "above its highest"),
        ([question("q1", show_if={"question": "q2", "has": ["yes"]}), question("q2")], "does not come before it"),
        ([question("q1", "open"), question("q2", show_if={"question": "q1", "has": ["x"]})], "nothing can depend on"),
        ([question("q1"), question("q2", show_if={"question": "q1", "has": ["maybe"]})], "does not have: maybe"),
    ],
)
def test_a_document_with_a_fault_says_which(questions, fault):
    found = list(documents.faults(surveys.document(*questions)))

    assert len(found) == 1
    assert fault in found[0]


def test_a_document_without_questions_cannot_be_published():
    assert list(documents.faults({"languages": ["nl"], "sections": []})) == ["A survey needs at least one question."]


@pytest.mark.parametrize("code", TEMPLATES)
def test_a_template_of_the_catalogue_has_no_faults_and_speaks_two_languages(code):
    document = TEMPLATES[code].document
    labels = [
        labels
        for asked in documents.questions(document)
        for labels in (asked["text"], *(each["label"] for each in asked.get("options", []) + asked.get("items", [])))
    ]

    assert list(documents.faults(document)) == []
    assert [each for each in labels if not (each["nl"] and each["en"])] == []


def test_the_survey_about_our_services_asks_every_type_in_five_sections():
    document = TEMPLATES["member-services"].document

    assert {asked["type"] for asked in documents.questions(document)} == set(documents.TYPES)
    assert [section["code"] for section in document["sections"]] == [
        "channels",
        "guidance",
        "trainings",
        "events",
        "prices",
    ]
