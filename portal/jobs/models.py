import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from portal.bilingual import in_readers_language


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Busy")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Stopped")


UNDER_WAY = (JobState.WAITING, JobState.RUNNING)
ANSWERS_ITS_KEY = Q(state__in=UNDER_WAY) | (Q(state=JobState.DONE, removed_at=None) & ~Q(data_key=""))


class JobQuerySet(models.QuerySet):
    def owned_by(self, user):
        return self.filter(asked_by=user)

    def visible_to(self, user):
        return self if user.has_perm("jobs.see_all") else self.owned_by(user)

    def reusable(self, key):
        """The job that answers the same question: it waits, it runs, or its file still tells of the same data."""
        return self.filter(ANSWERS_ITS_KEY, key=key)

    def claim(self, pk, now):
        """True for the one worker that may do this job; it counts as an attempt."""
        waiting = self.filter(pk=pk, state=JobState.WAITING, attempts__lt=F("max_attempts"))
        return waiting.update(state=JobState.RUNNING, attempts=F("attempts") + 1, started_at=now, heartbeat_at=now)

    def held(self, job):
        """The row while this very attempt has it; nothing once it was stopped or another worker took over."""
        return self.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)

    def stale(self, now):
        """Those that run without a sign of life: their worker is gone."""
        return self.filter(state=JobState.RUNNING, heartbeat_at__lt=now - settings.JOB_IS_STALE_AFTER)

    def forgotten(self, now):
        """Those that wait without a message, or so long that it may be lost."""
        told_long_ago = Q(enqueued_at__lt=now - settings.JOB_IS_FORGOTTEN_AFTER)
        return self.filter(Q(enqueued_at=None) | told_long_ago, state=JobState.WAITING)

    def never_taken(self, since):
        """Those that no worker has begun since then."""
        return self.filter(state=JobState.WAITING, attempts=0, created_at__lt=since)

    def out_of_attempts(self):
        return self.filter(attempts__gte=F("max_attempts"))

    def past(self, now):
        """Those whose file has had its time."""
        return self.filter(state=JobState.DONE, removed_at=None, expires_at__lte=now)


class Job(models.Model):
    """One piece of work that somebody asked for, and what came of it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    title_nl = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200)
    task = models.CharField(max_length=200)  # its dotted name; it is given the pk of this row and nothing else
    arguments = models.JSONField(default=dict)  # ids and plain choices, never personal data
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="jobs")
    right = models.CharField(max_length=100, blank=True)  # what the owner must still be allowed to open the file
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    key = models.CharField(max_length=64)  # the question as a hash: who, what, with which arguments, of which data
    data_key = models.CharField(max_length=200, blank=True)  # empty: the file answers nobody but who waited for it

    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    step = models.CharField(max_length=200, blank=True)
    progress_value = models.PositiveIntegerField(default=0)
    progress_max = models.PositiveIntegerField(default=1)
    attempts = models.PositiveSmallIntegerField(default=0)
    max_attempts = models.PositiveSmallIntegerField(default=3)
    error = models.CharField(max_length=500, blank=True)  # a sentence for the owner; the log holds the rest

    file = models.FileField(max_length=200, blank=True)
    file_name = models.CharField(max_length=200, blank=True)
    size = models.PositiveBigIntegerField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    keep_days = models.PositiveSmallIntegerField(default=7)

    created_at = models.DateTimeField()
    enqueued_at = models.DateTimeField(null=True)  # when a worker was last told
    started_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "heartbeat_at"], name="job_by_state")]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=ANSWERS_ITS_KEY, name="one_job_answers_a_question"),
            models.CheckConstraint(condition=Q(state__in=JobState.values), name="job_has_a_known_state"),
            models.CheckConstraint(
                condition=Q(progress_max__gte=1, progress_value__lte=F("progress_max")),
                name="job_is_never_further_than_its_end",
            ),
            models.CheckConstraint(condition=Q(attempts__lte=F("max_attempts")), name="job_is_tried_so_often"),
            models.CheckConstraint(
                condition=~Q(state=JobState.RUNNING) | Q(heartbeat_at__isnull=False), name="who_runs_has_a_heartbeat"
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNDER_WAY) | Q(finished_at__isnull=False), name="what_ended_knows_when"
            ),
            models.CheckConstraint(condition=Q(file="") | Q(state=JobState.DONE), name="only_what_is_done_has_a_file"),
            models.CheckConstraint(condition=~Q(state=JobState.FAILED) | ~Q(error=""), name="what_failed_says_why"),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("jobs:job_detail", args=[self.uuid])

    @property
    def title(self):
        return in_readers_language(self, "title")

    @property
    def is_under_way(self):
        return self.state in UNDER_WAY

    @property
    def sentence(self):
        """What its owner reads under the title, for as far as it is."""
        if self.state == JobState.FAILED:
            return self.error
        if self.state == JobState.CANCELLED:
            return _("You can ask for it again.")
        if self.state == JobState.DONE:
            return self._about_its_file()
        if self.attempts > (1 if self.state == JobState.RUNNING else 0):
            return _("It broke off, so we are at it again. {step}").format(step=self.step).strip()
        return self.step or (_("As soon as a worker is free.") if self.state == JobState.WAITING else "")

    def _about_its_file(self):
        if self.removed_at:
            return _("The file is no longer here: we keep it for {days} days. Ask again for a fresh one.").format(
                days=self.keep_days
            )
        if not self.file:
            return ""
        return _("{name} · {size} · here until {day}").format(
            name=self.file_name,
            size=filesizeformat(self.size),
            day=date_format(timezone.localdate(self.expires_at), "j F"),
        )
