"""What was asked of somebody, and the mail that they refused, when two records turn out to be one human."""

from members.repointing import Repointed
from surveys.models import Invitation, InvitationState, MailRefusal, PopulationUnit, RegisterRemark


class Asked(Repointed):
    """What this app supplies to the person_merge door.

    Whoever refused mail under one record is not mailed under the other: a refusal of all mail follows, and so does one
    of a single survey of which both records hold an invitation.
    """

    def __init__(self):
        super().__init__(
            (Invitation, "person"), (PopulationUnit, "person"), (RegisterRemark, "person"), (MailRefusal, "person")
        )

    def do(self, kept, gone):
        moved = super().do(kept, gone)
        left = Invitation.objects.filter(person=gone, state=InvitationState.OPTED_OUT).values("survey")
        others = list(Invitation.objects.filter(person=kept, survey__in=left).open_to_mail().order_by("pk"))
        moved["opted_out"] = {str(each.pk): each.state for each in others}
        Invitation.objects.filter(pk__in=[each.pk for each in others]).update(state=InvitationState.OPTED_OUT)
        return moved

    def undo(self, kept, gone, moved):
        super().undo(kept, gone, moved)
        for pk, state in moved.get("opted_out", {}).items():
            Invitation.objects.filter(pk=pk, person=kept, state=InvitationState.OPTED_OUT).update(state=state)
