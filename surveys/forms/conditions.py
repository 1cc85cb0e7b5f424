"""The condition builder: rows that read "if [question] [is one of] […]", joined by "and" or by "or"."""

from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys import documents, phrases

MOST = 12
TEST_NAMES = {
    "has": gettext_lazy("is one of"),
    "lacks": gettext_lazy("is none of"),
    "at_least": gettext_lazy("is at least"),
    "at_most": gettext_lazy("is at most"),
    "answered": gettext_lazy("is answered"),
    "unanswered": gettext_lazy("is not answered"),
}


class Row:
    """One condition of the form about one question, or about one row of a matrix."""

    def __init__(self, key, name, question, test="", codes=(), number=""):
        self.key, self.name, self.question = key, name, question
        self.code, _space, self.item = key.partition(" ")
        self.tests = [(each, TEST_NAMES[each]) for each in phrases.tests_for(question, self.item)]
        self.test = test if test in dict(self.tests) else self.tests[0][0]
        self.codes, self.number = [str(code) for code in codes], str(number)

    @property
    def choices(self):
        """The answers that can be ticked as (code, words, whether it is)."""
        if "has" not in dict(self.tests):
            return []
        return [
            (option["code"], documents.words(option["label"]), option["code"] in self.codes)
            for option in documents.options(self.question)
        ]

    @property
    def takes_number(self):
        return "at_least" in dict(self.tests)

    @property
    def error(self):
        if self.test in ("has", "lacks") and not self.codes:
            return _("Tick at least one answer.")
        if self.test in ("at_least", "at_most") and self._number() is None:
            return _("Write a number, with figures only.")
        return ""

    def _number(self):
        try:
            number = Decimal(self.number.replace(",", "."))
        except InvalidOperation:
            return None
        if not number.is_finite() or abs(number) > 10**12:
            return None
        return int(number) if number == int(number) else float(number)

    @property
    def leaf(self):
        leaf = {"question": self.code, **({"item": self.item} if self.item else {})}
        if self.test in ("has", "lacks"):
            return {**leaf, self.test: self.codes}
        if self.test in ("at_least", "at_most"):
            return {**leaf, self.test: self._number()}
        return {**leaf, "answered": self.test == "answered"}


class ConditionRows:
    """Who is asked: nobody left out without rows; `kept` says a tree in words that the form leaves as it is."""

    def __init__(self, document, before, condition, data=None):
        self._names = phrases.numbered(document)
        self.subjects = phrases.subjects(document, before)
        self._before, self.joined, self.rows, self.kept = condition, "all", [], ""
        posted = data is not None and "condition-count" in data
        self.is_let_go = data is not None and data.get("condition-kept") == "no"
        known = phrases.rows_of(condition, document)
        if known is None and not self.is_let_go:
            self.kept = phrases.in_words(condition, self._names)
        elif posted:
            self.joined = "any" if data.get("condition-joined") == "any" else "all"
            self.rows = list(self._posted(data))
        else:
            self.joined = known.joined
            self.rows = [row for row in map(self._row_of, known.leaves) if row]
        self.chosen = data.get("condition-subject", "") if posted else ""

    def kind_of(self, key):
        """The type of the question that a key is about; "" for a row of a matrix."""
        named = self._names.get(key)
        return named.question["type"] if named else ""

    def _row_of(self, leaf):
        key = f"{leaf['question']} {leaf['item']}" if "item" in leaf else leaf["question"]
        codes = leaf.get("has", leaf.get("lacks", ()))
        number = leaf.get("at_least", leaf.get("at_most", ""))
        return self._row(key, phrases.test_of(leaf), codes, number)

    def _row(self, key, *values):
        named = self._names.get(key.partition(" ")[0])
        if named is None:
            return None
        name = self.subjects.get(key) or f"{named.name} · {documents.words(named.question.get('text', {}))}"
        return Row(key, name, named.question, *values)

    def _posted(self, data):
        count = data["condition-count"]
        for number in range(min(int(count), MOST) if count.isdecimal() else 0):
            prefix = f"condition-{number}"
            key = data.get(f"{prefix}-subject", "")
            codes = data.getlist(f"{prefix}-codes") if hasattr(data, "getlist") else data.get(f"{prefix}-codes", [])
            row = self._row(key, data.get(f"{prefix}-test", ""), codes, data.get(f"{prefix}-number", "").strip())
            if row:
                offered = [code for code, _words, _ticked in row.choices]
                row.codes = [code for code in offered if code in row.codes]
                yield row

    def shape(self, deed):
        """Do "add", "remove-2" or "clear", which lets a tree go that came with an import."""
        verb, _dash, number = deed.partition("-")
        if verb == "add" and len(self.rows) < MOST and self.chosen in self.subjects:
            self.rows.append(self._row(self.chosen))
        elif verb == "remove" and number.isdecimal() and int(number) < len(self.rows):
            self.rows.pop(int(number))
        elif verb == "clear":
            self.kept, self._before, self.is_let_go = "", None, True

    @property
    def errors(self):
        return [] if self.kept else [row.error for row in self.rows if row.error]

    @property
    def condition(self):
        return self._before if self.kept else phrases.Rows(self.joined, [row.leaf for row in self.rows]).condition
