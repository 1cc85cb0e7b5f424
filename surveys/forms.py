"""The questions of one section as a page asks them, and what somebody answered there."""

from typing import NamedTuple

from django.utils.formats import number_format

from surveys import documents, rules

PREFIX = "v-"  # before the code of a question, so that no question takes the name of another field


class Choice(NamedTuple):
    """One answer to tick."""

    id: str
    name: str
    value: str
    label: str
    kind: str
    is_chosen: bool


class Row(NamedTuple):
    """A row of a matrix."""

    label: str
    choices: list

    @property
    def scale(self):
        return [choice for choice in self.choices if choice.kind == "substantive"]

    @property
    def beside_the_scale(self):
        return [choice for choice in self.choices if choice.kind != "substantive"]


class Asked:
    """A question on the page: its words in the reader's language, what was answered, what is wrong with that."""

    def __init__(self, question, given, *, number, fault):
        self.code, self.type, self.number = question["code"], question["type"], number
        self.id = self.name = f"{PREFIX}{self.code}"
        self.text, self.help = documents.words(question["text"]), documents.words(question.get("help"))
        self.unit = documents.words(question.get("unit"))
        self.is_required = question.get("required", False)
        self.is_decimal = bool(question.get("decimals"))
        self.value = "" if given is None else given
        self.fault = fault
        self.choices = self._choices(question, given)
        ordered = [*documents.options(question, "substantive"), *documents.options(question, "dont_know", "none")]
        self.columns = [documents.words(option["label"]) for option in ordered]
        self.rows = [self._row(question, item, given) for item in question.get("items", ())]

    def _choices(self, question, given):
        chosen = given if isinstance(given, list) else [given]
        if self.type == "nps":
            return [self._choice(self.name, str(grade), str(grade), "substantive", given) for grade in range(11)]
        return [
            self._choice(self.name, option["code"], documents.words(option["label"]), option.get("kind"), *chosen)
            for option in documents.options(question)
        ]

    def _row(self, question, item, given):
        name = f"{self.name}{documents.SEPARATOR}{item['code']}"
        chosen = given.get(item["code"]) if isinstance(given, dict) else None
        return Row(
            documents.words(item["label"]),
            [
                self._choice(name, option["code"], documents.words(option["label"]), option.get("kind"), chosen)
                for option in documents.options(question)
            ],
        )

    def _choice(self, name, value, label, kind, *chosen):
        is_chosen = value in [str(each) for each in chosen if each is not None]
        return Choice(f"{name}-{value}", name, value, label, kind or "substantive", is_chosen)

    @property
    def described_by(self):
        """The ids of what a screen reader reads after the question."""
        return " ".join(
            f"{self.id}-{part}"
            for part, is_there in (("fault", self.fault), ("help", self.help), ("unit", self.unit))
            if is_there
        )

    @property
    def written(self):
        """A number as the reader writes it; what was no number comes back as it was."""
        return self.value if isinstance(self.value, str) else number_format(self.value, force_grouping=False)

    @property
    def first_id(self):
        """Where a link to this question leads: its first field."""
        choices = self.rows[0].choices if self.rows else self.choices
        return choices[0].id if choices else self.id

    @property
    def template(self):
        return f"surveys/_question_{self.type}.html"


class SectionForm:
    """One section of a document, for somebody with this draft; bound to what they post."""

    def __init__(self, document, page, draft, data=None):
        self.document, self.page, self.is_bound = document, page, data is not None
        section = document["sections"][page - 1]
        self.title = documents.words(section["title"])
        self.codes = [question["code"] for question in section["questions"]]
        self.given = {each["code"]: posted(each, data) for each in section["questions"]} if self.is_bound else {}
        self.all_given = {**draft, **self.given}

        shown, before = self._shown(self.all_given), self._shown(draft)
        self.newly_shown = [code for code in self.codes if code in shown and code not in before]
        faults = rules.checked(document, self.all_given).faults if self.is_bound else {}
        self.questions = [
            Asked(
                question,
                self.all_given.get(question["code"]),
                number=shown.index(question["code"]) + 1,
                fault="" if question["code"] in self.newly_shown else faults.get(question["code"], ""),
            )
            for question in section["questions"]
            if question["code"] in shown
        ]

    def _shown(self, given):
        return documents.routed(self.document, rules.possible(self.document, given))[0]

    @property
    def mistakes(self):
        return [question for question in self.questions if question.fault]

    @property
    def deciding(self):
        """The questions on this page that others depend on."""
        return {
            question["show_if"]["question"] for question in documents.questions(self.document) if "show_if" in question
        }

    @property
    def anchor(self):
        """The first question that an answer on this page brought up."""
        return f"#{PREFIX}{self.newly_shown[0]}" if self.newly_shown else ""

    def target(self, go):
        """The page to go to after this one: 0 is the start; None means that all can be sent."""
        pages = rules.pages(self.document, self.all_given)
        if go == "back":
            return max((page for page in pages if page < self.page), default=0)
        if go == "stay" or self.newly_shown or self.mistakes:
            return self.page
        later = [page for page in pages if page > self.page]
        return later[0] if later else rules.page_with_a_fault(self.document, self.all_given)


def posted(question, data):
    """What a form sent for one question, as it came; None for nothing."""
    name = f"{PREFIX}{question['code']}"
    if question["type"] == "multiple":
        return data.getlist(name) or None
    if question["type"] == "matrix":
        rows = {item: data.get(f"{name}{documents.SEPARATOR}{item}") for item in documents.item_codes(question)}
        return {item: option for item, option in rows.items() if option} or None
    return data.get(name) or None
