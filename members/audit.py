"""Invariants of the register and its ledger, counted again from the rows; each function yields sentences."""

from django.db.models import F, Q

from members.models import (
    EngagementSnapshot,
    Membership,
    NetworkAreaMembership,
    RoleAssignment,
    Touchpoint,
    Vacancy,
    YouthRegionMembership,
    YouthService,
)
from members.models.touchpoints import TRAITS


def traits():
    """Every touchpoint says of its direction, heard and seen what its kind says."""
    wrong = Q(pk__in=())
    for kind, traits in TRAITS.items():
        wrong |= Q(kind=kind) & ~Q(**traits._asdict())
    for touchpoint in Touchpoint.objects.filter(wrong | ~Q(kind__in=TRAITS)).order_by("pk"):
        yield f"touchpoint {touchpoint.pk}: what it says was heard or seen is not what {touchpoint.kind} means"


def contributions():
    """The score of every snapshot of the last night is the sum of its contributions, to the last digit."""
    newest = EngagementSnapshot.objects.of_last_night().prefetch_related("contributions").order_by("pk")
    for snapshot in newest:
        total = sum(each.points for each in snapshot.contributions.all())
        if total != snapshot.score:
            yield f"snapshot {snapshot.pk}: the score is {snapshot.score}, its contributions make {total}"


def territory():
    """Nothing is open any more at a municipality that ended."""
    kinds = (RoleAssignment, Membership, YouthRegionMembership, NetworkAreaMembership, Vacancy, YouthService)
    for model in kinds:
        ended = model.objects.filter(municipality__valid_to__isnull=False).order_by("pk")
        for row in ended.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=F("municipality__valid_to"))):
            yield f"{model._meta.model_name} {row.pk}: still open when its municipality had ended"
