from typing import NamedTuple

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models.municipalities import Municipality
from members.models.people import CorePlayer, Person
from members.models.themes import Theme


class TouchpointKind(models.TextChoices):
    VISIT = "visit", _("visit")
    GUIDANCE = "guidance", _("guidance session")
    CALL = "call", _("phone call")
    MAIL = "mail", _("mail exchanged")
    QUESTION = "question", _("question to the helpdesk")
    COMMISSION = "commission", _("commission meeting")
    GENERAL_ASSEMBLY = "general-assembly", _("general assembly")
    NETWORK_MOMENT = "network-moment", _("network moment")
    TRAINING_ATTENDED = "training-attended", _("training attended")
    TRAINING_REGISTERED = "training-registered", _("registered for a training")
    NO_SHOW = "no-show", _("registered, but did not come")
    SURVEY_ANSWERED = "survey-answered", _("answered a survey")
    PORTAL_ACTION = "portal-action", _("did something in the portal")
    DELIVERED = "delivered", _("mailing delivered")
    OPENED = "opened", _("mailing opened")
    CLICKED = "clicked", _("clicked in a mailing")
    BOUNCED = "bounced", _("mailing bounced")


class Direction(models.TextChoices):
    INBOUND = "inbound", _("from them to us")
    OUTBOUND = "outbound", _("from us to them")
    MUTUAL = "mutual", _("both ways")


class Traits(NamedTuple):
    """What a kind of touchpoint says: which way it went, whether we heard them, whether they were there."""

    direction: Direction
    heard: bool = False
    seen: bool = False


TRAITS = {
    TouchpointKind.VISIT: Traits(Direction.MUTUAL, heard=True, seen=True),
    TouchpointKind.GUIDANCE: Traits(Direction.MUTUAL, heard=True, seen=True),
    TouchpointKind.CALL: Traits(Direction.MUTUAL, heard=True),
    TouchpointKind.MAIL: Traits(Direction.MUTUAL, heard=True),
    TouchpointKind.QUESTION: Traits(Direction.INBOUND, heard=True),
    TouchpointKind.COMMISSION: Traits(Direction.MUTUAL, heard=True, seen=True),
    TouchpointKind.GENERAL_ASSEMBLY: Traits(Direction.MUTUAL, seen=True),
    TouchpointKind.NETWORK_MOMENT: Traits(Direction.MUTUAL, heard=True, seen=True),
    TouchpointKind.TRAINING_ATTENDED: Traits(Direction.MUTUAL, seen=True),
    TouchpointKind.TRAINING_REGISTERED: Traits(Direction.INBOUND),
    TouchpointKind.NO_SHOW: Traits(Direction.INBOUND),
    TouchpointKind.SURVEY_ANSWERED: Traits(Direction.INBOUND, heard=True),
    TouchpointKind.PORTAL_ACTION: Traits(Direction.INBOUND),
    TouchpointKind.DELIVERED: Traits(Direction.OUTBOUND),
    TouchpointKind.OPENED: Traits(Direction.INBOUND),
    TouchpointKind.CLICKED: Traits(Direction.INBOUND),
    TouchpointKind.BOUNCED: Traits(Direction.OUTBOUND),
}


class TouchpointQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("members.see_touchpoints") else self.none()

    def at(self, municipality):
        return self.filter(municipality=municipality).select_related("person")

    def two_way(self):
        """Those in which we heard or saw them: the measure of silence."""
        return self.filter(Q(heard=True) | Q(seen=True))


class Touchpoint(models.Model):
    """One line in the ledger of what happened with a member; it keeps the municipality and the role of the moment."""

    kind = models.CharField(max_length=30, choices=TouchpointKind)
    direction = models.CharField(max_length=8, choices=Direction)
    heard = models.BooleanField(default=False)
    seen = models.BooleanField(default=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="touchpoints")
    core_player = models.CharField(max_length=12, choices=CorePlayer, blank=True)  # of the person, on that day
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, related_name="touchpoints")
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, related_name="touchpoints")
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField(auto_now_add=True)
    source = models.CharField(max_length=100, db_index=True)  # a pointer: "trainings.registration:42"

    objects = TouchpointQuerySet.as_manager()

    class Meta:
        verbose_name = _("touchpoint")
        verbose_name_plural = _("touchpoints")
        ordering = ["-occurred_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source", "person"],
                condition=Q(person__isnull=False),
                name="a_source_touches_a_person_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "source", "municipality"],
                condition=Q(person__isnull=True),
                name="a_source_touches_a_municipality_once",
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "-occurred_on"], name="ledger_of_a_municipality"),
            models.Index(
                fields=["municipality", "-occurred_on"],
                condition=Q(heard=True) | Q(seen=True),
                name="ledger_of_heard_and_seen",  # a tenth of the ledger: most lines are mailings
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} ({self.occurred_on})"
