"""Demo of what a seat can go through: one is offered, one is asked for, and one edition spreads its seats."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from trainings import actions as trainings
from trainings.models import Edition, EditionState, Promotion, RegistrationState


def seed(scene):
    now = timezone.make_aware(datetime.combine(scene.today, time(9)))
    offer_a_seat(now)
    spread_the_seats(scene, now)


def coming(scene, module):
    """The first edition of a module that people can still register for."""
    return Edition.objects.open_on(scene.today).filter(module__code=module).coming(scene.today).first()


def offer_a_seat(now):
    """In the edition with a queue a seat came free this morning: who is next has until the mail says to answer."""
    queues = Edition.objects.filter(state=EditionState.OPEN).with_seats_taken().filter(people_waiting__gt=0)
    edition = queues.order_by("pk").first()
    if edition is None:
        return
    edition = trainings.change_edition(edition, seats=edition.seats, now=now, promotion=Promotion.OFFER)
    leaving = edition.registrations.filter(state=RegistrationState.CONFIRMED).last()
    trainings.cancel(leaving, by=leaving.person.user, now=now)


def spread_the_seats(scene, now):
    edition = coming(scene, "startcursus")
    spread = {"seats_per_municipality": 2, "spread_until": scene.today + timedelta(days=21)}
    trainings.change_edition(edition, seats=edition.seats, now=now, **spread)


def ask_a_head_of_service(scene):
    """A colleague of the demo officer asks for a seat that costs; the head of service finds it under "Vandaag"."""
    now = timezone.make_aware(datetime.combine(scene.today, time(9)))
    edition, place = coming(scene, "startcursus"), scene.officers[0].place
    trainings.change_edition(edition, seats=edition.seats, now=now, asks_approval=True)
    somebody = scene.people.one("colleague3@example.org", "youth-officer", place)
    trainings.register(edition, somebody, by=somebody.user, today=scene.today, municipality=place, now=now)
