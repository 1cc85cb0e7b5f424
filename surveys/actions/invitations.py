"""Asking people to answer a survey, handing a question over, and stopping the mail."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from members import todo
from members.models import Person, Role
from portal.post import actions as post
from portal.post.models import Mail
from portal.refused import Refused
from portal.trail import actions as trail
from portal.trail.models import LineKind
from surveys import documents, rules, tokens
from surveys.actions import anonymous
from surveys.actions.files import discard_files
from surveys.models import Invitation, InvitationState, Mailing, MailingKind, MailRefusal, Survey


@transaction.atomic
def invite(survey, people, *, today, by=None):
    """Ask each (person, unit of the population or None) by mail and on their home page; once each.

    The invitations come back with their `token`; their mails leave a batch at a time. Who wants no mail about surveys
    is asked on the home page alone, and so is somebody whose address takes no mail.
    """
    survey = Survey.objects.hold(survey.pk)
    if not survey.takes_answers_on(today):
        raise Refused([rules.Refusal.NOT_OPEN])

    asked = set(survey.invitations.values_list("person", flat=True))
    refusing, bouncing = rules.refusing(), Mail.objects.bouncing()
    made = []
    for person, unit in people:
        if person.pk not in asked:
            asked.add(person.pk)
            invitation = Invitation(survey=survey, person=person, unit=unit)
            renew_link(invitation)
            if person.pk in refusing:
                invitation.state = InvitationState.OPTED_OUT
            elif person.email.lower() in bouncing:
                invitation.state = InvitationState.BOUNCED
            made.append(invitation)
    Invitation.objects.bulk_create(made)
    for invitation in made:
        ask(invitation)
    queued = [each for each in made if each.state == InvitationState.QUEUED]
    reached = mail_invitations(survey, queued, today=today, by=by)
    if made:
        change = {"invitations": [0, len(made)], "mails": [0, len(reached)]}
        trail.write(_("People were invited to a survey"), by=by, about=survey, change=change)
    return made


def mail_invitations(survey, invitations, *, today, by):
    """Put the mails of these invitations in the outbox, a batch at a time; returns those that have an address."""
    minutes = documents.minutes(survey.version.document)
    reached = []
    for invitation in invitations:
        delay = rules.wait_of_mail(len(reached))
        if tell(invitation, "invited", minutes=minutes, today=today, delay=delay):
            invitation.state, invitation.mailed_on = invitation.state_once_mailed, today
            reached.append(invitation)
    Invitation.objects.bulk_update(reached, ["state", "mailed_on"], batch_size=200)
    if reached:
        survey.mailings.create(kind=MailingKind.INVITATION, on=today, number=len(reached), by=by)
    return reached


@transaction.atomic
def invite_everybody(survey, *, today, by=None):
    """Ask everybody whom this survey is for and who was not asked yet, or whom no mail reached and now can.

    Who had mail these days waits.
    """
    survey = Survey.objects.hold(survey.pk)
    if not survey.takes_answers_on(today):
        raise Refused([rules.Refusal.NOT_OPEN])
    again = mail_invitations(survey, rules.to_ask_again(survey, today=today), today=today, by=by)
    return invite(survey, rules.invitees_with_rest(survey, today=today), today=today, by=by) + again


@transaction.atomic
def ask_again(invitation, *, today, by=None):
    """Send an invitation that did not arrive once more, to the address that the register has now."""
    survey = Survey.objects.hold(invitation.survey_id)
    invitation = Invitation.objects.hold(invitation.pk)
    if reasons := rules.ask_again_refusals(survey, invitation, today=today):
        raise Refused(reasons)
    if post.try_address_again(invitation.person.email):
        trail.write(_("An address that took no mail is tried again"), by=by, about=invitation)
    mail_invitations(survey, [invitation], today=today, by=by)
    return invitation


@transaction.atomic
def remind(survey, by, today):
    """Remind who has not answered, whom mail reaches, who wants it and had no survey mail for a while.

    Returns the invitations; asked again on the same day, nobody is left. The mails leave a batch at a time.
    """
    survey = Survey.objects.hold(survey.pk)
    if not survey.takes_answers_on(today):
        raise Refused([rules.Refusal.NOT_OPEN])

    anonymous.heal(survey)
    reminded = rules.to_remind(survey, today=today)
    minutes = documents.minutes(survey.version.document)
    for number, invitation in enumerate(reminded):
        tell(invitation, "reminded", minutes=minutes, today=today, delay=rules.wait_of_mail(number))
        invitation.reminder_count, invitation.mailed_on = invitation.reminder_count + 1, today
    Invitation.objects.bulk_update(reminded, ["reminder_count", "mailed_on"], batch_size=200)
    if reminded:
        Mailing.objects.create(survey=survey, kind=MailingKind.REMINDER, on=today, number=len(reminded), by=by)
        trail.write(_("Reminders of a survey were sent"), by=by, about=survey, change={"reminders": [0, len(reminded)]})
    return reminded


@transaction.atomic
def mark_bounced(invitation, by):
    """Write down that mail does not arrive at this address: no mail about surveys goes to it any more."""
    invitation = Invitation.objects.hold(invitation.pk)
    if invitation.state not in (InvitationState.SENT, InvitationState.STARTED):
        raise Refused([rules.Refusal.NOT_SENT])
    post.note_bounce(Mail.objects.about(mails_of(invitation)).to([invitation.person.email]))
    invitation.state, invitation.mailed_on = InvitationState.BOUNCED, None
    invitation.save(update_fields=["state", "mailed_on"])
    trail.write(_("An invitation to a survey did not arrive"), by=by, about=invitation)
    return invitation


@transaction.atomic
def opt_out(invitation, *, today, of_all=False):
    """Send no more mail about this survey, or about any; the link goes on working."""
    invitation = Invitation.objects.hold(invitation.pk)
    if of_all:
        MailRefusal.objects.get_or_create(person=invitation.person, defaults={"since": today})
    if not invitation.is_submitted:
        invitation.state = InvitationState.OPTED_OUT
        invitation.save(update_fields=["state"])
    return invitation


@transaction.atomic
def hand_over(invitation, *, first_name, last_name, email, today, by=None):
    """Let a colleague of the same municipality answer instead: a new link goes to them, the old one stops.

    Answers that were not sent yet are thrown away: they are not the colleague's. Whoever hands over sees the same,
    known address or not; where the register knows the colleague and that stands in the way, the team is asked to look.
    """
    survey = Survey.objects.hold(invitation.survey_id)
    invitation = Invitation.objects.hold(invitation.pk)
    if reasons := rules.hand_over_refusals(survey, invitation, email=email, today=today):
        raise Refused(reasons)

    colleague = Person.objects.current().at_address(email).first()
    in_the_way = colleague and rules.team_should_look(survey, invitation, colleague, today=today)
    if colleague is None:
        colleague = Person.objects.create(first_name=first_name, last_name=last_name, email=email)
        trail.write(_("A person was added to the register"), by=by, about=colleague)
    todo.done(source=invitation)
    discard_files(invitation.files.all())
    if in_the_way != rules.Refusal.INVITED_ALREADY:  # one person has one invitation: the team finds somebody else
        invitation.person = colleague
    invitation.draft, invitation.draft_page = {}, 0
    invitation.state, invitation.reminder_count, invitation.mailed_on = InvitationState.SENT, 0, today
    if in_the_way == rules.Refusal.WANTS_NO_MAIL:
        invitation.state, invitation.mailed_on = InvitationState.OPTED_OUT, None
    invitation.hand_overs += 1
    renew_link(invitation)
    invitation.save()
    if invitation.person == colleague:
        ask(invitation)
        if invitation.state == InvitationState.SENT:
            tell(invitation, "handed_over", minutes=documents.minutes(survey.version.document), today=today)
    if in_the_way:
        ask_the_team(invitation, in_the_way)
    trail.write(_("An invitation to a survey was handed over to a colleague"), by=by, about=invitation)
    return invitation


@transaction.atomic
def make_letters(survey, whom, *, by, today):
    """Make links for letters to `whom` ("unreached" or "unanswered"): the invitations, with `token` and `code`.

    Who holds a letter can answer, so that letters were made is written down.
    """
    survey = Survey.objects.hold(survey.pk)
    if not survey.takes_answers_on(today):
        raise Refused([rules.Refusal.NOT_OPEN])
    anonymous.heal(survey)
    invitations = survey.invitations.unreached() if whom == "unreached" else survey.invitations.unbegun()
    invitations = list(invitations.select_related("person__user", "unit").order_by("unit__name", "pk"))
    if not invitations:
        raise Refused([rules.Refusal.NOBODY])
    trail.write(
        _("Letters with links to a survey were made"),
        by=by,
        about=survey,
        kind=LineKind.EXPORT,
        change={"letters": [0, len(invitations)]},
    )
    return links_of(invitations)


# --- Links, mail and the home page -------------------------------------------------------------------


def renew_link(invitation):
    """Give an invitation a new link and a new code; the earlier ones stop. The caller saves it."""
    invitation.link_seed = tokens.new()
    invitation.token = tokens.of_seed(invitation.link_seed)
    invitation.token_hash = tokens.hash_of(invitation.token)
    invitation.code_hash = tokens.hash_of_code(tokens.code_of_seed(invitation.link_seed))


@transaction.atomic
def links_of(invitations):
    """Give each of these invitations its `token` and its `code`; one whose link cannot be made again gets a new one.

    That happens after the server's secret was replaced.
    """
    for invitation in invitations:
        invitation.token = tokens.of_seed(invitation.link_seed) if invitation.link_seed else ""
        if tokens.hash_of(invitation.token) != invitation.token_hash or invitation.code_hash is None:
            renew_link(invitation)
            invitation.save(update_fields=["link_seed", "token_hash", "code_hash"])
        invitation.code = tokens.code_of_seed(invitation.link_seed)
    return invitations


def tell(invitation, template, *, minutes, today, delay=timedelta(0)):
    """Put the mail with the link in the outbox; None without an address.

    A mail of the same day that never arrived makes room for it.
    """
    links_of([invitation])
    stop_path = reverse("surveys:response_stop", args=[invitation.token])
    context = {
        "survey": invitation.survey,
        "unit": invitation.unit,
        "minutes": minutes,
        "path": reverse("surveys:response_enter", args=[invitation.token]),
        "stop_path": stop_path,
    }
    once = f"{mails_of(invitation)}{template}.{today}.{invitation.hand_overs}"
    post.make_room(once)
    return post.send(
        invitation.person,
        f"surveys/mail/{template}",
        context,
        once_key=once,
        holds_secret=True,
        unsubscribe_url=settings.SITE_URL + stop_path,
        delay=delay,
    )


def mails_of(invitation):
    """How the keys of all mails of an invitation begin."""
    return f"surveys.{invitation.survey_id}.{invitation.pk}."


def ask(invitation):
    """Put the question on the person's list."""
    survey = invitation.survey
    todo.ask(
        invitation.person,
        title=format_lazy(_("Fill in the survey: {survey}"), survey=survey),
        url=reverse("surveys:response_start", args=[survey.pk]),
        source=invitation,
        due=survey.closes_on,
    )


def ask_the_team(invitation, why):
    """Have the team look at a question that was handed to somebody who may not answer it."""
    todo.ask(
        Role.STAFF,
        title=format_lazy(_("Look who answers for {place}. {why}"), place=invitation.unit.name, why=why.label),
        url=reverse("surveys:survey_fieldwork", args=[invitation.survey_id]),
        source=invitation,
    )
