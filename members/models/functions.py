from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.bilingual import in_readers_language


class OfficerFunction(models.Model):
    """What an official does for youth, such as networking; one person may do several. The list is ours to edit."""

    code = models.SlugField(unique=True)
    title_nl = models.CharField(_("Dutch title"), max_length=80)
    title_en = models.CharField(_("English title"), max_length=80, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("function of an officer")
        verbose_name_plural = _("functions of officers")
        ordering = ["order", "code"]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_readers_language(self, "title")
