"""How the fieldwork of a survey stands: the response by stratum, who is missing, and what was mailed."""

from collections import Counter, defaultdict
from typing import NamedTuple

from surveys import banners, margins
from surveys.models import InvitationState
from surveys.rules.pressure import answered_units


class Missing(NamedTuple):
    """A unit of the population that did not answer, with the state of its invitation, if it has one."""

    name: str
    state: str
    invitation: object | None


class Stratum(NamedTuple):
    label: str
    members: int
    answered: int
    missing: list

    @property
    def rate(self):
        """Of a hundred."""
        return 100 * self.answered / self.members


class Panel(NamedTuple):
    """The response by one attribute of the population."""

    code: str
    title: str
    strata: list


class Fieldwork(NamedTuple):
    """`margin` is in percentage points, None before the first answer; `days` is None for an anonymous survey."""

    members: int
    answered: int
    margin: float | None
    panels: list
    missing: list
    days: list | None
    mailings: list


def fieldwork(survey):
    """Everything on one page; a fixed number of queries, however large the population."""
    units = list(survey.snapshot.units.select_related("person"))
    invited = {each.unit_id: each for each in survey.invitations.defer("draft").select_related("person")}
    answered = answered_units(survey)
    missing = {unit.pk: _missing(unit, invited.get(unit.pk)) for unit in units if unit.pk not in answered}
    off = margins.margin(len(units) - len(missing), len(units))
    labels = banners.labels_of(banners.OF_MEMBERS)
    return Fieldwork(
        members=len(units),
        answered=len(units) - len(missing),
        margin=None if off is None else 100 * off,
        panels=[_panel(code, units, missing, labels[code]) for code in banners.OF_MEMBERS],
        missing=list(missing.values()),
        days=None if survey.is_anonymous else _days(survey),
        mailings=list(survey.mailings.all()),
    )


def _missing(unit, invitation):
    name = f"{unit.name}: {unit.person}" if unit.person else unit.name
    return Missing(name, InvitationState(invitation.state).label if invitation else "", invitation)


def _panel(code, units, missing, labels):
    members, without = Counter(), defaultdict(list)
    for unit in units:
        group = getattr(unit, code)
        members[group] += 1
        if unit.pk in missing:
            without[group].append(missing[unit.pk])
    order = [*labels, *sorted(set(members) - set(labels))]
    strata = [
        Stratum(labels.get(group) or group, members[group], members[group] - len(without[group]), without[group])
        for group in order
        if members[group]
    ]
    return Panel(code, str(banners.TITLES[code]), strata)


def _days(survey):
    """How many answers came in on each day that had some, and in all until then, as (day, number, so far)."""
    numbers = Counter(survey.responses.counted().order_by().values_list("submitted_on", flat=True))
    days, so_far = [], 0
    for day in sorted(numbers):
        so_far += numbers[day]
        days.append((day, numbers[day], so_far))
    return days
