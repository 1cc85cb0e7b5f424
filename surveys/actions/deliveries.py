"""What becomes of the mails about a survey: the outbox asks before each leaves, and tells how it ended."""

from django.db import transaction
from django.utils import timezone

from portal.post.models import MailState
from surveys import rules
from surveys.models import Invitation, InvitationState


def may_leave(mail, *, now):
    """Whether a mail about a survey is still wanted now that its turn has come."""
    invitation = invitation_of(mail)
    return invitation is not None and rules.wants_mail(invitation, mail.to_email, today=timezone.localdate(now))


@transaction.atomic
def has_ended(mail, *, now):
    """Keep with the invitation that its mail bounced, or that it must be sent again because ours never left.

    A mail to a predecessor, who handed the question over since, says nothing of the colleague.
    """
    if mail.state == MailState.SENT or (invitation := invitation_of(mail)) is None:
        return
    invitation = Invitation.objects.hold(invitation.pk)
    is_theirs = mail.once_key.endswith(f".{invitation.hand_overs}")
    if not is_theirs or invitation.state not in (InvitationState.SENT, InvitationState.STARTED):
        return
    if mail.state == MailState.BOUNCED and invitation.person.email.lower() == mail.to_email.lower():
        invitation.state, invitation.mailed_on = InvitationState.BOUNCED, None
    elif mail.kind.endswith("reminded"):
        invitation.reminder_count = max(0, invitation.reminder_count - 1)
    elif invitation.state == InvitationState.SENT:
        invitation.state, invitation.mailed_on = InvitationState.QUEUED, None
    invitation.save(update_fields=["state", "mailed_on", "reminder_count"])


def invitation_of(mail):
    """The invitation that a mail is about, as its key says; None for what was let go meanwhile."""
    parts = (mail.once_key or "").split(".")
    if len(parts) < 3 or not parts[2].isdecimal():
        return None
    return Invitation.objects.select_related("survey", "person").filter(pk=int(parts[2])).first()
