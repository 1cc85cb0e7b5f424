"""The rows of an XLSForm, from top to bottom, into sections and questions."""

import re
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from members.workbooks import FileRefused
from surveys import documents
from surveys.documents.conditions import DEEPEST, depth
from surveys.foreign.conditions import Target, bounds_of, condition_of, of_rows, plain, shortest
from surveys.foreign.expressions import Unread
from surveys.foreign.forms import Codes, kind_by_words

SELECT = re.compile(
    r"(select_one|select_multiple|select one|select multiple|rank)\s+(\S+)(\s+or_other|\s+or specify other)?"
)
REFERENCE = re.compile(r"\$\{\s*([^${}]+?)\s*\}")
TRUE, FALSE = ("yes", "true", "true()", "1", "ja"), ("no", "false", "false()", "0", "nee", "")
QUIET = (  # what a form notes by itself about who fills it in, and when: it is never asked
    *("start", "end", "today", "deviceid", "username", "phonenumber", "simserial", "subscriberid", "audit", "email"),
    *("start-geopoint", "background-audio", "xml-external", "csv-external"),
)
IN_A_TABLE = ("table-list", "kobo--score", "label", "list-nolabel")


class Rows:
    """Reads each row once; `foreign` gets the sections, and everything that has no place here."""

    def __init__(self, foreign, rows, choices, in_languages):
        self.foreign, self.rows, self.in_languages = foreign, rows, in_languages
        self.codes, self.sections = Codes(), Codes()
        self.targets = {}  # name in the form -> Target, of questions that stand above
        self.lists = self._lists(choices)
        self.names = self._names()
        self._refuse_circles()

    # --- Before the first question ------------------------------------------------------------------

    def _lists(self, choices):
        lists = {}
        for line, row in choices:
            name = row.get("name", row.get("value", ""))
            if not row.get("list_name") or not name:
                self.foreign.leave(
                    _("choices, row %(line)s") % {"line": line}, name, _("A choice needs a list and a name.")
                )
                continue
            known = lists.setdefault(row["list_name"], {})
            if name in known:
                raise FileRefused(
                    _("Row %(line)s of the sheet choices: the name %(name)s is twice in the list %(list)s.")
                    % {"line": line, "name": name, "list": row["list_name"]}
                )
            known[name] = row
        return lists

    def _names(self):
        """All names of questions; FileRefused when one is there twice, for then conditions mean nothing."""
        names = {}
        for line, row in self.rows:
            name = row.get("name", "")
            if name and not _is_group(row) and name in names:
                raise FileRefused(
                    _("The name %(name)s is there twice, on rows %(first)s and %(second)s. Each question needs one.")
                    % {"name": name, "first": names[name], "second": line}
                )
            if name:
                names[name] = line
        return names

    def _refuse_circles(self):
        """FileRefused when questions wait for each other in a circle."""
        waits = {
            row["name"]: {*REFERENCE.findall(row.get("relevant", ""))} for _line, row in self.rows if row.get("name")
        }
        done = set()
        for start in waits:
            path, ahead = [], [(start, iter(sorted(waits[start])))]
            path.append(start)
            while ahead and start not in done:
                name, nexts = ahead[-1]
                following = next((each for each in nexts if each in waits and each not in done), None)
                if following is None:
                    done.add(name)
                    ahead.pop()
                    path.pop()
                elif following in path:
                    circle = " → ".join([*path[path.index(following) :], following])
                    raise FileRefused(
                        _("Questions depend on each other in a circle: %(circle)s. Nobody would ever see them.")
                        % {"circle": circle}
                    )
                else:
                    path.append(following)
                    ahead.append((following, iter(sorted(waits[following]))))

    # --- From top to bottom -------------------------------------------------------------------------

    def read(self, title):
        """Fill the document; questions outside every group stand in sections called `title`."""
        self.title, self.section, self.groups, self.skipping = title, None, [], 0
        at = 0
        while at < len(self.rows):
            line, row = self.rows[at]
            kind = _kind(row)
            if self.skipping:
                self.skipping += kind.startswith("begin_") - kind.startswith("end_")
                at += 1
                continue
            if kind == "begin_group" and (table := self._table(at)):
                at += len(table) + 2
                self._matrix(line, row, table)
                continue
            self._row(line, row, kind)
            at += 1
        self.foreign.renamed += [
            (name, code) for name, code in self.codes.renamed if not name.startswith("_") or name[1:] != code
        ]

    def _row(self, line, row, kind):
        if kind == "begin_group":
            self._begin(line, row)
        elif kind == "end_group":
            if self.groups:
                self.groups.pop()
            self.section = self.section if self.groups else None
        elif kind == "begin_repeat":
            self.leave(line, row, _("Questions that repeat have no place here; all of them are left out."))
            self.skipping = 1
        elif kind and kind not in QUIET:
            self._question(line, row, kind)
        elif kind in QUIET:
            self.leave(line, row, _("The portal does not note this about who answers."))
        elif row:
            self.leave(line, row, _("This row has no type."))

    def leave(self, line, row, reason):
        subject = " ".join(filter(None, (row.get("type", ""), row.get("name", ""))))
        self.foreign.leave(_("survey, row %(line)s") % {"line": line}, subject, reason)

    def label(self, row, column="label"):
        label = self.in_languages(row.get(column))
        return {language: REFERENCE.sub(self._pipe, text) for language, text in label.items()}

    def _pipe(self, match):
        target = self.targets.get(match[1])
        return f"{{{target.question['code']}}}" if target else match[0].replace("${", "").replace("}", "")

    def _begin(self, line, row):
        condition = self._relevant(line, row)
        if self.groups:
            if self.label(row):
                self.leave(line, row, _("A group in a group: its questions stand in the section, its title as a note."))
                code = self.codes.of(_bare(row.get("name", "")), "note")
                note = {"code": code, "type": "note", "text": self.label(row), "required": False}
                self._add(note, condition)
            self.groups.append(_both(self.groups[-1], condition))
            return
        self.groups.append(None)
        code = self.sections.of(_bare(row.get("name", "").removesuffix("__section")), "section")
        title = self.label(row) or dict.fromkeys(self.foreign.document["languages"], self.title)
        self.section = {"code": code, "title": title, "questions": []}
        if condition:
            self.section["show_if"] = condition
        self.foreign.document["sections"].append(self.section)

    def _add(self, question, condition):
        if self.section is None:
            code = self.sections.of("", "section")
            title = dict.fromkeys(self.foreign.document["languages"], self.title)
            self.section = {"code": code, "title": title, "questions": []}
            self.foreign.document["sections"].append(self.section)
        if condition := _both(self.groups[-1] if self.groups else None, condition):
            question["show_if"] = condition
        self.section["questions"].append(question)

    # --- One question -------------------------------------------------------------------------------

    def _question(self, line, row, kind):
        marks = _marks(row)
        if kind == "note" and "intro" in marks and self.section and not self.section["questions"]:
            self.section["intro"] = self.label(row)
            return
        made = self._typed(line, row, kind, marks)
        if made is None:
            return
        name = row.get("name", "")
        question = {"code": "", "text": self.label(row), "required": self._required(line, row), **made}
        if not question["text"]:
            self.leave(line, row, _("This question has no label in a language of the portal: its name stands instead."))
            question["text"] = dict.fromkeys(self.foreign.document["languages"], name or "?")
        if help_text := self.label(row, "hint"):
            question["help"] = help_text
        if "knows" in marks:
            question["knows"] = marks["knows"]
        self._bound(line, row, question)
        condition = self._relevant(line, row)
        question["code"] = self.codes.of(_bare(name))
        self._add(question, condition)
        if name:
            self.targets[name] = Target(question, answers=self._answers)

    def _typed(self, line, row, kind, marks):
        """The type of a row with what goes with it; None when the portal has nothing like it."""
        self._answers = {}
        if found := SELECT.fullmatch(row["type"].strip()):
            return self._select(line, row, found, marks)
        appearance = row.get("appearance", "")
        match kind:
            case "integer" | "int":
                return {"type": "number"} | self._unit(row)
            case "decimal":
                return {"type": "number", "decimals": int(marks.get("decimals", 2))} | self._unit(row)
            case "text" | "string":
                if "short" in marks:
                    return {"type": "open", "is_long": False}
                return {"type": "open", **({"is_long": True} if "multiline" in appearance else {})}
            case "note":
                return {"type": "note"}
            case "range":
                return self._range(line, row) | self._unit(row)
            case "file" | "image" | "photo":
                return {"type": "file"} | self._accept(line, row, kind)
            case "acknowledge" | "trigger":
                self.leave(line, row, _("Becomes a note: there is nothing to tick."))
                return {"type": "note"}
        self.leave(line, row, _("The portal has no question of this type."))
        return None

    def _select(self, line, row, found, marks):
        kind = found[1].replace(" ", "_")
        if found[3]:
            self.leave(line, row, _("“Other, namely” was left out: add an answer and an open question."))
        choices = self.lists.get(found[2])
        if choices is None:
            self.leave(line, row, _("The list %(list)s is not on the sheet choices.") % {"list": found[2]})
            return None
        if row.get("choice_filter"):
            self.leave(line, row, _("Answers that depend on an earlier one: here all of them are shown."))
        options = self._options(choices, takes_several=kind == "select_multiple")
        if kind == "rank":
            return {"type": "ranking", "options": options}
        if kind == "select_multiple":
            return {"type": "multiple", "options": options}
        return {
            "type": "likert" if "likert" in row.get("appearance", "") or "likert" in marks else "single",
            "options": options,
        }

    def _options(self, choices, *, takes_several):
        codes, options = Codes(), []
        for name, row in choices.items():
            label = self.label(row) or dict.fromkeys(self.foreign.document["languages"], name)
            code = codes.of(_bare(name), "a")
            kind = row.get("kind") or kind_by_words(label, takes_several=takes_several)
            options.append({"code": code, "label": label, "kind": kind})
            if code != name:
                self._answers[name] = code
        self.foreign.renamed += [pair for pair in codes.renamed if pair not in self.foreign.renamed]
        return options

    def _unit(self, row):
        unit = self.label(row, "unit")
        return {"unit": unit} if unit else {}

    def _range(self, line, row):
        told = dict(re.findall(r"(start|end|step)\s*=\s*(-?[0-9.]+)", row.get("parameters", "")))
        try:
            low, high, step = (
                Decimal(told.get(name, default)) for name, default in (("start", "0"), ("end", "10"), ("step", "1"))
            )
        except InvalidOperation:
            self.leave(line, row, _("The bounds of this range cannot be read."))
            return {"type": "number"}
        if (low, high, step) == (0, 10, 1):
            return {"type": "nps"}
        decimals = min(6, max(0, -step.normalize().as_tuple().exponent))
        if step != Decimal(1).scaleb(-decimals):
            self.leave(
                line, row, _("Steps of %(step)s: here every number between the bounds will do.") % {"step": step}
            )
        return {"type": "number", "min": plain(low), "max": plain(high), **({"decimals": decimals} if decimals else {})}

    def _accept(self, line, row, kind):
        if kind != "file":
            return {"accept": ["png", "jpg"]}
        wanted = [each.strip(" .").lower() for each in row.get("body::accept", "").split(",") if each.strip()]
        accept = [each for each in documents.ACCEPTED if each in wanted]
        if strange := [each for each in wanted if each not in documents.ACCEPTED]:
            self.leave(
                line, row, _("Files of this kind cannot be asked for: %(kinds)s.") % {"kinds": ", ".join(strange)}
            )
        return {"accept": accept} if accept else {}

    def _required(self, line, row):
        said = row.get("required", "").strip().lower()
        if said not in (*TRUE, *FALSE):
            self.leave(
                line, row, _("Needed only sometimes (%(when)s): here it may be left open.") % {"when": said[:80]}
            )
        return said in TRUE

    def _bound(self, line, row, question):
        if not row.get("constraint") or question["type"] == "note":
            return
        fields, left = bounds_of(row["constraint"], question)
        for code in fields.pop("alone", ()):
            for option in question.get("options", ()):
                is_it = option["code"] == self._answers.get(code, code)
                if is_it and option["kind"] == "substantive" and question["type"] == "multiple":
                    option["kind"] = "none"
        there = len(documents.options(question, "substantive"))
        for name in ("min_choices", "max_choices"):
            if name in fields and not 1 <= fields[name] <= max(1, there):
                fields.pop(name)
        if fields.get("max_length", 0) > documents.LONGEST_TEXT:
            fields["max_length"] = documents.LONGEST_TEXT
        question |= fields
        for reason in left:
            self.leave(line, row, _("Constraint: %(reason)s.") % {"reason": reason})

    # --- Conditions ---------------------------------------------------------------------------------

    def _relevant(self, line, row):
        text = row.get("relevant", "").strip()
        if not text or text.lower() in ("true()", "yes", "1"):
            return None
        try:
            condition = shortest(of_rows(condition_of(text, self._target), self._questions()))
            if depth(condition) > DEEPEST:
                raise Unread(_("it is nested too deep"))
        except Unread as unread:
            self.leave(
                line,
                row,
                _("Asked of everybody, for its condition has no equal here: %(reason)s.") % {"reason": unread},
            )
            return None
        return condition

    def _questions(self):
        return {target.question["code"]: target.question for target in self.targets.values()}

    def _target(self, name):
        if name in self.targets:
            return self.targets[name]
        if name in self.names:
            raise Unread(_("“%(name)s” comes later or was left out") % {"name": name})
        raise Unread(_("there is no question “%(name)s”") % {"name": name or "."})

    # --- Tables -------------------------------------------------------------------------------------

    def _table(self, at):
        """The rows of a group that is a table: questions with one list each; None for any other group."""
        if not any(word in self.rows[at][1].get("appearance", "") for word in IN_A_TABLE):
            return None
        inside = []
        for line, row in self.rows[at + 1 :]:
            if _kind(row) == "end_group":
                types = {row["type"].strip() for _line, row in inside}
                found = SELECT.fullmatch(next(iter(types))) if len(types) == 1 else None
                is_table = found and not found[1].startswith("rank") and found[2] in self.lists
                return inside if is_table and not any(row.get("relevant") for _line, row in inside) else None
            if _is_group(row):
                return None
            inside.append((line, row))
        return None

    def _matrix(self, line, row, table):
        self._answers = {}
        found = SELECT.fullmatch(table[0][1]["type"].strip())
        several = found[1].replace(" ", "_") == "select_multiple"
        options = self._options(self.lists[found[2]], takes_several=several)
        name = row.get("name", "")
        items, codes = [], Codes()
        for inner, each in table:
            item_name = each.get("name", "")
            item_code = codes.of(_bare(item_name.removeprefix(f"{name}__").removeprefix(f"{name}_")), "row")
            items.append({"code": item_code, "label": self.label(each) or {"nl": item_name}})
            if self.label(each, "hint"):
                self.leave(inner, each, _("A row of a table has no hint here."))
        question = {
            "code": "",
            "type": "matrix_multiple" if several else "matrix",
            "text": self.label(row) or dict.fromkeys(self.foreign.document["languages"], name or "?"),
            "required": any(self._required(inner, each) for inner, each in table),
            "options": options,
            "items": items,
        }
        if help_text := self.label(row, "hint"):
            question["help"] = help_text
        self._bound(*table[0], question)
        condition = self._relevant(line, row)
        question["code"] = self.codes.of(_bare(name))
        self._add(question, condition)
        if name:
            self.targets[name] = Target(question, answers=self._answers)
        for (_line, each), item in zip(table, items, strict=True):
            self.targets[each.get("name", "")] = Target(question, item=item["code"], answers=self._answers)


def _kind(row):
    return re.sub(r"\s+", "_", row.get("type", "").strip().lower())


def _is_group(row):
    return _kind(row).startswith(("begin_", "end_"))


def _bare(name):
    """A name may not begin with a digit in an XLSForm, so ours got an underscore there."""
    return name[1:] if re.fullmatch(r"_[0-9].*", name) else name


def _marks(row):
    """The words of our own column: {"decimals": "1", "intro": ""}."""
    return {word.partition("=")[0]: word.partition("=")[2] for word in row.get("werfportaal", "").split()}


def _both(one, other):
    if one and other:
        return shortest({"all": [one, other]})
    return one or other
