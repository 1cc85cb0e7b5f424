"""The questions of a survey as one document: how it is read, what may stand in it, which questions it shows.

    {"languages": ["nl", "en"],
     "sections": [{"code": "channels", "title": {"nl": …, "en": …}, "intro": {…}, "show_if": {…}, "questions": [
         {"code": "q_news", "type": "likert", "text": {…}, "help": {…}, "required": False, "show_if": {…},
          "options": [{"code": "1", "label": {…}, "kind": "substantive"}],  # single, multiple, likert, matrix,
                                                                            # matrix_multiple, ranking
          "items": [{"code": "news", "label": {…}}],         # the rows of matrix and matrix_multiple
          "min_choices": 1, "max_choices": 3,                # multiple, each row of matrix_multiple, ranking
          "unit": {…}, "min": 0, "max": 50, "decimals": 0,   # number
          "max_length": 4000, "is_long": True,               # open
          "accept": ["pdf", "docx"],                         # file
          "knows": "province"}]}]}                           # what the register knows of it, if anything

A `note` has words and takes no answer. A condition (`show_if`, of a question or a whole section) names earlier
questions alone:

    {"question": code, "item": code?, "has": [codes]}   one of these was given; "lacks": none of these was
    {"question": code, "at_least": 3}                   nps and number; "at_most" too
    {"question": code, "answered": True}                or False: left empty, or not asked
    {"all": [conditions]}, {"any": [conditions]}        nested three deep at most

`{q_news}` in a text, help, title, intro or label stands for the earlier answer to that question. Codes never change
and never mean something else: answers are kept by them.
"""

from surveys.documents.changes import semantic_edits
from surveys.documents.conditions import holds, named_in
from surveys.documents.judging import Finding, faults
from surveys.documents.piping import Words, pipes_from
from surveys.documents.reading import (
    ACCEPTED,
    GRADES,
    LONGEST_TEXT,
    MOST_FILES,
    SEPARATOR,
    TYPES,
    WITH_ITEMS,
    WITH_OPTIONS,
    canonical,
    hash_of,
    item_codes,
    minutes,
    option_codes,
    options,
    outline,
    questions,
    words,
)
from surveys.documents.routing import is_shown, routed, shown_to
from surveys.documents.warning import warnings

__all__ = [
    "ACCEPTED",
    "GRADES",
    "LONGEST_TEXT",
    "MOST_FILES",
    "SEPARATOR",
    "TYPES",
    "WITH_ITEMS",
    "WITH_OPTIONS",
    "Finding",
    "Words",
    "canonical",
    "faults",
    "hash_of",
    "holds",
    "is_shown",
    "item_codes",
    "minutes",
    "named_in",
    "option_codes",
    "options",
    "outline",
    "pipes_from",
    "questions",
    "routed",
    "semantic_edits",
    "shown_to",
    "warnings",
    "words",
]
