"""Which questions a document shows to somebody who gave these answers."""

from surveys.documents.conditions import holds


def is_shown(question, answers):
    """Whether the condition of a question or a section holds for somebody who gave these answers."""
    return holds(question.get("show_if"), answers)


def routed(document, answers):
    """The codes of the shown questions, and the answers to them.

    An answer to a hidden question counts for nothing, so neither does it show another question. Notes are shown and
    ask nothing, so they are not among the codes.
    """
    shown, kept = shown_to(document, answers)
    return [question["code"] for question in shown if question["type"] != "note"], kept


def shown_to(document, answers):
    """The shown questions with the notes between them, and the answers that count."""
    shown, kept = [], {}
    for section in document["sections"]:
        if is_shown(section, kept):
            for question in section["questions"]:
                if is_shown(question, kept):
                    shown.append(question)
                    if question["code"] in answers and question["type"] != "note":
                        kept[question["code"]] = answers[question["code"]]
    return shown, kept
