"""Reads an XLSForm: the sheets survey, choices and settings, as pyxform understands them (xlsform.org).

What our own exports add stands in columns that other tools skip: `kind` of a choice, `unit::…`, and `werfportaal`
with words such as `likert`, `nps`, `intro` and `decimals=1`.
"""

import re

from django.conf import settings
from django.utils.translation import gettext as _

from members import workbooks
from members.reading import MOST_ROWS
from members.workbooks import FileRefused
from surveys.foreign.forms import CARRIED, Foreign, cleaned, finished
from surveys.foreign.rows import Rows
from surveys.models import Confidentiality, UnitOfAnalysis

SHEETS = ("survey", "choices", "settings")
COLUMN = re.compile(r"(?P<name>[^:]+?)\s*(?:::?\s*(?P<language>.+))?")
LANGUAGE = re.compile(r"\(\s*([A-Za-z]{2,3})(?:[-_][A-Za-z]+)?\s*\)\s*$")
SPOKEN = {"nederlands": "nl", "dutch": "nl", "vlaams": "nl", "flemish": "nl", "english": "en", "engels": "en"}
SAME_COLUMN = {"caption": "label", "relevance": "relevant", "calculate": "calculation", "list name": "list_name"}
IN_LANGUAGES = ("label", "hint", "unit", "guidance_hint")
OURS = ("type", "name", "required", "relevant", "constraint", "appearance", "parameters", "werfportaal", "body::accept")
SETTINGS = ("form_title", "form_id", "default_language", "version", "werfportaal_title_nl", "werfportaal_title_en")
SILENT = ("list_name", "choice_filter")  # the second is named at the question


class Sheet:
    """A sheet as rows of {column: text}; labels are {column: {language: text}} under the column's name."""

    def __init__(self, table, title):
        header = [cell.strip() for cell in table.rows[0][1]] if table.rows else []
        self.title, self.languages, self.unknown = title, [], []
        columns = [self._column(cell) for cell in header]
        named = [column for column in columns if column]
        if twice := [name for name, language in named if named.count((name, language)) > 1]:
            raise FileRefused(
                _("The column %(column)s is there twice on the sheet %(sheet)s. Keep one.")
                % {"column": twice[0], "sheet": title}
            )
        self.rows = [(line, self._row(line, columns, cells)) for line, cells in table.rows[1:]]
        self.columns = [name for name, _language in named]

    def _column(self, cell):
        if not cell:
            return None
        if cell.lower() in ("body::accept", "body:accept"):
            return "body::accept", None
        found = COLUMN.fullmatch(cell)
        name = (found["name"] if found else cell).strip().lower()
        name, language = SAME_COLUMN.get(name, name), found["language"] if found else None
        if name in IN_LANGUAGES:
            if language and language not in self.languages:
                self.languages.append(language)
            return name, language or ""
        return (cell.lower() if language else name), None

    def _row(self, line, columns, cells):
        row = {}
        for column, cell in zip(columns, cells, strict=False):
            if column and (
                text := cleaned(cell, _("Row %(line)s of the sheet %(sheet)s") % {"line": line, "sheet": self.title})
            ):
                name, language = column
                if language is None:
                    row[name] = text
                else:
                    row.setdefault(name, {})[language] = text
        return row


