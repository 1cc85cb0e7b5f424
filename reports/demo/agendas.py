"""What makes a calendar a calendar: a half-day that was called off, and people whose agenda follows by itself."""

from datetime import datetime, time, timedelta

from django.db.models import Count
from django.utils import timezone

from members import agenda
from trainings import actions as trainings
from trainings.models import Edition, EditionState

TRAINERS = ("coach", "staff", "comms", "admin")


def who_is_free(team, days):
    """The first of the team who has nothing on these days; with much data nobody may be, and then it is the first."""
    people = [team[name] for name in TRAINERS]
    start, end = (timezone.make_aware(datetime.combine(day, time())) for day in (days[0], days[-1] + timedelta(days=1)))
    busy = {booking.person_id for booking in agenda.busy(people, start, end)}
    return next((person for person in people if person.pk not in busy), people[0])


def seed(scene):
    now, staff = timezone.now(), scene.team["staff"]
    for person in (scene.officers[0], scene.team["coach"]):
        trainings.make_agenda_address(person, now=now)
    coming = Edition.objects.filter(state=EditionState.OPEN).coming(scene.today).filter(first_day__gt=scene.today)
    long_ones = coming.annotate(number=Count("half_days")).filter(number__gte=4)
    if edition := long_ones.order_by("first_day", "pk").first():
        reason = "De lesgever van die namiddag is ziek; wat we missen, komt in de voormiddag aan bod."
        trainings.cancel_half_day(edition.half_days.last(), by=staff.user, now=now, reason=reason)
