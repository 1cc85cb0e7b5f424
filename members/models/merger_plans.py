from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.mergers import TerritorialEvent


class Question(models.TextChoices):
    """What people have to decide before a territorial event is carried out: no computer can."""

    MEMBERSHIP = "membership", _("membership")
    FEE = "fee", _("transition of the fee")
    YOUTH_REGION = "youth-region", _("youth region")
    NETWORK_AREA = "network-area", _("network area")
    ROLE_ENDS = "role-ends", _("who does not go along")
    COMMENT = "comment", _("comment")


class Choice(models.TextChoices):
    """The answers to questions that are the same for every event.

    An area is chosen by its number, the transition of the fee is a TransitionKind.
    """

    KEEP = "keep", _("Yes, it takes over the place")
    JOIN = "join", _("Yes, the whole municipality joins")
    LEAVE = "leave", _("No, the place ends")
    CONTINUE = "continue", _("Yes, the membership goes on")
    END = "end", _("No, the membership ends")


class MergerDecisionQuerySet(models.QuerySet):
    def choice_on(self, event, question, about=""):
        """What was chosen, or an empty text while nothing was; `about` is a pointer key."""
        found = self.filter(event=event, question=question, about=about).values_list("choice", flat=True).first()
        return found or ""


class MergerDecision(models.Model):
    """What people decided about one question of a plan; an empty choice is a question that still waits."""

    event = models.ForeignKey(TerritorialEvent, on_delete=models.CASCADE, related_name="decisions")
    question = models.CharField(max_length=12, choices=Question)
    about = models.CharField(max_length=100, blank=True)  # a pointer: "members.youthregion:3"
    choice = models.CharField(max_length=20, blank=True)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    objects = MergerDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision about a territorial event")
        verbose_name_plural = _("decisions about territorial events")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["event", "question", "about"], name="a_question_is_decided_once"),
        ]

    def __str__(self):
        return f"{self.get_question_display()}: {self.choice}"


class Verb(models.TextChoices):
    CREATE = "create", _("created")
    CHANGE = "change", _("changed")
    DELETE = "delete", _("deleted")


class MergerOperation(models.Model):
    """One row that carrying out an event created, changed or deleted, so that it can be put back."""

    event = models.ForeignKey(TerritorialEvent, on_delete=models.CASCADE, related_name="operations")
    order = models.PositiveIntegerField()
    verb = models.CharField(max_length=6, choices=Verb)
    thing = models.CharField(max_length=100, db_index=True)  # a pointer: "members.roleassignment:12"
    before = models.JSONField(default=dict)  # all columns of the row; empty for one that was created
    after = models.JSONField(default=dict)  # empty for one that was deleted

    class Meta:
        verbose_name = _("step of a territorial event")
        verbose_name_plural = _("steps of a territorial event")
        ordering = ["event", "order"]
        constraints = [models.UniqueConstraint(fields=["event", "order"], name="an_operation_has_its_place")]

    def __str__(self):
        return f"{self.get_verb_display()} {self.thing}"
