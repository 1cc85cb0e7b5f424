"""A fee year from draft to lock: two people, and what the second one confirms is what the first one saw."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members import access, todo
from members.models import (
    AssessmentState,
    FeeAssessment,
    FeeBand,
    FeeRule,
    FeeSchedule,
    FeeTransition,
    FeeYearState,
    Role,
)
from members.rules import fee_years as rules
from members.rules.fee_years import Refusal
from members.rules.latecomers import latecomers_of
from portal.bilingual import in_both
from portal.refused import Refused
from portal.trail import actions as trail
from portal.trail.models import LineKind

COPIED = ("rule", "base", "per_inhabitant", "minimum", "maximum")


@transaction.atomic
def draft_year(year, *, by):
    """Begin the schedule of a year as a copy of the latest one, with the inhabitants of a year later."""
    latest = FeeSchedule.objects.filter(year__lt=year).first()
    fields = {field: getattr(latest, field) for field in COPIED} if latest else {}
    fields["population_on"] = years_after(latest.population_on, year - latest.year) if latest else date(year - 1, 1, 1)
    schedule, is_new = FeeSchedule.objects.get_or_create(year=year, defaults=fields)  # of two at once, one is refused
    if not is_new:
        raise Refused([Refusal.YEAR_EXISTS])
    for band in latest.bands.all() if latest else ():
        FeeBand.objects.create(schedule=schedule, starts_at=band.starts_at, up_to=band.up_to, amount=band.amount)
    trail.write(format_lazy(_("Began the fees of {year}"), year=str(year)), by=by, about=schedule)
    return schedule


def years_after(day, number):
    """The same day so many years later; 29 February becomes the 28th in a year without one."""
    try:
        return day.replace(year=day.year + number)
    except ValueError:
        return day.replace(year=day.year + number, day=28)


@transaction.atomic
def change_year(schedule, *, bands, by, **fields):
    """Change a draft; `bands` are FeeBands, which are kept for the rule of bands only."""
    schedule = FeeSchedule.objects.hold(schedule.pk)
    if schedule.state != FeeYearState.DRAFT:
        raise Refused([Refusal.LOCKED if schedule.state == FeeYearState.LOCKED else Refusal.NOT_A_DRAFT])
    change = {name: [plain(getattr(schedule, name)), plain(value)] for name, value in fields.items()}
    for name, value in fields.items():
        setattr(schedule, name, value)
    faults = rules.schedule_faults(
        rule=schedule.rule, bands=bands, base=schedule.base, per_inhabitant=schedule.per_inhabitant
    )
    if faults:
        raise Refused(faults)
    schedule.save()

    before = [band_in_words(band) for band in schedule.bands.all()]
    schedule.bands.all().delete()
    for band in bands if schedule.rule == FeeRule.BANDS else ():
        schedule.bands.create(starts_at=band.starts_at, up_to=band.up_to, amount=band.amount)
    change["bands"] = [before, [band_in_words(band) for band in schedule.bands.all()]]
    change = {name: pair for name, pair in change.items() if pair[0] != pair[1]}
    trail.write(
        format_lazy(_("Changed the fees of {year}"), year=str(schedule.year)), by=by, about=schedule, change=change
    )
    return schedule


def plain(value):
    return value if value is None else str(value)


def band_in_words(band):
    return f"{band.starts_at}-{band.up_to or ''}: {band.amount}"


@transaction.atomic
def ask_lock(schedule, *, by, now):
    """Reckon the fee of every member as a draft, and ask a second person to confirm them."""
    schedule = FeeSchedule.objects.hold(schedule.pk)
    shown = rules.preview(schedule)
    if reasons := rules.ask_refusals(schedule, shown):
        raise Refused(reasons)
    FeeAssessment.objects.bulk_create(
        [assessment_of(line, schedule, state=AssessmentState.DRAFT, by=by, now=now) for line in shown.lines]
    )
    schedule.state, schedule.asked_by, schedule.asked_at = FeeYearState.ASKED, by, now
    schedule.save(update_fields=["state", "asked_by", "asked_at"])
    role = Role.ADMIN if Role.DIRECTOR in access.roles_of(by) else Role.DIRECTOR  # never a job for oneself
    title = format_lazy(_("Confirm the membership fees of {year}"), year=str(schedule.year))
    todo.ask(role, title=title, url=schedule.get_absolute_url(), source=schedule)
    trail.write(
        format_lazy(_("Asked to lock the fees of {year}"), year=str(schedule.year)),
        by=by,
        about=schedule,
        change={"total": [None, str(shown.total)], "members": [None, len(shown.lines)]},
    )
    return schedule


@transaction.atomic
def withdraw_lock(schedule, *, by):
    """Take the request back: the drafts go, and the schedule can be changed again."""
    schedule = FeeSchedule.objects.hold(schedule.pk)
    if schedule.state != FeeYearState.ASKED:
        raise Refused([Refusal.LOCKED if schedule.state == FeeYearState.LOCKED else Refusal.NOT_ASKED])
    schedule.assessments.filter(state=AssessmentState.DRAFT).delete()
    schedule.state, schedule.asked_by, schedule.asked_at = FeeYearState.DRAFT, None, None
    schedule.save(update_fields=["state", "asked_by", "asked_at"])
    todo.done(source=schedule)
    trail.write(
        format_lazy(_("Took back the request to lock the fees of {year}"), year=str(schedule.year)),
        by=by,
        about=schedule,
    )
    return schedule


@transaction.atomic
def lock(schedule, *, by, now):
    """Confirm as the second person; refused when a member, a figure or a merger changed since the first one asked."""
    schedule = FeeSchedule.objects.hold(schedule.pk)
    if reasons := rules.lock_refusals(schedule, by):
        raise Refused(reasons)
    drafts = schedule.assessments.filter(state=AssessmentState.DRAFT)
    asked = dict(drafts.values_list("membership", "amount"))
    now_due = {line.membership.pk: line.fee and line.fee.amount for line in rules.preview(schedule).lines}
    if asked != now_due:
        raise Refused([Refusal.CHANGED])
    drafts.update(state=AssessmentState.ASSESSED)
    schedule.state, schedule.locked_by, schedule.locked_at = FeeYearState.LOCKED, by, now
    schedule.save(update_fields=["state", "locked_by", "locked_at"])
    todo.done(source=schedule)
    trail.write(
        format_lazy(_("Locked the fees of {year}"), year=str(schedule.year)),
        by=by,
        about=schedule,
        kind=LineKind.APPROVAL,
        change={"total": [None, str(sum(asked.values()))], "members": [None, len(asked)]},
    )
    return schedule


@transaction.atomic
def assess_latecomers(schedule, *, by, now):
    """Make an assessment for the members of a locked year that have none yet; the amount is that of the whole year."""
    schedule = FeeSchedule.objects.hold(schedule.pk)
    if schedule.state != FeeYearState.LOCKED:
        raise Refused([Refusal.NOT_LOCKED_YET])
    lines = rules.lines_of(schedule, latecomers_of(schedule.year))
    if not lines:
        raise Refused([Refusal.NOBODY_LEFT])
    if problems := [line for line in lines if not line.fee]:
        raise Refused([f"{line.membership.municipality}: {line.problem}" for line in problems])
    made = FeeAssessment.objects.bulk_create(
        [assessment_of(line, schedule, state=AssessmentState.ASSESSED, by=by, now=now) for line in lines]
    )
    trail.write(
        format_lazy(_("Assessed who joined during {year}"), year=str(schedule.year)),
        by=by,
        about=schedule,
        change={"members": [None, len(made)]},
    )
    return made


def assessment_of(line, schedule, *, state, by, now, **fields):
    """The unsaved assessment of a Line, with its steps in both languages."""
    fee = line.fee
    return FeeAssessment(
        schedule=schedule,
        membership=line.membership,
        municipality_id=line.membership.municipality_id,
        state=state,
        population=line.population,
        population_on=line.population_on,
        band_from=fee.band.starts_at if fee.band else None,
        band_up_to=fee.band.up_to if fee.band else None,
        computed=fee.computed,
        old_sum=fee.old_sum,
        amount=fee.amount,
        explanation=[in_both(step) for step in fee.steps],
        made_by=by,
        made_at=now,
        **fields,
    )


def written(value):
    """A choice of a transition as the trail keeps it: 50, not 50.00."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value if isinstance(value, int) else str(value)


@transaction.atomic
def choose_transition(event, *, kind, by, percent=50, years=2, note=""):
    """Choose how the fee goes from the sum of the old ones to the new rule after a merger; fees of years that are
    locked already stay as they are."""
    transition, is_new = FeeTransition.objects.get_or_create(event=event)
    chosen = {"kind": kind, "percent": percent, "years": years}
    before = {name: None if is_new else written(getattr(transition, name)) for name in chosen}
    transition.kind, transition.percent, transition.years, transition.note = kind, percent, years, note
    transition.full_clean()
    transition.save()
    trail.write(
        _("Chose how the fee goes on after a merger"),
        by=by,
        about=event,
        change={name: [before[name], written(getattr(transition, name))] for name in chosen},
        reason=note,
    )
    return transition
