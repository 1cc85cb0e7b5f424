from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models.people import Person


class ErasureState(models.TextChoices):
    ASKED = "asked", _("Waits for a decision")
    ANNOUNCED = "announced", _("Announced to the person")
    DONE = "done", _("Erased")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")

    @classmethod
    def open(cls):
        return [cls.ASKED, cls.ANNOUNCED]


class ErasureRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for who decides; for others their own."""
        return self if user.has_perm("members.decide_erasure") else self.filter(person__user=user)

    def of(self, person):
        return self.filter(person=person)

    def open(self):
        return self.filter(state__in=ErasureState.open())

    def hold(self, pk):
        """The request, held until the transaction ends."""
        self.filter(pk=pk).update(state=F("state"))  # a write first: a real lock on PostgreSQL and on SQLite
        return self.select_related("person__user").get(pk=pk)

    def pointed(self, ids):
        """Title and address for each of these ids; no name, for the title outlives the person's data."""
        return {pk: (_("Request to be forgotten"), reverse("members:erasure_detail", args=[pk])) for pk in ids}


class ErasureRequest(models.Model):
    """Somebody who wants to be forgotten, or whose time with us is over; what was decided, and what came of it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="erasure_requests")
    state = models.CharField(_("state"), max_length=10, choices=ErasureState, default=ErasureState.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(_("asked on"))
    due_on = models.DateField(_("not before"), null=True)  # of one that we announced: the day on which it happens
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(_("reason"), max_length=500, blank=True)
    counts = models.JSONField(default=dict)  # {"members.people": 3}: how many rows became nameless, by supply

    objects = ErasureRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to be forgotten")
        verbose_name_plural = _("requests to be forgotten")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state__in=["asked", "announced"]), name="one_open_erasure_a_person"
            ),
            models.CheckConstraint(condition=Q(state__in=ErasureState.values), name="erasure_has_a_known_state"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(note=""), name="a_refused_erasure_says_why"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @property
    def is_open(self):
        return self.state in ErasureState.open()


class RetentionCode(models.TextChoices):
    IDLE_ACCOUNTS = "idle-accounts", _("People without a role who no longer log in")
    IMPORT_FILES = "import-files", _("Files that were imported")
    MAILS = "mails", _("Mails that were sent")
    DELIVERIES = "deliveries", _("Who got, opened and clicked a mailing")
    WISHES = "wishes", _("What participants of a training need, after its last half-day")


class RetentionRuleQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("members.decide_erasure") else self.none()


class RetentionRule(models.Model):
    """How long something is kept; every night what is past its time goes."""

    code = models.CharField(max_length=20, choices=RetentionCode, unique=True)
    days = models.PositiveIntegerField(_("days"))
    is_on = models.BooleanField(_("at work"), default=True)
    last_run_at = models.DateTimeField(null=True)
    last_count = models.PositiveIntegerField(default=0)

    objects = RetentionRuleQuerySet.as_manager()

    class Meta:
        verbose_name = _("retention rule")
        verbose_name_plural = _("retention rules")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(days__gte=1), name="what_is_kept_is_kept_a_day"),
            models.CheckConstraint(condition=Q(code__in=RetentionCode.values), name="retention_rule_has_a_known_code"),
        ]

    def __str__(self):
        return self.get_code_display()

    @property
    def announces(self):
        """True for the rule that tells people a month before."""
        return self.code == RetentionCode.IDLE_ACCOUNTS
