"""Who may hand a question over, and to whom."""

from members.models import RoleAssignment
from portal.models import normal_email
from surveys.models import Invitation, UnitOfAnalysis
from surveys.rules.answers import answer_refusals, is_in
from surveys.rules.lifecycle import invitees
from surveys.rules.pressure import has_rest, refusing, to_ask_again
from surveys.rules.refusals import Refusal

MOST_HAND_OVERS = 3


def hand_over_refusals(survey, invitation, *, email, today):
    """Every reason why the question of this invitation is not handed over.

    None is about the colleague: whoever asks would learn from it who is in the register.
    """
    rules = (
        (Refusal.SENT_ALREADY, is_in(invitation)),
        (Refusal.ONES_OWN, not may_be_handed_over(survey, invitation)),
        (Refusal.TOO_OFTEN, invitation.hand_overs >= MOST_HAND_OVERS),
        (Refusal.OWN_ADDRESS, invitation.person.email.lower() == normal_email(email).lower()),
    )
    reasons = [refusal for refusal, applies in rules if applies]
    return reasons or answer_refusals(survey, invitation, today=today)


def team_should_look(survey, invitation, colleague, *, today):
    """Why the team should look at a question that was handed to somebody whom the register knows; None for nothing."""
    elsewhere = invitation.unit is not None and _works_elsewhere(
        colleague, invitation.unit.municipality_id, today=today
    )
    rules = (
        (Refusal.INVITED_ALREADY, survey.invitations.filter(person=colleague).exists()),
        (Refusal.WORKS_ELSEWHERE, elsewhere),
        (Refusal.WANTS_NO_MAIL, colleague.pk in refusing()),
    )
    return next((refusal for refusal, applies in rules if applies), None)


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


def number_to_invite(survey, *, today):
    """How many get an invitation when everybody is asked today: new ones, and those whom mail reaches only now."""
    return len(invitees_with_rest(survey, today=today)) + len(to_ask_again(survey, today=today))
