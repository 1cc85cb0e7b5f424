from collections import defaultdict

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from members.models.municipalities import Municipality
from portal.names import as_sorted


class Side(models.TextChoices):
    PREDECESSOR = "predecessor", _("predecessor")
    SUCCESSOR = "successor", _("successor")


class TerritorialEvent(models.Model):
    """A merger, with the municipalities that went in and the one that came out."""

    effective_on = models.DateField(_("takes effect on"))

    class Meta:
        verbose_name = _("territorial event")
        ordering = ["effective_on", "pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.effective_on}"


class TerritorialPartyQuerySet(models.QuerySet):
    """One that absorbs another is on both sides, but neither its own predecessor nor its own successor."""

    def predecessors_of(self, *municipalities):
        return self._across(Side.PREDECESSOR, Side.SUCCESSOR, municipalities)

    def successors_of(self, *municipalities):
        return self._across(Side.SUCCESSOR, Side.PREDECESSOR, municipalities)

    def named_among_predecessors(self, municipalities, search):
        """Which predecessors made a search find `municipalities`: {pk: parties}, empty for a name of their own."""
        found = defaultdict(list)
        words = [as_sorted(word) for word in search.split()]
        own_names = {municipality.pk: municipality.sort_name for municipality in municipalities}
        for party in self.predecessors_of(*own_names) if words else ():
            name = party.municipality.sort_name
            if name != own_names[party.of] and any(word in name for word in words):
                found[party.of].append(party)
        return found

    def _across(self, side, other_side, municipalities):
        """Those on `side` of an event with one of `municipalities`, added as `of`, on the other side."""
        return (
            self.filter(side=side, event__parties__side=other_side, event__parties__municipality__in=municipalities)
            .annotate(of=F("event__parties__municipality"))
            .exclude(municipality=F("of"))
            .select_related("event", "municipality")
            .order_by("event__effective_on", "municipality__sort_name")
        )


class TerritorialParty(models.Model):
    """A municipality's part in a territorial event; one that absorbs another is on both sides."""

    event = models.ForeignKey(TerritorialEvent, on_delete=models.CASCADE, related_name="parties")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="territorial_parties")
    side = models.CharField(max_length=11, choices=Side)

    objects = TerritorialPartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("party to a territorial event")
        constraints = [
            models.UniqueConstraint(fields=["event", "municipality", "side"], name="a_party_is_on_a_side_once")
        ]

    def __str__(self):
        return f"{self.municipality} ({self.get_side_display()})"
