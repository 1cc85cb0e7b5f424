"""Who is busy because of a training: its trainers, and the participants who have a seat."""

from members import agenda
from trainings.models import EditionState, HalfDay


def people_of(edition):
    """Everybody who is expected at an edition, as {pk: person}."""
    seated = edition.registrations.holding_a_seat().select_related("person")
    return {person.pk: person for person in (*edition.trainers.all(), *(each.person for each in seated))}


def follow(edition):
    """Let the agendas of trainers and participants say what the edition says now."""
    people = [] if edition.state == EditionState.CANCELLED else people_of(edition).values()
    for half_day in HalfDay.with_cancelled.filter(edition=edition):
        expected = [] if half_day.is_cancelled else people
        agenda.book_only(expected, half_day.begins, half_day.finishes, source=half_day)


def follow_person(registration):
    """Let the agenda of one participant say what the registration says now."""
    edition, person = registration.edition, registration.person
    half_days = list(edition.half_days.all())
    if registration.holds_a_seat and edition.state != EditionState.CANCELLED:
        agenda.book_all(person, [(half_day, half_day.begins, half_day.finishes) for half_day in half_days])
    elif not edition.trainers.filter(pk=person.pk).exists():
        agenda.release_all(half_days, person=person)


def release(edition):
    """An edition that is thrown away keeps nobody busy."""
    for half_day in HalfDay.with_cancelled.filter(edition=edition):
        agenda.release(source=half_day)
