"""XLSForms: ours come back as they went, pyxform takes them, and what has no place here is named."""

import io
import zipfile

import pytest
from openpyxl import Workbook
from pyxform.xls2xform import convert

from surveys import documents, foreign
from surveys.catalogue import TEMPLATES
from surveys.foreign import FileRefused, writing
from surveys.foreign.conditions import shortest
from surveys.tests import factories as surveys
from surveys.tests.factories import both, question

pytestmark = pytest.mark.usefixtures("english")

LIST = [("yn", "yes", "Yes"), ("yn", "no", "No")]


def book(survey, choices=LIST, settings=None, *, header=("type", "name", "label", "relevant", "constraint")):
    """An XLSForm as a file with these rows."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "survey"
    for row in (header, *survey):
        sheet.append(row)
    sheet = workbook.create_sheet("choices")
    for row in (("list_name", "name", "label"), *choices):
        sheet.append(row)
    sheet = workbook.create_sheet("settings")
    told = settings or {"form_title": "Form", "default_language": "English (en)"}
    sheet.append(list(told))
    sheet.append(list(told.values()))
    return saved(workbook)


def saved(workbook, name="form.xlsx"):
    file = io.BytesIO()
    workbook.save(file)
    return named(file.getvalue(), name)


def named(content, name="form.xlsx"):
    file = io.BytesIO(content)
    file.name = name
    return file


def read(*survey, **parts):
    return foreign.read(book(survey, **parts))


def reasons(form):
    return [(left.place, left.reason) for left in form.left]


def normalised(document):
    """A document without what goes without saying, to compare two."""

    def plain(thing):
        thing = {
            key: value for key, value in thing.items() if value not in (None, "", {}, [], False, 0) or key == "min"
        }
        if "show_if" in thing:
            thing["show_if"] = shortest(thing["show_if"])
        return thing

    return [
        plain({**section, "questions": [plain(each) for each in section["questions"]]})
        for section in document["sections"]
    ]


def again(document, **titles):
    return foreign.read(named(writing.write(document, **titles)))


# --- There and back ---------------------------------------------------------------------------------


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_a_template_comes_back_as_it_went(template):
    titles = {name: template.fields[name] for name in ("title_nl", "title_en")}

    form = again(template.document, **titles)

    assert normalised(form.document) == normalised(template.document)
    assert (form.left, form.renamed, form.fields) == ([], [], titles)


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=TEMPLATES.keys())
def test_pyxform_accepts_what_we_write(template, tmp_path):
    path = tmp_path / "form.xlsx"
    path.write_bytes(writing.write(template.document, title_nl="Formulier"))

    assert convert(str(path)).xform.startswith("<?xml")


def test_every_type_comes_back_as_it_went():
    document = surveys.document(
        question("1st", "single", dont_know=True, text=both("First?"), required=True),
        question("m", "multiple", options=("a", "b", "c"), none=True, min_choices=1, max_choices=2),
        question("l", "likert", help=both("Help")),
        question("mx", "matrix", items=("r1", "r2"), show_if={"question": "1st", "has": ["yes"]}),
        question("mm", "matrix_multiple", items=("r1", "r2"), none=True, max_choices=1, options=("a", "b")),
        question("r", "ranking", options=("a", "b", "c"), max_choices=2),
        question("g", "nps", show_if={"question": "mx", "item": "r1", "lacks": ["no"]}),
        question("n", "number", unit=both("hours"), min=0, max=24.5, decimals=1),
        question("o", "open", is_long=True, max_length=500, show_if={"question": "mx", "answered": False}),
        question("f", "file", accept=["pdf"]),
        question("t", "note", text=both("You said {1st}.")),
    )
    document["sections"][0]["intro"] = both("Welcome")
    document["sections"][0]["code"] = "l"

    form = again(document)

    assert normalised(form.document) == normalised(document)
    assert form.left == []


def test_the_promise_the_introduction_and_the_unit_come_along():
    more = {
        "intro_nl": "Dag",
        "intro_en": "Hello",
        "confidentiality": "anonymous",
        "unit_of_analysis": "person",
        "min_cell": 7,
    }

    form = again(surveys.document(question("q1")), title_nl="T", title_en="T", more=more)

    assert form.fields == {"title_nl": "T", "title_en": "T", **more}
    assert form.left == []


@pytest.mark.parametrize("is_long", [True, False, None])
def test_a_short_field_stays_short_and_a_long_one_long(is_long):
    asked = question("q1", "open", **({} if is_long is None else {"is_long": is_long}))

    form = again(surveys.document(asked))

    assert form.questions[0].get("is_long") == is_long


def test_a_setting_that_the_portal_does_not_know_is_named():
    told = {
        "form_title": "Form",
        "style": "pages",
        "werfportaal_confidentiality": "secret",
        "werfportaal_min_cell": "2",
    }

    form = read(("text", "q1", "Q"), settings=told)

    assert [(left.place, left.subject) for left in form.left] == [
        ("settings", "style"),
        ("settings", "werfportaal_confidentiality"),
        ("settings", "werfportaal_min_cell"),
    ]
    assert "confidentiality" not in form.fields


# --- What others make -------------------------------------------------------------------------------


def test_questions_of_others_become_ours():
    form = read(
        ("begin group", "Part 1", "Part one", "", ""),
        ("select_one yn", "Q1", "Do you?", "", ""),
        ("select_multiple yn", "q2", "Which?", "${Q1} = 'yes'", "count-selected(.) <= 1"),
        ("integer", "q3", "How many?", "selected(${q2}, 'no') and not(selected(${q2}, 'yes'))", ". > 0 and . < 50"),
        ("text", "q4", "Why?", "${q3} > 3 or ${q3} = ''", "string-length(.) <= 100"),
        ("end group", "", "", "", ""),
    )

    q1, q2, q3, q4 = form.questions
    assert [q["type"] for q in (q1, q2, q3, q4)] == ["single", "multiple", "number", "open"]
    assert (q1["code"], q1["text"]) == ("q1", {"en": "Do you?"})
    assert (q2["show_if"], q2["max_choices"]) == ({"question": "q1", "has": ["yes"]}, 1)
    assert (q3["min"], q3["max"]) == (1, 49)
    assert q3["show_if"] == {"all": [{"question": "q2", "has": ["no"]}, {"question": "q2", "lacks": ["yes"]}]}
    assert q4["show_if"] == {"any": [{"question": "q3", "at_least": 4}, {"question": "q3", "answered": False}]}
    assert (q4["max_length"], form.left) == (100, [])
    assert form.renamed == [("Q1", "q1")]
    assert list(documents.faults(form.document)) == []


@pytest.mark.parametrize("kind", ["geopoint", "audio", "date", "calculate", "barcode", "start"])
def test_a_type_that_we_do_not_know_is_named(kind):
    form = read(("text", "q1", "Why?"), (kind, "q2", "What?"))

    assert [(left.place, left.subject) for left in form.left] == [("survey, row 3", f"{kind} q2")]
    assert [each["code"] for each in form.questions] == ["q1"]


def test_questions_that_repeat_are_left_out_and_named():
    form = read(
        ("text", "q1", "Why?"),
        ("begin repeat", "r", "R"),
        ("text", "q2", "In"),
        ("end repeat", "", ""),
        ("text", "q3", "?"),
    )

    assert [each["code"] for each in form.questions] == ["q1", "q3"]
    assert [left.place for left in form.left] == ["survey, row 3"]


@pytest.mark.parametrize(
    ("relevant", "why"),
    [
        ("${q9} = 'a'", "there is no question “q9”"),
        ("${q3} = 'a'", "“q3” comes later or was left out"),
        ("pulldata('a', 'b')", "“pulldata()” is no condition here"),
        ("${q1} = ", "the expression stops halfway"),
        ("${q1} + 1 = 2", "“+ 1 = 2” has no place in a condition here"),
        ("(" * 200 + "1" + ")" * 200, "the expression is nested too deep"),
    ],
)
def test_a_condition_without_an_equal_is_named_and_everybody_is_asked(relevant, why):
    form = read(("select_one yn", "q1", "A"), ("text", "q2", "B", relevant), ("text", "q3", "C"))

    assert "show_if" not in form.questions[1]
    assert why in form.left[0].reason


def test_a_constraint_without_an_equal_is_named_and_the_rest_kept():
    form = read(("integer", "q1", "A", "", ". <= 5 and regex(., '[0-9]')"))

    assert form.questions[0]["max"] == 5
    assert reasons(form) == [("survey, row 2", "Constraint: “regex(…)” is no bound here.")]


def test_a_table_list_becomes_a_matrix():
    form = read(
        ("begin_group", "t", "Table", "", "", "table-list"),
        ("select_one yn", "t_a", "A"),
        ("select_one yn", "t_b", "B"),
        ("end_group",),
        ("text", "q", "Why?", "${t_a} = 'no'"),
        header=("type", "name", "label", "relevant", "constraint", "appearance"),
    )

    table, why = form.questions
    assert (table["type"], documents.item_codes(table)) == ("matrix", ["a", "b"])
    assert why["show_if"] == {"question": "t", "item": "a", "has": ["no"]}


def test_languages_that_we_speak_are_read_and_others_named():
    header = ("type", "name", "label::Nederlands (nl)", "label::English (en)", "label::Français (fr)")

    form = read(("text", "q", "Waarom?", "Why?", "Pourquoi?"), header=header)

    assert form.document["languages"] == ["nl", "en"]
    assert form.questions[0]["text"] == {"nl": "Waarom?", "en": "Why?"}
    assert [left.subject for left in form.left] == ["Français (fr)"]


def test_other_namely_is_named():
    form = read(("select_one yn or_other", "q", "Which?"))

    assert form.questions[0]["type"] == "single"
    assert len(form.left) == 1


def test_dont_know_and_none_are_known_by_their_words():
    choices = [("c", "a", "A"), ("c", "b", "B"), ("c", "x", "None of these"), ("c", "y", "I don’t know")]

    form = read(("select_multiple c", "q", "Which?"), choices=choices)

    assert [each["kind"] for each in form.questions[0]["options"]] == [
        "substantive",
        "substantive",
        "none",
        "dont_know",
    ]


# --- Files that could hurt --------------------------------------------------------------------------


def refused(file):
    with pytest.raises(FileRefused) as caught:
        foreign.read(file)
    return str(caught.value)


def test_questions_that_wait_for_each_other_are_refused():
    rows = (("select_one yn", "a", "A", "${b} = 'yes'"), ("select_one yn", "b", "B", "${a} = 'yes'"))

    assert "in a circle: a → b → a" in refused(book(rows))


def test_a_name_that_is_there_twice_is_refused():
    assert "there twice, on rows 2 and 3" in refused(book([("text", "a", "A"), ("text", "a", "B")]))


def test_a_formula_is_refused():
    assert "formula without a result" in refused(book([("text", "a", "=1+1")]))


def test_a_label_that_is_far_too_long_is_refused():
    # 32,767 characters is what a cell of openpyxl takes
    assert "30000 characters" in refused(book([("text", "a", "x" * 30_000)]))


def test_ten_thousand_rows_and_one_are_refused():
    assert "more than 10,000 rows" in refused(book([("text", f"q{number}", "A") for number in range(10_001)]))


def test_more_than_five_hundred_questions_are_refused():
    assert "more than 500 questions" in refused(book([("text", f"q{number}", "A") for number in range(501)]))


@pytest.mark.parametrize("name", ["form.xls", "form.csv", "form.exe", "form"])
def test_another_kind_of_file_is_refused(name):
    assert refused(named(b"a;b", name)) == "Bring an XLSForm (.xlsx) or the structure of a LimeSurvey (.lss)."


def test_what_only_says_that_it_is_a_workbook_is_refused():
    assert refused(named(b"type,name,label")) == "This is not an Excel workbook. Save it as .xlsx."


def test_a_workbook_of_something_else_is_refused():
    assert "no sheet “survey”" in refused(saved(Workbook()))


def test_a_form_without_questions_is_refused():
    assert refused(book([("note", "a", "A")])) == "No question of this form can be asked here."


def test_invisible_signs_fall_out_of_a_label_and_a_tag_stays_text():
    form = read(("text", "a", "Wh\u202ey? <script>"))

    assert form.questions[0]["text"] == {"en": "Why? <script>"}


def package(**parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"xl/workbook.xml": b"<workbook/>", **parts}.items():
            archive.writestr(name, content)
    return named(file.getvalue())


def test_a_workbook_that_unpacks_to_far_more_is_refused():
    assert "unpacks to more than we can handle" in refused(package(bomb=b"0" * 20_000_000))


def test_a_workbook_with_a_document_type_is_refused():
    assert "parts that are not allowed" in refused(package(sheet=b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"))
