from django.db import models
from django.db.models import Case, Count, F, Q, When
from django.utils.translation import gettext_lazy as _

from members.models import Person
from surveys.models.population import PopulationUnit
from surveys.models.surveys import Survey


class InvitationState(models.TextChoices):
    QUEUED = "queued", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    BOUNCED = "bounced", _("Did not arrive")
    STARTED = "started", _("Started")
    SUBMITTED = "submitted", _("Answered")
    OPTED_OUT = "opted-out", _("Wants no more mail")

    @classmethod
    def unanswered(cls):
        return [state for state in cls if state != cls.SUBMITTED]


class InvitationQuerySet(models.QuerySet):
    def hold(self, pk):
        """The invitation with its survey, held until the transaction ends."""
        self.filter(pk=pk).update(state=F("state"))  # a write first: a real lock on PostgreSQL and on SQLite
        return self.select_related("survey", "person__user", "unit").get(pk=pk)

    def of(self, user):
        """The user's own; none for a visitor."""
        return self.filter(person__user=user) if user.is_authenticated else self.none()

    def with_token_hash(self, token_hash):
        return self.filter(token_hash=token_hash).select_related("survey")

    def for_reader(self, user, *, opened):
        """The one with the id `opened`, which a link let this browser in for, on top; then the reader's own."""
        own = Q(person__user=user) if user.is_authenticated else Q(pk__in=[])
        by_link_first = Case(When(pk=opened, then=0), default=1)
        return self.filter(own | Q(pk=opened)).select_related("survey", "person__user", "unit").order_by(by_link_first)

    def unanswered(self):
        return self.filter(state__in=InvitationState.unanswered())

    def pointed(self, ids):
        """Title and address of the survey for each of these ids, as the pointer door asks."""
        asked = self.filter(pk__in=ids).select_related("survey")
        return {each.pk: (each.survey.title, each.survey.get_absolute_url()) for each in asked}

    def by_state(self):
        """How many there are in each state, as (words, number)."""
        numbers = dict(self.order_by().values_list("state").annotate(number=Count("pk")))
        return [(state.label, numbers[state]) for state in InvitationState if state in numbers]


class Invitation(models.Model):
    """Asks one person to answer; the link in the mail holds a token of which we keep a hash alone.

    Of an anonymous survey it says who answered, and nothing joins it to what was answered: no key, time or order.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(PopulationUnit, on_delete=models.RESTRICT, null=True, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(_("state"), max_length=10, choices=InvitationState, default=InvitationState.QUEUED)
    reminder_count = models.PositiveSmallIntegerField(_("reminders"), default=0)
    draft = models.JSONField(default=dict)  # answers that were not sent yet, by question code
    draft_page = models.PositiveSmallIntegerField(default=0)  # the last page that was filled in; 0 for none

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        constraints = [
            models.UniqueConstraint(fields=["survey", "person"], name="a_person_is_invited_once"),
            models.CheckConstraint(condition=Q(state__in=InvitationState.values), name="invitation_has_a_known_state"),
        ]

    def __str__(self):
        return f"{self.survey}: {self.person}"

    @property
    def is_submitted(self):
        return self.state == InvitationState.SUBMITTED
