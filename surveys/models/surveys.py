from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.bilingual import in_readers_language


class UnitOfAnalysis(models.TextChoices):
    MUNICIPALITY = "municipality", _("municipality")
    PERSON = "person", _("person")


class Confidentiality(models.TextChoices):
    """What the organisation can see of who answered what; promised before the first question."""

    IDENTIFIED = "identified", _("By name")
    CONFIDENTIAL = "confidential", _("Confidential")
    ANONYMOUS = "anonymous", _("Anonymous")


class SurveyState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    OPEN = "open", _("In the field")
    CLOSED = "closed", _("Closed")


class SurveyQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("surveys.analyse") else self.none()

    def hold(self, pk):
        """The survey, held until the transaction ends: others wait for their turn."""
        self.filter(pk=pk).update(state=F("state"))  # a write first: a real lock on PostgreSQL and on SQLite
        return self.get(pk=pk)

    def that_a_page_names(self, pk):
        """The one whose number stands in an address, for a page that tells nothing of it."""
        return self.filter(pk=pk)

    def in_the_field(self):
        return self.filter(state=SurveyState.OPEN)

    def with_answers_that_wait(self):
        """Those of which anonymous answers wait to be moved, or who sent one waits to be marked."""
        return self.filter(Q(receipts__isnull=False) | Q(spooled__isnull=False)).distinct()

    def over_since(self, day):
        """Those whose last day to answer was `day` or before."""
        return self.filter(closes_on__lte=day)

    def that_take_a_file(self):
        """Those to which answers from elsewhere can be added: of municipalities, known by name, opened before."""
        counted = self.exclude(state=SurveyState.DRAFT).exclude(confidentiality=Confidentiality.ANONYMOUS)
        return counted.filter(unit_of_analysis=UnitOfAnalysis.MUNICIPALITY)

    def with_numbers(self):
        """Adds `population`, `invited` and `answered`: how many members there are, were asked and did answer."""
        return self.annotate(
            population=number_of("snapshot__units"),
            invited=number_of("invitations"),
            answered=number_of("responses", responses__is_test=False) + number_of("spooled"),
        )

    def newest_first(self):
        """What is in the field on top, then what is being made, then what is over."""
        order = {SurveyState.OPEN: 0, SurveyState.DRAFT: 1, SurveyState.CLOSED: 2}
        place = models.Case(*(models.When(state=state, then=number) for state, number in order.items()))
        return self.order_by(place, F("opens_on").desc(nulls_first=True), "-pk")

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        return {survey.pk: (survey.title, survey.get_absolute_url()) for survey in self.filter(pk__in=ids)}


def number_of(rows, **condition):
    """How many `rows` hang below each survey, counted apart so that they do not multiply each other."""
    below = Survey.objects.filter(pk=OuterRef("pk"), **condition).order_by().values("pk")
    return Coalesce(Subquery(below.annotate(number=Count(rows)).values("number")), 0)


class Survey(models.Model):
    """A questionnaire that goes into the field once: what is asked, of whom, and what is promised about the answers."""

    title_nl = models.CharField(_("Dutch title"), max_length=150)
    title_en = models.CharField(_("English title"), max_length=150, blank=True)
    intro_nl = models.TextField(_("Dutch introduction"), blank=True)
    intro_en = models.TextField(_("English introduction"), blank=True)
    unit_of_analysis = models.CharField(
        _("unit"), max_length=12, choices=UnitOfAnalysis, default=UnitOfAnalysis.MUNICIPALITY
    )
    confidentiality = models.CharField(
        _("confidentiality"), max_length=12, choices=Confidentiality, default=Confidentiality.CONFIDENTIAL
    )
    min_cell = models.PositiveSmallIntegerField(
        _("smallest group that is shown"), default=5, validators=[MinValueValidator(3)]
    )
    audience = models.JSONField(_("audience"), default=dict, blank=True)  # see `surveys.rules.audience`
    state = models.CharField(_("state"), max_length=6, choices=SurveyState, default=SurveyState.DRAFT)
    opens_on = models.DateField(_("in the field from"), null=True, blank=True)
    closes_on = models.DateField(_("last day to answer"), null=True, blank=True)
    results_visible_from = models.DateField(_("results visible from"), null=True, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = _("survey")
        verbose_name_plural = _("surveys")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=SurveyState.values), name="survey_has_a_known_state"),
            models.CheckConstraint(condition=Q(unit_of_analysis__in=UnitOfAnalysis.values), name="survey_has_a_unit"),
            models.CheckConstraint(
                condition=Q(confidentiality__in=Confidentiality.values), name="survey_makes_a_known_promise"
            ),
            models.CheckConstraint(condition=Q(min_cell__gte=3), name="survey_shows_no_group_under_three"),
            models.CheckConstraint(
                condition=Q(opens_on__isnull=True) | Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")),
                name="survey_closes_after_it_opens",
            ),
            models.CheckConstraint(
                condition=Q(state=SurveyState.DRAFT) | Q(opens_on__isnull=False), name="survey_in_the_field_has_opened"
            ),
            models.UniqueConstraint(fields=["id", "confidentiality"], name="survey_and_its_promise"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("surveys:survey_detail", args=[self.pk])

    @property
    def title(self):
        return in_readers_language(self, "title")

    @property
    def intro(self):
        return in_readers_language(self, "intro")

    @property
    def version(self):
        """The questions as they were asked last; None before it opened."""
        return self.versions.published().last()

    @property
    def percentage_answered(self):
        """Of all members, how many of a hundred answered; needs `with_numbers()`, None without a population."""
        return Decimal(100 * self.answered) / self.population if self.population else None

    @property
    def asks_people(self):
        """Whether each answer is somebody's own, rather than of a municipality."""
        return self.unit_of_analysis == UnitOfAnalysis.PERSON

    @property
    def is_anonymous(self):
        return self.confidentiality == Confidentiality.ANONYMOUS

    def document_numbered(self, number):
        """The questions as a page had them that names the number of a version; those of now for another one."""
        asked = self.versions.published().filter(number=number).first() if number.isdecimal() else None
        asked = asked or self.version
        return asked.document if asked else {"sections": []}

    def takes_answers_on(self, day):
        return self.state == SurveyState.OPEN and (self.closes_on is None or day <= self.closes_on)


class SurveyVersionQuerySet(models.QuerySet):
    def published(self):
        return self.filter(published_at__isnull=False).order_by("number")


class SurveyVersion(models.Model):
    """The questions as they were asked; `document` is described in `surveys.documents`.

    Once published it never changes: an edit makes a new version.
    """

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("number"))
    document = models.JSONField()
    content_hash = models.CharField(max_length=64, blank=True)  # SHA-256 of the document, written in one way only
    published_at = models.DateTimeField(null=True)

    objects = SurveyVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a survey")
        verbose_name_plural = _("versions of a survey")
        ordering = ["survey", "number"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "number"], name="one_version_a_number"),
            models.CheckConstraint(
                condition=Q(published_at__isnull=True) | ~Q(content_hash=""), name="published_version_has_a_hash"
            ),
        ]

    def __str__(self):
        return f"{self.survey} ({self.number})"

    def save(self, *args, **kwargs):
        if self.pk and SurveyVersion.objects.published().filter(pk=self.pk).exists():
            raise ValueError("A published version never changes: make a new one.")
        super().save(*args, **kwargs)
