"""What every sheet of the workbook has: styles, a title, a way back, a print set-up, and careful ways to write."""

import re

from django.conf import settings
from django.utils.translation import gettext as _

from portal import demo

FORMATS = {
    "share": "0%",
    "precise share": "0.0%",
    "mean": "0.0",
    "score": "+0;-0;0",
    "count": "#,##0",
    "number": "0.##",
}
MOST_SIGNS = 32_767
CUT_OFF = " […]"
LONGEST_NAME = 31
A4, LABELS, FIGURES = 9, 46, 11


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


class Book:
    """The workbook of a survey while it is written: what goes into it, and how a cell, a sheet and a title look."""

    def __init__(self, file, survey, publication, codebook, members, labels):
        self.file, self.survey, self.publication, self.codebook = file, survey, publication, codebook
        self.members, self.labels = members, labels
        self.names = SheetNames()
        self.places = {}  # question code -> (sheet name, {block: (first row, last row)}) for the charts
        self._formats()
        self.summary_name = self.names.name_for(_("Summary"))

    def _formats(self):
        add = self.file.add_format
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

    def sheet(self, name, title, *, frozen=(3, 0)):
        """A sheet with its title, the demo stamp, a way back and its print set-up."""
        sheet = self.file.add_worksheet(name)
        self.text(sheet, 0, 0, f"{title} · {self.survey.title}" if name != self.summary_name else title, self.title)
        if name != self.summary_name:
            link = f"internal:'{self.summary_name.replace(chr(39), chr(39) * 2)}'!A1"
            sheet.write_url(1, 0, link, self.link, f"← {self.summary_name}")
        if demo.is_marked():
            self.text(sheet, 1, 2, _("Demo data: the people are invented."), self.bold)
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
    def text(sheet, row, column, text, style=None):
        text = str(text)
        if len(text) > MOST_SIGNS:
            text = text[: MOST_SIGNS - len(CUT_OFF)] + CUT_OFF
        if text:
            sheet.write_string(row, column, text, style)

    @staticmethod
    def number(sheet, row, column, value, style):
        if value is not None:
            sheet.write_number(row, column, value, style)

    def below(self):
        """What stands in the place of a figure that may not be seen."""
        return f"<{self.publication.min_cell}"
