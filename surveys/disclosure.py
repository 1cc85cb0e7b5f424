"""What may be seen of the answers: the one gate between a frame and every renderer.

Renderers (screen, chart, workbook) get PublishedTables alone. What is hidden is absent from them, with everything that
was derived from it. In a confidential or anonymous survey, with k the smallest group:

    base        a group with fewer than k answers gives no figures
    complement  the next smallest joins it until two or more together hold k answers; else the total would tell
    nesting     two breakdowns may not differ by fewer than k people: a province minus its regions, for instance
    filter      a selection shows when it and what it leaves out each hold k answers, or it leaves nobody out
    question    a question, item or option with fewer than k answers in all gives no figures
    texts       stand without attributes, in alphabetical order, when the question has ten answers
    rows        no response is shown as a row, not even without attributes: the tables would tell whose it is
    time        results wait until the survey is closed: who looks twice would see one answer arrive;
                until then the response is shown of each group, as nothing stands beside it

Groups with too few responses are one column, "Other", in the whole survey; a column with too few answers to one
question is absent there. Sources: Hundepool et al., Statistical Disclosure Control (2012). Due later: linear programmes
that audit each table as a whole, strict mode for single cells, homogeneous answers to sensitive questions.
"""

from collections import Counter
from collections.abc import Iterable

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys import breakdowns, variables
from surveys.banners import TITLES
from surveys.blocks import block_of
from surveys.documents import words
from surveys.frames import BANNERS, NO_ANSWER, NOT_ASKED, Frame, Question
from surveys.models import Confidentiality, SurveyState
from surveys.protection import covered_together
from surveys.publications import OTHER, TOTAL, Banner, Column, Publication, PublishedRows, PublishedTable

LEAST_TEXTS = 10


def waits(survey):
    """Why no results of this survey are shown yet, or ""."""
    if survey.confidentiality != Confidentiality.IDENTIFIED and survey.state != SurveyState.CLOSED:
        return _("The results of a confidential or anonymous survey appear when it is closed.")
    return ""


# --- From frame to publication ----------------------------------------------------------------------


def of_survey(survey, frame, labels, *, banners=BANNERS, sections=None, with_rows=False):
    """The publication of a survey; see `publish`."""
    return publish(
        frame,
        labels,
        min_cell=survey.min_cell,
        confidentiality=survey.confidentiality,
        withheld=waits(survey),
        banners=banners,
        sections=sections,
        with_rows=with_rows,
    )


def publish(
    frame: Frame,
    labels: dict[str, dict[str, str]],
    *,
    min_cell: int = 5,
    confidentiality: str = Confidentiality.CONFIDENTIAL,
    withheld: str = "",
    banners: Iterable[str] = BANNERS,
    sections: Iterable[str] | None = None,
    with_rows: bool = False,
) -> Publication:
    """What may be seen of a frame: a table per question for everybody and for each of `banners`.

    `labels` name the groups, {banner: {code: label}} in their order. All breakdowns are protected together, whichever
    are asked for, so that what is shown does not depend on where one looks.
    """
    return _Press(frame, labels, min_cell, confidentiality, withheld).publication(tuple(banners), sections, with_rows)


