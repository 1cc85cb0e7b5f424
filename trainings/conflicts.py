"""What clashes with a planned moment: trainers, participants and venues that are taken. A warning, with names.

Staff may overrule a clash, and say why; that stands in the trail.
"""

from datetime import date, datetime, time
from typing import NamedTuple

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from members import agenda
from portal import pointers
from portal.holidays import Off, days_off
from portal.refused import Refused
from portal.trail import actions as trail
from portal.trail.models import LineKind
from trainings.models import EditionState, HalfDay

SATURDAY = 5


class Refusal(models.TextChoices):
    CLASHES = "clashes", _("Something clashes. Choose another moment, or say why it may stand.")


class ConflictKind(models.TextChoices):
    """Who or what is taken, the most awkward first."""

    TRAINER = "trainer", _("Trainer")
    VENUE = "venue", _("Venue")
    PARTICIPANT = "participant", _("Participant")


class Moment(NamedTuple):
    """A day with hours, in local time; shaped as a half-day, so that half-days can be compared with it."""

    date: date
    starts_at: time
    ends_at: time

    @property
    def begins(self):
        return timezone.make_aware(datetime.combine(self.date, self.starts_at))

    @property
    def finishes(self):
        return timezone.make_aware(datetime.combine(self.date, self.ends_at))

    def __str__(self):
        return f"{date_format(self.date, 'D j F')}, {self.starts_at:%H:%M} – {self.ends_at:%H:%M}"


class Conflict(NamedTuple):
    """`who` is taken by `what` at the moment `when`; `key` tells two conflicts apart."""

    kind: ConflictKind
    who: str
    what: str
    when: str
    url: str
    key: str


def moment_of(half_day):
    return Moment(half_day.date, half_day.starts_at, half_day.ends_at)


def found(moments, *, trainers=(), participants=(), venue="", city="", besides=()):
    """Every conflict of these moments, for these people and this place; `besides` are the half-days that are meant."""
    moments = [moment for moment in moments if moment.ends_at > moment.starts_at]
    if not moments:
        return []
    return [
        *_busy(ConflictKind.TRAINER, trainers, moments, besides),
        *_taken(venue, city, moments, besides),
        *_busy(ConflictKind.PARTICIPANT, participants, moments, besides),
    ]


def of_edition(edition, moments, *, besides, trainers=None, place=None):
    """The conflicts when an edition has half-days at these moments; with other trainers or another place, if given."""
    venue, city = place or (("", "") if edition.is_online else (edition.venue, edition.city))
    seated = edition.registrations.holding_a_seat().select_related("person").order_by("person__sort_name")
    return found(
        moments,
        trainers=edition.trainers.all() if trainers is None else trainers,
        participants=[registration.person for registration in seated],
        venue=venue,
        city=city,
        besides=besides,
    )


def _busy(kind, people, moments, besides):
    """The people who are busy with something else, each thing once."""
    people = {person.pk: person for person in people}
    if not people:
        return []
    start, end = min(each.begins for each in moments), max(each.finishes for each in moments)
    bookings = [
        booking
        for booking in agenda.busy(people, start, end, besides=besides)
        if any(booking.starts_at < each.finishes and booking.ends_at > each.begins for each in moments)
    ]
    reasons = pointers.resolve({booking.source for booking in bookings})
    return [
        Conflict(
            kind,
            booking.person.full_name,
            str(reason.title) if (reason := reasons.get(booking.source)) else str(_("something else")),
            _in_words(booking),
            reason.url if reason else "",
            f"{kind}:{booking.person_id}:{booking.source}",
        )
        for booking in bookings
    ]


def _in_words(booking):
    starts_at, ends_at = timezone.localtime(booking.starts_at), timezone.localtime(booking.ends_at)
    return str(Moment(starts_at.date(), starts_at.time(), ends_at.time()))


def _taken(venue, city, moments, besides):
    """Other editions in the same venue; a city alone is no venue."""
    if not venue:
        return []
    others = HalfDay.objects.overlapping(moments).filter(
        edition__venue__iexact=venue, edition__city__iexact=city, edition__is_online=False
    )
    others = others.exclude(edition__state=EditionState.CANCELLED).exclude(pk__in=[each.pk for each in besides])
    place = ", ".join(filter(None, (venue, city)))
    return [
        Conflict(
            ConflictKind.VENUE,
            place,
            other.edition.module.title,
            str(moment_of(other)),
            other.edition.get_absolute_url(),
            f"venue:{other.pk}",
        )
        for other in others.select_related("edition__module")
    ]


def off_days(moments):
    """The days of these moments on which few people work, as (day, why): worth a word, no reason is asked."""
    days = sorted({moment.date for moment in moments})
    return [(day, why) for day in days if (why := why_off(day))]


def names_off(first, last):
    """The public and school holidays of a period, as {day: name}; one query."""
    names = {}
    for day, reasons in days_off(first, last).items():
        if kept := [off for off in reasons if off.kind is not Off.NOTE]:
            names[day] = kept[0]
    return names


def why_off(day, names=None):
    """The name of the public holiday on a day, or that it is a weekend, or the school holiday, or None.

    `names` are those of `names_off`, for who asks about many days.
    """
    off = (names_off(day, day) if names is None else names).get(day)
    if off is not None and (off.kind is Off.PUBLIC or day.weekday() < SATURDAY):
        return off.name
    return _("weekend") if day.weekday() >= SATURDAY else None


def overrule(conflicts, *, edition, by, reason):
    """Let conflicts stand for a reason, which the trail keeps; without one nothing goes on."""
    if not conflicts:
        return
    if not reason.strip():
        raise Refused([Refusal.CLASHES])
    trail.write(
        _("A clash in the calendar was overruled"),
        by=by,
        about=edition,
        kind=LineKind.OVERRIDE,
        change={"clashes": [0, len(conflicts)]},
        reason=reason.strip(),
    )
