"""Who was there: a past edition with certificates, one "not yet" and one "no", and one that is half way."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from trainings import actions as trainings
from trainings.actions import Mark, certificates
from trainings.models import Edition, Module

LAST, PARTLY = -1, 120


def seed(scene):
    coach, staff = (scene.team[name].user for name in ("coach", "staff"))
    over, half_way = (
        Edition.objects.with_dates().filter(module__code=code, first_day__lt=scene.today).order_by("first_day").first()
        for code in ("startcursus", "overtuigend-communiceren")
    )
    fill_in(over, by=coach, gaps=True)
    trainings.complete_edition(over, by=coach, now=on(over.last_day + timedelta(days=1)))
    certificates.issue_all(over, by=staff, now=on(over.last_day + timedelta(days=2)))
    fill_in(half_way, by=coach, until=scene.today)
    certificates.attest(
        scene.officers[0],
        Module.objects.get(code="beleidsparticipatie"),
        on=scene.today - timedelta(days=700),
        proof="Deelnemerslijst uit het archief",
        by=staff,
        today=scene.today,
    )


def fill_in(edition, *, by, until=None, gaps=False):
    """Everybody present but for a few, in the half-days before `until`; the last of the list is not all filled in."""
    half_days = [each for each in edition.half_days.all() if until is None or each.date < until]
    people = list(edition.registrations.holding_a_seat().order_by("pk"))
    *others, waits, gone, partly, officer = people if gaps else [*people, *[None] * 4]
    marks = [Mark(each.pk, half_day.pk, "present") for each in (*others, officer) if each for half_day in half_days]
    if gaps:
        marks += [Mark(waits.pk, half_day.pk, "present") for half_day in half_days[:2]]
        marks += [Mark(gone.pk, half_day.pk, presence) for half_day, presence in zip(half_days, ABSENCES, strict=False)]
        marks += [Mark(partly.pk, half_day.pk, "present") for half_day in half_days[:LAST]]
        marks.append(Mark(partly.pk, half_days[LAST].pk, "partial", PARTLY))
    if half_days:
        trainings.mark(edition, marks, by=by, now=on(half_days[LAST].date))


ABSENCES = ("present", "excused", "absent", "absent")


def on(day):
    return timezone.make_aware(datetime.combine(day, time(17)))
