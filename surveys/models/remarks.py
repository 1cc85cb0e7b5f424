from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from members.models import Municipality, Person


class RegisterRemarkQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("surveys.manage") else self.none()

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        return {each.pk: (str(each), each.get_absolute_url()) for each in self.filter(pk__in=ids)}


class RegisterRemark(models.Model):
    """What somebody says is wrong in the register; it says nothing of the survey in which they saw it."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField(_("what is wrong"), max_length=1000)
    made_on = models.DateField(_("written on"))
    handled_on = models.DateField(_("handled on"), null=True)

    objects = RegisterRemarkQuerySet.as_manager()

    class Meta:
        verbose_name = _("remark on the register")
        verbose_name_plural = _("remarks on the register")
        ordering = ["-made_on", "-pk"]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    def get_absolute_url(self):
        return reverse("surveys:remark_detail", args=[self.pk])
