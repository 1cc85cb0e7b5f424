"""Earlier answers in the words of later questions: "{q_place}" becomes what was answered there."""

import re

from django.utils.formats import number_format

from surveys.documents.reading import options, questions, words

PIPED = re.compile(r"\{([a-z0-9][a-z0-9_-]*)\}")
NOTHING = "…"
TELLING = ("single", "multiple", "likert", "ranking", "nps", "number", "open")  # types whose answer reads as words


def pipes_from(*labels):
    """The codes of the questions whose answers stand in these words, in any language."""
    return {code for label in labels for text in (label or {}).values() for code in PIPED.findall(text or "")}


class Words:
    """The words of a document for somebody who gave these answers, in a language (the reader's)."""

    def __init__(self, document, answers, language=None):
        self._questions = {question["code"]: question for question in questions(document)}
        self._answers, self._language = answers, language

    def of(self, labels):
        """Plain text with the answers filled in; a template escapes it."""
        return PIPED.sub(self._answer, words(labels, self._language))

    def _answer(self, match):
        question = self._questions.get(match[1])
        if question is None:
            return match[0]
        return self._in_words(question, self._answers.get(match[1])) or NOTHING

    def _in_words(self, question, given):
        labels = {option["code"]: words(option["label"], self._language) for option in options(question)}
        if isinstance(given, (int, float)):
            return number_format(given, force_grouping=False)
        if isinstance(given, list):
            return ", ".join(labels[code] for code in given if code in labels)
        return labels.get(given, given) if isinstance(given, str) else ""
