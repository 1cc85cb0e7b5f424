"""Outreach: campaigns that bring us to members whom we have not heard for long."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, Count, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models.contacts import ContactMoment
from members.models.municipalities import Municipality, Province
from members.models.people import Person
from members.models.periods import Period, PeriodQuerySet, ends_after_it_starts
from portal.bilingual import in_readers_language

GOAL = 25


class Eligible(models.TextChoices):
    """Among whom a campaign chooses."""

    SILENT = "silent", _("Silent members")
    MEMBERS = "members", _("All members")


class OutreachCampaignQuerySet(PeriodQuerySet):
    def visible_to(self, user):
        return self if user.has_perm("members.see_outreach") else self.none()

    def reported_to(self, user):
        """Those whose totals this user may read."""
        return self if user.has_perm("members.see_outreach_totals") else self.none()

    def hold(self, pk):
        """The campaign, held until the transaction ends: others wait for their turn."""
        self.filter(pk=pk).update(goal=F("goal"))  # a write first: a real lock on PostgreSQL and on SQLite
        return self.get(pk=pk)

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        return {each.pk: (each.title, each.get_absolute_url()) for each in self.filter(pk__in=ids)}

    def with_progress(self):
        """Adds how many municipalities are on the list and how many of the visits were held."""
        counted = ~Q(targets__state=TargetState.SWAPPED) & Q(targets__isnull=False)
        return self.annotate(
            chosen=Count("targets", filter=counted),
            held=Count("targets", filter=Q(targets__state=TargetState.HELD)),
        ).order_by("-starts_on", "-pk")


class OutreachCampaign(Period):
    """We visit so many members in a period, spread over provinces, sizes and experience."""

    title = models.CharField(_("title"), max_length=120)
    goal = models.PositiveSmallIntegerField(
        _("how many visits"), default=GOAL, validators=[MinValueValidator(1), MaxValueValidator(400)]
    )
    eligible = models.CharField(_("whom we choose from"), max_length=8, choices=Eligible, default=Eligible.SILENT)
    spreads_provinces = models.BooleanField(_("spread over the provinces"), default=True)
    spreads_sizes = models.BooleanField(_("spread over small and large"), default=True)
    spreads_experience = models.BooleanField(_("spread over new and experienced officers"), default=True)
    seed = models.CharField(_("seed of the draw"), max_length=40)  # the same seed proposes the same list
    capacity_hours = models.PositiveSmallIntegerField(_("hours that we can give"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")

    objects = OutreachCampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("outreach campaign")
        verbose_name_plural = _("outreach campaigns")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            ends_after_it_starts("campaign_ends_after_it_starts"),
            models.CheckConstraint(condition=Q(goal__gte=1), name="campaign_has_a_goal"),
            models.CheckConstraint(condition=Q(eligible__in=Eligible.values), name="campaign_chooses_from_somebody"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("members:outreach_detail", args=[self.pk])

    @property
    def spread(self):
        """The qualities over which the list is spread, the most important first."""
        spreads = {
            "province": self.spreads_provinces,
            "size": self.spreads_sizes,
            "experience": self.spreads_experience,
        }
        return tuple(quality for quality, is_on in spreads.items() if is_on)


class TargetState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    INVITED = "invited", _("Invited")
    PLANNED = "planned", _("Planned")
    HELD = "held", _("Held")
    DECLINED = "declined", _("Declined")
    UNREACHABLE = "unreachable", _("Not reached")
    SWAPPED = "swapped", _("Swapped for another")

    @classmethod
    def on_the_list(cls):
        return [state for state in cls if state != cls.SWAPPED]

    @classmethod
    def waiting(cls):
        """Those of a visit that is still to come, what is furthest last."""
        return [cls.PROPOSED, cls.INVITED, cls.PLANNED]


class VisitForm(models.TextChoices):
    PHYSICAL = "physical", _("On site")
    DIGITAL = "digital", _("Online visit")


class OutreachTargetQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("members.see_outreach") else self.none()

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        found = self.filter(pk__in=ids).select_related("municipality")
        return {each.pk: (each.municipality.name_in_lists, each.get_absolute_url()) for each in found}

    def on_the_list(self):
        return self.exclude(state=TargetState.SWAPPED)

    def waiting(self):
        """Visits that are still to come."""
        return self.filter(state__in=TargetState.waiting())

    def waiting_elsewhere(self, campaign, day):
        """Visits still to come of other campaigns that run on a day, by name."""
        running = self.waiting().exclude(campaign=campaign).filter(campaign__ends_on__gt=day)
        return running.select_related("campaign", "municipality")

    def furthest_first(self):
        """What is planned comes before what is invited, and that before what is proposed."""
        steps = [When(state=state, then=step) for step, state in enumerate(TargetState.waiting())]
        return self.order_by(Case(*steps, default=-1).desc(), "planned_on", "pk")

    def of_campaign(self, campaign):
        return self.filter(campaign=campaign)

    def of_contact(self, contact):
        return self.filter(contact=contact).select_related("campaign")

    def with_people(self):
        return self.select_related("municipality", "staff", "swapped_for__municipality")

    def in_state(self, state):
        return self.filter(state=state)

    def in_province(self, province):
        return self.filter(province=province)

    def held(self):
        return self.filter(state=TargetState.HELD, contact__isnull=False, contact__withdrawn_at__isnull=True)

    def hold(self, pk):
        self.filter(pk=pk).update(state=F("state"))  # a write first: a real lock on PostgreSQL and on SQLite
        return self.select_related("campaign", "municipality").get(pk=pk)


class OutreachTarget(models.Model):
    """A municipality on the list of a campaign; why it is there was written down when it was chosen."""

    campaign = models.ForeignKey(OutreachCampaign, on_delete=models.CASCADE, related_name="targets")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="outreach_targets")
    state = models.CharField(_("state"), max_length=11, choices=TargetState, default=TargetState.PROPOSED)
    chosen_on = models.DateField()
    reason_nl = models.CharField(max_length=300)
    reason_en = models.CharField(max_length=300)
    province = models.CharField(max_length=5, choices=Province, blank=True)  # as it was when chosen, as are these:
    size_band = models.SlugField(blank=True)
    experience_band = models.SlugField(blank=True)
    staff = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="outreach_targets", verbose_name=_("who")
    )
    form = models.CharField(_("how"), max_length=8, choices=VisitForm, blank=True)
    planned_on = models.DateField(_("on"), null=True, blank=True)
    note = models.CharField(_("note for the team"), max_length=300, blank=True)
    contact = models.OneToOneField(
        ContactMoment, on_delete=models.SET_NULL, null=True, blank=True, related_name="outreach_target"
    )
    swapped_for = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="came_for")
    swap_reason = models.CharField(_("why"), max_length=300, blank=True)

    objects = OutreachTargetQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality of a campaign")
        verbose_name_plural = _("municipalities of a campaign")
        ordering = ["municipality__sort_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "municipality"], name="a_campaign_chooses_a_municipality_once"),
            models.CheckConstraint(condition=Q(state__in=TargetState.values), name="target_has_a_known_state"),
            models.CheckConstraint(
                condition=~Q(state=TargetState.PLANNED) | Q(planned_on__isnull=False), name="a_planned_visit_has_a_day"
            ),
            models.CheckConstraint(
                condition=~Q(state=TargetState.SWAPPED) | ~Q(swap_reason=""), name="a_swap_has_a_reason"
            ),
        ]

    def __str__(self):
        return str(self.municipality)

    def get_absolute_url(self):
        return reverse("members:outreach_target", args=[self.pk])

    @property
    def reason(self):
        return in_readers_language(self, "reason")
