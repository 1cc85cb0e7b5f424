from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from members.models.people import RoleType


class NewTermQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.select_related("role_type", "by__person") if user.has_perm("members.start_terms") else self.none()

    def hold(self, pk):
        """The new term, held until the transaction ends: others wait for their turn."""
        self.filter(pk=pk).update(starts_on=F("starts_on"))  # a write first: a real lock on PostgreSQL and on SQLite
        return self.select_related("role_type").get(pk=pk)

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        return {each.pk: (str(each), each.get_absolute_url()) for each in self.filter(pk__in=ids)}


class NewTerm(models.Model):
    """After elections: everybody in a kind of seat leaves it on one day, but for those who go on."""

    role_type = models.ForeignKey(RoleType, on_delete=models.PROTECT, related_name="+", verbose_name=_("role"))
    starts_on = models.DateField(_("first day of the new term"))
    ended = models.JSONField(default=list)  # [[pk of the role, the end that it had or null]], to put it back
    number_ended = models.PositiveIntegerField(default=0)
    number_going_on = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    objects = NewTermQuerySet.as_manager()

    class Meta:
        verbose_name = _("new term of office")
        verbose_name_plural = _("new terms of office")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(number_ended__gt=0), name="a_new_term_ends_something"),
        ]

    def __str__(self):
        return f"{self.role_type}, {date_format(self.starts_on, 'j-n-Y')}"

    def get_absolute_url(self):
        return reverse("members:new_term_detail", args=[self.pk])

    @property
    def role_ids(self):
        return [pk for pk, _ends_on in self.ended]
