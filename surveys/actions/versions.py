"""Editing the questions of a survey, also while it is in the field."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.refused import Refused
from portal.trail import actions as trail
from surveys import documents, rules
from surveys.models import Survey, SurveyVersion


@transaction.atomic
def new_version(survey, document, by):
    """Write down the questions of a survey as they would be asked next; returns the version that is being made.

    Of a survey in the field it stands beside the one that is asked, until `publish_version`. An edit that would make
    earlier answers mean something else is refused; so is any edit of a closed survey. Faults may stand in it.
    """
    survey = Survey.objects.hold(survey.pk)
    if reasons := rules.edit_refusals(survey, document):
        raise Refused(reasons)

    last = survey.versions.last()
    if last is None or last.published_at:
        return SurveyVersion.objects.create(survey=survey, number=last.number + 1 if last else 1, document=document)
    last.document = document
    last.save()
    return last


@transaction.atomic
def publish_version(survey, by, *, seen, now=None):
    """From now on ask the version that was being made; answers to earlier ones stay as they are.

    `seen` is `rules.seen_of(survey)` as it was looked at: what a colleague changed meanwhile is not asked unseen.
    """
    survey = Survey.objects.hold(survey.pk)
    if reasons := rules.publish_refusals(survey):
        raise Refused(reasons)
    if rules.seen_of(survey) != seen:
        raise Refused([rules.Refusal.STALE])

    version = survey.versions.last()
    version.content_hash = documents.hash_of(version.document)
    version.published_at = now or timezone.now()
    version.save()
    trail.write(
        _("The questions of a survey in the field were edited"),
        by=by,
        about=survey,
        change={"version": [version.number - 1, version.number]},
    )
    return version


@transaction.atomic
def discard_version(survey, by, *, seen):
    """Throw away the version that was being made beside the one in the field; `seen` as in `publish_version`."""
    survey = Survey.objects.hold(survey.pk)
    last = survey.versions.last()
    if survey.version is None or last.published_at:
        raise Refused([rules.Refusal.NO_CHANGE])
    if rules.seen_of(survey) != seen:
        raise Refused([rules.Refusal.STALE])
    number = last.number
    last.delete()
    trail.write(
        _("An edit of the questions of a survey in the field was thrown away"),
        by=by,
        about=survey,
        change={"version": [number, number - 1]},
    )
    return survey
