"""What somebody can show, what they wish to learn, and which suggestions they have seen enough of."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models.competences import Competence
from members.models.people import Person
from members.models.themes import Theme


class CompetenceEvidenceQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person).select_related("competence")

    def standing(self):
        """What was not taken back."""
        return self.filter(withdrawn_on__isnull=True)


class CompetenceEvidence(models.Model):
    """Something that shows a competence, such as a training that was finished. Only added to, or taken back."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="competence_evidence")
    competence = models.ForeignKey(Competence, on_delete=models.PROTECT, related_name="evidence")
    source = models.CharField(max_length=100, db_index=True)  # a pointer: "trainings.registration:42"
    on = models.DateField(_("date"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    recorded_at = models.DateTimeField(auto_now_add=True)
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawal_reason = models.CharField(_("why it was taken back"), max_length=200, blank=True)

    objects = CompetenceEvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidence of a competence")
        verbose_name_plural = _("evidence of competences")
        ordering = ["-on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "competence", "source"],
                condition=Q(withdrawn_on__isnull=True),
                name="a_source_shows_a_competence_once",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on__isnull=True) | ~Q(withdrawal_reason=""),
                name="evidence_taken_back_says_why",
            ),
        ]

    def __str__(self):
        return f"{self.person}: {self.competence}"


class InterestQuerySet(models.QuerySet):
    def of(self, person):
        return self.filter(person=person)


class Interest(models.Model):
    """Somebody wishes to grow in a competence, or to follow a theme."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="interests")
    competence = models.ForeignKey(
        Competence, on_delete=models.CASCADE, null=True, blank=True, related_name="interests"
    )
    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, null=True, blank=True, related_name="interests")
    since = models.DateField()

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("interests")
        constraints = [
            models.CheckConstraint(
                condition=Q(competence__isnull=False, theme__isnull=True)
                | Q(competence__isnull=True, theme__isnull=False),
                name="an_interest_is_one_thing",
            ),
            models.UniqueConstraint(
                fields=["person", "competence"],
                condition=Q(theme__isnull=True),
                name="an_interest_in_a_competence_once",
            ),
            models.UniqueConstraint(
                fields=["person", "theme"], condition=Q(competence__isnull=True), name="an_interest_in_a_theme_once"
            ),
        ]

    def __str__(self):
        return str(self.competence or self.theme)


class DismissedSuggestion(models.Model):
    """Somebody does not want to see a suggestion for a while."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="dismissed_suggestions")
    key = models.CharField(max_length=100)
    until = models.DateField()

    class Meta:
        verbose_name = _("dismissed suggestion")
        verbose_name_plural = _("dismissed suggestions")
        constraints = [models.UniqueConstraint(fields=["person", "key"], name="a_suggestion_is_dismissed_once")]

    def __str__(self):
        return self.key
