from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from members.models.municipalities import Municipality
from portal.names import as_sorted


class AliasKind(models.TextChoices):
    FORMER = "former", _("former name")
    PART = "part", _("part of the municipality")
    SPELLING = "spelling", _("other spelling")


class MunicipalityAliasQuerySet(models.QuerySet):
    def with_any_of(self, words):
        """Those whose name holds one of these words, as `as_sorted` writes them."""
        condition = Q(pk__in=[])
        for word in words:
            condition |= Q(sort_name__contains=word)
        return self.filter(condition)


class MunicipalityAlias(models.Model):
    """Another name under which people look for a municipality: a former one, a part of it, another spelling."""

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(_("name"), max_length=100)
    sort_name = models.CharField(max_length=100, db_index=True, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=AliasKind)

    objects = MunicipalityAliasQuerySet.as_manager()

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["kind", "sort_name"]
        constraints = [models.UniqueConstraint(fields=["municipality", "name"], name="an_alias_is_written_once")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.sort_name = as_sorted(self.name)
        super().save(*args, **kwargs)
