"""Who is busy when: apps above book people, so that their neighbours see a conflict without knowing its cause."""

from members.models import Booking
from portal.pointers import key_of


def book(person, start, end, *, source):
    """`person` is busy from one moment to another because of `source`; booked again, the moment moves."""
    booking, _created = Booking.objects.update_or_create(
        source=key_of(source), person=person, defaults={"starts_at": start, "ends_at": end}
    )
    return booking


def book_only(people, start, end, *, source):
    """Exactly these people are busy because of `source`, at this moment; whoever else was booked for it is free."""
    mine = Booking.objects.of_source(key_of(source))
    wanted = {person.pk: person for person in people}
    mine.exclude(person__in=wanted).delete()
    mine.update(starts_at=start, ends_at=end)
    missing = wanted.keys() - set(mine.values_list("person", flat=True))
    Booking.objects.bulk_create(
        Booking(person=wanted[pk], source=key_of(source), starts_at=start, ends_at=end) for pk in sorted(missing)
    )


def book_all(person, periods):
    """`person` is busy in each of these (source, start, end)."""
    release_all([source for source, _start, _end in periods], person=person)
    Booking.objects.bulk_create(
        Booking(person=person, source=key_of(source), starts_at=start, ends_at=end) for source, start, end in periods
    )


def release(*, source, person=None):
    """`source` keeps nobody busy any more, or `person` alone."""
    mine = Booking.objects.of_source(key_of(source))
    (mine.filter(person=person) if person else mine).delete()


def release_all(sources, *, person):
    """None of these sources keeps `person` busy any more."""
    Booking.objects.filter(person=person, source__in=[key_of(source) for source in sources]).delete()


def busy(people, start, end, *, besides=()):
    """The bookings of these people that share time with a period, but for those because of `besides`."""
    theirs = Booking.objects.between(start, end).filter(person__in=people)
    return theirs.exclude(source__in=[key_of(source) for source in besides]).select_related("person")
