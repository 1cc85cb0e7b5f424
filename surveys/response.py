"""Who answered, against everybody who could have: the population of the survey, by stratum."""

from collections import Counter
from typing import NamedTuple

from surveys.banners import OF_MEMBERS, TITLES
from surveys.models import PopulationUnit, UnitOfAnalysis
from surveys.publications import OTHER, Banner, Column, Publication
from surveys.wording import written


class Stratum(NamedTuple):
    """`rate` is a fraction; None where there is nobody to divide by, or more answers than members."""

    label: str
    members: int
    answered: int
    rate: float | None

    @property
    def rate_text(self):
        return written(self.rate, "share")


class ResponseBy(NamedTuple):
    """The response by one attribute."""

    code: str
    title: str
    strata: tuple[Stratum, ...]
    notes: tuple[str, ...]


def members_of(survey) -> list[tuple[str, ...]]:
    """The attributes of everybody who could answer: the units of the population, or else the people invited."""
    by_person = survey.unit_of_analysis == UnitOfAnalysis.PERSON
    if by_person and not PopulationUnit.objects.filter(snapshot__survey=survey, person__isnull=False).exists():
        rows = survey.invitations.values_list(*(f"unit__{name}" for name in OF_MEMBERS))
    else:
        rows = PopulationUnit.objects.filter(snapshot__survey=survey).values_list(*OF_MEMBERS).order_by()
    return [tuple(value or "" for value in row) for row in rows]


def of_all(publication: Publication, members, label) -> Stratum:
    """The response of everybody."""
    return _stratum(label, len(members), publication.total.units)


def answered_of(survey) -> list[tuple[str, ...]] | None:
    """The attributes of everybody who answered an anonymous survey, as answers do not tell; None of another."""
    if not survey.is_anonymous:
        return None
    rows = survey.invitations.answered().values_list(*(f"unit__{name}" for name in OF_MEMBERS))
    return [tuple(value or "" for value in row) for row in rows]


def by_stratum(publication: Publication, members, labels, banners=OF_MEMBERS, answered=None) -> list[ResponseBy]:
    """The response by each attribute that is known of those who did not answer too.

    Groups that stand together in the results stand together here; a group without any response is shown as it is.
    With `answered`, as `answered_of` gives it, the groups are those of the members.
    """
    chosen = [banner for banner in banners if banner in OF_MEMBERS]
    if answered is not None:
        return [_of_members(banner, members, answered, labels.get(banner, {})) for banner in chosen]
    return [_by(banner, publication, members, labels) for banner in chosen]


def _of_members(banner, members, answered, named):
    place = OF_MEMBERS.index(banner)
    in_population, did = (Counter(row[place] for row in rows) for rows in (members, answered))
    order = [code for code in [*named, *sorted({*in_population} - {*named})] if in_population[code]]
    strata = [_stratum(named.get(code) or code, in_population[code], did[code]) for code in order]
    return ResponseBy(banner, str(TITLES[banner]), tuple(strata), ())


def _by(banner, publication, members, labels):
    published = publication.banners[banner]
    if publication.response:
        columns = [Column(code, code, number, number) for code, number in publication.response[banner].items()]
        published = Banner(banner, tuple(columns))
    in_population = Counter(row[OF_MEMBERS.index(banner)] for row in members)
    named = labels.get(banner, {})
    if not published.columns and publication.total.n:
        return ResponseBy(banner, str(TITLES[banner]), (), published.notes)
    answered = {column.code: column for column in published.columns}
    order = [*named, *sorted({*in_population, *answered} - {*named, OTHER})]
    strata = [
        _stratum(named.get(code) or code, in_population[code], answered[code].units if code in answered else 0)
        for code in order
        if (code in answered or in_population[code]) and code not in published.codes_together
    ]
    if OTHER in answered:
        together = sum(in_population[code] for code in published.codes_together)
        strata.append(_stratum(answered[OTHER].label, together, answered[OTHER].units))
    return ResponseBy(banner, str(TITLES[banner]), tuple(strata), published.notes)


def _stratum(label, members, answered):
    return Stratum(label, members, answered, answered / members if 0 < members >= answered else None)
