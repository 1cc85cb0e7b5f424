"""The variables of a survey: one for each column that can be analysed, over all versions that were asked.

They are read from the published versions, which never change, so there is nothing to keep up to date. Codebook, data
sheet and analysis name a column in the same way: `q2`, `q2__news` (an option of several), `q3__row` (a row of a
matrix), `q4__row__news`.
"""

from typing import NamedTuple

from surveys.documents import SEPARATOR, words
from surveys.frames import NO_ANSWER, NOT_ASKED, Codebook, Option, Question

NO, YES = "0", "1"  # what stands in the column of one option among several


class Variable(NamedTuple):
    """One column; `label` and the labels of options are in the reader's language, versions count from 1."""

    name: str
    question: str
    item: str
    option: str
    type: str
    section: str
    label: str
    options: tuple[Option, ...]  # of the scale that the column holds; none for a number, a text or one option
    missing: tuple[int, ...]
    first_version: int
    last_version: int


def of_codebook(codebook: Codebook) -> list[Variable]:
    """All variables, in the order of the questions."""
    return [variable for question in codebook.questions for variable in of_question(question)]


def of_question(question: Question) -> list[Variable]:
    """The variables of one question: one for each row, and for each option where several can be given."""
    return [
        _variable(question, item, label, option)
        for item, label in question.parts
        for option in (question.options if has_column_per_option(question) else (None,))
    ]


def has_column_per_option(question):
    return question.type in ("multiple", "matrix_multiple", "ranking")


def _variable(question, item, label, option):
    versions = sorted(option.offered_in) if option else question.versions
    parts = [words(question.text), words(label), words(option.label) if option else ""]
    return Variable(
        name=SEPARATOR.join(filter(None, (question.code, item, option.code if option else ""))),
        question=question.code,
        item=item,
        option=option.code if option else "",
        type=question.type,
        section=question.section,
        label=" – ".join(filter(None, parts)),
        options=() if option else question.options,
        missing=(NOT_ASKED, NO_ANSWER),
        first_version=versions[0] + 1,
        last_version=versions[-1] + 1,
    )
