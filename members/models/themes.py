from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.bilingual import in_readers_language


class Theme(models.Model):
    """What something is about: youth council, play space, participation; shared by all that members meet us for."""

    code = models.SlugField(unique=True)
    title_nl = models.CharField(_("Dutch title"), max_length=100)
    title_en = models.CharField(_("English title"), max_length=100, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["order", "code"]

    def __str__(self):
        return self.title

    @property
    def title(self):
        return in_readers_language(self, "title")
