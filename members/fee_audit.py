"""The invariants of the fees, counted again from the rows."""

from django.db.models import Q, Sum

from members.models import AssessmentState, FeeSchedule, FeeYearState


def totals():
    """Credit notes and what they take back are zero together; nothing is due of a year that is not locked."""
    made = ~Q(assessments__state=AssessmentState.DRAFT)
    rows = FeeSchedule.objects.annotate(all_rows=Sum("assessments__amount", filter=made)).with_totals()
    for schedule in rows:
        if (schedule.all_rows or 0) != (schedule.total or 0):
            yield f"fees of {schedule.year}: all rows make {schedule.all_rows}, but {schedule.total} holds"
        if schedule.state != FeeYearState.LOCKED and schedule.all_rows is not None:
            yield f"fees of {schedule.year}: not locked, but there are assessments that are no drafts"
