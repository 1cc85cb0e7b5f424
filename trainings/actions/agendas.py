from django.db import transaction

from portal import tokens
from trainings.models import AgendaAddress

PURPOSE = "trainings.agenda"


@transaction.atomic
def make_agenda_address(person, *, now):
    """Give somebody a new secret address for their agenda; the old one opens nothing from now on."""
    revoke_agenda_address(person)
    seed = tokens.new()
    token_hash = tokens.hash_of(tokens.of_seed(seed, purpose=PURPOSE))
    return AgendaAddress.objects.create(person=person, seed=seed, token_hash=token_hash, made_at=now)


def revoke_agenda_address(person):
    """Let the secret address of somebody open nothing any more; returns how many there were."""
    return AgendaAddress.objects.filter(person=person).delete()[0]


def token_of(address):
    """The secret in an address, for its owner; None when the server's secret is not the one that made it."""
    token = tokens.of_seed(address.seed, purpose=PURPOSE)
    return token if tokens.hash_of(token) == address.token_hash else None
