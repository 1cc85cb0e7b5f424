import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.models.sealed import SealedField
from surveys.models.surveys import Survey


class SpooledResponse(models.Model):
    """An anonymous answer that waits, sealed, until enough others have come to be moved among them.

    It knows no invitation, person, time or order.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="spooled")
    content = SealedField()  # the columns of the Response that it becomes

    class Meta:
        verbose_name = _("anonymous answer that waits")
        verbose_name_plural = _("anonymous answers that wait")

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"


class Receipt(models.Model):
    """Says that an answer came in for an invitation that was not marked yet; gone as soon as it is.

    Only the server's secret makes the code of an invitation, and nothing leads from here to an answer.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="receipts")
    code = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("receipt of an anonymous answer")
        verbose_name_plural = _("receipts of anonymous answers")
        constraints = [models.UniqueConstraint(fields=["survey", "code"], name="an_invitation_is_received_once")]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
