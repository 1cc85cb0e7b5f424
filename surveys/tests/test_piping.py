"""Earlier answers in later words."""

import pytest

from surveys import documents
from surveys.tests import factories as surveys
from surveys.tests.factories import question
from surveys.tests.test_response_section import answering

TEXTS = {"nl": "Waarom {q1}?", "en": "Why {q1}?"}


def said(asked, given, language="en"):
    document = surveys.document(asked, question("q2", "open", text=TEXTS))
    return documents.Words(document, {} if given is None else {"q1": given}, language).of(TEXTS)


@pytest.mark.parametrize(
    ("asked", "given", "words"),
    [
        (question("q1"), "yes", "Why Yes?"),
        (question("q1", "multiple"), ["no", "yes"], "Why No, Yes?"),
        (question("q1", "ranking"), ["no", "yes"], "Why No, Yes?"),
        (question("q1", "nps"), 0, "Why 0?"),
        (question("q1", "number", decimals=1), 2.5, "Why 2.5?"),
        (question("q1", "open"), "<b>that</b>", "Why <b>that</b>?"),
        (question("q1"), None, "Why …?"),
        (question("q1", "open"), "{q2} {q1}", "Why {q2} {q1}?"),
    ],
)
@pytest.mark.usefixtures("english")
def test_an_earlier_answer_is_written_as_it_reads(asked, given, words):
    assert said(asked, given) == words


def test_the_answer_is_in_the_language_of_who_answers():
    labels = {"code": "yes", "label": {"nl": "Ja", "en": "Yes"}, "kind": "substantive"}
    asked = question("q1") | {"options": [labels, surveys.option("no")]}

    assert (said(asked, "yes", "nl"), said(asked, "yes", "en")) == ("Waarom Ja?", "Why Yes?")


def test_braces_that_name_no_question_stay():
    assert documents.Words(surveys.document(), {}, "en").of({"en": "Write {code} or {}"}) == "Write {code} or {}"


@pytest.mark.parametrize("type", ["matrix", "matrix_multiple", "file", "note"])
@pytest.mark.usefixtures("english")
def test_an_answer_that_is_no_text_cannot_be_repeated(type):
    asked = question("q1", type, items=("r1",) if "matrix" in type else ())
    document = surveys.document(asked, question("q2", "open", text=TEXTS))

    (fault,) = documents.faults(document)
    assert (fault.question, fault.sentence) == ("q2", "The words repeat the answer to q1, which has no single answer.")


@pytest.mark.parametrize("part", ["text", "help", "option", "item"])
@pytest.mark.usefixtures("english")
def test_words_repeat_earlier_answers_alone(part):
    later = surveys.both("After {q2}")
    asked = question("q1", "matrix", items=("r1",))
    if part in ("text", "help"):
        asked[part] = later
    else:
        asked[f"{part}s"][0]["label"] = later

    (fault,) = documents.faults(surveys.document(asked, question("q2")))
    assert (fault.question, fault.sentence) == ("q1", "The words repeat the answer to q2, which does not come before.")


@pytest.mark.django_db
def test_a_page_escapes_what_it_repeats():
    me = answering(
        document=surveys.pages(
            question("q1", "open"),
            question("q2", text=surveys.both("Why {q1}?"), help=surveys.both("{q1}!")),
        )
    )
    me.post(1, q1="<script>alert(1)</script>")

    page = me.read(2).content.decode()

    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2
    assert "<script>alert" not in page


@pytest.mark.django_db
def test_titles_and_labels_repeat_answers_too():
    document = surveys.pages(question("q1"), question("q2"))
    document["sections"][1] |= {"title": surveys.both("About {q1}"), "intro": surveys.both("You said {q1}.")}
    document["sections"][1]["questions"][0]["options"][0]["label"] = surveys.both("Still {q1}")
    me = answering(document=document)
    me.post(1, q1="no")

    page = me.read(2).content.decode()

    for words in ("About No", "You said No.", "Still No"):
        assert words in page
