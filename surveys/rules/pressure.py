"""How often somebody gets mail about surveys, all surveys together."""

from collections import Counter
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from members.models import Province
from portal.post.models import Mail
from surveys.models import InvitationState, MailRefusal
from surveys.rules.refusals import Refusal

DAYS_BETWEEN_MAILS = 7
MOST_REMINDERS = 2


def has_rest(last, *, today):
    """Whether somebody whose last mail about a survey left on `last`, None for never, had some days of rest."""
    return last is None or today - last >= timedelta(days=DAYS_BETWEEN_MAILS)


def wait_of_mail(number):
    """How long the mail with this number, from 0 on, waits: mails of one mailing leave a batch at a time."""
    return number // settings.SURVEY_MAILS_AT_ONCE * settings.SURVEY_MAILS_PAUSE


def wants_mail(invitation, address, *, today):
    """Whether a mail about it that waits for this address is still wanted: much may have happened since."""
    return (
        invitation.survey.takes_answers_on(today)
        and invitation.state not in (InvitationState.SUBMITTED, InvitationState.OPTED_OUT)
        and invitation.person.email.lower() == address.lower()
        and invitation.person.merged_into_id is None
        and not MailRefusal.objects.filter(person=invitation.person_id).exists()
        and not (invitation.unit_id and invitation.unit_id in answered_units(invitation.survey))
    )


def ask_again_refusals(survey, invitation, *, today):
    """Every reason why an invitation that no mail brought is not sent once more today."""
    mailed = survey.invitations.filter(pk=invitation.pk).with_person_mailed_on().get().person_mailed_on
    rules = (
        (Refusal.NOT_OPEN, not survey.takes_answers_on(today)),
        (Refusal.ARRIVED, invitation.state not in (InvitationState.QUEUED, InvitationState.BOUNCED)),
        (Refusal.NO_ADDRESS, not invitation.person.email),
        (Refusal.WANTS_NO_MAIL, invitation.person_id in refusing()),
        (Refusal.ANSWERED_FOR_THEM, invitation.unit_id is not None and invitation.unit_id in answered_units(survey)),
        (Refusal.NO_REST, not has_rest(mailed, today=today)),
    )
    return [refusal for refusal, applies in rules if applies]


def to_ask_again(survey, *, today):
    """The invitations that no mail brought and that one can bring now: an address came, or was corrected."""
    missed = survey.invitations.that_mail_missed().exclude(person__email="").exclude(person__in=refusing())
    missed = list(missed.with_person_mailed_on().select_related("survey", "person__user", "unit"))
    if not missed:
        return []
    bouncing, answered = Mail.objects.bouncing(), answered_units(survey)
    return [
        each
        for each in missed
        if each.person.email.lower() not in bouncing
        and each.unit_id not in answered
        and has_rest(each.person_mailed_on, today=today)
    ]


class MailsWaiting(NamedTuple):
    """How many mails of a survey still wait, until when by plan, and how many our server could not bring yet."""

    number: int
    until: object
    in_trouble: int


def mails_waiting(survey):
    waiting = Mail.objects.about(f"surveys.{survey.pk}.").on_its_way()
    return MailsWaiting(
        **waiting.aggregate(number=Count("pk"), until=Max("try_from"), in_trouble=Count("pk", filter=~Q(last_error="")))
    )


def refusing():
    """The ids of the people who want no mail about any survey."""
    return set(MailRefusal.objects.values_list("person", flat=True))


def to_remind(survey, *, today):
    """The invitations that a reminder goes to today, by name of the municipality: it reads, and changes nothing."""
    reachable = (
        survey.invitations.that_can_be_reminded()
        .filter(reminder_count__lt=MOST_REMINDERS)
        .filter(person__merged_into=None)
        .exclude(person__in=MailRefusal.objects.values("person"))
        .with_person_mailed_on()
        .select_related("survey", "person__user", "unit")
        .order_by("unit__name", "person__sort_name", "pk")
    )
    answered, bouncing = answered_units(survey), Mail.objects.bouncing()
    return [
        each
        for each in reachable
        if has_rest(each.person_mailed_on, today=today)
        and not (each.unit_id and each.unit_id in answered)
        and each.person.email.lower() not in bouncing
    ]


def by_province(invitations):
    """How many of these invitations there are in each province, as (words, number)."""
    numbers = Counter(each.unit.province for each in invitations if each.unit)
    return [(label, numbers[code]) for code, label in Province.choices if numbers[code]]


def not_reminded(survey, reminded):
    """Why the others who did not answer get no reminder today, as (words, number)."""
    others = survey.invitations.unanswered().exclude(pk__in=[each.pk for each in reminded]).defer("draft")
    others = list(others.select_related("person"))
    answered, refused, bouncing = answered_units(survey), refusing(), Mail.objects.bouncing()
    reasons = Counter(_why_not(each, answered, refused, bouncing) for each in others)
    return reasons.most_common()


def _why_not(invitation, answered, refused, bouncing):
    if invitation.unit_id in answered:
        return _("a colleague has answered")
    if invitation.state == InvitationState.OPTED_OUT or invitation.person_id in refused:
        return _("want no mail")
    if invitation.state == InvitationState.BOUNCED or invitation.person.email.lower() in bouncing:
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
