"""When a municipality approves a registration first, who does it, and who may answer."""

from members.lineage import Lineage
from members.models import Person, Role, RoleAssignment
from trainings.models import EditionState, Registration, RegistrationState
from trainings.rules.planning import is_over
from trainings.rules.refusals import Refusal


def asks_approval(edition, municipality, price, *, by, on):
    """True when the municipality has to agree first: it pays, and its head of service is not who registers."""
    if not edition.asks_approval or municipality is None or not price.amount:
        return False
    return by is None or not heads_of_service(municipality, on=on).filter(user=by).exists()


def heads_of_service(municipality, *, on):
    """Who can approve for a municipality, or for what it became: heads of service whom we can reach."""
    heir = Lineage(on).heir_of(municipality.pk)
    heads = RoleAssignment.objects.active_on(on).granting(Role.MANAGER).filter(municipality=heir)
    return Person.objects.current().filter(pk__in=heads.values("person"), user__isnull=False).exclude(email="")


def may_decide(registration, user):
    """True for the head of service of the municipality, and for staff on its behalf."""
    if user.has_perm("trainings.plan"):
        return True
    return Registration.objects.of_places_headed_by(user).filter(pk=registration.pk).exists()


def decide_refusals(registration, *, by, now):
    """Every reason why `by` cannot approve or decline this request."""
    edition = registration.edition
    rules = (
        (Refusal.NOT_YOURS, not may_decide(registration, by)),
        (Refusal.NOT_REQUESTED, registration.state != RegistrationState.REQUESTED),
        (Refusal.CANCELLED, edition.state == EditionState.CANCELLED),
        (Refusal.OVER, is_over(edition, now=now)),
    )
    return [refusal for refusal, applies in rules if applies]
