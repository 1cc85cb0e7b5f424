"""Half-days as .ics: one VEVENT each, a UID that stays, a SEQUENCE that rises with every move.

The UID belongs to the registration: who cancels and registers again gets events that the agenda has not thrown away.
"""

from datetime import UTC, datetime

from django.conf import settings
from django.utils import translation
from icalendar import Calendar, Event

from trainings.models import EditionState, RegistrationState


def attachment(registration):
    """The half-days of a registration as a mail attachment; cancelled ones take themselves out of the agenda."""
    edition = registration.edition
    with translation.override(registration.person.language):  # somebody else may have caused this mail
        title, place = edition.module.title, str(edition.place)
    cancelled = edition.state == EditionState.CANCELLED or not registration.is_active
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.ORGANISATION_NAME}//NL")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")  # REQUEST would make mail programs answer to staff
    for half_day in edition.half_days.all():
        event = Event()
        event.add("uid", f"half-day-{half_day.pk}-{registration.pk}@{settings.SITE_URL.split('://')[-1].split(':')[0]}")
        event.add("sequence", half_day.sequence + (1 if cancelled else 0))
        event.add("dtstamp", datetime.now(UTC))
        event.add("dtstart", half_day.begins)
        event.add("dtend", half_day.finishes)
        event.add("summary", title)
        event.add("location", place)
        event.add("url", settings.SITE_URL + edition.get_absolute_url())
        event.add("status", status_of(registration, cancelled))
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return {"name": "agenda.ics", "type": "text/calendar", "text": calendar.to_ical().decode()}


def status_of(registration, cancelled):
    if cancelled:
        return "CANCELLED"
    return "CONFIRMED" if registration.state == RegistrationState.CONFIRMED else "TENTATIVE"
