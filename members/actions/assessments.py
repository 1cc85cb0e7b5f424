"""What happens to an assessment after the lock: invoiced, paid, and corrected by a credit note and a new one."""

from collections import defaultdict

from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members.actions.fee_years import assessment_of
from members.models import AssessmentKind, AssessmentState, FeeAssessment, FeeSchedule
from members.rules import fee_years as rules
from members.rules import fees
from members.rules.fee_years import Refusal
from portal.bilingual import in_both
from portal.refused import Refused
from portal.spoken import euro
from portal.trail import actions as trail


@transaction.atomic
def correct(assessment, *, reason, by, now, population=None, correction=None):
    """Take an assessment back with a credit note and make a new one; returns (credit note, new assessment).

    `population` puts the number of inhabitants right, `correction` adds euros to what the rule gives or takes them
    off; each stays as it was when it is left out. What was never invoiced needs no credit note in the post: both
    cancel each other out at once.
    """
    schedule = FeeSchedule.objects.hold(assessment.schedule_id)
    assessment = FeeAssessment.objects.select_related("membership__municipality").get(pk=assessment.pk)
    if reasons := rules.correction_refusals(assessment, reason=reason):
        raise Refused(reasons)

    place = assessment.municipality_id
    figure = (assessment.population, assessment.population_on)
    if population is not None:
        figure = (population, schedule.population_on)
    figures = {} if figure[0] is None else {place: figure}
    line = rules.lines_of(schedule, [assessment.membership], figures=figures)[0]
    if not line.fee:
        raise Refused([line.problem])
    correction = assessment.correction if correction is None else correction
    why = rules.reason_of(assessment, correction) or reason
    line = line._replace(fee=fees.corrected(line.fee, correction, why))
    if (line.fee.amount, line.population) == (assessment.amount, assessment.population):
        raise Refused([Refusal.SAME_RESULT])

    FeeAssessment.objects.filter(pk=assessment.pk).update(state=AssessmentState.CREDITED)
    words = _("Credit note for the assessment of {amount}, because: {reason}.")
    step = format_lazy(words, amount=euro(assessment.amount), reason=reason.rstrip("."))
    credit = FeeAssessment.objects.create(
        schedule=schedule,
        membership=assessment.membership,
        municipality_id=place,
        kind=AssessmentKind.CREDIT,
        state=AssessmentState.ASSESSED if assessment.invoiced_on else AssessmentState.CREDITED,
        population=assessment.population,
        population_on=assessment.population_on,
        computed=-assessment.computed,
        amount=-assessment.amount,
        explanation=[in_both(step)],
        replaces=assessment,
        reason=reason,
        made_by=by,
        made_at=now,
    )
    renewed = assessment_of(
        line,
        schedule,
        state=AssessmentState.ASSESSED,
        by=by,
        now=now,
        correction=correction,
        replaces=assessment,
        reason=reason,
    )
    renewed.save()
    trail.write(
        _("Corrected a membership fee"),
        by=by,
        about=renewed,
        change={
            "amount": [str(assessment.amount), str(renewed.amount)],
            "population": [assessment.population, renewed.population],
        },
        reason=reason,
    )
    return credit, renewed


@transaction.atomic
def mark_invoiced(schedule, *, on, by):
    """Note that everything of a year that waited for an invoice has one; returns how many that were."""
    FeeSchedule.objects.hold(schedule.pk)
    waiting = schedule.assessments.filter(state=AssessmentState.ASSESSED)
    number = waiting.update(state=AssessmentState.INVOICED, invoiced_on=on)
    if not number:
        raise Refused([_("Nothing of this year waits for an invoice.")])
    trail.write(
        format_lazy(_("Invoiced the fees of {year}"), year=str(schedule.year)),
        by=by,
        about=schedule,
        change={"invoiced": [0, number]},
    )
    return number


@transaction.atomic
def mark_paid(assessment, *, on, by):
    """Note that what was invoiced is paid, or a credit note settled."""
    FeeSchedule.objects.hold(assessment.schedule_id)
    invoiced = FeeAssessment.objects.filter(pk=assessment.pk, state=AssessmentState.INVOICED)
    if not invoiced.update(state=AssessmentState.PAID, paid_on=on):
        raise Refused([Refusal.WRONG_ORDER])
    trail.write(_("Membership fee paid"), by=by, about=assessment, change={"paid_on": [None, str(on)]})


@transaction.atomic
def mark_unpaid(assessment, *, by):
    """Take back that something was paid, noted by mistake."""
    FeeSchedule.objects.hold(assessment.schedule_id)
    paid = FeeAssessment.objects.filter(pk=assessment.pk, state=AssessmentState.PAID)
    was_paid_on = paid.values_list("paid_on", flat=True).first()
    if not paid.update(state=AssessmentState.INVOICED, paid_on=None):
        raise Refused([_("This one was not marked as paid.")])
    change = {"paid_on": [str(was_paid_on), None]}
    trail.write(_("Membership fee not paid after all"), by=by, about=assessment, change=change)


@transaction.atomic
def record_paid(paid_on_by_pk, *, by, year):
    """Note many payments at once: {assessment id: day}; for demo data and a bank's list."""
    by_day = defaultdict(list)
    for pk, on in paid_on_by_pk.items():
        by_day[on].append(pk)
    invoiced = FeeAssessment.objects.filter(state=AssessmentState.INVOICED)
    number = sum(
        invoiced.filter(pk__in=pks).update(state=AssessmentState.PAID, paid_on=on) for on, pks in by_day.items()
    )
    title = format_lazy(_("Noted payments of the fees of {year}"), year=str(year))
    trail.write(title, by=by, change={"paid": [0, number]})
    return number
