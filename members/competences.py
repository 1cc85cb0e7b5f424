"""What somebody has shown, and what they wish to learn: apps above write evidence here, once per source."""

from django.db import transaction
from django.utils import timezone

from members.models import Competence, CompetenceEvidence, Interest, Person, Theme
from portal.pointers import key_of


def evidence(person, competence, *, source, on, by=None, note=""):
    """Write that `source` shows a competence of `person`; a second time for the same source changes nothing."""
    shown, _created = CompetenceEvidence.objects.get_or_create(
        person=person,
        competence=competence,
        source=key_of(source),
        withdrawn_on=None,
        defaults={"on": on, "by": by, "note": note},
    )
    return shown


def withdraw(*, source, reason, on=None):
    """Take back what `source` showed, because it was undone; the rows stay and say why. Returns how many."""
    if not reason.strip():
        raise ValueError("Evidence is taken back with a reason.")
    standing = CompetenceEvidence.objects.standing().filter(source=key_of(source))
    return standing.update(withdrawn_on=on or timezone.localdate(), withdrawal_reason=reason.strip()[:200])


def shown_by(person):
    """The pks of the competences that `person` has shown."""
    return set(CompetenceEvidence.objects.of(person).standing().values_list("competence", flat=True))


@transaction.atomic
def choose_interests(person, *, competences, themes, today):
    """Let `person` be interested in these competences and themes, and in nothing else."""
    Person.objects.hold(person.pk)
    mine = Interest.objects.of(person)
    wanted = {("competence", each.pk) for each in competences} | {("theme", each.pk) for each in themes}
    for interest in mine:
        kept = ("competence", interest.competence_id) if interest.competence_id else ("theme", interest.theme_id)
        if kept in wanted:
            wanted.remove(kept)
        else:
            interest.delete()
    Interest.objects.bulk_create(
        Interest(person=person, since=today, **{f"{what}_id": pk}) for what, pk in sorted(wanted)
    )


def interests_of(person):
    """(competences, themes) that `person` ticked, by pk."""
    ticked = list(Interest.objects.of(person).values_list("competence", "theme"))
    return {pk for pk, _theme in ticked if pk}, {pk for _competence, pk in ticked if pk}


def choices():
    """Everything that somebody can be interested in: (competences, themes)."""
    return Competence.objects.all(), Theme.objects.all()
