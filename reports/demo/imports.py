"""Two files that were brought before, one of them refused, and somebody who wants to be forgotten."""

from datetime import datetime, time, timedelta
from io import BytesIO
from random import Random

from django.utils import timezone

from members.actions import erasure, imports

HEADER = "e-mailadres;voornaam;achternaam;NIS-code gemeente;rol;startdatum"


def seed(scene):
    """Last month's file with new officers, saved; last week's, refused for a date and a code; one request."""
    random = Random("werfportaal imports")  # noqa: S311 - no secret, the same files every time
    admin, places = account_of(scene.team["admin"]), random.sample(scene.municipalities, 6)
    start = f"{scene.today - timedelta(days=60):%d/%m/%Y}"
    rows = []
    for number, place in enumerate(places):
        first_name, last_name = next(scene.people.names)
        rows.append(f"import{number}@example.org;{first_name};{last_name};{place.nis_code};jeugdambtenaar;{start}")

    saved = bring("nieuwe-jeugdambtenaren.csv", rows[:3], by=admin, at=moment(scene, days=30))
    imports.confirm(saved, by=admin, now=moment(scene, days=30, minutes=4))
    wrong = [rows[3], rows[4].replace(start, "13/31/2025"), rows[5].replace(places[5].nis_code, "1234")]
    bring("wijzigingen.csv", wrong, by=admin, at=moment(scene, days=6))

    leaver = scene.officers[-1]
    erasure.ask_to_be_forgotten(leaver, by=account_of(leaver), now=moment(scene, days=2))


def account_of(person):
    """The account, which the person may have got after they were made."""
    person.refresh_from_db()
    return person.user


def bring(name, rows, *, by, at):
    file = BytesIO("\r\n".join([HEADER, *rows, ""]).encode("cp1252"))  # as Belgian Excel writes it
    file.name = name
    return imports.receive(file, "officers", by=by, now=at)


def moment(scene, *, days, minutes=0):
    day = scene.today - timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time(14, 10))) + timedelta(minutes=minutes)
