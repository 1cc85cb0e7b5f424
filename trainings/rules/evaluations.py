"""When an edition can be evaluated, and who has not answered reminded."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from surveys.models import MailingKind
from trainings.models import EditionState
from trainings.rules.planning import is_over


class EvaluationRefusal(models.TextChoices):
    """Why an evaluation is not asked, as a sentence for who tried."""

    NOT_HELD = "not-held", _("This edition did not take place.")
    NOT_OVER = "not-over", _("This edition is not over yet.")
    ASKED = "asked", _("The evaluation of this edition was opened already.")
    NOBODY = "nobody", _("Nobody took part.")
    NOT_ASKED = "not-asked", _("The evaluation of this edition was not opened yet.")
    REMINDED = "reminded", _("Who has not answered was reminded already. Once is enough.")


def evaluate_refusals(edition, people, *, now):
    """Every reason why the evaluation of an edition cannot be opened."""
    rules = (
        (EvaluationRefusal.NOT_HELD, edition.state in (EditionState.DRAFT, EditionState.CANCELLED)),
        (EvaluationRefusal.NOT_OVER, not is_over(edition, now=now)),
        (EvaluationRefusal.ASKED, edition.evaluation_id is not None),
        (EvaluationRefusal.NOBODY, not people),
    )
    return [refusal for refusal, applies in rules if applies]


def remind_refusals(edition):
    """Every reason why nobody is reminded of the evaluation."""
    survey = edition.evaluation
    rules = (
        (EvaluationRefusal.NOT_ASKED, survey is None),
        (
            EvaluationRefusal.REMINDED,
            survey is not None and survey.mailings.filter(kind=MailingKind.REMINDER).exists(),
        ),
    )
    return [refusal for refusal, applies in rules if applies]
