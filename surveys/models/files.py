import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.models.invitations import Invitation, InvitationState
from surveys.models.surveys import Confidentiality


def somewhere(instance, filename):
    """A place that says nothing about who added the file, or how it was called."""
    return f"answers/{uuid.uuid4().hex}"


class AnswerFileQuerySet(models.QuerySet):
    def readable_by(self, user):
        """Files that were sent with answers, by name, for who looks after surveys."""
        if not user.has_perm("surveys.manage"):
            return self.none()
        return self.filter(
            invitation__survey__confidentiality=Confidentiality.IDENTIFIED,
            invitation__state=InvitationState.SUBMITTED,
        )

    def of(self, invitation, question):
        return self.filter(invitation=invitation, question=question).order_by("added_at", "pk")


class AnswerFile(models.Model):
    """A file that somebody added to an answer; a draft holds it until the answers are sent.

    Only surveys by name ask for files, so the name of a file tells nothing that we do not know.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, related_name="files")
    question = models.CharField(max_length=40)  # its code
    file = models.FileField(upload_to=somewhere, max_length=200)
    name = models.CharField(max_length=100)  # as we show it: see `rules.readable_name`
    size = models.PositiveIntegerField()  # in bytes
    kind = models.CharField(max_length=4)  # pdf, png, jpg, docx or xlsx, decided by its content
    added_at = models.DateTimeField(auto_now_add=True)

    objects = AnswerFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file with an answer")
        verbose_name_plural = _("files with answers")

    def __str__(self):
        return self.name
