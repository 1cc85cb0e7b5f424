"""Reads the structure of a LimeSurvey (.lss), of version 3 with texts in each row and of later ones with `…_l10ns`."""

import html
import re
from collections import defaultdict
from decimal import Decimal, InvalidOperation

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.conf import settings
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from members.reading import MOST_ROWS
from members.workbooks import FileRefused
from surveys import documents
from surveys.documents.conditions import DEEPEST, depth
from surveys.foreign.conditions import Target, condition_of, of_rows, plain, shortest
from surveys.foreign.expressions import Unread
from surveys.foreign.forms import Codes, Foreign, cleaned, finished, kind_by_words
from surveys.models import Confidentiality

BREAKS = re.compile(r"<\s*(br|/p|/div|/li)\b[^>]*>", re.IGNORECASE)
REFERENCE = re.compile(r"\{\s*([A-Za-z]\w*)(?:\.\w+)?\s*\}")
OPEN = {"S": {}, "T": {"is_long": True}, "U": {"is_long": True}}
LISTS = ("L", "!", "O")
ARRAYS = ("F", "H", "A", "B", "C", "E")
ONE_A_ROW = {"K": "number", "Q": "open"}
NUMBERED = {"5": 5, "A": 5, "B": 10}
WORDED = {
    "Y": (("Y", "Ja", "Yes"), ("N", "Nee", "No")),
    "G": (("F", "Vrouw", "Female"), ("M", "Man", "Male")),
    "C": (("Y", "Ja", "Yes"), ("U", "Onzeker", "Uncertain"), ("N", "Nee", "No")),
    "E": (("I", "Meer", "Increase"), ("S", "Gelijk", "Same"), ("D", "Minder", "Decrease")),
}


def read(content):
    """The form in the bytes of an .lss file; raises FileRefused when it is damaged, hostile or something else."""
    try:
        root = ElementTree.fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise FileRefused(_("This file holds parts that are not allowed. Export the survey structure again.")) from None
    except (ElementTree.ParseError, ValueError, LookupError):
        raise FileRefused(_("This file is damaged. Export the survey structure (.lss) again.")) from None
    if root.tag != "document" or root.findtext("LimeSurveyDocType", "").strip() != "Survey":
        raise FileRefused(_("This is no LimeSurvey structure. Export the survey as .lss."))
    return _Structure(root).form()


