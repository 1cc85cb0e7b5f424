"""Writes a document as an XLSForm that pyxform accepts, and that we read again as the same document."""

from io import BytesIO

import xlsxwriter

from surveys import documents
from surveys.documents.piping import PIPED
from surveys.foreign.conditions import expression_of
from surveys.foreign.forms import CARRIED

TYPES = {
    "single": "select_one",
    "likert": "select_one",
    "matrix": "select_one",
    "multiple": "select_multiple",
    "matrix_multiple": "select_multiple",
    "ranking": "rank",
}
LANGUAGES = {"nl": "Nederlands (nl)", "en": "English (en)"}
NOT_TEXT = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(document, *, title_nl="", title_en="", name="form", more=None):
    """The bytes of an .xlsx file with the sheets survey, choices and settings; all cells are text.

    `more` says what else a survey promises and tells, as {field: value} of `forms.CARRIED`.
    """
    form = _Form(document)
    form.write()
    default = LANGUAGES.get(next(iter(document["languages"]), "nl"), "Nederlands (nl)")
    told = {"form_title": title_nl or title_en, "form_id": name, "default_language": default}
    told["werfportaal_title_en"] = title_en
    told |= {f"werfportaal_{field}": (more or {}).get(field, "") for field in CARRIED if (more or {}).get(field)}
    file = BytesIO()
    with xlsxwriter.Workbook(file, NOT_TEXT) as workbook:
        bold = workbook.add_format({"bold": True})
        for sheet, rows in (("survey", form.rows), ("choices", form.choices), ("settings", [told])):
            _write(workbook.add_worksheet(sheet), rows, bold)
    return file.getvalue()


def _write(sheet, rows, bold):
    columns = list(dict.fromkeys(column for row in rows for column in row))
    for number, column in enumerate(columns):
        sheet.write_string(0, number, column, bold)
        sheet.set_column(
            number, number, min(60, 4 + max(len(str(row.get(column, ""))) for row in [*rows, {column: column}]))
        )
    for line, row in enumerate(rows, 1):
        for number, column in enumerate(columns):
            if row.get(column) not in (None, ""):
                sheet.write_string(line, number, str(row[column]))
    sheet.freeze_panes(1, 0)


class _Form:
    """The rows of the sheets survey and choices."""

    def __init__(self, document):
        self.document, self.rows, self.choices, self.lists = document, [], [], {}
        self.languages = document["languages"] or ["nl"]
        self.questions = {question["code"]: question for question in documents.questions(document)}

    def write(self):
        for section in self.document["sections"]:
            name = self._section_name(section)
            self._row("begin_group", name, section.get("title") or {}, show_if=section.get("show_if"))
            if section.get("intro"):
                self._row("note", f"{name}__intro", section["intro"], werfportaal="intro")
            for question in section["questions"]:
                self._matrix(question) if question.get("items") else self._question(question)
            self.rows.append({"type": "end_group"})

    def _section_name(self, section):
        """A section may have the code of a question; names in a form are there once."""
        name = named(section["code"])
        return f"{name}__section" if section["code"] in self.questions else name

    def _row(self, type, name, label, *, help=None, required=False, show_if=None, **columns):
        row = {"type": type, "name": name}
        for language in self.languages:
            row[f"label::{LANGUAGES[language]}"] = self._words(label.get(language))
        for language in self.languages:
            row[f"hint::{LANGUAGES[language]}"] = self._words((help or {}).get(language))
        row["required"] = "yes" if required else ""
        row["relevant"] = expression_of(show_if, self.questions, name_of) if show_if else ""
        self.rows.append({**row, "constraint": "", "appearance": "", **columns})

    def _words(self, text):
        """A text with its pipes as references."""
        return PIPED.sub(
            lambda match: f"${{{name_of(match[1])}}}" if match[1] in self.questions else match[0], text or ""
        )

    def _question(self, question):
        kind = question["type"]
        columns, marks = {"constraint": " and ".join(constraints(question))}, []
        type_ = {"open": "text", "nps": "range", "file": "file", "note": "note"}.get(kind, "integer")
        match kind:
            case "nps":
                columns |= {"parameters": "start=0 end=10 step=1", "constraint": ""}
            case "number" if question.get("decimals"):
                type_ = "decimal"
                marks.append(f"decimals={question['decimals']}")
            case "open" if "is_long" in question:
                columns["appearance"] = "multiline" if question["is_long"] else ""
                marks += [] if question["is_long"] else ["short"]
            case "file" if question.get("accept"):
                columns["body::accept"] = ",".join(f".{each}" for each in question["accept"])
            case "likert":
                columns["appearance"] = "likert"
        if kind in TYPES:
            type_ = f"{TYPES[kind]} {self._list(question)}"
        if question.get("knows"):
            marks.append(f"knows={question['knows']}")
        for language, unit in (question.get("unit") or {}).items():
            if language in self.languages:
                columns[f"unit::{LANGUAGES[language]}"] = unit
        self._row(
            type_,
            named(question["code"]),
            question["text"],
            help=question.get("help"),
            required=question.get("required"),
            show_if=question.get("show_if"),
            werfportaal=" ".join(marks),
            **columns,
        )

    def _matrix(self, question):
        """A group that shows as a table: a question a row."""
        self._row(
            "begin_group",
            named(question["code"]),
            question["text"],
            help=question.get("help"),
            show_if=question.get("show_if"),
            appearance="table-list",
        )
        constraint = " and ".join(constraints(question))
        for item in question["items"]:
            self._row(
                f"{TYPES[question['type']]} {self._list(question)}",
                name_of(question["code"], item["code"]),
                item["label"],
                required=question.get("required"),
                constraint=constraint,
            )
        self.rows.append({"type": "end_group"})

    def _list(self, question):
        """The name of the list with these options; questions with the same options share one."""
        key = documents.canonical(question["options"])
        if key not in self.lists:
            self.lists[key] = named(question["code"])
            for option in question["options"]:
                row = {"list_name": self.lists[key], "name": option["code"]}
                for language in self.languages:
                    row[f"label::{LANGUAGES[language]}"] = self._words(option["label"].get(language))
                self.choices.append({**row, "kind": option.get("kind", "substantive")})
        return self.lists[key]


def named(code):
    """A code as a name in a form, which may not begin with a digit."""
    return f"_{code}" if code[0].isdigit() else code


def name_of(code, item=None):
    return f"{named(code)}__{item}" if item else named(code)


def constraints(question):
    """What an answer must fulfil, as parts of an XLSForm constraint."""
    least, most = question.get("min_choices"), question.get("max_choices")
    parts = [f"count-selected(.) >= {least}"] if least else []
    parts += [f"count-selected(.) <= {most}"] if most else []
    if question["type"] in ("multiple", "matrix_multiple"):
        alone = documents.option_codes(question, "none", "dont_know")
        parts += [f"not(selected(., '{code}') and count-selected(.) > 1)" for code in alone]
    if question["type"] == "number":
        parts += [
            f". {sign} {question[end]}" for end, sign in (("min", ">="), ("max", "<=")) if question.get(end) is not None
        ]
    if question.get("max_length"):
        parts.append(f"string-length(.) <= {question['max_length']}")
    return parts
