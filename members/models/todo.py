from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models.people import Person, Role
from portal.bilingual import in_readers_language


class TodoQuerySet(models.QuerySet):
    def waiting_for(self, person, roles):
        """What this person, or anybody in one of these roles, has still to do; the most urgent first."""
        return self.filter(Q(person=person, person__isnull=False) | Q(role__in=roles), done_at__isnull=True).order_by(
            models.F("due_on").asc(nulls_last=True), "pk"
        )


class Todo(models.Model):
    """Something that one person, or anybody in one role, must do."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="todos")
    role = models.CharField(max_length=14, choices=Role, blank=True)
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    due_on = models.DateField(null=True)
    url = models.CharField(max_length=300)
    source = models.CharField(max_length=100, db_index=True)  # a pointer: "trainings.edition:12"
    asked_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True)

    objects = TodoQuerySet.as_manager()

    class Meta:
        verbose_name = _("to-do")
        verbose_name_plural = _("to-dos")
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False, role="") | Q(person__isnull=True) & ~Q(role=""),
                name="todo_is_for_a_person_or_a_role",
            ),
            models.UniqueConstraint(
                fields=["source", "person"],
                condition=Q(done_at__isnull=True, person__isnull=False),
                name="a_person_is_asked_once",
            ),
            models.UniqueConstraint(
                fields=["source", "role"],
                condition=Q(done_at__isnull=True, person__isnull=True),
                name="a_role_is_asked_once",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_readers_language(self, "title")
