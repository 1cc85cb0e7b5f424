"""Who may hand a question over, and to whom."""

from members.models import Person, RoleAssignment
from portal.models import normal_email
from surveys.models import Invitation, MailRefusal, UnitOfAnalysis
from surveys.rules.answers import answer_refusals, is_in
from surveys.rules.lifecycle import invitees
from surveys.rules.pressure import has_rest
from surveys.rules.refusals import Refusal

MOST_HAND_OVERS = 3


def hand_over_refusals(survey, invitation, *, email, today):
    """Every reason why the one with this address does not get the question of this invitation."""
    colleague = Person.objects.current().filter(email__iexact=normal_email(email)).first()
    rules = (
        (Refusal.SENT_ALREADY, is_in(invitation)),
        (Refusal.ONES_OWN, not may_be_handed_over(survey, invitation)),
        (Refusal.TOO_OFTEN, invitation.hand_overs >= MOST_HAND_OVERS),
        (Refusal.INVITED_ALREADY, colleague is not None and survey.invitations.filter(person=colleague).exists()),
        (
            Refusal.WORKS_ELSEWHERE,
            colleague is not None
            and invitation.unit is not None
            and _works_elsewhere(colleague, invitation.unit.municipality_id, today=today),
        ),
        (Refusal.WANTS_NO_MAIL, colleague is not None and MailRefusal.objects.filter(person=colleague).exists()),
    )
    reasons = [refusal for refusal, applies in rules if applies]
    return reasons or answer_refusals(survey, invitation, today=today)


def may_be_handed_over(survey, invitation):
    """A municipality may let somebody else speak; who is asked for themselves cannot."""
    return survey.unit_of_analysis == UnitOfAnalysis.MUNICIPALITY and invitation.unit_id is not None


def _works_elsewhere(person, municipality_id, *, today):
    places = set(RoleAssignment.objects.active_on(today).filter(person=person).values_list("municipality", flat=True))
    return bool(places) and municipality_id not in places


def invitees_with_rest(survey, *, today):
    """Those to invite who had no mail about another survey these days."""
    people = invitees(survey, today=today)
    mailed = Invitation.objects.last_mailed([person.pk for person, _unit in people])
    return [(person, unit) for person, unit in people if has_rest(mailed.get(person.pk), today=today)]
