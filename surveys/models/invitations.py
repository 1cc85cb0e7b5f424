from django.db import models
from django.db.models import Case, Count, F, Max, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from members.models import Person
from surveys.models.population import PopulationUnit
from surveys.models.sealed import SealedField
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

    def with_code_hash(self, code_hash):
        return self.filter(code_hash=code_hash).select_related("survey")

    def for_reader(self, user, *, opened):
        """The one whose link let this browser in, on top, then the reader's own; `opened` is the hash of that link.

        A link that was handed over or cleared away has another hash or none, so the browser is let in no more.
        """
        own = Q(person__user=user) if user.is_authenticated else Q(pk__in=[])
        by_link = Q(token_hash=opened) if opened else Q(pk__in=[])
        by_link_first = Case(When(by_link, then=0), default=1)
        return self.filter(own | by_link).select_related("survey", "person__user", "unit").order_by(by_link_first)

    def unanswered(self):
        return self.filter(state__in=InvitationState.unanswered())

    def pointed(self, ids):
        """Title and address of the survey for each of these ids, as the pointer door asks."""
        asked = self.filter(pk__in=ids).select_related("survey")
        return {each.pk: (each.survey.title, each.survey.get_absolute_url()) for each in asked}

    def answered(self):
        return self.filter(state=InvitationState.SUBMITTED)

    def that_can_be_reminded(self):
        """Those who did not answer, whom mail reaches and who want it."""
        reachable = [InvitationState.SENT, InvitationState.STARTED]
        return self.filter(state__in=reachable).exclude(person__email="")

    def open_to_mail(self):
        """Those without an answer, and whose person did not refuse mail about it."""
        return self.unanswered().exclude(state=InvitationState.OPTED_OUT)

    def that_mail_missed(self):
        """Those without an answer to which no mail came, and who want it."""
        return self.filter(state__in=[InvitationState.QUEUED, InvitationState.BOUNCED])

    def unreached(self):
        """Those without an answer whom no mail reaches: no address, it did not arrive, or no mail is wanted."""
        closed_to_mail = [InvitationState.QUEUED, InvitationState.BOUNCED, InvitationState.OPTED_OUT]
        return self.unbegun().filter(state__in=closed_to_mail)

    def unbegun(self):
        """Those of which nothing was answered yet, so that a link in a letter opens nothing of anybody."""
        return self.unanswered().exclude(state=InvitationState.STARTED).filter(draft={})

    def with_person_mailed_on(self):
        """Adds `person_mailed_on`: the last day on which who is asked got a mail about any survey."""
        theirs = Invitation.objects.filter(person=OuterRef("person")).order_by().values("person")
        return self.annotate(person_mailed_on=Subquery(theirs.annotate(last=Max("mailed_on")).values("last")))

    def last_mailed(self, people):
        """{id of a person: the last day on which they got a mail about any survey}."""
        mailed = self.filter(person__in=people, mailed_on__isnull=False).order_by().values_list("person")
        return dict(mailed.annotate(last=Max("mailed_on")))

    def remove_links(self):
        """Let no link open these any more; returns how many did."""
        linked = self.filter(token_hash__isnull=False)
        return linked.update(token_hash=None, code_hash=None, link_seed="")

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
    token_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - many may have none: cleared away
    code_hash = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 - of the short code in a letter
    link_seed = models.CharField(max_length=43, blank=True)  # what the link is made of, with the server's secret
    state = models.CharField(_("state"), max_length=10, choices=InvitationState, default=InvitationState.QUEUED)
    reminder_count = models.PositiveSmallIntegerField(_("reminders"), default=0)
    mailed_on = models.DateField(_("last mail"), null=True)  # the day of the last mail about it
    hand_overs = models.PositiveSmallIntegerField(default=0)  # how often a colleague took it over
    draft = SealedField(default=dict, blank=True)  # answers that were not sent yet, by question code
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
    def state_once_started(self):
        """Its state once something was answered: where mail does not arrive or is not wanted, that stays known."""
        stays = (InvitationState.OPTED_OUT, InvitationState.BOUNCED)
        return self.state if self.state in stays else InvitationState.STARTED

    @property
    def state_once_mailed(self):
        """Its state once a mail is on its way: what was begun stays begun."""
        return InvitationState.STARTED if self.draft else InvitationState.SENT

    @property
    def is_submitted(self):
        return self.state == InvitationState.SUBMITTED
