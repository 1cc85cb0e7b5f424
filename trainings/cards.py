"""What the card of an edition shows, beside the edition itself."""

from trainings import rules
from trainings.models import Registration


def present(editions, user, *, today):
    """Give each edition its `availability`, and `mine`: the user's own registration, if any."""
    registrations = Registration.objects.of(user).active().filter(edition__in=[edition.pk for edition in editions])
    mine = {registration.edition_id: registration for registration in registrations}
    for edition in editions:
        edition.availability = rules.availability(edition, today=today)
        edition.mine = mine.get(edition.pk)
    return editions
