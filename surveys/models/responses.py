import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Province
from surveys.models.constraints import SameAsParent
from surveys.models.invitations import Invitation
from surveys.models.population import PopulationUnit
from surveys.models.surveys import Confidentiality, Survey, SurveyVersion

ANONYMOUS = Q(confidentiality=Confidentiality.ANONYMOUS)


class ResponseQuerySet(models.QuerySet):
    def counted(self):
        """Those that count: no test entries."""
        return self.filter(is_test=False)


class Response(models.Model):
    """What somebody answered, with the attributes of that day; a later change in the register changes no result.

    `answers` goes by question code: an option code (single, likert), a list of them (multiple; in order: ranking), item
    code to option code (matrix) or to a list (matrix_multiple), a number (nps, number), a text (open) or the ids of
    files. A question in `asked` without an answer was left empty.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)  # says nothing about the order
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="responses")
    confidentiality = models.CharField(max_length=12, choices=Confidentiality)  # the survey's, so that checks see it
    version = models.ForeignKey(SurveyVersion, on_delete=models.PROTECT, related_name="responses")
    unit = models.ForeignKey(PopulationUnit, on_delete=models.RESTRICT, null=True, related_name="responses")
    invitation = models.OneToOneField(Invitation, on_delete=models.RESTRICT, null=True, related_name="response")
    answers = models.JSONField(default=dict)
    asked = models.JSONField(default=list)  # codes of the questions that routing showed
    province = models.CharField(max_length=5, choices=Province, blank=True)
    youth_region = models.CharField(max_length=50, blank=True)  # the code of a members.YouthRegion
    population = models.PositiveIntegerField(null=True)
    population_band = models.SlugField(blank=True)
    fte = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    fte_band = models.SlugField(blank=True)
    years = models.PositiveSmallIntegerField(null=True)  # of experience, in completed years
    years_band = models.SlugField(blank=True)
    sealed = models.TextField(blank=True)  # the attributes of an anonymous one, until the survey closes
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    is_test = models.BooleanField(default=False)
    submitted_on = models.DateField(null=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        constraints = [
            SameAsParent(fields=["survey", "confidentiality"], name="response_keeps_the_promise_of_its_survey"),
            models.CheckConstraint(
                condition=~ANONYMOUS | Q(unit__isnull=True, invitation__isnull=True, submitted_on__isnull=True),
                name="anonymous_response_leads_to_nobody",
            ),
            models.CheckConstraint(
                condition=~ANONYMOUS | Q(population__isnull=True, fte__isnull=True, years__isnull=True, years_band=""),
                name="anonymous_response_has_no_exact_attribute",
            ),
            models.CheckConstraint(
                condition=ANONYMOUS | Q(submitted_on__isnull=False), name="other_response_knows_its_day"
            ),
            models.CheckConstraint(condition=ANONYMOUS | Q(sealed=""), name="other_response_has_nothing_sealed"),
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"
