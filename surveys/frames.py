"""Answers as columns: read once, then counted many times.

A Frame needs no database: rows of plain values and the documents of the versions go in, arrays come out.

    codes     (n,) int8 or int16: -1 not asked, -2 asked and left empty, else the number of the option (nps: the score)
    chosen    (n, K) int8, multiple and the rows of matrix_multiple: 1 chosen, 0 not, -1 not offered or not asked,
              -2 left empty
    ranks     (n, K) int8, ranking only: the place, 0 without one, -1 and -2 as above
    numbers   (n,) float64, number (float32 would lose the cents of large amounts) and file (how many); NaN where the
              code says so
    texts     (n,) object, open only

Notes ask nothing, so they are no columns.

Versions with the same codes merge: the newest wording, all options, and each option keeps who was offered it.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Any, NamedTuple

import numpy as np
from django.core.cache import cache
from django.db.models import TextField
from django.db.models.functions import Cast

from surveys import documents

NOT_ASKED, NO_ANSWER = -1, -2
BANNERS = ("province", "population_band", "fte_band", "years_band", "youth_region")  # the finest last
CHUNK = 5000
LARGE = 5000  # from here on, reading anew costs more than remembering
REMEMBERED = 15 * 60
NPS_TOP = 10
MOST_REMEMBERED = 64 * 1024 * 1024


class UnknownAnswer(ValueError):
    """A response holds a code that no version of its survey has."""


# --- What was asked, over all versions --------------------------------------------------------------


class Option(NamedTuple):
    code: str
    label: dict
    kind: str
    offered_in: frozenset  # places of the versions that have this option


@dataclass(frozen=True)
class Question:
    """A question over all versions of a survey, in its newest wording."""

    code: str
    type: str
    text: dict
    section: str
    options: tuple[Option, ...] = ()
    items: tuple[tuple[str, dict], ...] = ()
    unit: dict = field(default_factory=dict)
    decimals: int = 0
    show_if: dict | None = None
    versions: tuple[int, ...] = ()  # places of the versions that ask it

    @property
    def parts(self) -> tuple[tuple[str, dict], ...]:
        """What is counted apart: the items of a matrix, else the question itself."""
        return self.items if self.type in documents.WITH_ITEMS else (("", {}),)

    @property
    def substantive(self) -> list[int]:
        """The places of the options that say something, in the order of the scale."""
        return [place for place, option in enumerate(self.options) if option.kind == "substantive"]

    def column(self, item: str = "") -> str:
        return f"{self.code}{documents.SEPARATOR}{item}" if item else self.code


@dataclass(frozen=True)
class Codebook:
    """The sections and questions of a survey, over all its versions."""

    sections: tuple[tuple[str, dict], ...]
    questions: tuple[Question, ...]

    def in_section(self, code):
        return [question for question in self.questions if question.section == code]


def merged(versions: Sequence[dict]) -> Codebook:
    """The codebook of these documents, the oldest first: a code keeps one place, in its newest wording."""
    sections: dict[str, dict] = {}
    found: dict[str, list[tuple[int, str, dict]]] = {}
    for place in reversed(range(len(versions))):
        for section in versions[place]["sections"]:
            sections.setdefault(section["code"], section.get("title", {}))
            for question in section["questions"]:
                if question["type"] == "note":
                    continue
                found.setdefault(question["code"], []).append((place, section["code"], question))
    questions = [_merged_question(wordings) for wordings in found.values()]
    order = list(sections)
    questions.sort(key=lambda question: order.index(question.section))  # a stable sort: old questions come last
    return Codebook(tuple(sections.items()), tuple(questions))


def _merged_question(wordings):
    """`wordings` are (place of the version, section, question), the newest first."""
    _, section, newest = wordings[0]
    options, offered, items = {}, {}, {}
    for place, _, question in wordings:
        for option in question.get("options", ()):
            options.setdefault(option["code"], option)
            offered.setdefault(option["code"], set()).add(place)
        for item in question.get("items", ()):
            items.setdefault(item["code"], item.get("label", {}))
    return Question(
        code=newest["code"],
        type=newest["type"],
        text=newest["text"],
        section=section,
        options=tuple(
            Option(code, option.get("label", {}), option.get("kind", "substantive"), frozenset(offered[code]))
            for code, option in options.items()
        ),
        items=tuple(items.items()),
        unit=newest.get("unit") or {},
        decimals=newest.get("decimals") or 0,
        show_if=newest.get("show_if"),
        versions=tuple(sorted(place for place, *_ in wordings)),
    )


# --- What was answered ------------------------------------------------------------------------------


class Row(NamedTuple):
    """A response on its way into a frame; `version` is the place of its document, `asked` None means everything."""

    answers: dict
    asked: Iterable[str] | None = None
    version: int = 0
    banners: Sequence[str] = ("",) * len(BANNERS)
    unit: int = 0  # 0: unknown


@dataclass(frozen=True)
class Frame:
    """All counted responses of a survey as columns, in an order that says nothing."""

    codebook: Codebook
    size: int
    version: np.ndarray
    unit: np.ndarray
    banners: dict[str, np.ndarray]  # (n,) places in `groups`
    groups: dict[str, tuple[str, ...]]  # the codes that occur, "" for unknown
    codes: dict[str, np.ndarray]
    chosen: dict[str, np.ndarray]
    ranks: dict[str, np.ndarray]
    numbers: dict[str, np.ndarray]
    texts: dict[str, np.ndarray]
    data_hash: str = ""

    @property
    def bytes_held(self):
        arrays = chain(*(part.values() for part in (self.banners, self.codes, self.chosen, self.ranks, self.numbers)))
        texts = sum(len(text or "") for texts in self.texts.values() for text in texts)
        return sum(array.nbytes for array in arrays) + texts


def build(rows: Iterable[Row], versions: Sequence[dict], data_hash: str = "") -> Frame:
    """The frame of these rows; raises UnknownAnswer rather than lose an answer."""
    codebook = merged(versions)
    asks = [frozenset(question["code"] for question in documents.questions(document)) for document in versions]
    readers = [_Reader(question, versions) for question in codebook.questions]
    seen: dict[str, dict[str, int]] = {banner: {} for banner in BANNERS}
    chunks: list[dict[str, Any]] = []
    rows = iter(rows)
    while chunk := list(islice(rows, CHUNK)):
        version = np.fromiter((row.version for row in chunk), np.int16, len(chunk))
        part: dict[str, Any] = {
            "version": version,
            "unit": np.fromiter((row.unit for row in chunk), np.int64, len(chunk)),
        }
        asked = [asks[row.version] if row.asked is None else frozenset(row.asked) for row in chunk]
        for place, banner in enumerate(BANNERS):
            known = seen[banner]
            found = (known.setdefault(row.banners[place] or "", len(known)) for row in chunk)
            part[f"banner {banner}"] = np.fromiter(found, np.int16, len(chunk))
        for reader in readers:
            part.update(reader.read(chunk, asked, version))
        chunks.append(part)

    def column(name, empty):
        return np.concatenate([part[name] for part in chunks]) if chunks else empty

    arrays: dict[str, dict[str, np.ndarray]] = {kind: {} for kind in ("codes", "chosen", "ranks", "numbers", "texts")}
    for reader in readers:
        for kind, name, empty in reader.columns():
            arrays[kind][name] = column(f"{kind} {name}", empty)
    size = sum(len(part["version"]) for part in chunks)
    return Frame(
        codebook=codebook,
        size=size,
        version=column("version", np.zeros(0, np.int16)),
        unit=column("unit", np.zeros(0, np.int64)),
        banners={banner: column(f"banner {banner}", np.zeros(0, np.int16)) for banner in BANNERS},
        groups={banner: tuple(known) for banner, known in seen.items()},
        data_hash=data_hash,
        **arrays,
    )


class _Reader:
    """Reads the answers to one question, a chunk of rows at a time."""

    def __init__(self, question, versions):
        self.question = question
        self.place = {option.code: place for place, option in enumerate(question.options)}
        codes = {score: score for score in range(NPS_TOP + 1)} if question.type == "nps" else self.place
        self.code = {None: NO_ANSWER, **codes}
        self.dtype = np.int8 if len(question.options) <= np.iinfo(np.int8).max else np.int16
        self.offered = np.array(
            [[version in option.offered_in for option in question.options] for version in range(len(versions))]
        ).reshape(len(versions), len(question.options))

    def columns(self):
        """(kind, name, an empty array of the right type) of each column that `read` fills."""
        question, empty = self.question, np.zeros(0, self.dtype)
        for item, _ in question.parts:
            yield "codes", question.column(item), empty
        if question.type in ("multiple", "matrix_multiple"):
            for item, _ in question.parts:
                yield "chosen", question.column(item), np.zeros((0, len(question.options)), np.int8)
        if question.type == "ranking":
            yield "ranks", question.code, np.zeros((0, len(question.options)), np.int8)
        if question.type in ("number", "file"):
            yield "numbers", question.code, np.zeros(0)
        if question.type == "open":
            yield "texts", question.code, np.zeros(0, object)

    def read(self, rows, asked, version):
        code, kind = self.question.code, self.question.type
        asks = {id(codes): code in codes for codes in asked}
        is_asked = np.fromiter((asks[id(codes)] for codes in asked), bool, len(rows))
        values = [row.answers.get(code) for row in rows]
        if kind == "matrix":
            for item, _ in self.question.items:
                of_item = [value.get(item) if value else None for value in values]
                yield f"codes {self.question.column(item)}", self._coded(of_item, is_asked)
            return
        if kind == "matrix_multiple":
            for item, _ in self.question.items:
                of_item = _given([value.get(item) if value else None for value in values], is_asked)
                column = self.question.column(item)
                yield f"codes {column}", self._whether(of_item, is_asked)
                yield f"chosen {column}", self._chosen(of_item, is_asked, version)
            return
        if kind in ("single", "likert", "nps"):
            yield f"codes {code}", self._coded(values, is_asked)
            return
        values = _given(values, is_asked)
        yield f"codes {code}", self._whether(values, is_asked)
        if kind in ("number", "file"):
            count = len if kind == "file" else float
            numbers = (np.nan if value is None else count(value) for value in values)
            yield f"numbers {code}", np.fromiter(numbers, float, len(rows))
        if kind == "open":
            texts = np.empty(len(rows), object)
            texts[:] = values
            yield f"texts {code}", texts
        if kind == "multiple":
            yield f"chosen {code}", self._chosen(values, is_asked, version)
        if kind == "ranking":
            yield f"ranks {code}", self._ranks(values, is_asked, version)

    def _whether(self, values, is_asked):
        is_given = np.fromiter((value is not None for value in values), bool, len(values))
        return np.where(is_given, 0, np.where(is_asked, NO_ANSWER, NOT_ASKED)).astype(self.dtype)

    def _coded(self, values, is_asked):
        try:
            codes = np.array(list(map(self.code.__getitem__, values)), self.dtype)
        except KeyError as unknown:
            raise UnknownAnswer(f"{self.question.code} has no option {unknown}.") from None
        codes[~is_asked] = NOT_ASKED
        return codes

    def _chosen(self, values, is_asked, version):
        return self._of_options(values, is_asked, version, lambda place: 1)

    def _ranks(self, values, is_asked, version):
        return self._of_options(values, is_asked, version, lambda place: place + 1)

    def _of_options(self, values, is_asked, version, state):
        """(n, K) the state of each option; `state` gives it for the place that an option has in an answer."""
        states = np.where(self.offered[version], 0, NOT_ASKED).astype(np.int8)
        for row, value in enumerate(values):
            for place, code in enumerate(value or ()):
                if code not in self.place:
                    raise UnknownAnswer(f"{self.question.code} has no option {code!r}.")
                states[row, self.place[code]] = state(place)
        is_empty = np.fromiter((value is None for value in values), bool, len(values))
        states[is_empty] = np.where(states[is_empty] == NOT_ASKED, NOT_ASKED, NO_ANSWER)
        states[~is_asked] = NOT_ASKED
        return states


def _given(values, is_asked):
    """The answers, None for what was left empty or not asked."""
    return [
        None if value in ("", [], {}) or not shown else value for value, shown in zip(values, is_asked, strict=True)
    ]


# --- From the database ------------------------------------------------------------------------------


def of_survey(survey) -> Frame:
    """The frame of a survey's counted responses, read in one query.

    A large one is remembered under a hash of everything that is in it, so a remembered frame is never an old one.
    """
    versions = list(survey.versions.published())
    documents_of_versions = [version.document for version in versions]
    places = {version.pk: place for place, version in enumerate(versions)}
    hashes = [version.content_hash for version in versions]

    first = list(islice(_stored(survey), LARGE))
    if len(first) < LARGE:
        return build(_as_rows(first, places), documents_of_versions, _hash_of(first, hashes))

    del first
    key = f"surveys.frame2:{survey.pk}:{_hash_of(_stored(survey), hashes)}"
    frame = cache.get(key)
    if frame is None:
        digest = _Digest(hashes)
        frame = build(_as_rows(digest.watch(_stored(survey)), places), documents_of_versions)
        frame = replace(frame, data_hash=digest.text)
        if frame.bytes_held < MOST_REMEMBERED:
            cache.set(f"surveys.frame2:{survey.pk}:{digest.text}", frame, REMEMBERED)
    return frame


def hash_of_survey(survey) -> str:
    """A hash of everything that the frame of a survey is made of."""
    hashes = [version.content_hash for version in survey.versions.published()]
    return _hash_of(_stored(survey), hashes)


def _stored(survey):
    """The responses as they are stored, the answers as text: to hash them costs a tenth of reading them."""
    columns = (Cast("answers", TextField()), Cast("asked", TextField()), "version_id", "unit_id", *BANNERS)
    return survey.responses.counted().order_by("pk").values_list(*columns).iterator(chunk_size=CHUNK)


def _as_rows(stored, places):
    asked_lists = {}  # few ways through a form, many responses
    for answers, asked, version, unit, *banners in stored:
        if asked not in asked_lists:
            asked_lists[asked] = frozenset(json.loads(asked))
        yield Row(json.loads(answers), asked_lists[asked], places[version], banners, unit or 0)


class _Digest:
    """A hash of the rows that pass."""

    def __init__(self, seeds):
        self._hash = hashlib.sha256("\n".join(seeds).encode())

    def watch(self, rows):
        for row in rows:
            self._hash.update(repr(row).encode())
            yield row

    @property
    def text(self):
        return self._hash.hexdigest()


def _hash_of(rows, seeds):
    digest = _Digest(seeds)
    for _ in digest.watch(rows):
        pass
    return digest.text
