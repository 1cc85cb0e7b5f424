"""Forms that nobody thought of: random documents with conditions, and random answers to them, for hypothesis."""

from hypothesis import strategies as st

from surveys import documents
from surveys.tests.factories import both, question

CODES = ("a", "b", "c")


@st.composite
def forms(draw, least=1, most=3):
    """A document of two or three sections of `least` to `most` questions; later ones depend on earlier ones."""
    earlier, sections = [], []
    for number in range(draw(st.integers(2, 3))):
        section = {"code": f"s{number}", "title": both(f"Part {number}"), "questions": []}
        if earlier and draw(st.booleans()):
            section["show_if"] = draw(conditions(earlier))
        for _ in range(draw(st.integers(least, most))):
            asked = draw(questions(f"q{len(earlier)}"))
            if earlier and draw(st.integers(0, 3)):
                asked["show_if"] = draw(conditions(earlier))
            section["questions"].append(asked)
            earlier.append(asked)
        sections.append(section)
    return {"languages": ["nl", "en"], "sections": sections}


@st.composite
def questions(draw, code):
    kind = draw(st.sampled_from(("single", "multiple", "matrix", "nps", "number")))
    asked = question(code, kind, options=CODES, none=kind == "multiple")
    if kind == "matrix":
        asked["items"] = [{"code": item, "label": both(item)} for item in ("r1", "r2")]
    if kind == "number":
        asked |= {"min": 0, "max": 9}
    return asked


@st.composite
def conditions(draw, earlier, deep=0):
    if deep < 2 and draw(st.integers(0, 3)) == 0:
        branches = draw(st.lists(conditions(earlier, deep + 1), min_size=1, max_size=2))
        return {draw(st.sampled_from(("all", "any"))): branches}
    asked = draw(st.sampled_from(earlier))
    leaf = {"question": asked["code"]}
    if asked["type"] == "matrix":
        leaf["item"] = draw(st.sampled_from(("r1", "r2")))
    if asked["type"] in ("nps", "number"):
        tests = st.sampled_from(("at_least", "at_most", "answered"))
    else:
        tests = st.sampled_from(("has", "lacks", "answered"))
    test = draw(tests)
    if test == "answered":
        return {**leaf, test: draw(st.booleans())}
    if test in ("at_least", "at_most"):
        return {**leaf, test: draw(st.integers(0, 9))}
    codes = documents.option_codes(asked)
    return {**leaf, test: draw(st.lists(st.sampled_from(codes), min_size=1, max_size=2, unique=True))}


def answers_to(document):
    """Possible answers, each question answered or not."""
    return st.fixed_dictionaries({}, optional={each["code"]: answer_to(each) for each in documents.questions(document)})


def answer_to(asked):
    match asked["type"]:
        case "single":
            return st.sampled_from(CODES)
        case "multiple":
            several = st.lists(st.sampled_from(CODES), min_size=1, unique=True).map(sorted)
            return st.one_of(several, st.just(["none"]))
        case "matrix":
            return st.dictionaries(st.sampled_from(("r1", "r2")), st.sampled_from(CODES), min_size=1)
        case _:
            return st.integers(0, 9)


@st.composite
def forms_with_answers(draw):
    document = draw(forms())
    return document, draw(answers_to(document))


# --- What a finger does -----------------------------------------------------------------------------


@st.composite
def touches(draw, asked):
    """One touch on a question: (code, row or "", value); a number is written, None empties it."""
    row = draw(st.sampled_from(("r1", "r2"))) if asked["type"] == "matrix" else ""
    if asked["type"] == "number":
        value = draw(st.one_of(st.none(), st.integers(0, 9)))
    elif asked["type"] == "nps":
        value = draw(st.integers(0, 10))
    else:
        value = draw(st.sampled_from(documents.option_codes(asked)))
    return asked["code"], row, value


def touched(asked, answer, row, value):
    """The answer to a question after one touch; None for nothing."""
    match asked["type"]:
        case "multiple":
            before = answer or []
            if value in before:
                return [code for code in before if code != value] or None
            chosen = {value} if value == "none" else {*before, value} - {"none"}
            return [code for code in documents.option_codes(asked) if code in chosen]
        case "matrix":
            return {**(answer or {}), row: value}
        case _:
            return value
