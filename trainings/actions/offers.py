from django.db import transaction

from members import touchpoints
from portal.refused import Refused
from trainings import rules
from trainings.actions.registrations import free_seats, move_to, register, tell
from trainings.models import Edition, Registration, RegistrationState


@transaction.atomic
def accept(registration, *, by, now):
    """Take the seat that is offered."""
    _edition, registration = hold(registration)
    if reasons := rules.offer_refusals(registration, by=by, now=now):
        raise Refused(reasons)

    move_to(registration, RegistrationState.CONFIRMED, by=by, now=now)
    tell(registration, "registered")
    return registration


@transaction.atomic
def refuse(registration, *, by, now):
    """Leave the seat that is offered to the next person."""
    edition, registration = hold(registration)
    if reasons := rules.offer_refusals(registration, by=by, now=now):
        raise Refused(reasons)

    lapse(registration, by=by, now=now, mail="offer_refused")
    free_seats(edition, now=now)
    return registration


def lapse_offers(*, now):
    """Take back the seats that nobody answered for in time, and serve who comes next."""
    editions = Registration.objects.lapsed_on(now).order_by("edition").values_list("edition", flat=True).distinct()
    for edition_id in list(editions):
        with transaction.atomic():
            edition = Edition.objects.hold(edition_id)
            for registration in edition.registrations.lapsed_on(now).select_related("person__user"):
                registration.edition = edition
                lapse(registration, by=None, now=now, mail="offer_lapsed")
            free_seats(edition, now=now)


def lapse(registration, *, by, now, mail):
    """End an offer without an answer, or with a no; the caller holds the edition and serves the next."""
    move_to(registration, RegistrationState.OFFER_LAPSED, by=by, now=now)
    touchpoints.withdraw(source=registration)
    tell(registration, mail, can_queue_again=registration.offers_made < rules.MOST_OFFERS)


@transaction.atomic
def queue_again(registration, *, by, now, today):
    """Let somebody whose offer lapsed wait once more, behind everybody: a new registration, the old one stays."""
    edition, registration = hold(registration)
    if reasons := rules.queue_again_refusals(registration, by=by, now=now):
        raise Refused(reasons)

    again = register(
        edition,
        registration.person,
        by=by,
        today=today,
        municipality=registration.municipality,
        wishes=registration.wishes,
        now=now,
        as_staff=True,  # also when registration has closed by now: they were in line in time
    )
    again.offers_made = registration.offers_made
    again.save(update_fields=["offers_made"])
    return again


def hold(registration):
    """The edition, held, and the registration as it is now."""
    edition = Edition.objects.hold(registration.edition_id)
    return edition, edition.registrations.select_related("person__user", "municipality").get(pk=registration.pk)
