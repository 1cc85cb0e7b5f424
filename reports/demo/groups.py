"""A colleague who registers others: the demo officer, for a starter course, with a name that follows."""

import uuid
from datetime import datetime, time, timedelta

from django.utils import timezone

from trainings import actions as trainings
from trainings.models import Edition

PURCHASE_ORDER = "BB 2031-114"


def seed(scene):
    """Two colleagues of the demo officer, somebody new who has not answered, and a seat for which the name follows."""
    officer, made_on = scene.officers[0], scene.today - timedelta(days=2)
    edition = Edition.objects.open_on(scene.today).coming(scene.today).filter(module__code="startcursus").last()
    colleagues = [
        scene.people.one(f"colleague{number}@example.org", "youth-officer", officer.place) for number in (1, 2)
    ]
    trainings.register_group(
        edition,
        by=officer.user,
        today=made_on,
        municipality=officer.place,
        form_key=uuid.UUID(int=1),
        people=colleagues,
        newcomers=[trainings.Newcomer("Nele", "Nieuwkomer", "nele.nieuwkomer@example.org")],
        unnamed=1,
        purchase_order=PURCHASE_ORDER,
        now=timezone.make_aware(datetime.combine(made_on, time(11))),
    )