def read(content):
    """The form in the bytes of an .xlsx file; raises FileRefused when it is damaged, hostile or no XLSForm."""
    if not content.startswith(b"PK\x03\x04"):
        raise FileRefused(_("This is not an Excel workbook. Save it as .xlsx."))
    tables = {table.title.strip().lower(): table for table in workbooks.tables(content, most_rows=MOST_ROWS + 1)}
    if "survey" not in tables or not tables["survey"].rows:
        raise FileRefused(_("This is no XLSForm: it has no sheet “survey” with rows."))
    sheets = {}
    for title in SHEETS:
        table = tables.get(title, workbooks.Table([]))
        if table.refusal:
            raise FileRefused(f"{title}: {table.refusal}")
        if len(table.rows) > MOST_ROWS + 1:
            raise FileRefused(_("The file holds more than 10,000 rows. Split it in parts."))
        sheets[title] = Sheet(table, title)
    if not {"type", "name"} <= set(sheets["survey"].columns):
        raise FileRefused(_("This is no XLSForm: the sheet “survey” needs the columns type, name and label."))

    foreign, told = Foreign(), {name: text for _line, row in sheets["settings"].rows[:1] for name, text in row.items()}
    codes = _languages(foreign, sheets, told)
    rows = Rows(foreign, sheets["survey"].rows, sheets["choices"].rows, lambda texts: in_languages(texts, codes))
    _leave_columns(foreign, sheets["survey"])
    foreign.document["languages"] = sorted(set(codes.values()), key=list(dict(settings.LANGUAGES)).index)
    title = str(told.get("form_title") or told.get("form_id") or "")[:150]
    rows.read(title or _("Questions"))
    for code in foreign.document["languages"]:
        foreign.fields[f"title_{code}"] = told.get(f"werfportaal_title_{code}", title)[:150] if code == "en" else title
    foreign.fields.setdefault("title_nl", title)
    _read_settings(foreign, told)
    return finished(foreign)


def _read_settings(foreign, told):
    """What a survey promises and tells, where the form says it in our words; what we cannot use is named."""
    known = {"confidentiality": Confidentiality.values, "unit_of_analysis": UnitOfAnalysis.values}
    for name, text in told.items():
        field = name.removeprefix("werfportaal_")
        if name in SETTINGS or not isinstance(text, str):
            continue
        if field == name or field not in CARRIED:
            foreign.leave("settings", name, _("This setting has no meaning here."))
        elif field == "min_cell":
            if text.isdecimal() and len(text) < 4 and int(text) >= 3:
                foreign.fields[field] = int(text)
            else:
                foreign.leave("settings", name, _("The portal does not know “%(text)s” here.") % {"text": text[:80]})
        elif field in known and text not in known[field]:
            foreign.leave("settings", name, _("The portal does not know “%(text)s” here.") % {"text": text[:80]})
        else:
            foreign.fields[field] = text


def _languages(foreign, sheets, told):
    """{language as the form calls it: "nl" or "en"}; languages that the portal does not speak are left out."""
    spoken = list(dict.fromkeys(each for sheet in sheets.values() for each in sheet.languages))
    codes = {each: code for each in spoken if (code := language_code(each)) in dict(settings.LANGUAGES)}
    default = told.get("default_language", "")
    plain = language_code(default) if default else ""
    if not codes and spoken:
        codes = {spoken[0]: "nl"}
        foreign.leave(
            "settings", spoken[0], _("The portal does not speak this language: its texts stand as Dutch ones.")
        )
    has_plain = any(
        "" in texts
        for sheet in sheets.values()
        for _line, row in sheet.rows
        for texts in row.values()
        if isinstance(texts, dict)
    )
    if has_plain:
        codes[""] = plain if plain in dict(settings.LANGUAGES) else "nl"
    for each in spoken:
        if each not in codes:
            foreign.leave("survey", each, _("The portal does not speak this language: its texts are left out."))
    return codes or {"": "nl"}


def language_code(language):
    """ "English (en)", "English" and "en" are all "en"."""
    found = LANGUAGE.search(language)
    return found[1].lower() if found else SPOKEN.get(language.strip().lower(), language.strip().lower()[:2])


def in_languages(texts, codes):
    """{"nl": …, "en": …} of texts as the sheet has them; a text without a language fills in where one is missing."""
    label = {codes[language]: text for language, text in (texts or {}).items() if language in codes and language}
    if "" in codes and (texts or {}).get(""):
        label.setdefault(codes[""], texts[""])
    return label


def _leave_columns(foreign, sheet):
    known = {"label", "hint", "unit", *OURS, *SILENT}
    for column in dict.fromkeys(sheet.columns):
        is_used = any(row.get(column) for _line, row in sheet.rows)
        if is_used and column not in known and not column.startswith("$"):
            foreign.leave("survey", column, _("This column has no meaning here."))
