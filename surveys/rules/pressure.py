"""How often somebody gets mail about surveys, all surveys together."""

from collections import Counter
from datetime import timedelta

from django.utils.translation import gettext as _

from members.models import Province
from surveys.models import InvitationState, MailRefusal

DAYS_BETWEEN_MAILS = 7
MOST_REMINDERS = 2


def has_rest(last, *, today):
    """Whether somebody whose last mail about a survey left on `last`, None for never, had some days of rest."""
    return last is None or today - last >= timedelta(days=DAYS_BETWEEN_MAILS)


def refusing():
    """The ids of the people who want no mail about any survey."""
    return set(MailRefusal.objects.values_list("person", flat=True))


def to_remind(survey, *, today):
    """The invitations that a reminder goes to today, by name of the municipality: it reads, and changes nothing."""
    reachable = (
        survey.invitations.that_can_be_reminded()
        .filter(reminder_count__lt=MOST_REMINDERS)
        .exclude(person__in=MailRefusal.objects.values("person"))
        .with_person_mailed_on()
        .select_related("survey", "person__user", "unit")
        .order_by("unit__name", "person__sort_name", "pk")
    )
    answered = answered_units(survey)
    return [
        each
        for each in reachable
        if has_rest(each.person_mailed_on, today=today) and not (each.unit_id and each.unit_id in answered)
    ]


def by_province(invitations):
    """How many of these invitations there are in each province, as (words, number)."""
    numbers = Counter(each.unit.province for each in invitations if each.unit)
    return [(label, numbers[code]) for code, label in Province.choices if numbers[code]]


def not_reminded(survey, reminded):
    """Why the others who did not answer get no reminder today, as (words, number)."""
    others = survey.invitations.unanswered().exclude(pk__in=[each.pk for each in reminded]).defer("draft")
    others = list(others.select_related("person"))
    answered, refused = answered_units(survey), refusing()
    reasons = Counter(_why_not(each, answered, refused) for each in others)
    return reasons.most_common()


def _why_not(invitation, answered, refused):
    if invitation.unit_id in answered:
        return _("a colleague has answered")
    if invitation.state == InvitationState.OPTED_OUT or invitation.person_id in refused:
        return _("want no mail")
    if invitation.state == InvitationState.BOUNCED:
        return _("mail does not arrive")
    if not invitation.person.email or invitation.state == InvitationState.QUEUED:
        return _("have no address, or were not mailed yet")
    if invitation.reminder_count >= MOST_REMINDERS:
        return _("were reminded often enough")
    return _("had a mail about a survey these days")


def still_to_answer(survey):
    """The invitations of whom an answer is still wanted: theirs did not come, nor that of a colleague."""
    answered = answered_units(survey)
    waiting = survey.invitations.unanswered().select_related("survey", "person")
    return [each for each in waiting if each.unit_id is None or each.unit_id not in answered]


def answered_units(survey):
    """The ids of the units of the population for which an answer came in."""
    submitted = survey.invitations.answered().filter(unit__isnull=False).values_list("unit", flat=True)
    counted = survey.responses.counted().filter(unit__isnull=False).values_list("unit", flat=True)
    return {*submitted, *counted}
