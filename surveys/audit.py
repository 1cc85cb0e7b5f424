"""Invariants of anonymous surveys; each function yields sentences."""

from surveys import rules
from surveys.models import SpooledResponse, Survey


def secrets():
    """Every sealed answer opens, and every receipt says whose it is: else an earlier secret is missing."""
    remedy = "put the earlier secret in SECRET_KEY_FALLBACKS"
    for waiting in SpooledResponse.objects.order_by("survey", "pk"):
        if not waiting.content:
            yield f"survey {waiting.survey_id}: no secret opens an answer that waits; {remedy}"
    for survey in Survey.objects.with_answers_that_wait().order_by("pk"):
        if rules.has_unknown_receipts(survey):
            yield f"survey {survey.pk}: it takes no answers, as no secret tells who sent one; {remedy}"
