"""Who gets a certificate: yes, not yet or no, each with its reasons. It reads; `actions.certificates` issues."""

from collections import defaultdict
from math import ceil
from typing import NamedTuple

from django.db import models
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy, pgettext

from trainings.models import Attendance, Presence

HALF = 2  # who was there for half of a half-day, was there


class Verdict(models.TextChoices):
    YES = "yes", _("Yes")
    NOT_YET = "not-yet", _("Not yet")
    NO = "no", _("No")


class Outcome(NamedTuple):
    """What a participant's attendance comes to; `missed` and `to_fill_in` are half-days."""

    verdict: Verdict
    reasons: list
    missed: list
    to_fill_in: list
    minutes: int
    half_days: list  # those in which they were there, with the minutes


def counting(half_days):
    """The half-days that count: what the organiser called off costs nobody anything."""
    return [each for each in half_days if getattr(each, "state", "scheduled") != "cancelled"]


class Tally:
    """One participant's marks counted up, as if the half-days to fill in were all attended or none was."""

    def __init__(self, half_days, marks, *, optimistic):
        asked = [each for each in half_days if presence_in(marks, each) != Presence.EXEMPT]
        self.exempt = len(half_days) - len(asked)
        self.possible = sum(each.minutes for each in asked)
        self.minutes, self.there = 0, set()
        for half_day in asked:
            minutes = minutes_in(marks, half_day, optimistic=optimistic)
            self.minutes += minutes
            if minutes * HALF >= half_day.minutes:
                self.there.add(half_day.pk)
        self.asked = asked

    def is_enough(self, edition):
        wanted = min(edition.min_half_days or 0, len(self.asked) + self.exempt)
        percent = edition.min_hours_percent or 0
        return (
            len(self.there) + self.exempt >= wanted
            and self.minutes * 100 >= self.possible * percent
            and all(each.pk in self.there for each in self.asked if each.is_mandatory)
        )


def presence_in(marks, half_day):
    mark = marks.get(half_day.pk)
    return mark.presence if mark else Presence.UNKNOWN


def minutes_in(marks, half_day, *, optimistic=False):
    presence = presence_in(marks, half_day)
    if presence == Presence.PARTIAL:
        return marks[half_day.pk].minutes
    is_there = presence == Presence.PRESENT or (optimistic and presence == Presence.UNKNOWN)
    return half_day.minutes if is_there else 0


def decide(edition, half_days, marks):
    """The outcome for who has these `marks`, {pk of a half-day: Attendance}, by the rule of the edition.

    What was not filled in can still become anything: it is why "not yet", and never why "no".
    """
    half_days = counting(half_days)
    sure, hoped = (Tally(half_days, marks, optimistic=hope) for hope in (False, True))
    to_fill_in = [each for each in half_days if presence_in(marks, each) == Presence.UNKNOWN]
    missed = [
        each
        for each in half_days
        if presence_in(marks, each) in (Presence.ABSENT, Presence.EXCUSED, Presence.PARTIAL)
        and each.pk not in sure.there
    ]
    if half_days and sure.is_enough(edition):
        verdict = Verdict.YES
    elif hoped.is_enough(edition) and to_fill_in:
        verdict = Verdict.NOT_YET
    else:
        verdict = Verdict.NO
    reasons = [] if verdict == Verdict.YES else list(reasons_for(edition, hoped, missed, to_fill_in, marks))
    there = [(each, minutes_in(marks, each)) for each in half_days if minutes_in(marks, each)]
    return Outcome(verdict, reasons, missed, to_fill_in, sure.minutes, there)


def reasons_for(edition, hoped, missed, to_fill_in, marks):
    """Why (not yet), with the very half-days, as sentences."""
    for half_day in to_fill_in:
        yield format_lazy(_("{half_day}: to fill in"), half_day=name_of(half_day))
    for half_day in missed:
        sentence = _("{half_day}: {presence}, and needed") if half_day.is_mandatory else _("{half_day}: {presence}")
        presence = marks[half_day.pk].get_presence_display().lower()
        yield format_lazy(sentence, half_day=name_of(half_day), presence=presence)
    if edition.min_half_days and len(hoped.there) + hoped.exempt < min(
        edition.min_half_days, len(hoped.asked) + hoped.exempt
    ):
        yield ngettext_lazy("%(number)d half-day is asked.", "%(number)d half-days are asked.", "number") % {
            "number": edition.min_half_days
        }
    if edition.min_hours_percent and hoped.minutes * 100 < hoped.possible * edition.min_hours_percent:
        yield format_lazy(
            _("At most {percent} percent of the hours; {wanted} is asked."),
            percent=hoped.minutes * 100 // hoped.possible if hoped.possible else 0,
            wanted=edition.min_hours_percent,
        )


def name_of(half_day):
    """A half-day as one says it: Tuesday 3 March, morning."""
    return format_lazy(_("{day}, {part}"), day=format_lazy("{}", _Day(half_day.date)), part=half_day.part.label)


class _Day:
    """A day that is written in the language of who reads it, when it is read."""

    def __init__(self, day):
        self.day = day

    def __str__(self):
        return date_format(self.day, "l j F")


def outcomes(edition, registrations):
    """{pk of a registration: its outcome}; one query for the marks and one for the half-days."""
    half_days = list(edition.half_days.all())
    marks = marks_of(registrations)
    return {each.pk: decide(edition, half_days, marks[each.pk]) for each in registrations}


def marks_of(registrations):
    """{pk of a registration: {pk of a half-day: Attendance}}."""
    marks = defaultdict(dict)
    for row in Attendance.objects.filter(registration__in=registrations):
        marks[row.registration_id][row.half_day_id] = row
    return marks


def rule_in_words(edition):
    """What an edition asks for a certificate, as sentences; none when it gives none."""
    if edition.min_half_days is not None:
        yield ngettext_lazy("At least %(number)d half-day", "At least %(number)d half-days", "number") % {
            "number": edition.min_half_days
        }
    if edition.min_hours_percent is not None:
        total = sum(each.minutes for each in counting(edition.half_days.all()))
        yield format_lazy(
            _("At least {percent} percent of the hours: {hours} of {total}"),
            percent=edition.min_hours_percent,
            hours=in_hours(ceil(total * edition.min_hours_percent / 100)),
            total=in_hours(total),
        )
    for half_day in counting(edition.half_days.all()):
        if half_day.is_mandatory:
            yield format_lazy(_("Needed in any case: {half_day}"), half_day=name_of(half_day))


def in_hours(minutes):
    """Minutes as one says hours: 12 h, or 4 h 30."""
    unit = pgettext("hours", "h")
    hours = f"{minutes // 60} {unit}"
    return f"{hours} {minutes % 60:02}" if minutes % 60 else hours
