from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.bilingual import in_readers_language


class Competence(models.Model):
    """Something that a youth officer is able to do; trainings work on it, screenings look at it."""

    code = models.SlugField(unique=True)
    title_nl = models.CharField(_("Dutch title"), max_length=120)
    title_en = models.CharField(_("English title"), max_length=120, blank=True)
    description_nl = models.TextField(_("Dutch description"), blank=True)
    description_en = models.TextField(_("English description"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("competence")
        verbose_name_plural = _("competences")
        ordering = ["order", "code"]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_readers_language(self, "title")

    @property
    def description(self):
        return in_readers_language(self, "description")
