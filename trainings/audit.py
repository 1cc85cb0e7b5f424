"""Invariants of editions and registrations, counted again from the rows; each function yields sentences."""

from collections import Counter, defaultdict
from datetime import timedelta

from django.db.models import Count, F, Q, Sum
from django.utils import timezone

from members.lineage import Lineage
from members.models import Booking
from portal.pointers import key_of
from trainings import certificates as deciding
from trainings import rules
from trainings.models import (
    BillingLine,
    Certificate,
    CertificateSeries,
    Edition,
    EditionState,
    FreePlaces,
    HalfDay,
    Registration,
    ReservedSeat,
    Tariff,
)

THE_CLOCK_TAKES = timedelta(minutes=10)  # at most, to take back an offer that lapsed


def seats():
    """No edition has more people than seats, but for those whom staff let keep or have one; nobody is in twice."""
    for edition in Edition.objects.with_seats_taken().filter(seats_taken__gt=F("seats") + F("kept_above_seats")):
        yield f"edition {edition.pk}: {edition.seats_taken} people on {edition.seats} seats"
    doubles = Registration.objects.active().order_by().values("edition", "person").annotate(number=Count("pk"))
    for double in doubles.filter(number__gt=1):
        yield f"edition {double['edition']}: person {double['person']} is registered {double['number']} times"


def cancelled():
    """Nobody is registered for an edition that was called off."""
    for registration in Registration.objects.active().filter(edition__state=EditionState.CANCELLED):
        yield f"edition {registration.edition_id}: cancelled, but registration {registration.pk} is still active"


def kept_seats():
    """No seat waits for a name after its last day, give or take a night, or in an edition that was called off."""
    yesterday = timezone.localdate() - timedelta(days=1)
    for seat in ReservedSeat.objects.lapsed_on(yesterday).select_related("group"):
        yield f"edition {seat.group.edition_id}: seat {seat.pk} waits for a name since {seat.names_by}"
    for seat in ReservedSeat.objects.kept().filter(group__edition__state=EditionState.CANCELLED):
        yield f"edition {seat.group.edition_id}: cancelled, but seat {seat.pk} is still kept"


def queues():
    """Nobody waits who could have been seated."""
    now = timezone.now()
    for edition in Edition.objects.with_a_free_seat_and_a_queue():
        if could_sit := rules.next_in_line(edition, now=now).seated:
            yield f"edition {edition.pk}: {len(could_sit)} waiting while a seat is free"


def billing():
    """The lines of a registration add up to what it owes."""
    lines = BillingLine.objects.order_by().values("registration").annotate(total=Sum("amount"))
    billed = dict(lines.values_list("registration", "total"))
    owing = Registration.objects.filter(Q(price__gt=0) | Q(pk__in=billed))
    for registration in owing.iterator():
        if (owed := rules.owed(registration)) != (total := billed.get(registration.pk, 0)):
            yield f"registration {registration.pk}: owes {owed}, but its billing lines add up to {total}"


def free_places():
    """No member took more free places in a year than the scheme gives."""
    today = timezone.localdate()
    for scheme in FreePlaces.objects.all():
        lineage, taken = Lineage(today), Counter()
        editions = Edition.objects.starting_in(scheme.year).values("pk")
        places = Registration.objects.active().filter(tariff=Tariff.FREE_PLACE, edition__in=editions)
        for municipality in places.values_list("municipality", flat=True):
            taken[lineage.heir_of(municipality)] += 1
        for municipality, number in taken.items():
            if number > scheme.places:
                yield f"municipality {municipality}: {number} free places in {scheme.year}, of {scheme.places}"


def offers():
    """Who was offered a seat knows until when, and keeps it no longer."""
    now = timezone.now()
    for registration in Registration.objects.offered().filter(offer_until__isnull=True):
        yield f"edition {registration.edition_id}: offer {registration.pk} has no last moment"
    for registration in Registration.objects.lapsed_on(now - THE_CLOCK_TAKES):
        yield f"edition {registration.edition_id}: offer {registration.pk} lapsed, and still holds a seat"


def beyond_seats():
    """Who got a seat that was not there, and why."""
    given = Registration.objects.holding_a_seat().filter(is_beyond_seats=True).select_related("edition")
    for registration in given.prefetch_related("events"):
        why = [event.reason for event in registration.events.all() if event.reason]
        yield (
            f"edition {registration.edition_id}: registration {registration.pk} came beyond"
            f" {registration.edition.seats} seats ({why[-1] if why else 'the reason was erased'})"
        )


def agendas():
    """Who teaches or has a seat is busy during the half-days that go on, and nobody else is."""
    busy, expected = defaultdict(set), defaultdict(set)
    for source, person in Booking.objects.filter(source__startswith="trainings.halfday:").values_list(
        "source", "person"
    ):
        busy[source].add(person)
    people = defaultdict(set)
    for edition, person in Edition.trainers.through.objects.values_list("edition", "person"):
        people[edition].add(person)
    for edition, person in Registration.objects.holding_a_seat().values_list("edition", "person"):
        people[edition].add(person)
    for half_day in HalfDay.objects.exclude(edition__state=EditionState.CANCELLED):
        expected[key_of(half_day)] = people[half_day.edition_id]
    for source in sorted(busy.keys() | expected.keys()):
        if busy[source] != expected[source]:
            yield f"{source}: {len(expected[source])} people expected, {len(busy[source])} booked"


def certificates():
    """Every valid certificate that nobody has to look at was earned, and the numbers of a year have no holes."""
    found = Certificate.objects.valid().filter(flagged_at__isnull=True).select_related("registration__edition")
    by_edition = defaultdict(list)
    for certificate in found:
        by_edition[certificate.registration.edition].append(certificate)
    for edition, issued in by_edition.items():
        outcomes = deciding.outcomes(edition, [each.registration for each in issued])
        for certificate in issued:
            if not outcomes[certificate.registration_id].minutes:
                yield f"certificate {certificate.reference}: no attendance"
    for series in CertificateSeries.objects.all():
        numbers = Certificate.objects.filter(year=series.year).count()
        if numbers != series.last:
            yield f"certificates of {series.year}: {numbers} rows, numbered up to {series.last}"
