"""Somebody who made an account says where they work; the team or their head of service decides."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members import todo
from members.actions.people import add_person, assign_role, take_account
from members.models import Claim, ClaimState, Person, Role, RoleAssignment, RoleSource
from members.rules import claims as rules
from members.rules.claims import Refusal
from portal.models import User
from portal.post import actions as post
from portal.refused import Refused
from portal.trail import actions as trail
from portal.trail.models import LineKind

DECIDE_WITHIN = timedelta(days=7)


class Claimer:
    """Whom the mail about a claim goes to: the account, which may not be a person in the register."""

    def __init__(self, claim):
        self.email, self.language = claim.user.email, claim.user.language
        self.first_name, self.full_name = claim.first_name, claim.full_name


@transaction.atomic
def claim_role(user, role_type, municipality, *, first_name, last_name, note="", today, now=None):
    """Ask for a role in a municipality; it gives nothing until somebody approves it."""
    User.objects.filter(pk=user.pk).update(language=user.language)  # a write first, so a second form waits
    if reasons := rules.claim_refusals(user, role_type, municipality, today=today):
        raise Refused(reasons)
    person = getattr(user, "person", None)
    try:
        with transaction.atomic():
            claim = Claim.objects.create(
                user=user,
                first_name=person.first_name if person else first_name,
                last_name=person.last_name if person else last_name,
                municipality=municipality,
                role_type=role_type,
                note=note,
                asked_at=now or timezone.now(),
            )
    except IntegrityError:  # asked at the same moment: the other was first
        raise Refused([Refusal.WAITS]) from None

    heads = RoleAssignment.objects.active_on(today).granting(Role.MANAGER).filter(municipality=municipality)
    title = format_lazy(_("Decide who works in {place}: somebody asks for a role"), place=municipality.name)
    for whom in (Role.STAFF, *Person.objects.current().filter(pk__in=heads.values("person"))):
        todo.ask(whom, title=title, url=claim.get_absolute_url(), source=claim, due=today + DECIDE_WITHIN)
    return claim


@transaction.atomic
def approve_claim(claim, *, by, today, now=None):
    """Let somebody in: the person whose proved address it is, or a new one, gets the role."""
    claim = Claim.objects.hold(claim.pk)
    if reasons := rules.approve_refusals(claim, by=by, today=today):
        raise Refused(reasons)

    person = rules.person_of(claim) or add_person(
        first_name=claim.first_name, last_name=claim.last_name, email=claim.user.email, by=by
    )
    if person.user_id is None:
        take_account(person, claim.user, today=today)
    held = person.roles.filter(role_type=claim.role_type, municipality=claim.municipality).active_on(today)
    if not held.exists():  # staff may have given it meanwhile
        assign_role(
            person,
            claim.role_type,
            on=today,
            municipality=claim.municipality,
            by=by,
            source=RoleSource.SELF,
            confirmed_on=today,
        )
    claim.person = person
    _decide(claim, ClaimState.APPROVED, by=by, now=now)
    post.send(Claimer(claim), "members/mail/claim_approved", {"claim": claim})
    return claim


@transaction.atomic
def refuse_claim(claim, *, by, reason, now=None):
    """Say no, with a reason that the claimer reads."""
    claim = Claim.objects.hold(claim.pk)
    reasons = rules.decide_refusals(claim, by=by)
    if not reason.strip():
        reasons.append(Refusal.NEEDS_A_REASON)
    if reasons:
        raise Refused(reasons)
    claim.reason = reason.strip()
    _decide(claim, ClaimState.REFUSED, by=by, now=now)
    post.send(Claimer(claim), "members/mail/claim_refused", {"claim": claim})
    return claim


def _decide(claim, state, *, by, now):
    before, claim.state = claim.state, state
    claim.decided_at, claim.decided_by = now or timezone.now(), by
    claim.save(update_fields=["state", "decided_at", "decided_by", "reason", "person"])
    todo.done(source=claim)
    trail.write(
        _("A claim of a role was decided"),
        by=by,
        about=claim,
        kind=LineKind.APPROVAL,
        change={"state": [before, state]},
        reason=claim.reason,
    )
