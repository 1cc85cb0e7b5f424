"""What silent members need, as we heard on visits, beside what heard members answered in a survey.

The needs are counted by municipality visited: n is the number of municipalities, and a share is a part of them. Groups
of fewer than five stand together under "Other", by the rule that the surveys use (`surveys.protection`), for province
and size at once, so that nothing follows from looking at both. The survey answers are published tables, as they are.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from django.utils.translation import gettext as _

from members.models import ContactNeed, Need, OutreachTarget
from surveys import banners, disclosure, frames, screens
from surveys.documents import words
from surveys.models import Survey, SurveyState
from surveys.protection import covered_together
from surveys.publications import INDICATIVE, OTHER, TOTAL, Column
from surveys.wording import written

LEAST = 5
BREAKDOWNS = ("province", "population_band")
FIELDS = {"province": "province", "population_band": "size_band"}
USUAL_QUESTION = "q_trainings_barriers"
ASKED = ("multiple", "single", "likert")  # the types of question that stand well beside a list of needs


class NeedRow(NamedTuple):
    """A need, and for each column (how many named it as text, their share as text, whether n is small)."""

    label: str
    cells: tuple


@dataclass(frozen=True)
class NeedTable:
    """The needs that came up, by column; `withheld` says why there is nothing to see."""

    columns: tuple[Column, ...] = ()
    rows: tuple[NeedRow, ...] = ()
    notes: tuple[str, ...] = ()
    withheld: str = ""


def needs_of(campaign, breakdown=TOTAL, *, least=LEAST):
    """The NeedTable of the visits of a campaign that were held, for everybody and by `breakdown`."""
    visited = {target.contact_id: target for target in OutreachTarget.objects.filter(campaign=campaign).held()}
    if len(visited) < least:
        return NeedTable(withheld=_("Fewer than %(k)s visits were held: too few to show.") % {"k": least})
    named = defaultdict(set)
    for contact, need in ContactNeed.objects.filter(contact__in=visited).values_list("contact", "need"):
        named[need].add(contact)

    groups, notes = _groups(visited, breakdown, least) if breakdown else ((), ())
    columns = [(Column(TOTAL, _("All"), len(visited)), set(visited)), *groups]
    titles = {need.pk: need.title for need in Need.objects.filter(pk__in=[pk for pk in named if pk])}
    titles[None] = _("Something else, in their own words")
    order = sorted(named, key=lambda pk: (pk is None, -len(named[pk]), titles[pk]))
    rows = tuple(
        NeedRow(titles[pk], tuple(_cell(named[pk] & contacts, len(contacts)) for _column, contacts in columns))
        for pk in order
    )
    return NeedTable(tuple(column for column, _contacts in columns), rows, tuple(notes))


def _cell(named, n):
    return written(len(named) / n, "share", base=n), written(len(named), "count"), n < INDICATIVE


def _groups(visited, breakdown, least):
    """[(Column, its contacts)] of a breakdown, small groups together, and the sentences about that."""
    targets = list(visited.values())
    codes = {name: sorted({getattr(target, field) for target in targets}) for name, field in FIELDS.items()}
    group_of = {
        name: np.array([codes[name].index(getattr(target, FIELDS[name])) for target in targets]) for name in BREAKDOWNS
    }
    widths = {name: len(codes[name]) for name in BREAKDOWNS}
    cover, _why = covered_together(np.ones((1, len(targets)), int), group_of, widths, least)[breakdown]
    if cover is None:
        return [], [_("This breakdown would show groups of fewer than %(k)s visits.") % {"k": least}]
    labels = banners.labels_of([breakdown])[breakdown]
    order = [code for code in labels if code in codes[breakdown]]
    order += [code for code in codes[breakdown] if code not in labels]
    shown, together = [], set()
    for code in order:
        contacts = {target.contact_id for target in targets if getattr(target, FIELDS[breakdown]) == code}
        if codes[breakdown].index(code) in cover:
            together |= contacts
        else:
            shown.append((Column(code, labels.get(code, code), len(contacts)), contacts))
    if together:
        shown.append((Column(OTHER, _("Other"), len(together)), together))
        return shown, [_("Groups of fewer than %(k)s visits stand together under “Other”.") % {"k": least}]
    return shown, []


# --- The survey beside it --------------------------------------------------------------------------


class Beside(NamedTuple):
    """A question of a closed survey as it is published: the columns and lines of a table, or why there are none."""

    survey: Survey
    question: str
    text: str
    columns: tuple
    lines: tuple
    notes: tuple
    withheld: str
    questions: list


def closed_surveys(user):
    return list(Survey.objects.visible_to(user).filter(state=SurveyState.CLOSED).newest_first())


def answers_of(survey, code="", breakdown=TOTAL):
    """What heard members answered to one question of `survey`, by `breakdown`; nothing but what is published."""
    frame = frames.of_survey(survey)
    questions = [question for question in frame.codebook.questions if question.type in ASKED]
    by_code = {question.code: question for question in questions}
    chosen = by_code.get(code) or by_code.get(USUAL_QUESTION) or next(iter(questions), None)
    offered = [(question.code, words(question.text), question == chosen) for question in questions]
    if chosen is None:
        return Beside(survey, "", "", (), (), (), _("This survey has no question that can stand beside it."), offered)
    publication = disclosure.of_survey(
        survey,
        frame,
        banners.labels_of([breakdown] if breakdown else []),
        banners=[breakdown] if breakdown else [],
        sections=[chosen.section],
    )
    if publication.withheld:
        return Beside(survey, chosen.code, words(chosen.text), (), (), (), publication.withheld, offered)
    screen = screens.of(publication.table(chosen.code, breakdown))
    return Beside(
        survey, chosen.code, screen.table.text, screen.table.columns, screen.lines, screen.table.notes, "", offered
    )
