"""Writing one question: its words, its answers, who is asked it; every button works without scripts."""

import pytest
from django.urls import reverse

from members.models import Role
from members.tests import factories as members
from portal.tests.visits import visit_as
from surveys import documents, drafting
from surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff():
    return visit_as(members.user_with(Role.STAFF))


@pytest.fixture
def survey():
    return surveys.survey(surveys.question("q1"), surveys.question("q2", "nps"), state="draft")


def lines(name, *texts, codes=()):
    """The fields of a list as a browser sends them."""
    fields = {f"{name}-count": str(len(texts))}
    for number, text in enumerate(texts):
        fields |= {f"{name}-{number}-nl": text, f"{name}-{number}-en": ""}
        fields[f"{name}-{number}-code"] = codes[number] if number < len(codes) else ""
    return fields


def create(staff, survey, kind, **fields):
    return staff.post(f"{reverse('surveys:question_create', args=[survey.pk])}?soort={kind}", fields)


def edit(staff, survey, code, **fields):
    question, _section = drafting.find(survey.versions.last().document, code)
    fields = {"seen": drafting.part_hash(question), "text_nl": "Wat?", **fields}
    return staff.post(reverse("surveys:question_edit", args=[survey.pk, code]), fields)


def last(survey):
    return documents.questions(survey.versions.last().document)[-1]


def test_a_question_with_answers_is_written(staff, survey):
    answers = lines("options", "Jeugdhuis", "", "Speelplein")

    page = create(staff, survey, "multiple", text_nl="Wat doe je?", none="on", dont_know="on", **answers)

    assert page.status_code == 302
    assert last(survey) == {
        "code": "q-wat-doe-je",
        "type": "multiple",
        "text": {"nl": "Wat doe je?", "en": ""},
        "required": False,
        "options": [
            {"code": "jeugdhuis", "label": {"nl": "Jeugdhuis", "en": ""}, "kind": "substantive"},
            {"code": "speelplein", "label": {"nl": "Speelplein", "en": ""}, "kind": "substantive"},
            {"code": "none", "label": {"nl": "Geen van deze", "en": "None of these"}, "kind": "none"},
            {"code": "dk", "label": {"nl": "Weet ik niet", "en": "Don’t know"}, "kind": "dont_know"},
        ],
    }
    assert not list(documents.faults(survey.versions.last().document))


@pytest.mark.parametrize(
    ("kind", "fields", "kept"),
    [
        (
            "number",
            {"unit_nl": "uur", "min": "0", "max": "2.5", "decimals": "1"},
            {"min": 0, "max": 2.5, "decimals": 1},
        ),
        ("open", {"is_long": "on", "max_length": "500"}, {"is_long": True, "max_length": 500}),
        ("file", {"accept": ["pdf"]}, {"accept": ["pdf"]}),
        ("nps", {"required": "on"}, {"required": True}),
        ("note", {}, {"required": False}),
    ],
)
def test_each_kind_keeps_what_is_its_own(staff, survey, kind, fields, kept):
    create(staff, survey, kind, text_nl="Hoeveel?", **fields)

    assert {name: last(survey)[name] for name in kept} == kept


@pytest.mark.parametrize("kind", documents.TYPES)
def test_every_kind_has_its_page(staff, survey, kind):
    assert create(staff, survey, kind).status_code == 200
    assert len(documents.questions(survey.versions.last().document)) == 2


