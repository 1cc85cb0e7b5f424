"""Short ways to write a document; what they make is described in `surveys.documents`."""

from typing import NamedTuple


class Template(NamedTuple):
    """A survey to start from."""

    code: str
    fields: dict  # of the survey: titles, introduction, unit and confidentiality
    document: dict


def both(nl, en):
    return {"nl": nl, "en": en}


def option(code, nl, en, kind="substantive"):
    return {"code": code, "label": both(nl, en), "kind": kind}


def item(code, nl, en):
    return {"code": code, "label": both(nl, en)}


def question(code, type, nl, en, **fields):
    return {"code": code, "type": type, "text": both(nl, en), "required": False, **fields}


def section(code, nl, en, *questions):
    return {"code": code, "title": both(nl, en), "questions": list(questions)}


def document(*sections):
    return {"languages": ["nl", "en"], "sections": list(sections)}


def when(question, *codes):
    """For `show_if`: asked only of who gave one of these answers."""
    return {"question": question, "has": list(codes)}


def low(question, most):
    """For `show_if`: asked only of who gave at most this number."""
    return {"question": question, "at_most": most}


# --- Scales that come back -------------------------------------------------------------------------

DONT_KNOW = option("dk", "Weet ik niet", "Don’t know", "dont_know")

QUALITY = [
    option("1", "Zeer slecht", "Very poor"),
    option("2", "Slecht", "Poor"),
    option("3", "Niet slecht, niet goed", "Neither poor nor good"),
    option("4", "Goed", "Good"),
    option("5", "Zeer goed", "Very good"),
]
SATISFACTION = [
    option("1", "Zeer ontevreden", "Very dissatisfied"),
    option("2", "Ontevreden", "Dissatisfied"),
    option("3", "Niet ontevreden, niet tevreden", "Neither"),
    option("4", "Tevreden", "Satisfied"),
    option("5", "Zeer tevreden", "Very satisfied"),
]
AGREEMENT = [
    option("1", "Helemaal oneens", "Strongly disagree"),
    option("2", "Oneens", "Disagree"),
    option("3", "Niet oneens, niet eens", "Neither"),
    option("4", "Eens", "Agree"),
    option("5", "Helemaal eens", "Strongly agree"),
]
YES, NO = option("yes", "Ja", "Yes"), option("no", "Nee", "No")
