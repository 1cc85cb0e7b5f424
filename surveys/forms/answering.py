"""The questions of one section as a page asks them, and what somebody answered there."""

from typing import NamedTuple

from django.utils.formats import number_format

from surveys import documents, rules

SEEN = "seen"  # the field in which a page says which questions stood on it
PREFIX = "v-"  # before the code of a question, so that no question takes the name of another field


class Choice(NamedTuple):
    """One answer to tick, or to give a place in an order."""

    id: str
    name: str
    value: str
    label: str
    kind: str
    is_chosen: bool
    place: str = ""


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

    def __init__(self, question, given, *, words, number, fault, decides, files):
        self.code, self.type, self.number = question["code"], question["type"], number
        self.id = self.name = f"{PREFIX}{self.code}"
        self.words, self.decides = words, decides
        self.text, self.help = words.of(question["text"]), words.of(question.get("help"))
        self.unit = documents.words(question.get("unit"))
        self.is_required = question.get("required", False)
        self.is_decimal = bool(question.get("decimals"))
        self.is_long = question.get("is_long", True)
        self.most_signs = question.get("max_length") or documents.LONGEST_TEXT
        self.least, self.most = question.get("min_choices"), question.get("max_choices")
        self.value = "" if given is None else given
        self.fault = fault
        self.choices = self._choices(question, given)
        ordered = [*documents.options(question, "substantive"), *documents.options(question, "dont_know", "none")]
        self.columns = [words.of(option["label"]) for option in ordered]
        self.rows = [self._row(question, item, given) for item in question.get("items", ())]
        self.places = [str(place) for place in range(1, (self.most or len(self.choices)) + 1)]
        self.files = [file for file in files if file.question == self.code]
        self.accept = ",".join(f".{kind}" for kind in question.get("accept") or documents.ACCEPTED)
        self.kinds = ", ".join(question.get("accept") or documents.ACCEPTED)
        self.takes_more = len(self.files) < documents.MOST_FILES

    def _choices(self, question, given):
        chosen = given if isinstance(given, list) else [given]
        if self.type == "nps":
            return [self._choice(self.name, grade, grade, "substantive", given) for grade in documents.GRADES]
        if self.type == "ranking":
            return self._in_order(question, given)
        return [
            self._choice(self.name, option["code"], self.words.of(option["label"]), option.get("kind"), *chosen)
            for option in documents.options(question)
        ]

    def _in_order(self, question, given):
        """The options with the place that each was given: as they were ranked, then the others."""
        places = {code: str(place) for place, code in enumerate(given, start=1)} if isinstance(given, list) else given
        places = places or {}
        choices = [
            Choice(name, name, option["code"], self.words.of(option["label"]), "substantive", False, place)
            for option in documents.options(question)
            for name in [f"{self.name}{documents.SEPARATOR}{option['code']}"]
            for place in [str(places.get(option["code"]) or "")]
        ]
        return sorted(choices, key=lambda choice: int(choice.place) if choice.place.isdecimal() else len(choices) + 1)

    def _row(self, question, item, given):
        name = f"{self.name}{documents.SEPARATOR}{item['code']}"
        chosen = given.get(item["code"]) if isinstance(given, dict) else None
        chosen = chosen if isinstance(chosen, list) else [chosen]
        return Row(
            self.words.of(item["label"]),
            [
                self._choice(name, option["code"], self.words.of(option["label"]), option.get("kind"), *chosen)
                for option in documents.options(question)
            ],
        )

    def _choice(self, name, value, label, kind, *chosen):
        is_chosen = value in [str(each) for each in chosen if each is not None]
        return Choice(f"{name}-{value}", name, value, label, kind or "substantive", is_chosen)

    @property
    def takes_several(self):
        return self.type in ("multiple", "matrix_multiple")

    @property
    def described_by(self):
        """The ids of what a screen reader reads after the question."""
        parts = {
            "fault": self.fault,
            "help": self.help,
            "choices": self.least or self.most,
            "unit": self.unit,
            "order": self.type == "ranking",
            "kinds": self.type == "file",
        }
        return " ".join(f"{self.id}-{part}" for part, is_there in parts.items() if is_there)

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
    """One section of a document, for somebody with this draft; bound to what they post.

    Files are added before: the draft holds their ids, `files` are their rows, `faults` says what could not be added.
    """

    def __init__(self, document, page, draft, data=None, *, files=(), faults=None):
        self.document, self.page, self.is_bound = document, page, data is not None
        section = document["sections"][page - 1]
        asking = [question for question in section["questions"] if question["type"] != "note"]
        answered = [question for question in asking if question["type"] != "file"]
        self.codes = [question["code"] for question in answered]
        self.given = {each["code"]: posted(each, data) for each in answered} if self.is_bound else {}
        self.all_given = {**draft, **self.given}

        shown, kept = self._shown(self.all_given)
        before = self._before(draft, data)
        words = documents.Words(document, kept)
        self.title, self.intro = words.of(section["title"]), words.of(section.get("intro"))
        here = {question["code"] for question in section["questions"]}
        self.newly_shown = [each["code"] for each in asking if each["code"] in shown and each["code"] not in before]
        self.faults = self._faults(here, faults or {})
        numbers = {code: number for number, code in enumerate(documents.routed(document, kept)[0], start=1)}
        deciding = self._deciding(section)
        self.questions = [
            Asked(
                question,
                self.all_given.get(question["code"]),
                words=words,
                number=numbers.get(question["code"]),
                fault=self.faults.get(question["code"], ""),
                decides=question["code"] in deciding,
                files=files,
            )
            for question in section["questions"]
            if question["code"] in shown
        ]

    def _shown(self, given):
        """The codes of everything that is shown, and the answers that count."""
        shown, kept = documents.shown_to(self.document, rules.possible(self.document, given))
        return {question["code"] for question in shown}, kept

    def _before(self, draft, data):
        """The codes of what stood on the page when it was sent: it says so itself, because a page that is kept on the
        way may have changed the draft before anybody saw the question that this brings up."""
        if data is None or SEEN not in data:
            return self._shown(draft)[0]
        return set(data[SEEN].split())

    @property
    def seen(self):
        """The codes of the questions on this page, as it will say when it is sent."""
        return " ".join(question.code for question in self.questions)

    def _faults(self, here, of_files):
        if not self.is_bound:
            return {}
        found = rules.checked(self.document, rules.still_asked(self.document, self.all_given)).faults
        asked_now = dict.fromkeys(self.newly_shown, "")
        return {code: fault for code, fault in (found | asked_now | of_files).items() if fault and code in here}

    @property
    def mistakes(self):
        return [question for question in self.questions if question.fault]

    def _deciding(self, section):
        """The questions that others depend on, or that stand in the words of this page."""
        named = set()
        for each in [*self.document["sections"], *documents.questions(self.document)]:
            if "show_if" in each:
                named |= documents.named_in(each["show_if"])
        for question in section["questions"]:
            labels = [each["label"] for part in ("options", "items") for each in question.get(part, ())]
            named |= documents.pipes_from(question["text"], question.get("help"), *labels)
        return named

    @property
    def has_files(self):
        return any(question.type == "file" for question in self.questions)

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
    if question["type"] == "matrix_multiple":
        rows = {item: data.getlist(f"{name}{documents.SEPARATOR}{item}") for item in documents.item_codes(question)}
        return {item: options for item, options in rows.items() if options} or None
    if question["type"] == "ranking":
        places = {code: data.get(f"{name}{documents.SEPARATOR}{code}") for code in documents.option_codes(question)}
        return {code: place for code, place in places.items() if place} or None
    return data.get(name) or None


