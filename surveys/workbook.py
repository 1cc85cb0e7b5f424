"""The results of a survey as a workbook that one can send on: tables, native charts, data, codebook, method.

It is made of published tables; a figure that may not be seen is in no cell, chart or name of the file. Texts are
written as texts, never as formulas or links; figures as numbers, unrounded, with a format that rounds them.
"""

import hashlib
import re
from collections.abc import Callable
from io import BytesIO

import xlsxwriter
from django.conf import settings
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from portal import demo
from surveys import banners, disclosure, frames, response
from surveys.charts import COLOURS, LIKERT
from surveys.documents import words
from surveys.frames import BANNERS
from surveys.publications import TOTAL

FORMATS = {
    "share": "0%",
    "precise share": "0.0%",
    "mean": "0.0",
    "score": "+0;-0;0",
    "count": "#,##0",
    "number": "0.##",
}
PRECISE_FROM = 1000
MOST_SIGNS = 32_767
CUT_OFF = " […]"
MOST_ROWS = 20_000
LONGEST_NAME = 31
A4, LABELS, FIGURES = 9, 46, 11
CHART_ROWS = 17


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
        made = _Workbook(survey, publication, frame.codebook, members, labels).bytes_written()
        on_progress(4, 4, _("Done"))
        return made


def data_key(survey) -> str:
    """What the workbook of a survey is made of, as 64 signs: the same key, the same figures."""
    made_of = [
        frames.hash_of_survey(survey),
        [survey.title_nl, survey.title_en, survey.state, survey.min_cell, survey.opens_on, survey.closes_on],
        banners.labels_of(BANNERS),
        sorted(response.members_of(survey)),
        demo.is_marked(),
    ]
    return hashlib.sha256(repr(made_of).encode()).hexdigest()


def file_name(survey, day) -> str:
    """Such as bevraging-dienstverlening-20261122.xlsx."""
    return f"bevraging-{slugify(survey.title)[:60] or survey.pk}-{day:%Y%m%d}.xlsx"


class SheetNames:
    """Names that a spreadsheet program accepts: 31 signs, without []:*?/\\, never twice, never "History"."""

    def __init__(self):
        self._taken = {"history"}

    def name_for(self, title):
        plain = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).split()).strip("' ") or _("Sheet")
        name, number = plain[:LONGEST_NAME].strip("' "), 1
        while name.casefold() in self._taken:
            number += 1
            suffix = f" ({number})"
            name = plain[: LONGEST_NAME - len(suffix)].strip("' ") + suffix
        self._taken.add(name.casefold())
        return name


