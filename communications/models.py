from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models import Theme
from portal.bilingual import in_readers_language


class PlannedKind(models.TextChoices):
    TRAINING = "training", _("training")
    SURVEY = "survey", _("survey")
    OTHER = "other", _("other")


class PlannedItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("communications.plan") else self.none()

    def from_day(self, day):
        """From `day` on, the first on top."""
        return self.filter(on__gte=day).order_by("on", "pk")

    def before(self, day):
        """Over before `day`, the last on top."""
        return self.filter(on__lt=day).order_by("-on", "-pk")


class PlannedItem(models.Model):
    """Something that members will hear of: announced by the app in which it happens, once per source."""

    kind = models.CharField(_("kind"), max_length=10, choices=PlannedKind, default=PlannedKind.OTHER)
    title_nl = models.CharField(_("Dutch title"), max_length=200)
    title_en = models.CharField(_("English title"), max_length=200, blank=True)
    on = models.DateField(_("date"))
    url = models.CharField(max_length=300)
    source = models.CharField(max_length=100, unique=True)  # a pointer: "trainings.edition:12"

    objects = PlannedItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("planned item")
        verbose_name_plural = _("planned items")
        ordering = ["on", "pk"]
        indexes = [models.Index(fields=["on"], name="planned_item_by_date")]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=PlannedKind.values), name="planned_item_has_a_kind")
        ]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_readers_language(self, "title")


class MaterialQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.on_the_shelf() if user.has_perm("communications.see_materials") else self.none()

    def on_the_shelf(self):
        return self.filter(is_retired=False)

    def about(self, theme_code):
        return self.filter(themes__code=theme_code)

    def saying(self, words):
        """Those whose title or summary, in either language, holds each of these words."""
        found = self
        for word in words.split():
            fields = ("title_nl", "title_en", "summary_nl", "summary_en")
            found = found.filter(Q(*((f"{field}__icontains", word) for field in fields), _connector=Q.OR))
        return found


class Material(models.Model):
    """A tool, guide or publication on the shelf, somewhere on the web."""

    title_nl = models.CharField(_("Dutch title"), max_length=150)
    title_en = models.CharField(_("English title"), max_length=150, blank=True)
    summary_nl = models.TextField(_("Dutch summary"), max_length=600, blank=True)
    summary_en = models.TextField(_("English summary"), max_length=600, blank=True)
    url = models.URLField(_("web address"), max_length=300)
    themes = models.ManyToManyField(Theme, blank=True, related_name="materials", verbose_name=_("themes"))
    published_on = models.DateField(_("published on"))
    is_retired = models.BooleanField(_("taken off the shelf"), default=False)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = _("material")
        verbose_name_plural = _("materials")
        ordering = ["-published_on", "-pk"]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_readers_language(self, "title")

    @property
    def summary(self):
        return in_readers_language(self, "summary")