class _Press:
    """Holds the frame while a publication is made; nothing of it leaves but what the rules let through."""

    def __init__(self, frame, labels, min_cell, confidentiality, withheld):
        self.waits = bool(withheld)
        self.frame, self.labels, self.k = frame, labels, min_cell
        self.confidentiality = confidentiality
        self.is_protected = confidentiality != Confidentiality.IDENTIFIED
        self.hidden = Counter()
        if not withheld and self.is_protected and 0 < frame.size < min_cell:
            withheld = ngettext(
                "Fewer than %(k)s answer: too few to show.", "Fewer than %(k)s answers: too few to show.", min_cell
            ) % {"k": min_cell}
        self.withheld = withheld or ("" if frame.size else _("There are no answers yet."))
        self._cross()
        self.places = {}  # the columns of each banner in the order of the reader
        self.banners = {banner: self._banner(banner) for banner in BANNERS}

    def _cross(self):
        """Respondents fall into cells by all breakdowns at once; protection reads the cells, not the people.

        Groups stand in the order of their codes here: what is hidden may not depend on labels or languages.
        """
        frame = self.frame
        self.order = {banner: sorted(frame.groups[banner], key=lambda code: (code == "", code)) for banner in BANNERS}
        by_banner = {}
        for banner in BANNERS:
            places = np.array([self.order[banner].index(code) for code in frame.groups[banner]], int)
            by_banner[banner] = places[frame.banners[banner]] if frame.size else np.zeros(0, int)
        shape = [max(1, len(self.order[banner])) for banner in BANNERS]
        flat = (
            np.ravel_multi_index([by_banner[banner] for banner in BANNERS], shape) if frame.size else np.zeros(0, int)
        )
        cells, self.cell_of = np.unique(flat, return_inverse=True)
        unravelled = np.unravel_index(cells, shape)
        self.group_of_cell = dict(zip(BANNERS, unravelled, strict=True))
        widths = dict(zip(BANNERS, shape, strict=True))
        self.responses = np.bincount(self.cell_of, minlength=len(cells))
        if self.is_protected and frame.size:
            self.cover = covered_together(self.responses[None, :], self.group_of_cell, widths, self.k)
        else:
            self.cover = {banner: (set(), Counter()) for banner in BANNERS}

    def _label(self, banner, code):
        return self.labels.get(banner, {}).get(code) or code or _("Not known")

    def _reading_order(self, banner, codes):
        """The places of these codes as a reader expects them: by the labels, then without one, unknown, other."""
        known = {code: place for place, code in enumerate(self.labels.get(banner, {}))}
        return sorted(
            range(len(codes)),
            key=lambda place: (
                codes[place] == OTHER,
                codes[place] == "",
                known.get(codes[place], len(known)),
                codes[place],
            ),
        )

    def _banner(self, banner):
        cover, why = self.cover[banner]
        self.hidden.update({reason: number for reason, number in why.items() if number > 0})
        codes = self.order[banner]
        if codes in ([], [""]):
            return Banner(banner, notes=(_("This survey does not know it of its respondents."),) if codes else ())
        if cover is None:
            return Banner(banner, notes=(self._too_small(),))
        together = [code for group, code in enumerate(codes) if group in cover]
        shown = [code for group, code in enumerate(codes) if group not in cover] + ([OTHER] if cover else [])
        column_of_cell = self._column_of_cell(banner)
        n = np.bincount(column_of_cell, self.responses, len(shown)).astype(int)
        units = self._units(column_of_cell[self.cell_of], len(shown), n)
        columns = [
            Column(code, _("Other") if code == OTHER else self._label(banner, code), int(n[place]), int(units[place]))
            for place, code in enumerate(shown)
        ]
        self.places[banner] = self._reading_order(banner, shown)
        names = tuple(self._label(banner, together[place]) for place in self._reading_order(banner, together))
        notes = (self._together(names),) if names else ()
        return Banner(banner, tuple(columns[place] for place in self.places[banner]), names, tuple(together), notes)

    def _too_small(self):
        return _("This breakdown would show groups of fewer than %(k)s answers.") % {"k": self.k}

    def _together(self, names):
        return _(
            "%(groups)s stand together under “Other”, so that no group of fewer than %(k)s answers can be seen."
        ) % {"groups": _listed(names), "k": self.k}

    def _units(self, columns, width, n):
        """How many different members answered in each column; as many as there are responses when nobody knows."""
        known = self.frame.unit > 0
        if not known.all() or not known.size:
            return n
        pairs = np.unique(np.stack([columns, self.frame.unit]), axis=1)
        return np.bincount(pairs[0].astype(int), minlength=width)

    def _response(self):
        """How many members of each group answered; there are no results that this could be laid beside."""
        counts = {}
        for banner in BANNERS:
            width = len(self.order[banner])
            groups = self.group_of_cell[banner]
            n = np.bincount(groups, self.responses, width).astype(int)
            units = self._units(groups[self.cell_of], width, n) if self.frame.size else n
            counts[banner] = {code: int(number) for code, number in zip(self.order[banner], units, strict=True)}
        return counts

    def _column_of_cell(self, banner):
        """(C,) the column of each cell in the whole survey; the groups under "Other" are the last one."""
        cover, codes = self.cover[banner][0], self.order[banner]
        shown = [group for group in range(len(codes)) if group not in cover]
        column_of_group = np.full(len(codes), len(shown), int)
        column_of_group[shown] = range(len(shown))
        return column_of_group[self.group_of_cell[banner]]

    # --- One publication ------------------------------------------------------------------------

    def publication(self, banners, sections, with_rows):
        codebook = self.frame.codebook
        everybody = np.array([self.frame.size])
        units = self._units(np.zeros(self.frame.size, int), 1, everybody)[0]
        tables = {}
        for question in codebook.questions:
            if self.withheld or (sections is not None and question.section not in sections):
                continue
            for banner, table in self._tables(question, banners):
                tables[question.code, banner] = table
        return Publication(
            total=Column(TOTAL, _("All"), self.frame.size, int(units)),
            min_cell=self.k,
            is_protected=self.is_protected,
            withheld=self.withheld,
            sections=tuple((code, words(title)) for code, title in codebook.sections),
            banners=self.banners,
            tables=tables,
            hidden=dict(self.hidden),
            data_hash=self.frame.data_hash,
            rows=self._rows() if with_rows and not self.withheld else PublishedRows(),
            response=self._response() if self.waits else {},
        )

    def _tables(self, question, banners):
        """(banner, table) for everybody and for each banner."""
        everybody = np.zeros(self.frame.size, int)
        tallies = {item: breakdowns.tally(self.frame, question, item, everybody, 1) for item, _ in question.parts}
        notes, items = [], [item for item, _ in question.parts]
        if self.is_protected:
            items = [item for item in items if not 0 < tallies[item].answered[0] < self.k]
            if len(items) < len(question.parts):
                self.hidden["question"] += len(question.parts) - len(items)
                notes.append(_("Fewer than %(k)s answers: too few to show.") % {"k": self.k})
        options = self._options(question, tallies, items, notes)
        hidden = self._hidden_columns(question, items, options)

        yield TOTAL, self._table(question, items, options, {}, (self._total(),), tallies, notes)
        for banner in banners:
            published, gone = self.banners[banner], hidden.get(banner, set())
            if not published.columns or gone is None:
                reasons = [self._too_small()] if gone is None and published.columns else []
                yield banner, self._table(question, items, options, {}, (self._total(),), tallies, [*notes, *reasons])
                continue
            places = self.places[banner]
            kept = [
                (column, place) for column, place in zip(published.columns, places, strict=True) if place not in gone
            ]
            narrowed = np.full(len(places), -1, int)
            narrowed[[place for _column, place in kept]] = range(len(kept))
            groups = narrowed[self._column_of_cell(banner)[self.cell_of]]
            by_group = {item: breakdowns.tally(self.frame, question, item, groups, len(kept)) for item in items}
            more = list(notes)
            if gone:
                names = _listed(
                    [column.label for column, place in zip(published.columns, places, strict=True) if place in gone]
                )
                more.append(
                    _("Not shown here: %(groups)s, with too few answers or to protect a group that has.")
                    % {"groups": names}
                )
            columns = (self._total(), *(column for column, _place in kept))
            yield banner, self._table(question, items, options, by_group, columns, tallies, more)

    def _total(self):
        return Column(TOTAL, _("All"), self.frame.size)

    def _options(self, question, tallies, items, notes):
        """The places of the options that enough people were offered."""
        options = range(len(question.options))
        if not self.is_protected or not items:
            return list(options)
        rare = {
            place for place in options if any(0 < tallies[item].option_answered[place, 0] < self.k for item in items)
        }
        if rare:
            self.hidden["option"] += len(rare)
            labels = _listed([words(question.options[place].label) for place in sorted(rare)])
            notes.append(_("Not shown: %(options)s, offered to too few people.") % {"options": labels})
        return [place for place in options if place not in rare]

    def _hidden_columns(self, question, items, options):
        """{banner: the columns that this question must leave out, or None}."""
        if not self.is_protected or not items:
            return {}
        width = len(self.responses)
        bases = np.vstack(
            [breakdowns.bases(self.frame, question, item, options, self.cell_of, width) for item in items]
        )
        bases = np.stack(list({base.tobytes(): base for base in bases if base.any()}.values() or [bases[0]]))
        columns = {banner: self._column_of_cell(banner) for banner in BANNERS if self.banners[banner].columns}
        widths = {banner: len(self.banners[banner].columns) for banner in columns}
        hidden = {}
        for banner, (cover, why) in covered_together(bases, columns, widths, self.k).items():
            self.hidden.update({reason: number for reason, number in why.items() if number > 0})
            hidden[banner] = cover
        return hidden

    # --- One table ------------------------------------------------------------------------------

    def _table(self, question, items, options, by_group, columns, tallies, notes):
        titles = dict(question.parts)
        blocks = [
            block_of(
                question, item, words(titles[item]), [tallies[item], *([by_group[item]] if by_group else [])], options
            )
            for item in items
        ]
        if question.type == "ranking" and blocks:
            notes = [
                _(
                    "The percentage says who put it first. Within each answer, what got no place shares the places "
                    "that were left, so every answer weighs the same."
                ),
                *notes,
            ]
        texts, why = self._texts(question, items)
        if why:
            notes = [*notes, why]
        return PublishedTable(
            code=question.code,
            type=question.type,
            section=question.section,
            text=words(question.text),
            unit=words(question.unit),
            decimals=question.decimals,
            columns=columns,
            blocks=tuple(blocks),
            notes=tuple(dict.fromkeys(notes)),
            texts=texts,
        )

    def _texts(self, question, items):
        """The texts in alphabetical order, which says nothing about who wrote when."""
        if question.type != "open" or not items:
            return (), ""
        texts = sorted(text for text in self.frame.texts[question.code] if text)
        if self.is_protected and 0 < len(texts) < LEAST_TEXTS:
            self.hidden["texts"] += 1
            return (), _("The texts are shown from %(least)s answers on.") % {"least": LEAST_TEXTS}
        return tuple(texts), ""

    # --- The data sheet -------------------------------------------------------------------------

    def _rows(self):
        """The responses one by one, with their attributes; of a survey by name alone.

        Without attributes they would still tell: as the tables give the sums of every group, a linear programme finds
        which rows make them up. On 89 responses to twenty questions it found the group of each one, with certainty.
        """
        if self.is_protected:
            return PublishedRows()
        frame, heads, columns = self.frame, [], []
        for banner in BANNERS:
            heads.append(("", str(TITLES[banner])))
            names = [self._label(banner, code) for code in frame.groups[banner]]
            columns.append([names[place] for place in frame.banners[banner]])
        for question in frame.codebook.questions:
            heads += _data_heads(question)
            columns += _data_columns(frame, question)
        return PublishedRows(tuple(heads), tuple(zip(*columns, strict=True)))


