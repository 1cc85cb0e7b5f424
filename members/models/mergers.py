from collections import defaultdict
from typing import NamedTuple

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.aliases import MunicipalityAlias
from members.models.municipalities import Municipality, Province
from members.models.people import Role, RoleAssignment
from portal.names import as_sorted


class Side(models.TextChoices):
    PREDECESSOR = "predecessor", _("predecessor")
    SUCCESSOR = "successor", _("successor")


class EventKind(models.TextChoices):
    """What can happen to territory."""

    MERGER = "merger", _("merger")
    ABSORPTION = "absorption", _("absorption")
    RENAMING = "renaming", _("renaming")
    PROVINCE_CHANGE = "province-change", _("change of province")
    SPLIT = "split", _("split")


class EventStatus(models.TextChoices):
    ANNOUNCED = "announced", _("announced")
    DECIDED = "decided", _("decided")
    EXECUTED = "executed", _("carried out")
    REVERTED = "reverted", _("undone")

    @classmethod
    def planned(cls):
        return [cls.ANNOUNCED, cls.DECIDED]


class TerritorialEventQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What was carried out is known to all; plans are for who prepares them and the heads of service concerned."""
        if user.has_perm("members.plan_merger"):
            return self
        if not user.has_perm("members.see_municipalities"):
            return self.none()
        headed = RoleAssignment.objects.active_on(timezone.localdate()).granting(Role.MANAGER).filter(person__user=user)
        own = TerritorialParty.objects.filter(municipality__in=headed.values("municipality"))
        planned = Q(status__in=EventStatus.planned(), pk__in=own.values("event"))
        return self.filter(Q(status=EventStatus.EXECUTED) | planned)

    def hold(self, pk):
        """The event, held until the transaction ends: a write first, so that others wait."""
        self.filter(pk=pk).update(status=F("status"))
        return self.get(pk=pk)

    def executed(self):
        return self.filter(status=EventStatus.EXECUTED)

    def planned(self):
        return self.filter(status__in=EventStatus.planned())

    def with_parties(self):
        return self.prefetch_related("parties__municipality")

    def concerning(self, *municipalities):
        """Those in which one of these municipalities has a part."""
        return self.filter(pk__in=TerritorialParty.objects.filter(municipality__in=municipalities).values("event"))

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        return {each.pk: (each.title, each.get_absolute_url()) for each in self.filter(pk__in=ids).with_parties()}


class TerritorialEvent(models.Model):
    """Something that happens to territory on a day, with what goes in and what comes out; a plan until carried out."""

    kind = models.CharField(_("kind"), max_length=15, choices=EventKind, default=EventKind.MERGER)
    status = models.CharField(_("state"), max_length=9, choices=EventStatus, default=EventStatus.ANNOUNCED)
    effective_on = models.DateField(_("takes effect on"))
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    objects = TerritorialEventQuerySet.as_manager()

    class Meta:
        verbose_name = _("territorial event")
        verbose_name_plural = _("territorial events")
        ordering = ["effective_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="territorial_event_has_a_known_kind"),
            models.CheckConstraint(
                condition=Q(status__in=EventStatus.values), name="territorial_event_has_a_known_status"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("members:merger_detail", args=[self.pk])

    @property
    def is_planned(self):
        return self.status in EventStatus.planned()

    def parties_on(self, side):
        """In the order in which they were named; counted among what `with_parties` brought."""
        return sorted((party for party in self.parties.all() if party.side == side), key=lambda party: party.pk)

    @property
    def going_in(self):
        """The parties before: those that are named among what comes out as well come last."""
        staying = {party.municipality_id for party in self.coming_out}
        return sorted(self.parties_on(Side.PREDECESSOR), key=lambda party: party.municipality_id in staying)

    @property
    def coming_out(self):
        """The parties after; the first one is the heir, to whom goes what cannot be divided."""
        return self.parties_on(Side.SUCCESSOR)

    @property
    def predecessors(self):
        return [party.municipality for party in self.going_in]

    @property
    def ending(self):
        """The municipalities that end with this event."""
        staying = {party.municipality_id for party in self.coming_out}
        return [party.municipality for party in self.going_in if party.municipality_id not in staying]

    @property
    def heir(self):
        """The party to whom open matters and undivided facts go, or None while none is named."""
        return next(iter(self.coming_out), None)

    @property
    def title(self):
        """What happens, by name: "Galmaarden + Gooik → Pajottegem"."""
        before = " + ".join(party.name for party in self.going_in)
        after = " + ".join(party.name for party in self.coming_out)
        if self.kind == EventKind.PROVINCE_CHANGE:
            provinces = [party.get_new_province_display() for party in self.coming_out]
            return f"{before} → {', '.join(map(str, provinces))}"
        return f"{before} → {after}"


class FoundBy(NamedTuple):
    """Why a search found a municipality under a name that is not its own; `since` is empty for an alias."""

    name: str
    since: object = None


class TerritorialPartyQuerySet(models.QuerySet):
    """One that absorbs another is on both sides, but neither its own predecessor nor its own successor."""

    def executed(self):
        return self.filter(event__status=EventStatus.EXECUTED)

    def predecessors_of(self, *municipalities):
        return self._across(Side.PREDECESSOR, Side.SUCCESSOR, municipalities)

    def successors_of(self, *municipalities):
        return self._across(Side.SUCCESSOR, Side.PREDECESSOR, municipalities)

    def before(self, municipalities):
        """The parties that became one of `municipalities`, a QuerySet of their ids, in an executed event."""
        return self._across(Side.PREDECESSOR, Side.SUCCESSOR, municipalities).order_by()

    def named_among_predecessors(self, municipalities, search):
        """Why a search found these: {pk: FoundBy of each predecessor or alias so named}, empty for an own name."""
        found = defaultdict(list)
        words = [as_sorted(word) for word in search.split()]
        if not words or not municipalities:
            return found
        before = defaultdict(list)
        for party in self._across(Side.PREDECESSOR, Side.SUCCESSOR, Municipality.objects.values("pk")):
            before[party.of].append(party)
        aliases = defaultdict(list)
        for alias in MunicipalityAlias.objects.with_any_of(words):
            aliases[alias.municipality_id].append(alias)

        for municipality in municipalities:
            own_name = municipality.sort_name

            def is_meant(name, own_name=own_name):
                return name != own_name and any(word in name for word in words)

            names = [FoundBy(alias.name) for alias in aliases[municipality.pk] if is_meant(alias.sort_name)]
            waiting, seen = [(party, party.event.effective_on) for party in before[municipality.pk]], set()
            while waiting:
                party, since = waiting.pop(0)
                if party.municipality_id in seen:
                    continue
                seen.add(party.municipality_id)
                older = [party.municipality, *aliases[party.municipality_id]]
                names += [FoundBy(each.name, since) for each in older if is_meant(each.sort_name)]
                waiting += [(further, since) for further in before[party.municipality_id]]
            found[municipality.pk] = names
        return found

    def _across(self, side, other_side, municipalities):
        """Those on `side` of an executed event with one of `municipalities`, added as `of`, on the other side."""
        return (
            self.executed()
            .filter(side=side, event__parties__side=other_side, event__parties__municipality__in=municipalities)
            .annotate(of=F("event__parties__municipality"))
            .exclude(municipality=F("of"))
            .select_related("event", "municipality")
            .order_by("event__effective_on", "municipality__sort_name")
        )


class TerritorialParty(models.Model):
    """A municipality's part in a territorial event; one that absorbs another is on both sides.

    What comes out of a plan may still have to be made: then the party holds its code, name and province. A name or
    province alone says what changes of a municipality that stays; before a renaming it is the name that it had.
    """

    event = models.ForeignKey(TerritorialEvent, on_delete=models.CASCADE, related_name="parties")
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, null=True, related_name="territorial_parties"
    )
    side = models.CharField(max_length=11, choices=Side)
    new_nis_code = models.CharField(_("NIS code"), max_length=5, blank=True)
    new_name = models.CharField(_("name"), max_length=100, blank=True)
    new_province = models.CharField(_("province"), max_length=5, choices=Province, blank=True)

    objects = TerritorialPartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party to a territorial event")
        constraints = [
            models.UniqueConstraint(fields=["event", "municipality", "side"], name="a_party_is_on_a_side_once"),
            models.CheckConstraint(
                condition=Q(municipality__isnull=False)
                | Q(side=Side.SUCCESSOR) & ~Q(new_nis_code="") & ~Q(new_name=""),
                name="a_party_is_known_or_to_be_made",
            ),
        ]

    def __str__(self):
        return f"{self.name} ({self.get_side_display()})"

    @property
    def name(self):
        """The name that it has in this event."""
        return self.new_name or self.municipality.name
