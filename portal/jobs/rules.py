"""What is decided about jobs: which questions are the same, who may open a file, when it ends badly."""

import hashlib
import json

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.jobs.models import JobState


class Ending(models.TextChoices):
    """Why a job failed, as its owner reads it."""

    BROKE = "broke", _("Something went wrong on our side, so there is no file. We have a note of it; try again later.")
    TOO_LONG = "too-long", _("This took too long and was stopped. Ask for less at once, such as a shorter period.")
    NOBODY_FINISHED = "nobody-finished", _("This broke off three times, so we stopped trying. Mail us if it stays so.")
    NOBODY_CAME = "nobody-came", _("Nothing took up this work for a day. Mail us, then ask for it again.")


def key_of(kind, arguments, *, by, language, data_key):
    """The question as 64 signs: equal for the same person, kind, arguments, language and data."""
    question = [kind, arguments, by.pk, language, data_key]
    return hashlib.sha256(json.dumps(question, sort_keys=True).encode()).hexdigest()


def may_open(user, job):
    """Whether `user` may have the file: it is theirs or they see all, and they still hold the right it needs."""
    return (job.asked_by_id == user.pk or user.has_perm("jobs.see_all")) and (not job.right or user.has_perm(job.right))


def has_file(job):
    return job.state == JobState.DONE and bool(job.file)


def is_further(job, value, total):
    """True when `value` of `total` is not less than what the row tells already: progress never goes back."""
    return value * job.progress_max >= job.progress_value * total
