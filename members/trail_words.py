"""What the codes in our lines of the trail are called: roles, municipalities, touchpoints, choices for a merger."""

import re

from members.models import (
    Band,
    Choice,
    CorePlayer,
    EngagementBand,
    Municipality,
    NetworkArea,
    Province,
    Question,
    RetentionCode,
    RoleType,
    TouchpointKind,
    TransitionKind,
)
from portal import pointers

NIS_CODE = re.compile(r"[1-9]\d{4}")
CHOICES = {  # by the name of what changed, where no field of that name says it
    "rule": RetentionCode,
    "provincie": Province,
    "kernspeler": CorePlayer,
}
ROLES = ("role", "rol")
MUNICIPALITIES = ("municipality", "gemeente")
BANDS = ("klasse",)


def words_for(named):
    """{(name, code): words} for those of `named` that are ours; (name, "") is what the name itself is called.

    `named` holds every (name, value) of a page as text; six queries, however long the page is.
    """
    found = {}
    names, codes = {name for name, _value in named}, {name: set() for name, _value in named}
    for name, value in named:
        codes[name].add(value)

    def label(wanted, words):
        for name in wanted:
            found.update({(name, code): words[code] for code in codes.get(name, ()) if code in words})

    if names & {*ROLES}:
        label(ROLES, {each.code: str(each) for each in RoleType.objects.all()})
    if names & {*BANDS}:
        label(BANDS, {each.code: each.title for each in Band.objects.all()})
    for name, choices in CHOICES.items():
        label([name], _labels(choices))
    for kind in {*TouchpointKind.values} & names:
        found[kind, ""] = TouchpointKind(kind).label
    asked = [name for name in names if name.partition(" ")[0] in Question.values]
    found |= _decisions(asked)
    label(asked, _labels(Choice) | _labels(TransitionKind))
    label([name for name in asked if name.startswith(Question.NETWORK_AREA)], _areas(asked))

    places = {name for name in names if NIS_CODE.fullmatch(name)}
    spoken = {code for name in MUNICIPALITIES for code in codes.get(name, ())} | places
    if spoken:
        there = {each.nis_code: each.name_in_lists for each in Municipality.objects.filter(nis_code__in=spoken)}
        label(MUNICIPALITIES, there)
        found.update({(name, ""): there[name] for name in places if name in there})
        label(places, _labels(EngagementBand))
    return found


def _labels(choices):
    return {code: str(words) for code, words in choices.choices}


def _decisions(asked):
    """What each question of a merger is about, with the name of the thing."""
    about = {name: name.partition(" ")[2] for name in asked}
    pointed = pointers.resolve(key for key in about.values() if key)
    return {
        (name, ""): ": ".join(
            filter(None, (str(Question(name.partition(" ")[0]).label), pointed[key].title if key in pointed else ""))
        )
        for name, key in about.items()
    }


def _areas(asked):
    if not any(name.startswith(Question.NETWORK_AREA) for name in asked):
        return {}
    return {str(area.pk): area.name for area in NetworkArea.objects.all()}
