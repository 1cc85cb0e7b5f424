"""The results of a survey as a workbook that one can send on: tables, native charts, data, codebook, method.

It is made of published tables; a figure that may not be seen is in no cell, chart or name of the file. Texts are
written as texts, never as formulas or links; figures as numbers, unrounded, with a format that rounds them.
"""

import hashlib
from collections.abc import Callable
from io import BytesIO

import xlsxwriter
from django.conf import settings
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal import demo
from surveys import banners, disclosure, frames, response
from surveys.frames import BANNERS
from surveys.workbook import charts, codebook, data, method, respondents, sections, summary, texts
from surveys.workbook.book import FORMATS, Book, SheetNames
from surveys.workbook.data import MOST_ROWS

__all__ = ["FORMATS", "SheetNames", "data_key", "file_name", "write"]


def write(
    survey, language: str, on_progress: Callable[[int, int, str], object] = lambda done, total, step: None
) -> bytes:
    """The bytes of the workbook of a survey in a language; `on_progress(done, total, step)` says how far it is."""
    with translation.override(language):
        on_progress(0, 4, _("Reading the answers"))
        frame = frames.of_survey(survey)
        labels = banners.labels_of(BANNERS)
        on_progress(1, 4, _("Counting"))
        publication = disclosure.of_survey(survey, frame, labels, with_rows=frame.size <= MOST_ROWS)
        members = response.members_of(survey)
        on_progress(2, 4, _("Writing the sheets"))
        made = _bytes_of(survey, publication, frame.codebook, members, labels)
        on_progress(4, 4, _("Done"))
        return made


def data_key(survey) -> str:
    """What the workbook of a survey is made of, as 64 signs: the same key, the same figures."""
    made_of = [
        frames.hash_of_survey(survey),
        [survey.title_nl, survey.title_en, survey.state, survey.min_cell, survey.opens_on, survey.closes_on],
        banners.labels_of(BANNERS),
        sorted(response.members_of(survey)),
        sorted(response.answered_of(survey) or ()),
        demo.is_marked(),
    ]
    return hashlib.sha256(repr(made_of).encode()).hexdigest()


def file_name(survey, day) -> str:
    """Such as bevraging-dienstverlening-20261122.xlsx."""
    return f"bevraging-{slugify(survey.title)[:60] or survey.pk}-{day:%Y%m%d}.xlsx"


def _bytes_of(survey, publication, questions, members, labels):
    file = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as opened:
        opened.set_properties(
            {
                "title": survey.title,
                "author": settings.ORGANISATION_NAME,
                "comments": f"survey {survey.pk}, data {publication.data_hash[:12]}, k {publication.min_cell}",
            }
        )
        book = Book(opened, survey, publication, questions, members, labels)
        first = book.sheet(book.summary_name, _("Summary"))
        respondents.write(book)
        if not publication.withheld:
            for code, title in publication.sections:
                sections.write(book, code, title)
            charts.write(book)
            texts.write(book)
        data.write(book)
        codebook.write(book)
        method.write(book)
        summary.write(book, first)
    return file.getvalue()