@pytest.mark.parametrize(
    "fields",
    [
        {"text_nl": ""},
        {"text_nl": "a\x00b"},
        {"text_nl": "a" * 2001},
        lines("options", "a\x00b", "c"),
        lines("options", "a" * 301, "c"),
        lines("options", "Ja", "ja"),
        {"condition-count": "1", "condition-0-subject": "q1", "condition-0-test": "has"},
        {
            "condition-count": "1",
            "condition-0-subject": "q2",
            "condition-0-test": "at_least",
            "condition-0-number": "x",
        },
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_kept(staff, survey, fields):
    page = create(staff, survey, "single", **{"text_nl": "Wat?", **lines("options", "a", "b"), **fields})

    assert page.status_code == 200
    assert len(documents.questions(survey.versions.last().document)) == 2


def test_words_that_look_dangerous_are_kept_as_they_are(staff, survey):
    text = "<script>alert(1)</script> =cmd|'/c' \u202e 👩‍👩‍👧"

    create(staff, survey, "single", text_nl=text, **lines("options", "=1+1", "<b>"))

    assert last(survey)["text"]["nl"] == text
    assert [option["label"]["nl"] for option in last(survey)["options"]] == ["=1+1", "<b>"]


@pytest.mark.parametrize(
    ("deed", "texts"),
    [
        ("options-add", ["a", "b", ""]),
        ("options-up-1", ["b", "a"]),
        ("options-down-0", ["b", "a"]),
        ("options-remove-0", ["b"]),
        ("options-remove-7", ["a", "b"]),
        ("options-nonsense", ["a", "b"]),
        ("scale-agreement", ["Helemaal oneens", "Oneens", "Niet oneens, niet eens", "Eens", "Helemaal eens"]),
    ],
)
def test_lines_are_shaped_by_buttons_without_keeping_anything(staff, survey, deed, texts):
    page = create(staff, survey, "single", text_nl="", do=deed, **lines("options", "a", "b"))

    assert [line.nl for line in page.context["form"].options.lines] == texts
    assert not page.context["form"].errors
    assert len(documents.questions(survey.versions.last().document)) == 2


def test_answers_keep_their_codes_through_new_words_and_another_order(staff, survey):
    edit(staff, survey, "q1", **lines("options", "Neen", "Jazeker", "Soms", codes=("no", "yes")))

    question = documents.questions(survey.versions.last().document)[0]
    assert documents.option_codes(question) == ["no", "yes", "soms"]


def test_a_condition_is_built_in_words(staff, survey):
    answers = lines("options", "a", "b")
    shaped = create(staff, survey, "single", do="condition-add", **{"condition-count": "0", "condition-subject": "q1"})
    assert [row.key for row in shaped.context["form"].conditions.rows] == ["q1"]

    create(
        staff,
        survey,
        "single",
        text_nl="Waarom?",
        **answers,
        **{
            "condition-count": "2",
            "condition-joined": "any",
            "condition-0-subject": "q1",
            "condition-0-test": "has",
            "condition-0-codes": ["yes", "forged"],
            "condition-1-subject": "q2",
            "condition-1-test": "at_most",
            "condition-1-number": "6",
        },
    )

    assert last(survey)["show_if"] == {"any": [{"question": "q1", "has": ["yes"]}, {"question": "q2", "at_most": 6}]}


def test_a_deeper_condition_is_kept_until_it_is_let_go(staff):
    leaf = {"question": "q1", "has": ["yes"]}
    deep = {"all": [leaf, {"any": [leaf, leaf]}]}
    survey = surveys.survey(surveys.question("q1"), surveys.question("q2", "nps", show_if=deep), state="draft")

    edit(staff, survey, "q2")
    assert last(survey)["show_if"] == deep
    edit(staff, survey, "q2", **{"condition-kept": "no", "condition-count": "0"})

    assert "show_if" not in last(survey)


def test_a_stale_save_is_refused_and_what_was_typed_stays_on_the_page(staff, survey):
    page = edit(staff, survey, "q2", seen="long ago", text_nl="Mine")

    assert last(survey)["text"]["nl"] == "Question q2?"
    assert page.context["is_stale"]
    assert page.context["form"]["text_nl"].value() == "Mine"
    edit(staff, survey, "q2", seen="long ago", over=page.context["stands_now"], text_nl="Mine")
    assert last(survey)["text"]["nl"] == "Mine"


def test_another_meaning_in_the_field_is_offered_as_a_new_question(staff):
    survey = surveys.survey()
    answers = lines("options", "Yes", codes=("yes",)) | lines("options", "Yes", "Maybe", codes=("yes",))

    page = edit(staff, survey, "q1", **answers)
    assert page.context["can_be_new"]
    edit(staff, survey, "q1", then="as_new", **answers)

    assert [question["code"] for question in documents.questions(survey.versions.last().document)] == ["q-wat"]


def test_saving_goes_back_or_on_to_the_next_question(staff, survey):
    back = edit(staff, survey, "q2")
    onward = edit(staff, survey, "q2", then="next-open")

    assert back.url.endswith("/bouwen/#q2")
    assert onward.url.endswith("/vraag-erbij/?soort=open&deel=all")


def test_a_pipe_is_put_in_the_words(staff, survey):
    page = edit(staff, survey, "q2", do="pipe-q1", text_nl="Waarom")

    assert page.context["form"]["text_nl"].value() == "Waarom {q1} "


def test_a_question_that_is_gone_says_so(staff, survey):
    address = reverse("surveys:question_edit", args=[survey.pk, "gone"])

    assert staff.get(address).status_code == 404
    assert "A colleague took this out meanwhile." in staff.post(address, follow=True).content.decode()