class Typed(NamedTuple):
    """What stood on a page that could not be kept: the words of the question, and the answer in words."""

    question: str
    answer: str


def typed(document, data, *, without=(), own_words_alone=False):
    """Everything that a page sent, to be shown to who sent it; `without` the codes of what was kept.

    With `own_words_alone` it tells nothing of the questions: only what somebody typed themselves.
    """
    found = []
    for question in documents.questions(document):
        own_words = question["type"] in ("open", "number")
        is_told = question["type"] not in ("note", "file") and question["code"] not in without
        if is_told and (own_words or not own_words_alone) and (given := posted(question, data)) is not None:
            told = "" if own_words_alone else documents.words(question["text"])
            found.append(Typed(told, _in_words(question, given)))
    return found


def _in_words(question, given):
    """What a form sent for a question, as who sent it would say it; what is unknown comes back as it was."""
    labels = {option["code"]: documents.words(option["label"]) for option in documents.options(question)}
    if isinstance(given, list):
        return ", ".join(labels.get(code, code) for code in given)
    if not isinstance(given, dict):
        return labels.get(given, given)
    if question["type"] == "ranking":
        return "\n".join(
            f"{place}. {labels.get(code, code)}" for code, place in sorted(given.items(), key=lambda x: x[1])
        )
    rows = {item["code"]: documents.words(item["label"]) for item in question.get("items", ())}
    return "\n".join(
        f"{rows.get(row, row)}: {_in_words({**question, 'items': ()}, each)}" for row, each in given.items()
    )


def field_of_file(question):
    """The name of the field in which a page sends files for this question."""
    return f"{PREFIX}{question['code']}"
