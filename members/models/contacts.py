"""Contact moments: what members tell us, what we agreed and what remains to be done."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models.municipalities import Municipality
from members.models.people import Person, Role, RoleAssignment
from members.models.themes import Theme
from portal.bilingual import in_readers_language

A_DAY = 24 * 60


class NeedQuerySet(models.QuerySet):
    def on_offer(self):
        """Those that may be noted from now on."""
        return self.filter(is_retired=False)


class Need(models.Model):
    """Something that local youth services struggle with; the list is data, so it grows with what we hear."""

    code = models.SlugField(unique=True)
    title_nl = models.CharField(_("Dutch title"), max_length=120)
    title_en = models.CharField(_("English title"), max_length=120, blank=True)
    theme = models.ForeignKey(Theme, on_delete=models.SET_NULL, null=True, blank=True, related_name="needs")
    is_retired = models.BooleanField(_("no longer noted"), default=False)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    objects = NeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["order", "code"]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_readers_language(self, "title")


class MomentForm(models.TextChoices):
    """How we met."""

    PHONE = "phone", _("By phone")
    PHYSICAL = "physical", _("On site")
    DIGITAL = "digital", pgettext_lazy("how we met", "Online")
    MAIL = "mail", _("By mail")
    EVENT = "event", _("At an event")
    PORTAL = "portal", _("Through the portal")


class MomentKind(models.TextChoices):
    """What it was; the ledger of touchpoints knows the same words."""

    QUESTION = "question", _("Question")
    CALL = "call", _("Phone call")
    MAIL = "mail", _("Mail")
    VISIT = "visit", _("Visit or talk")
    GUIDANCE = "guidance", _("Guidance")


class Starter(models.TextChoices):
    """Who took the first step."""

    MEMBER = "member", _("They did")
    TEAM = "team", _("We did")


class ContactMomentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All for the team; the shared ones of their own municipalities for officers and heads of service.

        A coach also sees those that they had themselves.
        """
        standing = self.filter(withdrawn_at__isnull=True)
        if user.has_perm("members.see_contacts"):
            return standing
        held = RoleAssignment.objects.active_on(timezone.localdate()).filter(person__user=user)
        places = held.granting(Role.OFFICER, Role.MANAGER).values("municipality")
        shared = Q(is_shared=True, municipality__in=places)
        if user.has_perm("members.had_contacts"):
            had = self.model.staff.through.objects.filter(contactmoment=OuterRef("pk"), person__user=user)
            shared |= Exists(had)
        return standing.filter(shared)

    def hold(self, pk):
        """The contact moment, held until the transaction ends: others wait for their turn."""
        self.filter(pk=pk).update(recorded_at=models.F("recorded_at"))  # a write first: a real lock everywhere
        return self.get(pk=pk)

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def about(self, theme_code):
        return self.filter(theme__code=theme_code)

    def had_by(self, person):
        """Those in which `person`, somebody of the team, took part."""
        return self.filter(Exists(self.model.staff.through.objects.filter(contactmoment=OuterRef("pk"), person=person)))

    def with_something_to_do(self):
        """Those with a question that waits for its answer, or a follow-up that is not done."""
        waiting = FollowUp.objects.filter(contact=OuterRef("pk"), done_at__isnull=True)
        return self.filter(Q(asked_by__isnull=False, answered_at__isnull=True) | Exists(waiting))

    def asked_by_member(self, person):
        """The questions that `person` asked through the portal, the last one on top."""
        return self.filter(asked_by=person, withdrawn_at__isnull=True).select_related("municipality", "theme")

    def at(self, municipality):
        return self.filter(municipality=municipality)

    def with_place_named(self, words):
        """Those with a municipality whose name or code, or an old name of it, holds these words."""
        return self.filter(municipality__in=Municipality.objects.named(words).values("pk"))

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks; never a word of what was said."""
        return {each.pk: (str(each), each.get_absolute_url()) for each in self.filter(pk__in=ids)}


class ContactMoment(models.Model):
    """We spoke with a member: who, how, what we heard. It keeps the municipality of the moment.

    `heard`, `agreements` and `answer` are for the municipality too, when `is_shared`; `internal_note` is for the team.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="contact_moments")
    on = models.DateField(_("date"))
    form = models.CharField(_("how"), max_length=10, choices=MomentForm)
    kind = models.CharField(_("what it was"), max_length=10, choices=MomentKind)
    started_by = models.CharField(_("who started"), max_length=6, choices=Starter, default=Starter.MEMBER)
    theme = models.ForeignKey(Theme, on_delete=models.PROTECT, null=True, blank=True, related_name="contact_moments")
    heard = models.TextField(_("what we heard"), max_length=4000)
    agreements = models.TextField(_("what we agreed"), max_length=2000, blank=True)
    internal_note = models.TextField(_("note for the team"), max_length=4000, blank=True)
    is_shared = models.BooleanField(_("the youth service may read it"), default=True)
    travel_minutes = models.PositiveSmallIntegerField(
        _("minutes of travel"), null=True, blank=True, validators=[MaxValueValidator(A_DAY)]
    )
    staff = models.ManyToManyField(Person, related_name="contacts_had", verbose_name=_("who of us"))
    participants = models.ManyToManyField(
        Person, blank=True, related_name="contact_moments", verbose_name=_("who of them")
    )
    asked_by = models.ForeignKey(
        Person, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions_asked"
    )  # only of a question that a member put through the portal: it waits for an answer
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    form_key = models.UUIDField(null=True, unique=True, editable=False)  # the same form sent twice is one moment
    recorded_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ContactMomentQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact moment")
        verbose_name_plural = _("contact moments")
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(fields=["municipality", "-on"], name="contacts_of_a_municipality"),
            models.Index(fields=["-on", "-id"], name="contacts_by_date"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(form__in=MomentForm.values), name="contact_has_a_known_form"),
            models.CheckConstraint(condition=Q(kind__in=MomentKind.values), name="contact_has_a_known_kind"),
            models.CheckConstraint(condition=Q(started_by__in=Starter.values), name="contact_has_a_known_starter"),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | ~Q(answer=""), name="an_answered_question_has_its_answer"
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {date_format(self.on, 'j F Y')}"

    def get_absolute_url(self):
        return reverse("members:contact_detail", args=[self.pk])

    @property
    def open_follow_ups(self):
        """How many promises are not kept yet; reads `follow_ups` at once when they were prefetched."""
        return sum(follow_up.done_at is None for follow_up in self.follow_ups.all())

    @property
    def waits_for_an_answer(self):
        return self.asked_by_id is not None and self.answered_at is None


