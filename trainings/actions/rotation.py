from datetime import date

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members import todo
from members.models import Role
from portal.refused import Refused
from trainings import rotation, rules
from trainings.actions.editions import announce, open_registration, plan_edition
from trainings.models import Edition, EditionState, RotationPlan, RotationSlot, SlotState
from trainings.rotation import RotationRefusal


@transaction.atomic
def announce_edition(module, *, year, today, **fields):
    """Say that a module comes in a year, before there are dates; who is interested can say so."""
    same = Edition.objects.announced().filter(module=module, expected_year=year)
    reasons = [
        *([RotationRefusal.YEAR_IS_OVER] if year < today.year else []),
        *([RotationRefusal.NOT_ON_OFFER] if not module.is_on_offer else []),
        *([RotationRefusal.ANNOUNCED_ALREADY] if same.exists() else []),
    ]
    if reasons:
        raise Refused(reasons)

    edition = Edition.objects.create(
        module=module,
        state=EditionState.ANNOUNCED,
        expected_year=year,
        closes_on=None,
        seats=module.seats,
        **{"price_member": module.price_member, "price_other": module.price_other, **fields},
    )
    todo.ask(
        Role.STAFF,
        title=format_lazy(_("Choose the dates of {edition}, announced for {year}"), edition=module.title_nl, year=year),
        due=max(today, date(year, 1, 15)),
        url=edition.get_absolute_url(),
        source=edition,
    )
    return edition


@transaction.atomic
def open_announced(edition, *, half_days, today, now, hours_first=rules.HOURS_FIRST, closes_on=None, **place):
    """Give an announced edition its dates and its place, and open it: who asked for it goes first."""
    edition = Edition.objects.hold(edition.pk)
    if edition.state != EditionState.ANNOUNCED:
        raise Refused([RotationRefusal.NOT_ANNOUNCED])
    if reasons := rules.plan_refusals(seats=edition.seats, half_days=half_days, closes_on=closes_on):
        raise Refused(reasons)

    for starts in sorted(half_days):
        edition.half_days.create(date=starts[0], starts_at=starts[1], ends_at=starts[2])
    edition.closes_on = closes_on or rules.proposed_closing_day(half_days, today=today)
    for field, value in place.items():
        setattr(edition, field, value)
    edition.save(update_fields=["closes_on", *place])
    announce(edition)
    return open_registration(edition, today=today, now=now, hours_first=hours_first)


@transaction.atomic
def change_rotation(*, cycle_years, multi_day_per_year, weeks_between):
    """Agree how often modules come back."""
    plan = RotationPlan.current()
    plan.cycle_years, plan.multi_day_per_year, plan.weeks_between = cycle_years, multi_day_per_year, weeks_between
    plan.save()
    return plan


@transaction.atomic
def write_slot(module, year, *, state, by, today, note=""):
    """Remark something on a module in a year, in the place of what stood there; without a state it goes away."""
    if state == SlotState.RAN and year > today.year:
        raise Refused([RotationRefusal.RAN_LATER])
    if not state:
        RotationSlot.objects.filter(module=module, year=year).delete()
        return None
    slot, _is_new = RotationSlot.objects.update_or_create(
        module=module, year=year, defaults={"state": state, "note": note, "written_by": by}
    )
    return slot


@transaction.atomic
def copy_cycle(year, *, seen, today):
    """Plan the editions of a year once more, one cycle later, as drafts: exactly those that were seen, or none."""
    _later, copied = rotation.copies(year, today=today)
    if not any(copy.is_new for copy in copied):
        raise Refused([RotationRefusal.NOTHING_TO_COPY])
    if rotation.seal(copied) != seen:
        raise Refused([RotationRefusal.CHANGED_MEANWHILE])
    return [
        plan_edition(
            copy.edition.module,
            half_days=copy.half_days,
            today=today,
            is_online=copy.edition.is_online,
            venue=copy.edition.venue,
            city=copy.edition.city,
        )
        for copy in copied
        if copy.is_new
    ]
