"""LimeSurvey structures, with texts in each row and with texts apart."""

import pytest

from surveys import documents, foreign
from surveys.foreign import FileRefused
from surveys.tests.test_foreign_xlsform import named

pytestmark = pytest.mark.usefixtures("english")

QUESTIONS = [  # qid, type, title, text, more
    (1, "L", "Q1", "<p>Do you <b>like</b> it?</p>", {"mandatory": "Y", "help": "Think &amp; choose"}),
    (2, "M", "Q2", "Which?", {"relevance": '((Q1.NAOK == "A1"))'}),
    (3, "F", "Q3", "How good?", {"relevance": 'Q2_SQ1.NAOK == "Y" and Q1.NAOK != "A2"'}),
    (4, "N", "Q4", "How many?", {"relevance": 'Q3_SQ1.NAOK == "A1"'}),
    (5, "T", "Q5", "Why {Q1.shown}?", {"relevance": "Q4.NAOK > 3 || is_empty(Q4.NAOK)"}),
    (6, "5", "Q6", "Points?", {}),
    (7, "Y", "Q7", "Yes?", {}),
    (8, "R", "Q8", "Order", {}),
    (9, "K", "Q9", "Hours", {}),
    (10, "X", "Q10", "Read this", {}),
    (11, "|", "Q11", "Add a file", {}),
    (12, "D", "Q12", "When?", {}),
    (13, "S", "Q13", "More?", {"relevance": "count(Q2) > 3"}),
    (14, "A", "Q14", "Points a row", {}),
]
SUBQUESTIONS = [
    (101, 2, "SQ1", "One"),
    (102, 2, "SQ2", "None of these"),
    (108, 2, "SQ3", "Three"),
    (103, 3, "SQ1", "News"),
    (104, 3, "SQ2", "Site"),
]
SUBQUESTIONS += [(105, 9, "SQ1", "at work"), (106, 9, "SQ2", "at home"), (107, 14, "SQ1", "News")]
ANSWERS = [(qid, code, text) for qid in (1, 3, 8) for code, text in (("A1", "Good"), ("A2", "Bad"))]
ATTRIBUTES = [
    (4, "num_value_int_only", "1"),
    (4, "min_num_value_n", "2"),
    (4, "suffix", "hours"),
    (2, "max_answers", "1"),
]


def xml(section, rows):
    inside = "".join(
        "<row>" + "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in row.items()) + "</row>"
        for row in rows
    )
    return f"<{section}><rows>{inside}</rows></{section}>"


def structure(questions=QUESTIONS, *, apart=False, languages=("en",)):
    """An .lss file; `apart` as LimeSurvey writes it since version 4."""
    texts = {"question": [], "group": [], "answer": []}

    def row(thing, fields, words, key):
        if not apart:
            return {**fields, **words, "language": "en"}
        texts[thing].append({key: fields[key], **words, "language": "en"})
        return fields

    asked, below, answers = [], [], []
    for number, (qid, kind, title, text, more) in enumerate(questions):
        words = {"question": text, "help": more.get("help", "")}
        fields = {"qid": qid, "parent_qid": 0, "gid": 7, "type": kind, "title": title, "question_order": number}
        asked.append(row("question", {**fields, **{k: v for k, v in more.items() if k != "help"}}, words, "qid"))
    for qid, parent, title, text in SUBQUESTIONS:
        fields = {
            "qid": qid,
            "parent_qid": parent,
            "gid": 7,
            "type": "T",
            "title": title,
            "question_order": qid,
            "scale_id": 0,
        }
        below.append(row("question", fields, {"question": text}, "qid"))
    for number, (qid, code, text) in enumerate(ANSWERS):
        fields = {"aid": number + 1, "qid": qid, "code": code, "sortorder": number, "scale_id": 0}
        fields = fields if apart else {name: value for name, value in fields.items() if name != "aid"}
        answers.append(row("answer", fields, {"answer": text}, "aid"))
    groups = [row("group", {"gid": 7, "group_order": 0}, {"group_name": "Part one"}, "gid")]
    attributes = [{"qid": qid, "attribute": name, "value": value} for qid, name, value in ATTRIBUTES]
    told = [{"surveyls_language": "en", "surveyls_title": "Our survey"}]
    parts = [xml("groups", groups), xml("questions", asked), xml("subquestions", below), xml("answers", answers)]
    parts += [xml(f"{thing}_l10ns", rows) for thing, rows in texts.items() if rows]
    parts += [xml("question_attributes", attributes), xml("surveys_languagesettings", told)]
    spoken = "".join(f"<language>{each}</language>" for each in languages)
    told = f"<LimeSurveyDocType>Survey</LimeSurveyDocType><languages>{spoken}</languages>"
    text = f"<document>{told}{''.join(parts)}</document>"
    return named(f'<?xml version="1.0" encoding="UTF-8"?>{text}'.encode(), "survey.lss")


