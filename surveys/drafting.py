"""How a document changes while it is being written: each function takes a document and returns a new one.

None of them judges what comes out: a draft may hold faults, and `surveys.documents` says which. A code that is
unknown is a KeyError; places count from 0 and stop at the ends.
"""

from copy import deepcopy

from django.utils.text import slugify

from surveys import documents
from surveys.catalogue.templates import AGREEMENT, QUALITY, SATISFACTION, option
from surveys.documents import conditions
from surveys.documents.piping import PIPED

IN_SIGHT = ("single", "multiple", "likert", "open")
MORE = tuple(kind for kind in documents.TYPES if kind not in IN_SIGHT)
LONGEST_CODE = 32  # leaves room for a figure behind it

FREQUENCY = [
    option("1", "Nooit", "Never"),
    option("2", "Zelden", "Rarely"),
    option("3", "Soms", "Sometimes"),
    option("4", "Vaak", "Often"),
    option("5", "Altijd", "Always"),
]
IMPORTANCE = [
    option("1", "Helemaal niet belangrijk", "Not important at all"),
    option("2", "Niet zo belangrijk", "Not so important"),
    option("3", "Een beetje belangrijk", "Somewhat important"),
    option("4", "Belangrijk", "Important"),
    option("5", "Heel belangrijk", "Very important"),
]
SCALES = {
    "agreement": AGREEMENT,
    "satisfaction": SATISFACTION,
    "quality": QUALITY,
    "frequency": FREQUENCY,
    "importance": IMPORTANCE,
}


def blank():
    """A document to start from: one section, no questions yet."""
    section = {"code": "part-1", "title": {"nl": "Vragen", "en": "Questions"}, "questions": []}
    return {"languages": ["nl", "en"], "sections": [section]}


def new_question(kind):
    """A question as the builder first shows it, without words."""
    question = {"type": kind, "text": {"nl": "", "en": ""}, "required": False}
    if kind in ("likert", "matrix"):
        question["options"] = deepcopy(AGREEMENT)
    elif kind in documents.WITH_OPTIONS:
        question["options"] = []
    if kind in documents.WITH_ITEMS:
        question["items"] = []
    return question


def new_code(text, taken, *, otherwise):
    """A code made of the words that people read, unlike those taken: "q_wat-vind-je", "q_wat-vind-je-2"."""
    made = slugify(text).replace("__", "_").strip("-_")[:LONGEST_CODE].strip("-_") or otherwise
    number, code = 1, made
    while code in taken:
        number += 1
        code = f"{made}-{number}"
    return code


def question_codes(document):
    return {question["code"] for question in documents.questions(document)}


def find(document, code):
    """The question with this code and the section it stands in."""
    for section in document["sections"]:
        for question in section["questions"]:
            if question["code"] == code:
                return question, section
    raise KeyError(code)


def find_section(document, code):
    for section in document["sections"]:
        if section["code"] == code:
            return section
    raise KeyError(code)


def part_hash(part):
    """What tells one state of a question, a section or a whole document from another."""
    return documents.hash_of(part)[:16]


# --- Questions --------------------------------------------------------------------------------------


def with_question(document, question, section_code, place=None, taken=()):
    """With a question more, at the end of a section or at a place in it; it gets a code when it has none."""
    document = deepcopy(document)
    section = find_section(document, section_code)
    if not question.get("code"):
        codes = question_codes(document) | set(taken)
        code = new_code(f"q {documents.words(question['text'], 'nl')}", codes, otherwise="q")
        question = {"code": code, **question}
    place = len(section["questions"]) if place is None else place
    section["questions"].insert(place, question)
    return document, question["code"]


def with_changed_question(document, code, question):
    """With this question in the place of the one that had the code."""
    document = deepcopy(document)
    _old, section = find(document, code)
    section["questions"] = [question if each["code"] == code else each for each in section["questions"]]
    return document


def renamed(document, code, new):
    """With another code for a question, also where conditions and words speak of it."""
    document = deepcopy(document)
    question, _section = find(document, code)
    question["code"] = new
    for section in document["sections"]:
        for part in (section, *section["questions"]):
            for leaf in conditions.leaves(part.get("show_if")):
                if leaf["question"] == code:
                    leaf["question"] = new
            for labels in labels_of(part):
                for language, text in labels.items():
                    labels[language] = PIPED.sub(lambda found: f"{{{new}}}" if found[1] == code else found[0], text)
    return document


def labels_of(part):
    """Every {language: words} of a question or a section itself."""
    named = [part.get(name) for name in ("text", "help", "title", "intro", "unit")]
    listed = [each.get("label") for name in ("options", "items") for each in part.get(name, ())]
    return [labels for labels in (*named, *listed) if labels]


def with_copy(document, code, taken=()):
    """With the same question once more, right below; returns its code too."""
    question, section = find(document, code)
    place = section["questions"].index(question) + 1
    copied = {name: value for name, value in deepcopy(question).items() if name != "code"}
    return with_question(document, copied, section["code"], place, taken)


def without_question(document, code):
    """Without this question; returns it with the section and the place it had."""
    document = deepcopy(document)
    question, section = find(document, code)
    place = section["questions"].index(question)
    section["questions"].pop(place)
    return document, {"question": question, "section": section["code"], "place": place}


def with_moved_question(document, code, section_code, place):
    """With a question elsewhere: `place` counts in the new section without the question."""
    document = deepcopy(document)
    question, section = find(document, code)
    target = find_section(document, section_code)
    section["questions"].remove(question)
    target["questions"].insert(max(0, min(place, len(target["questions"]))), question)
    return document


def place_above(document, code):
    """Where a question goes that moves one up, as (section, place): at the top, into the section before."""
    return _next_to(document, code, -1)


def place_below(document, code):
    return _next_to(document, code, 1)


def _next_to(document, code, step):
    question, section = find(document, code)
    place, sections = section["questions"].index(question) + step, document["sections"]
    if 0 <= place < len(section["questions"]):
        return section["code"], place
    number = sections.index(section) + step
    if not 0 <= number < len(sections):
        return section["code"], place - step
    return sections[number]["code"], 0 if step > 0 else len(sections[number]["questions"])


# --- Sections ---------------------------------------------------------------------------------------


def with_section(document, section):
    """With a section more at the end; returns its code too."""
    document = deepcopy(document)
    codes = {each["code"] for each in document["sections"]}
    code = new_code(documents.words(section["title"], "nl"), codes, otherwise="part")
    document["sections"].append({"code": code, **section, "questions": []})
    return document, code


def with_changed_section(document, code, fields):
    """With other words or another condition for a section; its questions stay. A field that is None goes."""
    document = deepcopy(document)
    section = find_section(document, code)
    section |= fields
    for name in [name for name, value in fields.items() if value is None]:
        del section[name]
    return document


def with_moved_section(document, code, step):
    document = deepcopy(document)
    section, sections = find_section(document, code), document["sections"]
    place = max(0, min(sections.index(section) + step, len(sections) - 1))
    sections.remove(section)
    sections.insert(place, section)
    return document


def without_section(document, code):
    document = deepcopy(document)
    document["sections"].remove(find_section(document, code))
    return document
