"""A document as the builder shows it: each section and question with its route in words and what is wrong with it."""

from collections import defaultdict
from typing import NamedTuple

from surveys import documents, phrases


class Sheet(NamedTuple):
    """One question in the outline; `number` is None for a note."""

    code: str
    number: int | None
    text: str
    kind: str
    icon: str
    required: bool
    route: str
    choices: int
    faults: list
    warnings: list


class Part(NamedTuple):
    """One section in the outline."""

    code: str
    title: str
    intro: str
    route: str
    faults: list
    sheets: list


class Blueprint(NamedTuple):
    """A whole document; `faults` and `warnings` are those of no question or section."""

    parts: list
    faults: list
    warnings: list
    number_of_faults: int


def blueprint(document, *, confidentiality):
    """Read, judged and worded in the reader's language, in one go."""
    names = phrases.numbered(document)
    faults, warnings = defaultdict(list), defaultdict(list)
    for finding in documents.faults(document, confidentiality=confidentiality):
        faults[finding.section, finding.question].append(finding.sentence)
    for finding in documents.warnings(document):
        warnings[finding.section, finding.question].append(finding.sentence)
    parts = [
        Part(
            section["code"],
            documents.words(section.get("title", {})),
            documents.words(section.get("intro", {})),
            route_of(section, names),
            faults[section["code"], ""],
            [sheet(question, section["code"], names, faults, warnings) for question in section["questions"]],
        )
        for section in document["sections"]
    ]
    return Blueprint(parts, faults["", ""], warnings["", ""], sum(map(len, faults.values())))


def sheet(question, section, names, faults, warnings):
    code = question.get("code", "")
    kind, icon, _hint = phrases.TYPE_NAMES.get(question.get("type"), (question.get("type", ""), "circle-help", ""))
    return Sheet(
        code,
        names[code].number if code in names and question.get("type") != "note" else None,
        documents.words(question.get("text", {})),
        kind,
        icon,
        bool(question.get("required")),
        route_of(question, names),
        len(documents.options(question)),
        faults[section, code],
        warnings[section, code],
    )


def route_of(part, names):
    return phrases.in_words(part["show_if"], names) if part.get("show_if") else ""


class Change(NamedTuple):
    """What an edited version does to one question: verb is "new", "gone" or "words"; its words then and now."""

    verb: str
    before: str
    after: str


def changes(before, after):
    """What is otherwise in a document than in the one that is asked now, question by question."""
    old = {question["code"]: question for question in documents.questions(before)}
    new = {question["code"]: question for question in documents.questions(after)}
    for code, question in new.items():
        if code not in old:
            yield Change("new", "", documents.words(question["text"]))
        elif documents.canonical(question) != documents.canonical(old[code]):
            yield Change("words", documents.words(old[code]["text"]), documents.words(question["text"]))
    for code, question in old.items():
        if code not in new:
            yield Change("gone", documents.words(question["text"]), "")
    if [code for code in old if code in new] != [code for code in new if code in old]:
        yield Change("order", "", "")
    if without_questions(before) != without_questions(after):
        yield Change("sections", "", "")


def without_questions(document):
    return [{**section, "questions": []} for section in document["sections"]]