@pytest.mark.parametrize("apart", [False, True])
def test_a_structure_becomes_a_document(apart):
    form = foreign.read(structure(apart=apart))

    asked = {each["code"]: each for each in form.questions}
    assert [(code, each["type"]) for code, each in asked.items()] == [
        ("q1", "single"),
        ("q2", "multiple"),
        ("q3", "matrix"),
        ("q4", "number"),
        ("q5", "open"),
        ("q6", "likert"),
        ("q7", "single"),
        ("q8", "ranking"),
        ("q9-sq1", "number"),
        ("q9-sq2", "number"),
        ("q10", "note"),
        ("q11", "file"),
        ("q13", "open"),
        ("q14", "matrix"),
    ]
    assert (asked["q1"]["text"], asked["q1"]["help"]) == ({"en": "Do you like it?"}, {"en": "Think & choose"})
    assert [asked[code]["required"] for code in ("q1", "q2")] == [True, False]
    assert asked["q2"]["show_if"] == {"question": "q1", "has": ["a1"]}
    assert (asked["q2"]["max_choices"], documents.option_codes(asked["q2"], "none")) == (1, ["sq2"])
    assert asked["q3"]["show_if"] == {"all": [{"question": "q2", "has": ["sq1"]}, {"question": "q1", "lacks": ["a2"]}]}
    assert asked["q4"]["show_if"] == {"question": "q3", "item": "sq1", "has": ["a1"]}
    assert (asked["q4"]["min"], asked["q4"]["unit"]) == (2, {"en": "hours"})
    assert asked["q5"]["show_if"] == {"any": [{"question": "q4", "at_least": 4}, {"question": "q4", "answered": False}]}
    assert asked["q5"]["text"] == {"en": "Why {q1}?"}
    assert asked["q9-sq2"]["text"] == {"en": "Hours at home"}
    assert form.fields["title_en"] == "Our survey"
    assert list(documents.faults(form.document)) == []


def test_what_has_no_place_is_named():
    form = foreign.read(structure())

    assert [(left.place, left.subject) for left in form.left] == [("Q12", "type D"), ("Q13", "type S")]
    assert form.left[0].reason == "The portal has no question of this type."
    assert "“count()” is no condition here" in form.left[1].reason


def test_two_scales_filters_of_rows_and_quotas_are_named():
    asked = [*QUESTIONS[:3], (20, "1", "Q20", "Two scales", {})]
    file = structure(asked).read().decode()
    filters = [{"qid": 3, "attribute": "array_filter", "value": "Q2"}]
    filters += [{"qid": 3, "attribute": "array_filter_exclude", "value": "Q2"}]
    more = xml("question_attributes", filters) + xml("quota", [{"id": 1, "name": "Full at 50"}])
    more += xml("surveys", [{"anonymized": "Y"}])

    form = foreign.read(named(file.replace("</document>", f"{more}</document>").encode(), "survey.lss"))

    assert [(left.place, left.subject) for left in form.left] == [
        ("Q3", "type F"),
        ("Q3", "type F"),
        ("Q20", "type 1"),
        ("quotas", "Full at 50"),
    ]
    assert "two scales" in form.left[2].reason
    assert form.fields["confidentiality"] == "anonymous"


def test_another_language_is_named():
    form = foreign.read(structure(languages=("en", "fr")))

    assert form.left[0].subject == "fr"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b'<!DOCTYPE d [<!ENTITY a "b">]><document>&a;</document>', "This file holds parts that are not allowed."),
        (b"<document>", "This file is damaged."),
        (b"<html></html>", "This is no LimeSurvey structure."),
        (b"   ", "The file is empty."),
        (b"<document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>", "No question of this form"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused(content, sentence):
    with pytest.raises(FileRefused) as caught:
        foreign.read(named(content, "survey.lss"))

    assert str(caught.value).startswith(sentence)


def test_a_label_that_is_far_too_long_is_refused():
    with pytest.raises(FileRefused) as caught:
        foreign.read(structure([(1, "S", "Q1", "x" * 100_000, {})]))

    assert "100000 characters" in str(caught.value)
