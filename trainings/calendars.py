"""Half-days as .ics: one VEVENT each, a UID that stays, a SEQUENCE that rises with every change.

The mail to a participant and the agenda that they subscribe to hold the same events. The UID belongs to the
registration: who cancels and registers again gets events that the agenda has not thrown away.
"""

from datetime import UTC, timedelta
from functools import cache
from typing import NamedTuple

from django.conf import settings
from django.db.models import Prefetch
from django.utils import translation
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, Timezone

from trainings.models import Edition, EditionState, HalfDay, Registration, RegistrationState

KEPT = timedelta(days=366)  # how long an agenda shows what is behind us
FETCH_EVERY = timedelta(hours=6)


class Entry(NamedTuple):
    """One half-day as one agenda shows it."""

    half_day: HalfDay
    edition: Edition
    owner: str  # tells the agendas of two people, or of everybody, apart
    sequence: int
    changed_at: object
    status: str
    note: str = ""
    takes_time: bool = True


# --- Who gets what ----------------------------------------------------------------------------------


def attachment(registration):
    """The half-days of a registration as a mail attachment; cancelled ones take themselves out of the agenda."""
    with translation.override(registration.person.language):  # somebody else may have caused this mail
        text = in_text(of_registration(registration))
    return {"name": "agenda.ics", "type": "text/calendar", "text": text}


def trainer_attachment(edition, person):
    """The half-days of an edition as a mail attachment for somebody who gives it."""
    with translation.override(person.language):
        half_days = edition.half_days(manager="with_cancelled").all()
        text = in_text([of_trainer(each, person) for each in half_days])
    return {"name": "agenda.ics", "type": "text/calendar", "text": text}


def of_person(person, *, today):
    """What one person subscribes to: the half-days that they come to, wait for or teach."""
    with translation.override(person.language):  # the program that fetches it speaks for nobody
        since = today - KEPT
        half_days = Prefetch("edition__half_days", HalfDay.with_cancelled.from_day(since), to_attr="shown_half_days")
        registrations = Registration.objects.filter(person=person).select_related("edition__module")
        registrations = registrations.prefetch_related(half_days, "events").order_by("pk")
        entries = [
            entry
            for registration in registrations
            if registration.is_active or registration.edition.state == EditionState.CANCELLED
            for entry in of_registration(registration, half_days=registration.edition.shown_half_days)
        ]
        taught = (
            HalfDay.with_cancelled.filter(edition__trainers=person).from_day(since).select_related("edition__module")
        )
        entries += [of_trainer(half_day, person) for half_day in taught.order_by("pk")]
        return in_text(entries, name=_("Trainings of %(person)s") % {"person": person.first_name})


def of_everybody(*, today):
    """What is on offer, for any agenda: no drafts, and nothing about people."""
    half_days = HalfDay.with_cancelled.from_day(today - KEPT).exclude(edition__state=EditionState.DRAFT)
    half_days = half_days.select_related("edition__module").order_by("date", "starts_at", "pk")
    entries = [
        Entry(each, each.edition, "all", each.sequence, each.changed_at, _status(each, "CONFIRMED"), takes_time=False)
        for each in half_days
    ]
    return in_text(entries, name=settings.ORGANISATION_NAME)


def of_registration(registration, *, half_days=None):
    """The entries of one registration; what was called off before it was made, is left out."""
    edition = registration.edition
    steps = list(registration.events.all())
    if half_days is None:
        half_days = edition.half_days(manager="with_cancelled").all()
    waits = registration.state == RegistrationState.WAITLISTED
    sure = "CONFIRMED" if registration.state == RegistrationState.CONFIRMED else "TENTATIVE"
    return [
        Entry(
            each,
            edition,
            str(registration.pk),
            each.sequence + max(0, len(steps) - 1),
            max([each.changed_at, *(step.at for step in steps)]),
            _status(each, sure) if registration.is_active else "CANCELLED",
            _("You are on the waiting list.") if waits else "",
            not waits,
        )
        for each in half_days
        if not (each.is_cancelled and each.changed_at < registration.registered_at)
    ]


def of_trainer(half_day, person):
    sure = "TENTATIVE" if half_day.edition.state == EditionState.DRAFT else "CONFIRMED"
    status = _status(half_day, sure)
    return Entry(
        half_day,
        half_day.edition,
        f"trainer-{person.pk}",
        half_day.sequence,
        half_day.changed_at,
        status,
        _("You give this training."),
    )


def _status(half_day, otherwise):
    is_off = half_day.is_cancelled or half_day.edition.state == EditionState.CANCELLED
    return "CANCELLED" if is_off else otherwise


# --- The file ---------------------------------------------------------------------------------------


def in_text(entries, *, name=""):
    """The file itself; the same entries give the same bytes, however often it is fetched."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.ORGANISATION_NAME}//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")  # REQUEST would make mail programs answer to staff
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", FETCH_EVERY, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", "PT6H")
    for entry in entries:
        calendar.add_component(_as_event(entry))
    for tzid in sorted(calendar.get_missing_tzids()):
        calendar.subcomponents.insert(0, _rules_of_the_clock(tzid))
    return calendar.to_ical().decode()


@cache
def _rules_of_the_clock(tzid):
    """The VTIMEZONE: the library walks through seventy years of summer times to make one."""
    return Timezone.from_tzid(tzid)


def _as_event(entry):
    half_day, edition = entry.half_day, entry.edition
    event = Event()
    event.add("uid", f"half-day-{half_day.pk}-{entry.owner}@{settings.SITE_URL.split('://')[-1].split(':')[0]}")
    event.add("sequence", entry.sequence)
    changed_at = entry.changed_at.astimezone(UTC).replace(microsecond=0)
    event.add("dtstamp", changed_at)  # not now: a plain fetch changes nothing
    event.add("last-modified", changed_at)
    event.add("dtstart", half_day.begins)
    event.add("dtend", half_day.finishes)
    event.add("summary", edition.module.title)
    if edition.place:
        event.add("location", str(edition.place))
    if entry.note:
        event.add("description", entry.note)
    event.add("url", settings.SITE_URL + edition.get_absolute_url())
    event.add("status", entry.status)
    event.add("transp", "OPAQUE" if entry.takes_time and entry.status != "CANCELLED" else "TRANSPARENT")
    return event
