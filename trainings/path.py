"""The learning path: the modules that together make one, and how far somebody is."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import CompetenceEvidence
from trainings.models import Certificate, EarlierTraining, Edition, EditionState, Module, Registration


class StepState(models.TextChoices):
    DONE = "done", _("Done")
    RUNNING = "running", _("Under way")
    NEXT = "next", _("Next chance")
    LATER = "later", _("No date yet")


class Step(NamedTuple):
    """A module on somebody's path; of the last three at most one is there."""

    module: Module
    state: StepState
    certificate: Certificate | None = None
    earlier: EarlierTraining | None = None
    edition: Edition | None = None  # the one that runs, or the next one


def steps_of(person, *, today):
    """Every module of the path in order, with where `person` stands; four queries."""
    modules = list(Module.objects.on_offer().on_the_path())
    certificates = {
        each.registration.edition.module_id: each
        for each in Certificate.objects.valid().filter(person=person).select_related("registration__edition")
    }
    earlier = {each.module_id: each for each in EarlierTraining.objects.standing().filter(person=person)}
    mine = Registration.objects.holding_a_seat().filter(person=person, edition__completed_on__isnull=True)
    running = {
        each.edition.module_id: each.edition
        for each in mine.exclude(edition__state=EditionState.CANCELLED).select_related("edition__module")
    }
    coming = {}
    for edition in Edition.objects.open_on(today).coming(today).filter(module__in=modules).select_related("module"):
        coming.setdefault(edition.module_id, edition)
    return [step_of(module, certificates, earlier, running, coming) for module in modules]


def step_of(module, certificates, earlier, running, coming):
    if module.pk in certificates or module.pk in earlier:
        return Step(module, StepState.DONE, certificates.get(module.pk), earlier.get(module.pk))
    if module.pk in running:
        return Step(module, StepState.RUNNING, edition=running[module.pk])
    if module.pk in coming:
        return Step(module, StepState.NEXT, edition=coming[module.pk])
    return Step(module, StepState.LATER)


class Shown(NamedTuple):
    """A competence that somebody has shown, with what shows it; of a certificate its pk."""

    competence: object
    note: str
    on: object
    certificate: int | None


def shown_by(person):
    """The competences that somebody has shown, each line with its evidence; what was taken back is not among them."""
    standing = CompetenceEvidence.objects.of(person).standing().order_by("competence__order", "competence", "-on")
    lines = []
    for row in standing:
        source, _colon, pk = row.source.partition(":")
        lines.append(Shown(row.competence, row.note, row.on, int(pk) if source == "trainings.certificate" else None))
    return lines
