"""Invariants of editions and registrations, counted again from the rows; each function yields sentences."""

from collections import defaultdict

from django.db.models import Count, F
from django.utils import timezone

from trainings import certificates as deciding
from trainings import rules
from trainings.models import Certificate, CertificateSeries, Edition, EditionState, Registration


def seats():
    """No edition has more people than seats, but for those who kept one that staff took away; nobody is in twice."""
    for edition in Edition.objects.with_seats_taken().filter(seats_taken__gt=F("seats") + F("kept_above_seats")):
        yield f"edition {edition.pk}: {edition.seats_taken} people on {edition.seats} seats"
    doubles = Registration.objects.active().order_by().values("edition", "person").annotate(number=Count("pk"))
    for double in doubles.filter(number__gt=1):
        yield f"edition {double['edition']}: person {double['person']} is registered {double['number']} times"


def cancelled():
    """Nobody is registered for an edition that was called off."""
    for registration in Registration.objects.active().filter(edition__state=EditionState.CANCELLED):
        yield f"edition {registration.edition_id}: cancelled, but registration {registration.pk} is still active"


def queues():
    """Nobody waits who could have been seated."""
    now = timezone.now()
    for edition in Edition.objects.with_a_free_seat_and_a_queue():
        if could_sit := rules.next_in_line(edition, now=now).seated:
            yield f"edition {edition.pk}: {len(could_sit)} waiting while a seat is free"


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