class _Workbook:
    def __init__(self, survey, publication, codebook, members, labels):
        self.survey, self.publication, self.codebook = survey, publication, codebook
        self.members, self.labels = members, labels
        self.names = SheetNames()
        self.places = {}  # question code -> (sheet name, {block: (first row, last row)}) for the charts

    def bytes_written(self):
        file = BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with xlsxwriter.Workbook(file, options) as self.book:
            self.book.set_properties(
                {
                    "title": self.survey.title,
                    "author": settings.ORGANISATION_NAME,
                    "comments": f"survey {self.survey.pk}, data {self.publication.data_hash[:12]}, "
                    f"k {self.publication.min_cell}",
                }
            )
            self._formats()
            self.summary_name = self.names.name_for(_("Summary"))
            summary = self._sheet(self.summary_name, _("Summary"))
            self._response()
            for code, title in self.publication.sections:
                if not self.publication.withheld:
                    self._section(code, title)
            if not self.publication.withheld:
                self._charts()
                self._texts()
            self._data()
            self._codebook()
            self._method()
            self._summary(summary)
        return file.getvalue()

    # --- What every sheet has -------------------------------------------------------------------

    def _formats(self):
        add = self.book.add_format
        line = {"bottom": 1, "bottom_color": "#E4DED2"}
        self.plain = add({"valign": "top"})
        self.wrap = add({"text_wrap": True, "valign": "top"})
        self.title = add({"bold": True, "font_size": 16})
        self.bold = add({"bold": True, "valign": "top"})
        self.note = add({"italic": True, "font_color": "#4C5A70", "valign": "top"})
        self.head = add({"bold": True, "bottom": 2, "text_wrap": True, "valign": "bottom"})
        self.head_number = add({"bold": True, "bottom": 2, "text_wrap": True, "valign": "bottom", "align": "right"})
        self.group = add({"bold": True, "align": "center_across", "bg_color": "#DDF1EC", "font_color": "#08423E"})
        self.question = add({"bold": True, "bg_color": "#FFF0C7", "valign": "top"})
        self.link = add({"font_color": "#0B5D57", "underline": 1})
        self.label = add({"text_wrap": True, "indent": 1, "valign": "top"})
        self.soft_label = add(
            {"text_wrap": True, "indent": 1, "italic": True, "font_color": "#4C5A70", "valign": "top"}
        )
        self.base_label = add({"indent": 1, "font_color": "#4C5A70", **line})
        self.gone = add({"align": "right", "font_color": "#75839A"})
        self.gone_base = add({"align": "right", "font_color": "#75839A", **line})
        self.by_form = {form: add({"num_format": code, "valign": "top"}) for form, code in FORMATS.items()}
        self.soft_by_form = {
            form: add({"num_format": code, "font_color": "#4C5A70", "valign": "top"}) for form, code in FORMATS.items()
        }
        self.base = add({"num_format": FORMATS["count"], "font_color": "#4C5A70", **line})

    def _sheet(self, name, title, *, frozen=(3, 0)):
        """A sheet with its title, the demo stamp, a way back and its print set-up."""
        sheet = self.book.add_worksheet(name)
        self._text(sheet, 0, 0, f"{title} · {self.survey.title}" if name != self.summary_name else title, self.title)
        if name != self.summary_name:
            link = f"internal:'{self.summary_name.replace(chr(39), chr(39) * 2)}'!A1"
            sheet.write_url(1, 0, link, self.link, f"← {self.summary_name}")
        if demo.is_marked():
            self._text(sheet, 1, 2, _("Demo data: the people are invented."), self.bold)
        sheet.freeze_panes(*frozen)
        sheet.set_zoom(90)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0, frozen[0] - 1)
        sheet.set_footer(f"&L{settings.ORGANISATION_NAME.replace('&', '&&')}&R&P / &N")
        sheet.set_column(0, 0, LABELS)
        return sheet

    @staticmethod
    def _text(sheet, row, column, text, style=None):
        text = str(text)
        if len(text) > MOST_SIGNS:
            text = text[: MOST_SIGNS - len(CUT_OFF)] + CUT_OFF
        if text:
            sheet.write_string(row, column, text, style)

    @staticmethod
    def _number(sheet, row, column, value, style):
        if value is not None:
            sheet.write_number(row, column, value, style)

    def _below(self):
        """What stands in the place of a figure that may not be seen."""
        return f"<{self.publication.min_cell}"

    # --- Summary --------------------------------------------------------------------------------

    def _summary(self, sheet):
        publication, survey = self.publication, self.survey
        everybody = response.of_all(publication, self.members, _("All"))
        self._text(sheet, 0, 0, survey.title, self.title)
        sheet.set_column(1, 1, 60)
        sheet.set_column(2, 5, FIGURES)
        row = 3
        period = " – ".join(day.strftime("%d/%m/%Y") for day in (survey.opens_on, survey.closes_on) if day)
        for label, value, form in (
            (_("In the field"), period, None),
            (_("Answers"), publication.total.n, "count"),
            (_("Members who could answer"), everybody.members, "count"),
            (_("Members who answered"), everybody.answered, "count"),
            (_("Response"), everybody.rate, "share"),
            (_("Promise"), survey.get_confidentiality_display(), None),
        ):
            self._text(sheet, row, 0, label, self.plain)
            if form is None:
                self._text(sheet, row, 1, value, self.plain)
            else:
                style = self.book.add_format({"num_format": FORMATS[form], "align": "left"})
                self._number(sheet, row, 1, value, style)
            row += 1
        if publication.withheld:
            self._text(sheet, row + 1, 0, publication.withheld, self.bold)
            return
        row += 1
        for column, title in enumerate((_("Section"), _("Question"), _("Figure"), "", "n")):
            self._text(sheet, row, column, title, self.head if column < 3 else self.head_number)
        for section, code, label, name, form, value, n in self._key_figures():
            row += 1
            self._text(sheet, row, 0, section, self.wrap)
            self._text(sheet, row, 1, label, self.wrap)
            self._text(sheet, row, 2, name, self.wrap)
            self._number(sheet, row, 3, value, self.by_form[form])
            self._number(sheet, row, 4, n, self.by_form["count"])
            del code
        sheet.set_column(2, 2, 18)
        row += 2
        self._text(sheet, row, 0, _("Sheets"), self.head)
        for other in self.book.worksheets()[1:]:
            row += 1
            quoted = other.get_name().replace("'", "''")
            sheet.write_url(row, 0, f"internal:'{quoted}'!A1", self.link, other.get_name())

    def _key_figures(self):
        """One figure for each scale, recommendation and number: section, question, its name, value and base."""
        titles = dict(self.publication.sections)
        for question in self.codebook.questions:
            table = self.publication.table(question.code)
            for block in table.blocks:
                measure = block.measure("nps") or block.measure("top2") or block.measure("mean")
                if measure and measure.values[0] is not None:
                    label = f"{table.text} {block.label}".strip()
                    title = titles[question.section]
                    yield (
                        title,
                        question.code,
                        label,
                        measure.label,
                        measure.form,
                        measure.values[0],
                        block.substantive[0],
                    )

    # --- Response -------------------------------------------------------------------------------

    def _response(self):
        name = self.names.name_for(_("Response"))
        sheet = self._sheet(name, _("Response"))
        sheet.set_column(1, 3, FIGURES)
        strata = response.by_stratum(self.publication, self.members, self.labels)
        row, first_chart = 3, None
        everybody = response.of_all(self.publication, self.members, _("All members"))
        for title, rows, notes in [
            (_("All"), (everybody,), ()),
            *((each.title, each.strata, each.notes) for each in strata),
        ]:
            for column, head in enumerate((title, _("Members"), _("Answered"), _("Response"))):
                self._text(sheet, row, column, head, self.head if column == 0 else self.head_number)
            top = row + 1
            for stratum in rows:
                row += 1
                self._text(sheet, row, 0, stratum.label, self.label)
                self._number(sheet, row, 1, stratum.members, self.by_form["count"])
                self._number(sheet, row, 2, stratum.answered, self.by_form["count"])
                self._number(sheet, row, 3, stratum.rate, self.by_form["share"])
            if len(rows) > 1 and first_chart is None:
                first_chart = (title, top, row)
            for note in notes:
                row += 1
                self._text(sheet, row, 0, note, self.note)
            row += 2
        if first_chart:
            title, top, last = first_chart
            chart = self._bar_chart(
                f"{_('Response')}: {title}",
                (name, top, 0, last, 0),
                [(_("Response"), (name, top, 3, last, 3), "petrol")],
            )
            sheet.insert_chart(3, 5, chart, {"description": f"{_('Response')}: {title}"})

    # --- One banner sheet a section -------------------------------------------------------------

    def _section(self, code, title):
        name = self.names.name_for(title)
        sheet = self._sheet(name, title, frozen=(6, 3))
        reading = _("Percentages of who answered. The questions tell what is not shown, and why.")
        self._text(sheet, 2, 0, reading, self.note)
        sheet.set_column(1, 1, 9)
        sheet.set_column(2, 2, FIGURES)
        columns = self._columns(sheet)
        row = 7
        for question in self.codebook.in_section(code):
            row = self._question(sheet, name, question, columns, row) + 1
        for banner in banners.TITLES:
            for note in self.publication.banners[banner].notes:
                self._text(sheet, row, 0, f"{banners.TITLES[banner]}: {note}", self.note)
                row += 1

    def _columns(self, sheet):
        """Write the head; returns {(banner, column): place}."""
        publication = self.publication
        sheet.set_row(4, 34)
        self._text(sheet, 4, 0, _("Answer"), self.head)
        self._text(sheet, 4, 1, _("Code"), self.head)
        self._text(sheet, 4, 2, publication.total.label, self.head_number)
        self._text(sheet, 5, 0, _("Responses"), self.base_label)
        self._number(sheet, 5, 2, publication.total.n, self.base)
        places = {(TOTAL, TOTAL): 2}
        place = 3
        for banner, title in banners.TITLES.items():
            published = publication.banners[banner]
            if not published.columns:
                continue
            sheet.set_column(place, place, 2)
            place += 1
            for number, column in enumerate(published.columns):
                if number:
                    sheet.write_blank(3, place, None, self.group)
                else:
                    self._text(sheet, 3, place, title, self.group)
                self._text(sheet, 4, place, column.label, self.head_number)
                self._number(sheet, 5, place, column.n, self.base)
                sheet.set_column(place, place, FIGURES)
                places[banner, column.code] = place
                place += 1
        return places

    def _question(self, sheet, name, question, columns, row):
        """One question from `row` on; returns the row below it."""
        tables = {banner: self.publication.table(question.code, banner) for banner in (TOTAL, *BANNERS)}
        everybody = tables[TOTAL]
        self._text(sheet, row, 0, everybody.text, self.question)
        for place in range(1, max(columns.values()) + 1):
            sheet.write_blank(row, place, None, self.question)
        where = {}
        for block in everybody.blocks:
            row += 1
            asked = _("asked to %(asked)s, answered by %(answered)s") % {
                "asked": block.asked[0],
                "answered": block.answered[0],
            }
            self._text(sheet, row, 0, f"{block.label} ({asked})" if block.label else asked, self.note)
            lines = list(self._lines(block))
            top = row + 1
            for number, (label, code, _form, style, *_rest) in enumerate(lines, start=top):
                self._text(
                    sheet, number, 0, label, {"label": self.label, "soft": self.soft_label}.get(style, self.base_label)
                )
                self._text(sheet, number, 1, code, self.plain)
            for (banner, column), place in columns.items():
                self._cells(sheet, tables[banner], block.code, column, place, top)
            where[block.code] = (top, top + len(block.rows) - 1)
            row = top + len(lines) - 1
        self.places[question.code] = (name, where)
        notes = dict.fromkeys(note for table in tables.values() for note in table.notes)
        for note in notes:
            row += 1
            self._text(sheet, row, 0, note, self.note)
        return row + 1

    def _lines(self, block):
        """(label, code, form, style, values) of each line of a block, in order."""
        precise = "precise share" if max(block.answered) >= PRECISE_FROM else "share"
        for shown in block.rows:
            style = "soft" if shown.kind == "dont_know" else "label"
            yield shown.label, shown.code, precise, style, shown.shares
        for measure in block.measures:
            form = precise if measure.form == "share" else measure.form
            yield measure.label, "", form, "soft", measure.values
        for shown in block.rows:
            yield f"n: {shown.label}", shown.code, "count", "soft", shown.counts
        yield _("Answered (n)"), "", "count", "base", block.answered

    def _cells(self, sheet, table, code, column, place, top):
        """The figures of one column, or what says that they may not be seen."""
        at = next((number for number, each in enumerate(table.columns) if each.code == column), None)
        block = next(block for block in table.blocks if block.code == code)
        for row, (_label, _code, form, style, values) in enumerate(self._lines(block), start=top):
            if at is None:
                self._text(sheet, row, place, self._below(), self.gone_base if style == "base" else self.gone)
            elif style == "base":
                self._number(sheet, row, place, values[at], self.base)
            else:
                self._number(
                    sheet, row, place, values[at], (self.soft_by_form if style == "soft" else self.by_form)[form]
                )

    # --- Charts ---------------------------------------------------------------------------------

    def _charts(self):
        """A native chart for each closed question, two beside each other, on the cells of the section sheets."""
        name = self.names.name_for(_("Charts"))
        sheet = self._sheet(name, _("Charts"))
        sheet.set_column(0, 16, FIGURES)
        tables = [self.publication.table(question.code) for question in self.codebook.questions]
        tables = [table for table in tables if any(block.rows for block in table.blocks)]
        chart_rows = (len(tables) + 1) // 2
        sheet.set_print_scale(70)  # four charts on a page: to fit the width would break them where it likes
        sheet.set_h_pagebreaks([3 + 2 * CHART_ROWS * page for page in range(1, (chart_rows + 1) // 2 + 1)])
        spare = 4 + CHART_ROWS * chart_rows + CHART_ROWS * (chart_rows % 2)  # below: the small tables of stacked ones
        for number, table in enumerate(tables):
            if table.type == "matrix":
                chart, spare = self._stacked_chart(sheet, name, table, spare)
            else:
                source, where = self.places[table.code]
                top, last = where[""]
                series = [(_("All"), (source, top, 2, last, 2), "petrol")]
                chart = self._bar_chart(table.text, (source, top, 0, last, 0), series)
            subtitle = f"n = {table.blocks[0].answered[0]}"
            row, column = 3 + CHART_ROWS * (number // 2), 8 * (number % 2)
            sheet.insert_chart(row, column, chart, {"description": f"{table.text} ({subtitle})"})
        if not tables:
            self._text(sheet, 3, 0, _("There is nothing to draw."), self.plain)

    def _bar_chart(self, title, categories, series):
        chart = self.book.add_chart({"type": "bar"})
        for label, values, colour in series:
            chart.add_series(
                {
                    "name": str(label),
                    "categories": list(categories),
                    "values": list(values),
                    "fill": {"color": COLOURS[colour]},
                    "data_labels": {"value": True, "num_format": FORMATS["share"]},
                    "gap": 60,
                }
            )
        self._dress(chart, title)
        chart.set_legend({"none": True})
        return chart

    def _stacked_chart(self, sheet, name, table, row):
        """A bar of 100% for each statement, on a small table of the same shares; also returns the row below that."""
        options, column = table.blocks[0].rows, 0
        self._text(sheet, row, column, table.text, self.bold)
        row += 1
        for number, option in enumerate(options):
            self._text(sheet, row, column + 1 + number, option.label, self.head)
        for number, block in enumerate(table.blocks, start=1):
            self._text(sheet, row + number, column, block.label, self.plain)
            for place, option in enumerate(options):
                share = next((each.shares[0] for each in block.rows if each.code == option.code), None)
                self._number(sheet, row + number, column + 1 + place, share, self.by_form["share"])
        chart = self.book.add_chart({"type": "bar", "subtype": "percent_stacked"})
        scale = [option for option in options if option.kind == "substantive"]
        colours = dict(zip((each.code for each in scale), LIKERT.get(len(scale), LIKERT[5]), strict=False))
        last = row + len(table.blocks)
        for place, option in enumerate(options):
            chart.add_series(
                {
                    "name": [name, row, column + 1 + place],
                    "categories": [name, row + 1, column, last, column],
                    "values": [name, row + 1, column + 1 + place, last, column + 1 + place],
                    "fill": {"color": COLOURS[colours.get(option.code, "other")]},
                    "gap": 40,
                }
            )
        self._dress(chart, table.text)
        chart.set_legend({"position": "bottom"})
        return chart, last + 2

    @staticmethod
    def _dress(chart, title):
        chart.set_title({"name": title, "overlay": False, "name_font": {"size": 11, "bold": True}})
        chart.set_x_axis({"num_format": "0%", "min": 0, "major_gridlines": {"visible": False}, "visible": False})
        chart.set_y_axis({"reverse": True, "num_font": {"size": 9}})
        chart.set_size({"width": 620, "height": 320})
        chart.set_chartarea({"border": {"color": "#E4DED2"}})

    # --- Texts, data, codebook, method ----------------------------------------------------------

    def _texts(self):
        tables = [self.publication.table(question.code) for question in self.codebook.questions]
        tables = [table for table in tables if table.type == "open"]
        if not tables:
            return
        sheet = self._sheet(self.names.name_for(_("Open answers")), _("Open answers"))
        sheet.set_column(0, 0, 100)
        self._text(sheet, 2, 0, _("In alphabetical order, apart from the other answers."), self.note)
        row = 3
        for table in tables:
            self._text(sheet, row, 0, table.text, self.question)
            for text in table.texts or (*table.notes, _("No texts.")):
                row += 1
                self._text(sheet, row, 0, text, self.wrap if table.texts else self.note)
            row += 2

    def _data(self):
        publication = self.publication
        sheet = self._sheet(self.names.name_for(_("Data")), _("Data"), frozen=(4, 0))
        if reason := self._no_data():
            self._text(sheet, 3, 0, reason, self.bold)
            return
        heads = publication.rows.heads
        for column, (_variable, label) in enumerate(heads):
            self._text(sheet, 3, column, label, self.head)
        sheet.set_column(0, max(0, len(heads) - 1), 18)
        for row, values in enumerate(publication.rows.values, start=4):
            for column, value in enumerate(values):
                if isinstance(value, str):
                    self._text(sheet, row, column, value)
                elif value is not None:
                    sheet.write_number(row, column, value)
        sheet.autofilter(3, 0, 3 + len(publication.rows.values), max(0, len(heads) - 1))

    def _no_data(self):
        """Why there is no data sheet, or ""."""
        if self.publication.withheld:
            return self.publication.withheld
        if self.publication.is_protected:
            return _(
                "No rows: in a confidential or anonymous survey the answers of one person, laid beside the tables, "
                "would tell who gave them. The sheet of each section holds all counts."
            )
        if self.publication.total.n > MOST_ROWS:
            return _("More than %(most)s responses do not fit in a workbook that opens easily.") % {"most": MOST_ROWS}
        return "" if self.publication.rows.values else _("There are no answers yet.")

    def _codebook(self):
        sheet = self._sheet(self.names.name_for(_("Codebook")), _("Codebook"), frozen=(4, 0))
        heads = (
            *(_("Variable"), _("Section"), _("Question"), _("Kind of question")),
            *(_("Code"), _("Label"), _("Kind of answer"), _("Versions")),
        )
        for column, (head, width) in enumerate(zip(heads, (24, 24, 60, 20, 14, 40, 16, 10), strict=True)):
            self._text(sheet, 3, column, head, self.head)
            sheet.set_column(column, column, width)
        types = {
            "single": _("one answer"),
            "multiple": _("several answers"),
            "likert": _("scale"),
            "matrix": _("statements on a scale"),
            "nps": _("score from 0 to 10"),
            "number": _("number"),
            "open": _("text"),
        }
        kinds = {"substantive": _("answer"), "dont_know": _("don’t know"), "none": _("none of these")}
        titles = dict(self.publication.sections)
        row = 3
        for question in self.codebook.questions:
            for item, label in question.parts:
                text = words(question.text) + (f" – {words(label)}" if item else "")
                facts = (question.column(item), titles[question.section], text, types[question.type])
                options = [
                    (option.code, words(option.label), kinds.get(option.kind, option.kind), option.offered_in)
                    for option in question.options
                ] or [("", "", "", question.versions)]
                for code, meaning, kind, versions in options:
                    row += 1
                    known_in = ", ".join(str(place + 1) for place in sorted(versions))
                    for column, value in enumerate((*facts, code, meaning, kind, known_in)):
                        self._text(sheet, row, column, value, self.wrap)

    def _method(self):
        sheet = self._sheet(self.names.name_for(_("Method")), _("Method"))
        sheet.set_column(0, 0, 110)
        k = self.publication.min_cell
        lines = [
            _("Asked: routing showed the question. Answered: asked and not left empty; “don’t know” is an answer."),
            _("A share is a part of who answered. With several answers allowed, shares may add up to more than 100%."),
            _("Mean, spread, median and top two leave out “don’t know”."),
            _("NPS: the share of scores 9 and 10 minus the share of scores 0 to 6."),
            _("The response is a part of all members in the population on the day that the survey opened."),
        ]
        if self.publication.is_protected:
            lines += [
                _("No group of fewer than %(k)s answers is shown, nor one that could be calculated from what is.")
                % {"k": k},
                *(
                    f"{reason}: {number}"
                    for reason, number in (
                        (_("Groups covered because they are small"), self.publication.hidden.get("base", 0)),
                        (_("Groups covered to protect another"), self.publication.hidden.get("complement", 0)),
                        (_("Groups covered because of another breakdown"), self.publication.hidden.get("nesting", 0)),
                        (_("Questions or statements with too few answers"), self.publication.hidden.get("question", 0)),
                        (_("Answers that too few people were offered"), self.publication.hidden.get("option", 0)),
                        (_("Questions whose texts are not shown"), self.publication.hidden.get("texts", 0)),
                    )
                ),
            ]
        made = timezone.localtime().strftime("%d/%m/%Y %H:%M")
        lines += [_("Made on %(moment)s; data %(hash)s.") % {"moment": made, "hash": self.publication.data_hash[:12]}]
        for row, line in enumerate(lines, start=3):
            self._text(sheet, row, 0, line, self.wrap)