class _Structure:
    def __init__(self, root):
        self.foreign, self.root = Foreign(), root
        self.codes, self.sections, self.targets = Codes(), Codes(), {}
        self.groups, self.questions = self._rows("groups"), self._rows("questions")
        self.subquestions, self.answers = self._rows("subquestions"), self._rows("answers")
        self.texts = {
            **self._texts("group", self.groups, "gid", ("group_name", "description")),
            **self._texts("question", [*self.questions, *self.subquestions], "qid", ("question", "help")),
            **self._texts("answer", self.answers, "aid", ("answer",)),
        }
        self.attributes = defaultdict(dict)
        for row in self._rows("question_attributes"):
            if row.get("value"):
                self.attributes[row["qid"]].setdefault(row.get("attribute", ""), row["value"])

    def _rows(self, section):
        rows = [
            {each.tag: (each.text or "").strip() for each in row} for row in self.root.iterfind(f"{section}/rows/row")
        ]
        if len(rows) > MOST_ROWS:
            raise FileRefused(_("The file holds more than 10,000 rows. Split it in parts."))
        return rows

    def _texts(self, thing, rows, key, names):
        """{(thing, its id, column): {language: text}}, from rows of their own or from the rows of the thing."""
        texts = defaultdict(dict)
        for row in [*self._rows(f"{thing}_l10ns"), *rows]:
            for name in names:
                if row.get(name) and row.get("language"):
                    texts[thing, self._id(thing, row, key), name][row["language"]] = row[name]
        return texts

    def _id(self, thing, row, key):
        return row.get(key) or (row.get("qid"), row.get("code"), row.get("scale_id", "0"))

    def label(self, thing, row, column):
        key = {"group": "gid", "question": "qid", "answer": "aid"}[thing]
        texts = self.texts.get((thing, self._id(thing, row, key), column), {})
        label = {}
        for language, text in texts.items():
            if language[:2] in self.languages:
                plain_text = html.unescape(strip_tags(BREAKS.sub("\n", text)))
                label[self.languages[language[:2]]] = cleaned(plain_text, row.get("title") or row.get("code") or thing)
        return {language: REFERENCE.sub(self._pipe, text) for language, text in label.items() if text}

    def _pipe(self, match):
        target = self.targets.get(match[1])
        return f"{{{target.question['code']}}}" if target else match[0]

    def form(self):
        self._choose_languages()
        told = self._rows("surveys_languagesettings")
        for row in told:
            if (language := self.languages.get(row.get("surveyls_language", "")[:2])) is not None:
                title = html.unescape(strip_tags(row.get("surveyls_title", "")))
                self.foreign.fields[f"title_{language}"] = cleaned(title, "surveyls_title")[:150]
                intro = row.get("surveyls_welcometext") or row.get("surveyls_description", "")
                self.foreign.fields[f"intro_{language}"] = cleaned(
                    html.unescape(strip_tags(BREAKS.sub("\n", intro))), "surveyls_welcometext"
                )
        self.foreign.fields.setdefault("title_nl", self.foreign.fields.get("title_en", ""))
        for group in _once(self.groups, "gid", "group_order"):
            self._group(group)
        self._leave_quotas()
        if any(row.get("anonymized") == "Y" for row in self._rows("surveys")):
            self.foreign.fields["confidentiality"] = Confidentiality.ANONYMOUS.value
        self.foreign.renamed += self.codes.renamed
        return finished(self.foreign)

    def _leave_quotas(self):
        for row in _once(self._rows("quota"), "id", "id"):
            reason = _("The portal knows no quotas: it asks everybody, however many answered.")
            self.foreign.leave(_("quotas"), row.get("name", ""), reason)

    def _choose_languages(self):
        there = [each.text.strip() for each in self.root.iterfind("languages/language") if each.text]
        there = there or sorted({language for texts in self.texts.values() for language in texts}) or ["nl"]
        known = [each for each in there if each[:2] in dict(settings.LANGUAGES)]
        self.languages = {each[:2]: each[:2] for each in known} or {there[0][:2]: "nl"}
        for language in there:
            if language not in known:
                reason = _("The portal does not speak this language: its texts are left out.")
                if not known and language == there[0]:
                    reason = _("The portal does not speak this language: its texts stand as Dutch ones.")
                self.foreign.leave(_("languages"), language, reason)
        self.foreign.document["languages"] = [
            each for each in dict(settings.LANGUAGES) if each in self.languages.values()
        ]

    def _group(self, group):
        title = self.label("group", group, "group_name")
        name = documents.words(title) or group.get("gid", "")
        code = self.sections.of("", "section")
        section = {"code": code, "title": title, "questions": []}
        if intro := self.label("group", group, "description"):
            section["intro"] = intro
        if condition := self._condition(group.get("grelevance", ""), name, _("group")):
            section["show_if"] = condition
        if group.get("randomization_group"):
            self.foreign.leave(name, _("group"), _("A random order has no place here."))
        self.foreign.document["sections"].append(section)
        inside = [
            row
            for row in self.questions
            if row.get("gid") == group.get("gid") and row.get("parent_qid", "0") in ("", "0")
        ]
        for row in _once(inside, "qid", "question_order"):
            section["questions"] += self._questions(row)

    def leave(self, row, reason):
        self.foreign.leave(row.get("title", ""), _("type %(type)s") % {"type": row.get("type", "")}, reason)

    # --- One question -------------------------------------------------------------------------------

    def _questions(self, row):
        kind, below = row.get("type", ""), self._below(row)
        condition = self._condition(row.get("relevance", ""), row.get("title", ""), _("type %(type)s") % {"type": kind})
        common = {"required": row.get("mandatory", "") in ("Y", "S"), **({"show_if": condition} if condition else {})}
        if help_text := self.label("question", row, "help"):
            common["help"] = help_text
        if kind in ONE_A_ROW:
            return [self._one_of_several(row, each, {**common, "type": ONE_A_ROW[kind]}) for each in below]
        made = self._typed(row, kind, below)
        if made is None:
            return []
        typed, answers = made
        code = self.codes.of(row.get("title", ""))
        question = {"code": code, "text": self._text(row), **common, **typed}
        self._attributes(row, question)
        self._remember(row, question, below, answers)
        if row.get("other") == "Y":
            self.leave(row, _("“Other, namely” was left out: add an answer and an open question."))
        return [question]

    def _text(self, row):
        return self.label("question", row, "question") or dict.fromkeys(
            self.foreign.document["languages"], row.get("title") or "?"
        )

    def _below(self, row):
        inside = [each for each in self.subquestions if each.get("parent_qid") == row.get("qid")]
        return _once([each for each in inside if each.get("scale_id", "0") in ("", "0")], "qid", "question_order")

    def _one_of_several(self, row, below, fields):
        """A text or a number on each row of a list becomes a question of its own."""
        name = f"{row.get('title', '')}-{below.get('title', '')}"
        text, part = self._text(row), self._text(below)
        text = {language: f"{words} {part.get(language, documents.words(part))}" for language, words in text.items()}
        question = {"code": self.codes.of(name), "text": text, **fields}
        self._attributes(row, question)
        self.targets[f"{row.get('title')}_{below.get('title')}"] = Target(question)
        return question

    def _typed(self, row, kind, below):
        """The type with what goes with it, and {answer: code}; None when the portal has nothing like it."""
        if kind in OPEN:
            return {"type": "open", **OPEN[kind]}, {}
        if kind == "X":
            return {"type": "note"}, {}
        if kind == "N":
            return {"type": "number"}, {}
        if kind == "|":
            return {"type": "file"}, {}
        if kind in NUMBERED and kind == "5":
            return {"type": "likert", "options": self._numbered(5)}, {}
        if kind in WORDED and kind not in ARRAYS:
            return self._with_options("single", self._worded(kind))
        if kind in LISTS:
            if kind == "O":
                self.leave(row, _("The remark beside the answer was left out: add an open question."))
            return self._with_options("single", self._answers(row))
        if kind == "R":
            return self._with_options("ranking", self._answers(row) or self._rows_as_options(below))
        if kind in ("M", "P"):
            if kind == "P":
                self.leave(row, _("The remark beside the answer was left out: add an open question."))
            return self._with_options("multiple", self._rows_as_options(below), takes_several=True)
        if kind in ARRAYS:
            codes = Codes()
            items = [{"code": codes.of(each.get("title", ""), "row"), "label": self._text(each)} for each in below]
            if kind in NUMBERED:
                return {"type": "matrix", "options": self._numbered(NUMBERED[kind]), "items": items}, {}
            found = self._worded(kind) if kind in WORDED else self._answers(row)
            typed, answers = self._with_options("matrix", found)
            return {**typed, "items": items}, answers
        two_scales = _("A grid with two scales has no place here: make two grids.")
        self.leave(row, two_scales if kind == "1" else _("The portal has no question of this type."))
        return None

    def _with_options(self, kind, found, *, takes_several=False):
        codes, options, answers = Codes(), [], {}
        for name, label in found:
            code = codes.of(name, "a")
            option_kind = "substantive" if kind == "ranking" else kind_by_words(label, takes_several=takes_several)
            options.append({"code": code, "label": label, "kind": option_kind})
            answers[name] = code
        return {"type": kind, "options": options}, answers

    def _answers(self, row):
        inside = [each for each in self.answers if each.get("qid") == row.get("qid")]
        if any(each.get("scale_id", "0") not in ("", "0") for each in inside):
            self.leave(row, _("The second scale was left out."))
        first = [each for each in inside if each.get("scale_id", "0") in ("", "0")]
        return [(each.get("code", ""), self._answer(each)) for each in _once(first, "code", "sortorder")]

    def _answer(self, row):
        return self.label("answer", row, "answer") or dict.fromkeys(
            self.foreign.document["languages"], row.get("code") or "?"
        )

    def _rows_as_options(self, below):
        return [(each.get("title", ""), self._text(each)) for each in below]

    def _numbered(self, most):
        languages = self.foreign.document["languages"]
        return [
            {"code": str(step), "label": dict.fromkeys(languages, str(step)), "kind": "substantive"}
            for step in range(1, most + 1)
        ]

    def _worded(self, kind):
        languages = self.foreign.document["languages"]
        return [(code, {each: {"nl": nl, "en": en}[each] for each in languages}) for code, nl, en in WORDED[kind]]

    def _remember(self, row, question, below, answers):
        title = row.get("title", "")
        self.targets[title] = Target(question, answers=answers)
        for number, each in enumerate(below):
            name = f"{title}_{each.get('title', '')}"
            if question.get("items"):
                self.targets[name] = Target(question, item=question["items"][number]["code"], answers=answers)
            elif question["type"] == "multiple":
                self.targets[name] = Target(question, option=answers[each.get("title", "")])

    def _attributes(self, row, question):
        """Bounds and the like; numbers without `num_value_int_only` may have two decimals."""
        told = self.attributes[row.get("qid")]
        if question["type"] == "number":
            if told.get("num_value_int_only", "0") != "1":
                question["decimals"] = 2
            for name, end in (("min_num_value_n", "min"), ("max_num_value_n", "max")):
                if (number := self._number(row, told.get(name))) is not None:
                    question[end] = plain(number)
            if told.get("suffix"):
                question["unit"] = dict.fromkeys(
                    self.foreign.document["languages"], cleaned(strip_tags(told["suffix"]), "suffix")
                )
        if question["type"] in ("multiple", "ranking"):
            alone = told.get("exclude_all_others", "").split(";")
            for option in question["options"] if question["type"] == "multiple" else ():
                if option["code"] in [each.lower() for each in alone if each] and option["kind"] == "substantive":
                    option["kind"] = "none"
            there = len(documents.options(question, "substantive"))
            for name, end in (("min_answers", "min_choices"), ("max_answers", "max_choices")):
                number = self._number(row, told.get(name))
                if number is not None and 1 <= number <= there:
                    question[end] = int(number)
        if question["type"] == "open":
            number = self._number(row, told.get("maximum_chars"))
            if number is not None and 1 <= number <= documents.LONGEST_TEXT:
                question["max_length"] = int(number)
        if told.get("random_order") == "1" or told.get("answer_order") == "random":
            self.leave(row, _("A random order has no place here."))
        for name in ("array_filter", "array_filter_exclude"):
            if told.get(name):
                reason = _("All rows or answers are shown: that only those of %(question)s show, did not come along.")
                self.leave(row, reason % {"question": told[name][:80]})
        if told.get("em_validation_q") or row.get("preg"):
            self.leave(row, _("Its own check of the answer was left out."))

    def _number(self, row, text):
        if not text:
            return None
        try:
            number = Decimal(text)
        except InvalidOperation:
            number = Decimal("NaN")
        if not number.is_finite():
            self.leave(row, _("The bound “%(text)s” cannot be read.") % {"text": text[:80]})
            return None
        return number

    def _condition(self, text, place, subject):
        if text.strip() in ("", "1"):
            return None
        try:
            questions = {target.question["code"]: target.question for target in self.targets.values()}
            condition = shortest(of_rows(condition_of(text, self._target), questions))
            if depth(condition) > DEEPEST:
                raise Unread(_("it is nested too deep"))
        except Unread as unread:
            reason = _("Asked of everybody, for its condition has no equal here: %(reason)s.") % {"reason": unread}
            self.foreign.leave(place, subject, reason)
            return None
        return condition

    def _target(self, name):
        title = name.partition(".")[0]
        if title not in self.targets:
            raise Unread(_("“%(name)s” comes later or was left out") % {"name": title})
        return self.targets[title]


def _once(rows, key, order):
    """Each thing once, whatever languages it has rows for, in its order."""
    seen = {}
    for row in rows:
        seen.setdefault(row.get(key), row)
    return sorted(seen.values(), key=lambda row: int(row[order]) if row.get(order, "").isdigit() else 0)