def _data_heads(question: Question):
    """(variable, label) of each column of the data sheet."""
    return [(variable.name, variable.label) for variable in variables.of_question(question)]


def _data_columns(frame, question: Question):
    """A list of values per column of the data sheet: a label, a number, or why there is none."""
    missing = {NOT_ASKED: _("not asked"), NO_ANSWER: _("no answer")}
    if question.type in ("multiple", "matrix_multiple", "ranking"):
        tables = frame.ranks if question.type == "ranking" else frame.chosen
        unplaced = None if question.type == "ranking" else 0
        return [
            [missing.get(state) or state or unplaced for state in tables[question.column(item)][:, place].tolist()]
            for item, _label in question.parts
            for place in range(len(question.options))
        ]
    if question.type in ("number", "open", "nps", "file"):
        codes = frame.codes[question.code]
        given = {"open": frame.texts, "nps": frame.codes}.get(question.type, frame.numbers)
        values = given[question.code].tolist()
        return [
            [missing.get(int(code), value) if code < 0 else value for code, value in zip(codes, values, strict=True)]
        ]
    labels = [words(option.label) for option in question.options]
    return [
        [missing[code] if code < 0 else labels[code] for code in frame.codes[question.column(item)].tolist()]
        for item, _label in question.parts
    ]


def _listed(names):
    """ "Limburg, West Flanders and Antwerp"."""
    *first, last = names
    return _("%(first)s and %(last)s") % {"first": ", ".join(first), "last": last} if first else last
