from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Person
from portal import tokens


class AgendaAddressQuerySet(models.QuerySet):
    def of(self, person):
        """That of one person; none for an account without a person."""
        return self.filter(person=person) if person else self.none()

    def with_token(self, token):
        """The one that this secret opens; none for who may no longer log in."""
        return self.filter(token_hash=tokens.hash_of(token)).exclude(person__user__is_active=False)


class AgendaAddress(models.Model):
    """A secret address where the agenda program of one person fetches their half-days."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="agenda_address")
    seed = models.CharField(max_length=43)  # with the server's secret it makes the address again, for its owner alone
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("made on"))

    objects = AgendaAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("address of an agenda")
        verbose_name_plural = _("addresses of agendas")

    def __str__(self):
        return f"{self.made_at:%Y-%m-%d}"
