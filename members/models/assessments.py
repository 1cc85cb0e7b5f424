from decimal import Decimal
from typing import NamedTuple

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from stdnum.be import ogm_vcs

from members.models.billing import BillingDetails, PurchaseOrder
from members.models.fees import FeeSchedule
from members.models.memberships import Membership
from members.models.municipalities import Municipality
from members.models.people import Role, RoleAssignment


class AssessmentKind(models.TextChoices):
    ASSESSMENT = "assessment", _("assessment")
    CREDIT = "credit", _("credit note")


class AssessmentState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    ASSESSED = "assessed", _("To be invoiced")
    INVOICED = "invoiced", _("Invoiced")
    PAID = "paid", _("Paid")
    CREDITED = "credited", _("Credited")


class StateTotal(NamedTuple):
    state: str
    label: str
    number: int
    amount: Decimal


class FeeAssessmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for who sees fees; a municipality's own for its head of service, and for its officers unless the head
        of service keeps amounts to themselves. Drafts are for who sees fees alone."""
        if user.has_perm("members.see_fees"):
            return self
        own = RoleAssignment.objects.active_on(timezone.localdate()).filter(person__user=user)
        managed = own.granting(Role.MANAGER).values("municipality")
        served = own.granting(Role.OFFICER).values("municipality")
        closed = BillingDetails.objects.filter(municipality=OuterRef("municipality"), officers_see_amounts=False)
        return self.exclude(state=AssessmentState.DRAFT).filter(
            Q(municipality__in=managed) | Q(municipality__in=served) & ~Exists(closed)
        )

    def of_year(self, year):
        return self.filter(schedule__year=year)

    def of(self, municipality):
        return self.filter(municipality=municipality).select_related("schedule")

    def named(self, words):
        """Those of municipalities whose name holds these words, or whose NIS code begins so."""
        return self.filter(municipality__in=Municipality.objects.named(words).values("pk"))

    def of_kind(self, kind):
        """Only credit notes, those after a merger, those that were corrected, or what came in: paid, whether it was
        corrected since or not; all for another `kind`."""
        conditions = {
            "credit": Q(kind=AssessmentKind.CREDIT),
            "merged": Q(old_sum__isnull=False),
            "corrected": Q(replaces__isnull=False, kind=AssessmentKind.ASSESSMENT),
            "received": Q(paid_on__isnull=False),
        }
        return self.filter(conditions.get(kind, Q()))

    def made(self):
        return self.exclude(state=AssessmentState.DRAFT)

    def standing(self):
        """What holds: no drafts, no credit notes, nothing that a credit note took back."""
        return self.filter(
            kind=AssessmentKind.ASSESSMENT,
            state__in=[AssessmentState.ASSESSED, AssessmentState.INVOICED, AssessmentState.PAID],
        )

    def total(self):
        """The sum of the amounts: credit notes count as what they take off."""
        return self.aggregate(total=Sum("amount"))["total"] or Decimal(0)

    def by_state(self):
        """How many there are in each state and what they come to, in the order of the states."""
        sums = self.order_by().values("state").annotate(number=Count("pk"), amount=Sum("amount"))
        found = {row["state"]: row for row in sums}
        return [
            StateTotal(state.value, state.label, found[state]["number"], found[state]["amount"])
            for state in AssessmentState
            if state in found
        ]

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        found = self.filter(pk__in=ids).select_related("schedule", "municipality")
        return {each.pk: (f"{each.municipality} {each.schedule}", each.get_absolute_url()) for each in found}

    def for_bookkeeping(self):
        """With what an invoice needs: `purchase_order`, and the billing details at hand."""
        orders = PurchaseOrder.objects.filter(municipality=OuterRef("municipality"), year=OuterRef("schedule__year"))
        rows = self.select_related("schedule", "municipality__billing", "replaces__schedule")
        return rows.annotate(purchase_order=Subquery(orders.values("number")[:1])).order_by(
            "municipality__sort_name", "pk"
        )


class FeeAssessment(models.Model):
    """What a member owes for a year and how it was reckoned. Once it is no draft, the database refuses to change
    anything but its state: a correction is a credit note and a new assessment."""

    schedule = models.ForeignKey(FeeSchedule, on_delete=models.PROTECT, related_name="assessments")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="assessments")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="fee_assessments")
    kind = models.CharField(_("kind"), max_length=10, choices=AssessmentKind, default=AssessmentKind.ASSESSMENT)
    state = models.CharField(_("state"), max_length=8, choices=AssessmentState, default=AssessmentState.DRAFT)
    population = models.PositiveIntegerField(_("inhabitants"), null=True)
    population_on = models.DateField(_("inhabitants on"), null=True)
    band_from = models.PositiveIntegerField(null=True)
    band_up_to = models.PositiveIntegerField(null=True)
    computed = models.DecimalField(_("by the rule"), max_digits=9, decimal_places=2)
    old_sum = models.DecimalField(_("sum of the old fees"), max_digits=9, decimal_places=2, null=True)
    correction = models.DecimalField(_("correction"), max_digits=9, decimal_places=2, default=0)
    amount = models.DecimalField(_("amount"), max_digits=9, decimal_places=2)
    explanation = models.JSONField(default=list)  # [{"nl": "…", "en": "…"}], one for each step
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    invoiced_on = models.DateField(_("invoiced on"), null=True)
    paid_on = models.DateField(_("paid on"), null=True)

    objects = FeeAssessmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("fee assessment")
        verbose_name_plural = _("fee assessments")
        ordering = ["-schedule__year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["schedule", "municipality"],
                condition=Q(kind=AssessmentKind.ASSESSMENT) & ~Q(state=AssessmentState.CREDITED),
                name="one_standing_assessment_a_member_and_year",
            ),
            models.UniqueConstraint(fields=["replaces", "kind"], name="an_assessment_is_replaced_once"),
            models.CheckConstraint(
                condition=Q(kind=AssessmentKind.ASSESSMENT, amount__gte=0)
                | Q(kind=AssessmentKind.CREDIT, amount__lte=0, replaces__isnull=False),
                name="a_credit_note_takes_an_assessment_back",
            ),
            models.CheckConstraint(
                condition=(Q(correction=0) & Q(replaces__isnull=True)) | ~Q(reason=""), name="a_correction_says_why"
            ),
        ]

    def __str__(self):
        return f"{self.municipality} {self.schedule}: {self.amount}"

    def get_absolute_url(self):
        return reverse("members:fee_detail", args=[self.pk])

    @property
    def steps(self):
        """The explanation in the reader's language."""
        language = (get_language() or "nl")[:2]
        return [step.get(language) or step["nl"] for step in self.explanation]

    @property
    def reference(self):
        """The structured message on a Belgian transfer, such as +++260/0000/01234+++; two check digits close it."""
        number = f"{self.schedule.year % 100:02}{self.pk % 10**8:08}"
        return f"+++{ogm_vcs.format(number + ogm_vcs.calc_check_digits(number))}+++"

    @property
    def is_credit(self):
        return self.kind == AssessmentKind.CREDIT
