"""What may be seen of a survey: the values that screen, chart and workbook are made of, and nothing else.

`surveys.disclosure` makes them. Values that belong together have the same length: one for each column of their table.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

OTHER = "+"  # the code of the column that takes the small groups; no attribute has it
TOTAL = ""
INDICATIVE = 10  # below this many answers a figure is a hint, no more


class Column(NamedTuple):
    code: str
    label: str
    n: int  # responses in the whole survey
    units: int = 0  # different members among them


class Shown(NamedTuple):
    """A row of options: how many of each column chose it, of how many; None where a figure does not exist."""

    code: str
    label: str
    kind: str
    counts: tuple[int, ...]
    shares: tuple[float | None, ...]
    bases: tuple[int, ...]


class Measure(NamedTuple):
    """A figure under the options; `form` is share, mean or score."""

    code: str
    label: str
    form: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class Block:
    """The answers to a question, or to one item of a matrix."""

    code: str
    label: str
    asked: tuple[int, ...]
    answered: tuple[int, ...]
    substantive: tuple[int, ...]
    rows: tuple[Shown, ...]
    measures: tuple[Measure, ...]

    def measure(self, code):
        return next((measure for measure in self.measures if measure.code == code), None)


@dataclass(frozen=True)
class PublishedTable:
    """One question by one breakdown; the first column is everybody."""

    code: str
    type: str
    section: str
    text: str
    unit: str
    decimals: int
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Banner:
    """A breakdown in the whole survey: its columns, and which groups stand together in the last one."""

    code: str
    columns: tuple[Column, ...] = ()
    together: tuple[str, ...] = ()  # labels of the groups in "Other"
    codes_together: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class PublishedRows:
    """The responses one by one: (variable, label) of each column, and the values of each response."""

    heads: tuple[tuple[str, str], ...] = ()
    values: tuple[tuple[object, ...], ...] = ()


@dataclass(frozen=True)
class Publication:
    """Everything of a survey that may be seen, in the reader's language."""

    total: Column
    min_cell: int
    is_protected: bool
    withheld: str  # why no results are shown at all, or ""
    sections: tuple[tuple[str, str], ...]
    banners: dict[str, Banner]
    tables: dict[tuple[str, str], PublishedTable]
    hidden: dict[str, int]  # how often each rule hid something; no values
    data_hash: str = ""
    rows: PublishedRows = field(default_factory=PublishedRows, repr=False)
    response: dict[str, dict[str, int]] = field(default_factory=dict)  # members who answered, while results wait

    def table(self, question, banner=TOTAL):
        return self.tables[question, banner]
