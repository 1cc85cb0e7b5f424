import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.doors import IMPORT_KIND

KNOWN_SUFFIXES = (".csv", ".txt", ".tsv", ".xlsx")


class ImportState(models.TextChoices):
    CHECKING = "checking", _("Being read")
    READY = "ready", _("Waits for your decision")
    SAVED = "saved", _("Imported")
    REFUSED = "refused", _("Refused")
    DISCARDED = "discarded", _("Thrown away")


def place_of_import(run, file_name):
    """A name of our own: what somebody called a file never reaches the disk."""
    suffix = PurePath(file_name).suffix.lower()
    return f"imports/{uuid.uuid4()}{suffix if suffix in KNOWN_SUFFIXES else '.bin'}"


class ImportRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_perm("members.import") else self.none()

    def hold(self, pk):
        """The import, held until the transaction ends."""
        self.filter(pk=pk).update(state=F("state"))  # a write first: a real lock on PostgreSQL and on SQLite
        return self.get(pk=pk)

    def about(self, kind, **options):
        """Files of a kind that were brought for these options, such as one survey."""
        return self.filter(kind=kind, **{f"options__{name}": value for name, value in options.items()})

    def with_file(self):
        return self.exclude(file="")

    def pointed(self, ids):
        """Title and address for each of these ids, as the pointer door asks."""
        return {each.pk: (str(each), each.get_absolute_url()) for each in self.filter(pk__in=ids)}


class ImportRun(models.Model):
    """One file that somebody brought: what it would change, who decided, and what came of it.

    `report` holds the rows with what they change and what is wrong with them; it goes when the file goes.
    """

    kind = models.CharField(_("kind"), max_length=40)
    options = models.JSONField(default=dict)
    file = models.FileField(upload_to=place_of_import, max_length=200, blank=True)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    state = models.CharField(_("state"), max_length=10, choices=ImportState, default=ImportState.CHECKING)
    state_seen = models.CharField(max_length=64, blank=True)  # a digest of the differences that were shown
    added = models.PositiveIntegerField(_("new"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    unchanged = models.PositiveIntegerField(_("unchanged"), default=0)
    rejected = models.PositiveIntegerField(_("refused"), default=0)  # problems, not rows: a row may have several
    file_error = models.CharField(max_length=500, blank=True)
    report = models.JSONField(default=dict)
    job = models.ForeignKey("jobs.Job", on_delete=models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("when"))
    decided_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)  # when the file was taken away

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ImportState.values), name="import_has_a_known_state"),
            models.CheckConstraint(
                condition=~Q(state=ImportState.READY) | Q(rejected=0, file_error=""),
                name="only_a_fine_file_waits_for_a_decision",
            ),
        ]

    def __str__(self):
        return f"{self.kind_title}: {self.file_name}"

    def get_absolute_url(self):
        return reverse("members:import_detail", args=[self.pk])

    @property
    def kind_title(self):
        return str(getattr(IMPORT_KIND.get(self.kind), "title", self.kind)) if self.kind in IMPORT_KIND else self.kind