class Urgency(models.TextChoices):
    LATER = "later", _("Can wait")
    YEAR = "year", _("This year")
    NOW = "now", _("Now")


class ContactNeed(models.Model):
    """What a member needs, as it came up in a contact moment: from the list, in their own words, or both."""

    contact = models.ForeignKey(ContactMoment, on_delete=models.CASCADE, related_name="needs")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, null=True, blank=True, related_name="contact_needs")
    urgency = models.CharField(_("how urgent"), max_length=5, choices=Urgency, default=Urgency.YEAR)
    own_words = models.CharField(_("in their own words"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("need of a member")
        verbose_name_plural = _("needs of members")
        ordering = ["need__order", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(need__isnull=False) | ~Q(own_words=""), name="a_need_says_something"),
            models.CheckConstraint(condition=Q(urgency__in=Urgency.values), name="a_need_has_a_known_urgency"),
            models.UniqueConstraint(
                fields=["contact", "need"], condition=Q(need__isnull=False), name="a_need_once_a_contact_moment"
            ),
        ]

    def __str__(self):
        return " – ".join(filter(None, [self.need and self.need.title, self.own_words]))


class FollowUpQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("members.see_contacts") else self.none()

    def open(self):
        """What is still to be done, the most urgent on top."""
        return self.filter(done_at__isnull=True).order_by(models.F("due_on").asc(nulls_last=True), "pk")

    def hold(self, pk):
        self.filter(pk=pk).update(title=models.F("title"))  # a write first: a real lock everywhere
        return self.get(pk=pk)


class FollowUp(models.Model):
    """Something that one of us promised to do after a contact moment."""

    contact = models.ForeignKey(ContactMoment, on_delete=models.CASCADE, related_name="follow_ups")
    title = models.CharField(_("what is to be done"), max_length=150)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="follow_ups", verbose_name=_("by whom"))
    due_on = models.DateField(_("before"), null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        ordering = ["pk"]

    def __str__(self):
        return self.title
