"""Which module ran, is planned or was called off in which year."""

from collections import defaultdict
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

from trainings.models import Edition, EditionState, Module, ModuleKind, RotationPlan, RotationSlot, SlotState


class Status(models.TextChoices):
    """How a module stands in a year."""

    RAN = "ran", _("Ran")
    PLANNED = "planned", _("Planned")
    DRAFT = "draft", _("Draft")
    ANNOUNCED = "announced", _("Announced")
    MEANT = "meant", _("Meant")
    CANCELLED = "cancelled", _("Cancelled")
    DROPPED = "dropped", _("Left out")


OF_SLOT = {SlotState.RAN: Status.RAN, SlotState.PLANNED: Status.MEANT, SlotState.DROPPED: Status.DROPPED}
LIES_AHEAD = (Status.ANNOUNCED, Status.MEANT)
COUNTS = (Status.RAN, Status.PLANNED, Status.DRAFT, *LIES_AHEAD)


class Happening(NamedTuple):
    """One edition, or one remark, of a module in a year."""

    status: Status
    edition: Edition | None = None
    note: str = ""
    counts: bool = True  # it ran or will run; a cancelled edition never counts


class History:
    """What happened and will happen, by module and year; every answer comes from memory."""

    def __init__(self, plan, happenings):
        self.plan, self._happenings = plan, happenings

    def of(self, module, year):
        return self._happenings.get(module.pk, {}).get(year, [])

    def is_in(self, module, year):
        """True when the module ran or is planned in this year."""
        return any(happening.counts for happening in self.of(module, year))

    def editions_in(self, module, year):
        """The editions that go on in this year."""
        return [each.edition for each in self.of(module, year) if each.edition and each.counts]

    def last_before(self, module, year):
        """The last year before `year` in which the module ran, or will have run; None when it never did."""
        return max((each for each in self._years(module) if each < year and self.is_in(module, each)), default=None)

    def called_off_since(self, module, year):
        """The last year before `year` in which it was called off and after which it did not run; None without."""
        last = self.last_before(module, year)
        return max(
            (
                each
                for each in self._years(module)
                if each < year
                and (last is None or each > last)
                and any(happening.status == Status.CANCELLED for happening in self.of(module, each))
            ),
            default=None,
        )

    def is_left_out(self, module, year):
        return any(happening.status == Status.DROPPED for happening in self.of(module, year))

    def cycle_of(self, module):
        """In how many years the module has to run once."""
        return 1 if module.kind in ModuleKind.every_year() else self.plan.cycle_years

    def due_in(self, module, year):
        """The year in which the module fell or falls due, as seen from `year`; None when it never ran."""
        last = self.last_before(module, year)
        if last is None:
            return None
        due = last + self.cycle_of(module)
        while self.is_left_out(module, due):
            due += 1
        return due

    def is_due(self, module, year):
        """True when the module has to run in this year, or had to before, whether or not it is planned."""
        if self.is_left_out(module, year):
            return False
        due = self.due_in(module, year)
        return due is None or due <= year

    def _years(self, module):
        return self._happenings.get(module.pk, {})


def staff_history(*, today):
    """Everything, drafts too; three queries."""
    return history(Edition.objects.all(), today=today)


def public_history(*, today):
    """What anybody may know: no drafts."""
    return history(Edition.objects.exclude(state=EditionState.DRAFT), today=today)


def history(editions, *, today):
    happenings = defaultdict(lambda: defaultdict(list))
    for slot in RotationSlot.objects.all():
        status = OF_SLOT[SlotState(slot.state)]
        is_past = status in LIES_AHEAD and slot.year < today.year
        happenings[slot.module_id][slot.year].append(
            Happening(status, note=slot.note, counts=status in COUNTS and not is_past)
        )
    modules = Module.objects.filter(kind__in=ModuleKind.on_the_planner())
    for edition in (
        editions.filter(module__in=modules).select_related("module").with_dates().order_by("first_day", "pk")
    ):
        year = edition.first_day.year if edition.first_day else edition.expected_year
        if year is None:
            continue
        status = status_of(edition, today=today)
        is_past = status in LIES_AHEAD and year < today.year
        happenings[edition.module_id][year].append(Happening(status, edition, counts=status in COUNTS and not is_past))
    return History(RotationPlan.current(), happenings)


def status_of(edition, *, today):
    """Needs `with_dates()`."""
    if edition.state == EditionState.CANCELLED:
        return Status.CANCELLED
    if edition.state == EditionState.ANNOUNCED:
        return Status.ANNOUNCED
    if edition.state == EditionState.DRAFT:
        is_past = edition.last_day is not None and edition.last_day < today
        return Status.CANCELLED if is_past else Status.DRAFT  # a draft that stayed one took place for nobody
    return Status.RAN if edition.last_day is not None and edition.last_day < today else Status.PLANNED
