"""The attendance sheet of an edition: how it is laid out, and how its answers are read."""

import re
from typing import NamedTuple

from django.utils.translation import pgettext

from trainings.actions import Mark
from trainings.certificates import marks_of
from trainings.models import Presence

FIELD = re.compile(r"m-(\d{1,18})-(\d{1,18})$")
LONGEST = 24 * 60


class Cell(NamedTuple):
    """One person in one half-day."""

    half_day: object
    name: str  # "12-34": what its fields are called after
    presence: str
    minutes: int | None
    is_chosen: bool


def rows(registrations, half_days, *, chosen):
    """[(registration, its cells)] for a page: one query for all marks."""
    marks = marks_of(registrations)
    return [
        (each, [cell(each, half_day, marks[each.pk].get(half_day.pk), chosen) for half_day in half_days])
        for each in registrations
    ]


def cell(registration, half_day, mark, chosen):
    return Cell(
        half_day,
        f"{registration.pk}-{half_day.pk}",
        mark.presence if mark else Presence.UNKNOWN,
        mark.minutes if mark else None,
        half_day == chosen,
    )


def choices():
    """What can be filled in, each with the letter that does it: (value, label, key)."""
    keys = {
        Presence.UNKNOWN: "",
        Presence.PRESENT: pgettext("key for present", "p"),
        Presence.PARTIAL: pgettext("key for partly there", "t"),
        Presence.EXCUSED: pgettext("key for excused", "e"),
        Presence.ABSENT: pgettext("key for absent", "a"),
        Presence.EXEMPT: pgettext("key for exempt", "x"),
    }
    return [(str(value), label, keys[Presence(value)]) for value, label in Presence.choices]


def marks_in(data):
    """The marks in a form that was sent, without those that are as they were shown; what makes no sense is left out."""
    return list(_marks(data))


def _marks(data):
    for name, presence in data.items():
        found = FIELD.match(name)
        if not found or presence not in Presence.values:
            continue
        key = name[2:]
        minutes = minutes_in(data.get(f"minutes-{key}", "")) if presence == Presence.PARTIAL else None
        if data.get(f"was-{key}") == f"{presence}-{minutes or ''}":
            continue
        yield Mark(int(found[1]), int(found[2]), presence, minutes)


def minutes_in(text):
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 and int(text) <= LONGEST else None


def chosen_half_day(half_days, asked, *, today):
    """The half-day that a phone shows: the one in the address, or else the first from today on, or the last."""
    by_pk = {str(each.pk): each for each in half_days}
    coming = [each for each in half_days if each.date >= today]
    return by_pk.get(asked) or (coming[0] if coming else half_days[-1] if half_days else None)
