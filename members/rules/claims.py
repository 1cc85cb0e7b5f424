"""Who may claim what, and who decides about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models import Claim, ClaimState, Person, Role
from portal.accounts import has_verified_address


class Refusal(models.TextChoices):
    """Why a claim is not possible or cannot be decided, as a sentence for the person who tried."""

    NOT_VERIFIED = "not-verified", _("Confirm your e-mail address first: log in with the code that we mail you.")
    WAITS = "waits", _("You asked for a role already. We look at it first.")
    NOT_CLAIMABLE = "not-claimable", _("You can only ask to be a youth officer. For another role, mail us.")
    NO_LONGER_EXISTS = "no-longer-exists", _("This municipality no longer exists. Choose the one of today.")
    HELD = "held", _("You hold that role there already.")
    DECIDED = "decided", _("Somebody decided about this already.")
    OWN = "own", _("You cannot decide about your own claim. Ask a colleague.")
    NEEDS_A_REASON = "needs-a-reason", _("Say why not: the sentence goes into the mail.")
    NOT_YOURS = "not-yours", _("Only our team and the head of service of this municipality decide about it.")
    OTHER_ACCOUNT = (
        "other-account",
        _("Somebody with this address stands in the register and logs in with another one. Look at their data first."),
    )
    OTHER_PERSON = "other-person", _("This account belongs to somebody of our team. Ask an administrator.")


def claim_refusals(user, role_type, municipality, *, today):
    """Every reason why this account cannot claim the role there."""
    person = getattr(user, "person", None)
    held = person and person.roles.active_on(today).filter(role_type=role_type, municipality=municipality).exists()
    rules = (
        (Refusal.NOT_VERIFIED, not has_verified_address(user)),
        (Refusal.WAITS, Claim.objects.of(user).waiting().exists()),
        (Refusal.NOT_CLAIMABLE, role_type.grants != Role.OFFICER),
        (Refusal.NO_LONGER_EXISTS, not municipality.exists_on(today)),
        (Refusal.HELD, bool(held)),
    )
    return [refusal for refusal, applies in rules if applies]


def decide_refusals(claim, *, by):
    """Every reason why `by` cannot decide about this claim, whatever they decide."""
    rules = (
        (Refusal.DECIDED, claim.state != ClaimState.WAITING),
        (Refusal.OWN, claim.user_id == by.pk),
        (Refusal.NOT_YOURS, not Claim.objects.visible_to(by).filter(pk=claim.pk).exists()),
    )
    return [refusal for refusal, applies in rules if applies]


def approve_refusals(claim, *, by, today):
    """Every reason why `by` cannot approve this claim."""
    known = person_of(claim)
    team = known is not None and Person.objects.filter(pk=known.pk).of_team(today).exists()
    rules = (
        (Refusal.NOT_VERIFIED, not has_verified_address(claim.user)),
        (Refusal.NO_LONGER_EXISTS, not claim.municipality.exists_on(today)),
        (Refusal.OTHER_ACCOUNT, known is not None and known.user_id not in (None, claim.user_id)),
        (Refusal.OTHER_PERSON, team and not by.has_perm("members.give_team_roles")),
    )
    return [*decide_refusals(claim, by=by), *(refusal for refusal, applies in rules if applies)]


def person_of(claim):
    """Who in the register this claim is: the person of the account, else who has its address; None for a newcomer.

    An address that nobody proved to be theirs finds nobody: else a typed address would open somebody's data.
    """
    person = getattr(claim.user, "person", None)
    if person is None and has_verified_address(claim.user):
        person = Person.objects.current().at_address(claim.user.email).first()
    return person
